"""The demo's own pages ask the database at most 12 times, whoever looks."""

import json
import os
import subprocess
import sys

from tests.browser.conftest import Site
from tests.web.test_queries import MOST

WHO = ("ana.costa", "tuan.nguyen", "jo.silva", "dara.kelly")


def test_pages_of_the_demo_ask_at_most_twelve_times(site: Site):
    variables = {
        **os.environ,
        "TRIGPOINT_DATA": str(site.folder),
        "TRIGPOINT_ADDRESS": site.address,
        "TRIGPOINT_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "trigpoint.config.settings",
    }
    program = [sys.executable, "-m", "tests.browser.asked"]
    mails = [f"{name}@northwind.example" for name in WHO]
    said = subprocess.run(
        [*program, *mails], env=variables, check=True, capture_output=True, text=True
    )
    found = json.loads(said.stdout.splitlines()[-1])
    assert len(found) > 80
    assert {page: count for page, count in found.items() if count > MOST} == {}
