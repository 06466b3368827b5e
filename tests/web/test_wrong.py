"""Wherever a figure about oneself stands, it can be said to be wrong from there."""

import datetime

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.plan import write
from tests.services.test_disputes import measure as measured
from tests.services.test_ladders import begin, held, step
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import disputes

pytestmark = pytest.mark.django_db
measure = measured
DUE = datetime.date(2026, 12, 31)

#: Pages with figures of a person's own. Tables as short as the cascade's and the scorecard's lead
#: to the sheet of the goal; a comparison, what stands out and a pattern are about tickets of a
#: kind and not a measure of one's own, and are answered where they stand; a review paper, a 1:1
#: and a letter hold no figure.
PAGES = {
    "home": "/",
    "the goal": "/g/{goal}/",
    "the goal's sheet": "/g/{goal}/sheet/",
    "a check-in": "/g/{goal}/check-in/",
    "all goals": "/goals/?owner={person}",
    "my goals": "/p/{person}/goals/",
    "a person": "/p/{person}/",
    "all measures": "/measures/",
    "the measure": "/m/{measure}/",
    "the ladder": "/l/{ladder}/",
}


@pytest.fixture
def ids(cast: Cast, measure: str) -> dict[str, str]:
    goal = write(cast).own
    draft = TargetDraft(kind="lower", measure=measure, baseline=0.3, points=((DUE, 0.05),), due=DUE)
    targets.add(cast.ana, goal, draft, reason="It is counted now.")
    ladder = begin(cast, step("One in twenty", held(measure, 0.05)))
    return {"goal": goal, "measure": measure, "ladder": ladder, "person": cast.people["ana"]}


def page_of(cast: Cast, name: str, address: str) -> str:
    client = Client()
    client.force_login(cast.actors[name].user)
    return client.get(address).content.decode()


@pytest.mark.req("PEOPLE-5", via="web")
def test_whom_a_figure_is_about_can_say_that_it_is_wrong_wherever_it_stands(
    cast: Cast, ids: dict[str, str]
):
    wrong = f'href="/m/{ids["measure"]}/#wrong"'
    for name, address in PAGES.items():
        here = address.format(**ids)
        own = page_of(cast, "ana", here)
        assert wrong in own or (name == "the measure" and 'id="wrong"' in own), name
        lead = page_of(cast, "tuan", here)
        assert "#wrong" not in lead, name
        assert 'id="wrong"' not in lead, name


@pytest.mark.req("PEOPLE-5", via="web")
def test_a_figure_says_wherever_it_stands_that_it_is_said_to_be_wrong(
    cast: Cast, ids: dict[str, str]
):
    said = disputes.add(cast.ana, ids["measure"], NOW.date().replace(day=2), "Two are not mine.")
    words = "Said to be wrong, not answered yet"
    pages = ("/g/{goal}/", "/g/{goal}/sheet/", "/measures/")
    for address in pages:
        assert words in page_of(cast, "tuan", address.format(**ids)), address
    disputes.answer(cast.tuan, said, 1, "They were tied to the wrong account.")
    for address in pages:
        assert words not in page_of(cast, "tuan", address.format(**ids)), address
