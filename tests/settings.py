"""The settings under test: the program's own, in a folder of the run, with a cheap hasher."""

import os
from pathlib import Path

from tests.databases import environment_of_tests

environment_of_tests()

from trigpoint.config.settings import *  # noqa: E402, F403 - the variables have to be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TRIGPOINT_DATA = Path(os.environ["TRIGPOINT_DATA"], os.environ.get("PYTEST_XDIST_WORKER", "alone"))
TRIGPOINT_DATA.mkdir(exist_ok=True)
