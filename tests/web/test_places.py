"""The pages that stand by themselves are found by name, and nothing that is found leads nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from trigpoint.web import places
from trigpoint.web import urls as ours

pytestmark = pytest.mark.django_db

NOT_BY_NAME = {
    "live": "for machines",
    "ready": "for machines",
    "commands": "what the palette asks",
    "inbox_count": "a part of the rail",
    "audit_brief": "a part of home",
    "cascade_rows": "a part of the cascade",
    "ladder_chance": "a part of the proposed steps",
    "goals_csv": "a file",
    "measures_csv": "a file",
    "goals_yaml": "a file",
    "trail_head": "a file",
    "pyramid_svg": "a picture",
    "pyramid_png": "a picture",
    "cascade_together": "written together by those who were asked to",
    "pyramid_together": "written together by those who were asked to",
    "ladders_together": "written together by those who were asked to",
}
"""Plain addresses that the palette does not know, each with its reason."""
PLAIN = [
    pattern.name
    for pattern in ours.urlpatterns
    if pattern.name and not pattern.pattern.regex.groups and pattern.name != "gallery"
]


NAMES = ["mira", "dara", "jo", "tuan", "ana", "pat", "wanda"]


def found(client: Client, words: str = "") -> dict[str, str]:
    lines = client.get("/commands.json", {"q": words}).json()
    return {line["href"]: line["label"] for line in lines}


def test_every_page_that_a_plain_address_leads_to_is_found_by_its_name(cast: Cast):
    dara = Client()
    dara.force_login(cast.dara.user)
    known = {place.name for place in places.places(cast.dara)}
    shown = {name for name in PLAIN if dara.get(reverse(name)).status_code not in {405, 302}}
    assert shown - known == set(NOT_BY_NAME)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_by_name_opens_for_whoever_found_it(cast: Cast, name: str):
    client = Client()
    client.force_login(getattr(cast, name).user)
    answers = {href: client.get(href).status_code for href in found(client)}
    assert len(answers) > 30
    assert {href: code for href, code in answers.items() if code not in {200, 302}} == {}


def test_a_page_is_found_by_each_of_its_words_and_by_what_else_it_is_called(cast: Cast):
    ana = Client()
    ana.force_login(cast.ana.user)
    for words in ("what reaches", "reaches what", "QUIET hours", "notifications"):
        assert found(ana, words)[reverse("delivery")] == "What reaches me, and when", words
    assert reverse("calendar") in found(ana, "my cal")
    assert reverse("experiments") in found(ana, "experiments")
    assert found(ana, "audit trail") == {}


def test_a_team_is_found_by_its_name(cast: Cast):
    ana = Client()
    ana.force_login(cast.ana.user)
    assert found(ana, "billing")[f"/u/{cast.units['Billing']}/"] == "Billing"


def test_what_begins_with_the_words_comes_first(cast: Cast):
    ana = Client()
    ana.force_login(cast.ana.user)
    assert next(iter(found(ana, "goals"))) == reverse("goals_file")
