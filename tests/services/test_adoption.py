"""Taking the product up: the plan, counts that give nobody away, what is in the way."""

import datetime

import pytest

from tests.cast import NOW, Cast
from trigpoint.services.adoption import adoption, plan, resistance, usage
from trigpoint.services.adoption.plan import AdoptionStepDraft
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.mentors import mentor_words
from trigpoint.store.models import Entry, Resistance, User, Version

pytestmark = pytest.mark.django_db
DUE = datetime.date(2026, 12, 10)
TEAM = ("tuan", "ana", "rui", "ines", "lena", "omar")


def writes(cast: Cast, *names: str, days_ago: int = 1) -> None:
    """Let some write something, as taking part."""
    moment = NOW - datetime.timedelta(days=days_ago)
    for name in names:
        mentor_words.say(cast.at(name, moment), "wants", f"Anything of {name} {days_ago}")


def told(cast: Cast, who: str = "jo") -> dict[str, tuple[int, int, int]]:
    lines = usage.show(cast.at(who, NOW)).units
    return {line.unit.name: (line.took_part, line.came, line.neither) for line in lines}


@pytest.fixture(autouse=True)
def nobody_yet(cast: Cast) -> None:
    """Nobody has logged in, and what set the cast up is long ago."""
    User.objects.update(last_login=None)


@pytest.mark.req("PYRAMID-8", via="core")
def test_use_is_counted_by_unit_and_never_of_few(cast: Cast):
    writes(cast, "ana", "rui")
    User.objects.filter(person__public_id=cast.people["ines"]).update(last_login=NOW)
    found = told(cast)
    assert "Billing" not in found
    assert "Helpline" not in found
    assert sum(found["Northwind"]) == 13
    assert found["Northwind"][:2] == (2, 1)
    names = {name for name in cast.people if name in str(usage.show(cast.jo)).lower()}
    assert names == set()


def test_of_a_unit_in_which_all_do_the_same_one_is_counted_beside_it(cast: Cast):
    before = usage.show(cast.at("jo", NOW))
    writes(cast, *TEAM)
    page = usage.show(cast.at("jo", NOW))
    assert [line.unit for line in page.units] == [line.unit for line in before.units]
    assert all(line.took_part < line.took_part + line.came + line.neither for line in page.units)
    assert page.kept_back == before.kept_back >= 3


def test_before_is_counted_in_the_four_weeks_before(cast: Cast):
    writes(cast, "ana", "rui", "ines", days_ago=40)
    writes(cast, "ana")
    [whole] = [u for u in usage.show(cast.at("jo", NOW)).units if u.unit.name == "Northwind"]
    assert (whole.took_part, whole.before) == (1, 3)


@pytest.mark.req("PYRAMID-8", via="core")
def test_whoever_leads_plans_and_says_what_came_of_it(cast: Cast):
    draft = AdoptionStepDraft(
        unit=cast.units["Orders"], kind="training", title="Half an hour", due=DUE
    )
    with pytest.raises(NotAllowed):
        plan.add(cast.at("ana", NOW), draft)
    with pytest.raises(NotThere):
        plan.add(cast.olga, draft)
    made = plan.add(cast.at("tuan", NOW), draft)
    [step] = plan.everything(cast.at("ana", NOW))
    assert (step.id, step.late, step.may_change) == (made, False, False)
    assert plan.show(cast.at("ana", NOW + datetime.timedelta(days=40)), made).late
    with pytest.raises(Invalid):
        plan.finish(cast.at("tuan", NOW), made, 1, " ")
    plan.finish(cast.at("jo", NOW), made, 1, "All came.")
    assert plan.show(cast.at("ana", NOW), made).done_on == NOW.date()
    with pytest.raises(Stale):
        plan.remove(cast.at("tuan", NOW), made, 1)
    plan.remove(cast.at("tuan", NOW), made, 2)
    assert plan.everything(cast.at("tuan", NOW)) == ()


@pytest.mark.req("PYRAMID-8", via="core")
def test_what_is_in_the_way_is_said_and_answered_by_whoever_leads(cast: Cast):
    made = resistance.say(cast.at("ana", NOW), "Two systems.", named=True)
    [voice] = resistance.everything(cast.at("tuan", NOW))
    assert (voice.by.name, voice.unit.name, voice.may_answer) == ("Ana Costa", "Orders", True)
    with pytest.raises(NotAllowed):
        resistance.answer(cast.at("rui", NOW), made, 1, "No.")
    resistance.answer(cast.at("tuan", NOW), made, 1, "It is filled in from now on.")
    answered = resistance.show(cast.at("ana", NOW), made)
    assert (answered.answer, answered.answered_by.name) == (
        "It is filled in from now on.",
        "Tuan Nguyen",
    )


@pytest.mark.req("PYRAMID-8", via="core")
def test_without_a_name_nothing_that_is_kept_leads_to_whoever_said_it(cast: Cast):
    made = resistance.say(cast.at("bea", NOW), "Is it to find out who is slow?", named=False)
    row = Resistance.objects.get(public_id=made)
    assert row.person is None
    assert row.unit.name == "Care", "Billing is too small to hide in"
    entry = Entry.objects.get(command="adoption.say")
    assert (entry.user, entry.actor) == (None, "voice")
    bodies = str(list(Version.objects.filter(kind="resistance").values()))
    assert cast.people["bea"] not in bodies
    assert resistance.show(cast.at("jo", NOW), made).by is None


def test_the_page_has_all_of_it(cast: Cast):
    found = adoption.show(cast.at("ana", NOW))
    assert (found.plan, found.voices, found.stories) == ((), (), ())
