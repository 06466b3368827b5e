"""The program's settings, with the address at which the tests write."""

from trigpoint.config.settings import *  # noqa: F403 - all of them, and one more

ROOT_URLCONF = "tests.faults.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
