"""A ladder on a past day: as it stood then, for whoever may see it now and might have then."""

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.services.errors import NotThere
from trigpoint.services.ladders import ladder_help, ladder_page, ladders, rungs
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DUE = NOW.date() + 100 * DAY
THEN, LATER, SINCE = NOW + DAY, NOW + 2 * DAY, NOW + 3 * DAY
TAUGHT = CriterionDraft(kind="training", words="Refunds in a day")


@pytest.fixture
def ladder(cast: Cast) -> str:
    """Ana's ladder: begun, and said anew two days later with a second step."""
    ana, later = cast.at("ana", NOW), cast.at("ana", LATER)
    made = ladders.add(ana, LadderDraft(owner=cast.people["ana"], title="Refunds alone"))
    rungs.add(ana, made, [RungDraft(title="With help", due=DUE, criteria=[TAUGHT])])
    hindrance = ladder_help.add_hindrance(ana, made, "process", "Two sign-offs")
    ladders.begin(ana, made)
    now = ladder_page.show(later, made)
    ladders.edit(later, made, now.version, {"title": "Refunds and returns"})
    ladder_help.remove_hindrance(later, hindrance, now.hindrances[0].version)
    counted = now.rungs[0].criteria[0]
    rungs.attend(later, counted.id, counted.version, LATER.date())
    rungs.add(later, made, [RungDraft(title="Alone", due=DUE + DAY, criteria=[TAUGHT])])
    return made


@pytest.mark.req("GRAPH-6", via="api")
def test_a_ladder_is_read_as_it_stood(cast: Cast, ladder: str):
    ana = cast.at("ana", SINCE)
    now, then = ladder_page.show(ana, ladder), ladder_page.show(ana, ladder, THEN)
    assert (now.title, len(now.rungs), now.hindrances) == ("Refunds and returns", 2, ())
    assert now.rungs[0].criteria[0].done_on == LATER.date()
    assert then.title == "Refunds alone"
    assert [rung.title for rung in then.rungs] == ["With help"]
    assert then.rungs[0].criteria[0].done_on is None
    assert [each.words for each in then.hindrances] == ["Two sign-offs"]
    assert then.may == frozenset(), "the past is not written"
    [line] = ladder_page.index(ana, at=THEN).lines
    assert (line.title, line.steps) == ("Refunds alone", 1)
    asked = Program(ana).get(f"/ladders/{ladder}?as_of={THEN.isoformat().replace('+', '%2B')}")
    assert asked.json()["title"] == "Refunds alone"


def test_a_ladder_is_not_there_before_it_was_begun(cast: Cast, ladder: str):
    before = NOW - DAY
    with pytest.raises(NotThere):
        ladder_page.show(cast.at("ana", SINCE), ladder, before)
    assert ladder_page.index(cast.at("ana", SINCE), at=before).lines == ()


def test_whoever_may_not_see_a_ladder_any_more_does_not_see_its_past(cast: Cast, ladder: str):
    assert ladder_page.show(cast.at("tuan", SINCE), ladder, THEN).title == "Refunds alone"
    ladders.decline(cast.at("ana", SINCE), ladder)
    late = SINCE + DAY
    with pytest.raises(NotThere):
        ladder_page.show(cast.at("tuan", late), ladder, THEN)
    assert ladder_page.index(cast.at("tuan", late), at=THEN).lines == ()
    assert ladder_page.show(cast.at("ana", late), ladder, THEN).state == "climbing"


@pytest.mark.req("GRAPH-6", via="web")
def test_the_page_of_a_past_day_says_so_and_writes_nothing(cast: Cast, ladder: str):
    browser = Client()
    browser.force_login(cast.ana.user)
    day = f"?at={THEN.date().isoformat()}"
    listed = browser.get(f"/ladders/{day}").content.decode()
    assert f"/l/{ladder}/{day}" in listed
    page = browser.get(f"/l/{ladder}/{day}").content.decode()
    assert "This is how it stood on" in page
    assert "Refunds alone" in page
    assert "How it stands today" in page
    assert f'action="/l/{ladder}/' not in page
