"""A new installation: from the first log-in to figures, people and a draft, link by link."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.services.conftest import HEADER, MAPPING, QUICK, solved
from trigpoint.jobs.attempt import attempt
from trigpoint.jobs.claim import claim
from trigpoint.services.organisation.founding import found
from trigpoint.store.models import AccountTie, User

pytestmark = pytest.mark.django_db
SECRET = "a-long-word-of-theirs"


class Newcomer:
    """The first administrator, who follows what the pages offer."""

    def __init__(self) -> None:
        found("Our support", "UTC", admin="Dara Kelly", email="dara@new.example", password=SECRET)
        self.client = Client()
        self.client.force_login(User.objects.get(email="dara@new.example"))
        self.page = ""

    def go(self, address: str) -> str:
        self.page = self.client.get(address).content.decode()
        return self.page

    def follow(self, words: str) -> str:
        """Go where a link of the page in front leads."""
        link = re.search(
            rf'<a [^>]*href="([^"#]+)[^>]*>(?:(?!</a>).)*?{words}', self.page, re.DOTALL
        )
        assert link, f"no link says {words}"
        return self.go(link.group(1))

    def choices(self, name: str) -> dict[str, str]:
        """Return what a list of the page in front offers, by its words."""
        listed = re.search(rf'<select[^>]*name="{name}".*?</select>', self.page, re.DOTALL)
        assert listed, name
        pairs = re.findall(r'<option value="([^"]*)"[^>]*>\s*(.*?)\s*</option>', listed.group(0))
        return {words: value for value, words in pairs}


def work() -> None:
    while lease := claim("test", timezone.now(), QUICK):
        attempt(lease, QUICK)


@pytest.mark.req("START-3", via="web")
def test_ten_minutes_of_a_new_installation_lead_from_link_to_link(tmp_path: Path, settings):
    settings.TRIGPOINT_DATA = tmp_path
    dara = Newcomer()
    assert "Begin with your tickets" in dara.go("/")
    assert "Connect a help desk" in dara.follow("Bring in tickets")
    rows = "".join(solved(n, f"10-{n + 1:02}", who) for n, who in enumerate(["kim", "zoe"] * 6))
    sent = {
        "file": io.BytesIO((HEADER + rows).encode()),
        "mapping_file": io.BytesIO(MAPPING.encode()),
        "source": "desk",
    }
    dara.client.post("/settings/imports/", sent)
    work()
    assert "Your tickets are in" in dara.go("/")
    assert dara.follow("Eight figures at a glance").count('class="panel glimpse"') == 8
    dara.follow("Say who 2 accounts")
    first = re.search(r'name="since" value="([^"]+)"', dara.page)
    assert first
    assert first.group(1) == "2026-10-01", "what was done before today counts, too"
    team = dara.choices("rest")["Our support"]
    dara.client.post("/settings/accounts/", {"rest": team, "since": first.group(1)})
    assert set(AccountTie.objects.values_list("valid_from", flat=True)) == {date(2026, 10, 1)}
    assert "first day of your tickets" not in dara.go("/settings/accounts/")
    dara.go("/measures/glance/")
    assert "Say who 2" not in dara.page
    dara.follow("Draft a V2MOM")
    said = {"owner": dara.choices("owner")["Our support"], "template": ""}
    said["period"] = next(iter(dara.choices("period").values()))
    said["template"] = dara.choices("template")["Chat team"]
    drafted = dara.client.post("/v2mom/new/", said, follow=True).content.decode()
    assert "Draft" in drafted
    assert "/g/" in drafted, "with goals of the template"
