"""Mentors: who is asked, what stays with whoever said it, and what came of it."""

import datetime
import json

import numpy as np
import pytest

from tests.cast import NOW, Cast
from tests.climbed import fill, measure
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.ladders import ladder_help, ladder_page, ladders, rungs
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.mentors import mentor_page, mentor_words, pairs
from trigpoint.services.organisation import organisation
from trigpoint.services.people import export_person

pytestmark = pytest.mark.django_db
SUBJECT = "Calm claims"


def wants(cast: Cast, who: str = "rui", subject: str = SUBJECT) -> str:
    return mentor_words.say(cast.at(who, NOW), "wants", subject)


def shows(cast: Cast, who: str = "ana", subject: str = "calm claims") -> str:
    return mentor_words.say(cast.at(who, NOW), "shows", subject)


def page(cast: Cast, who: str, days: int = 0) -> mentor_page.MentorPage:
    return mentor_page.show(cast.at(who, NOW + datetime.timedelta(days=days)))


def asked(cast: Cast, who: str) -> list[str]:
    return [q.id for q in inbox.questions(cast.at(who, NOW)) if q.kind == "mentor"]


def answered(cast: Cast, who: str, question: str, said: str) -> None:
    inbox.answer(cast.at(who, NOW), "mentor", question, said)


def agreed(cast: Cast) -> str:
    """Return a pair to which both have agreed."""
    wish = wants(cast)
    shows(cast)
    answered(cast, "ana", wish, "yes")
    [offer] = asked(cast, "rui")
    answered(cast, "rui", offer, "yes")
    return offer


def practised(cast: Cast, *, by_lead: bool) -> None:
    """Let Ana's ladder say that she practises it: she herself, and her lead where he does."""
    made = ladders.add(cast.ana, LadderDraft(owner=cast.people["ana"], title="Claims"))
    step = RungDraft(
        title="Close claims calmly",
        due=datetime.date(2027, 2, 14),
        criteria=(CriterionDraft(kind="skill", words=SUBJECT),),
    )
    rungs.add(cast.ana, made, [step])
    ladders.begin(cast.ana, made)
    [skill] = ladder_page.show(cast.at("ana", NOW), made).skills
    ladder_help.assess(cast.at("ana", NOW), skill.id, skill.version, 3)
    if by_lead:
        ladder_help.assess(cast.at("tuan", NOW), skill.id, skill.version + 1, 3)


@pytest.mark.req("LOOP-5", via="core")
def test_whoever_does_it_well_is_asked_first_and_then_whoever_wants_it(cast: Cast):
    wish = wants(cast)
    shows(cast)
    [found] = page(cast, "ana").asked
    assert (found.learner.name, found.name) == ("Rui Matos", SUBJECT)
    assert asked(cast, "rui") == [], "nobody is asked before the other has said yes"
    assert asked(cast, "lena") == [], "who does not do it well is not asked"
    answered(cast, "ana", wish, "yes")
    [offer] = page(cast, "rui").offers
    assert (offer.mentor.name, offer.shown) == ("Ana Costa", "calm claims")
    assert page(cast, "rui").pairs == ()
    answered(cast, "rui", offer.id, "yes")
    for who in ("ana", "rui"):
        assert [pair.state for pair in page(cast, who).pairs] == ["running"]
        assert asked(cast, who) == []


@pytest.mark.req("LOOP-5", via="core")
def test_a_no_is_known_to_nobody_else_and_costs_nothing(cast: Cast):
    wish = wants(cast)
    shows(cast)
    before = page(cast, "rui")
    answered(cast, "ana", wish, "no")
    assert page(cast, "rui") == before
    assert asked(cast, "ana") == [], "and nobody asks again"
    out = export_person.export(cast.at("rui", NOW), cast.people["rui"])
    assert "passed" not in json.dumps(out)
    shows(cast, "lena")
    answered(cast, "lena", wish, "yes")
    waiting = page(cast, "lena").waiting
    [offer] = asked(cast, "rui")
    answered(cast, "rui", offer, "no")
    assert page(cast, "lena").waiting == waiting, "it looks like no answer yet"
    assert page(cast, "lena", days=28).waiting == ()
    out = export_person.export(cast.at("lena", NOW), cast.people["lena"])
    assert "declined" not in json.dumps(out)
    for who in ("tuan", "jo", "mira", "dara"):
        found = page(cast, who)
        assert (found.asked, found.offers, found.waiting, found.pairs) == ((), (), (), ())


@pytest.mark.parametrize(
    ("mode", "by_lead", "is_asked"),
    [
        ("individual", True, True),
        ("individual", False, False),
        ("self_only", False, True),
        ("team_only", False, True),
    ],
)
@pytest.mark.req("LOOP-5", via="core")
def test_a_ladders_skill_counts_as_the_privacy_mode_allows(
    cast: Cast, mode: str, by_lead: bool, is_asked: bool
):
    practised(cast, by_lead=by_lead)
    if mode != "individual":
        home = cast.organisation
        organisation.edit(cast.dara, home.version, {"privacy_mode": mode}, reason="agreed")
    wants(cast)
    found = page(cast, "ana")
    assert bool(found.asked) is is_asked
    if is_asked:
        said = str(found.asked[0].why)
        assert ("lead" in said) is (mode == "individual")


def test_ladders_suggest_what_one_could_say_to_oneself_alone(cast: Cast):
    practised(cast, by_lead=True)
    [found] = page(cast, "ana").suggestions
    assert (found.side, found.name) == ("shows", SUBJECT)
    shows(cast, "ana", SUBJECT)
    assert page(cast, "ana").suggestions == ()
    assert page(cast, "tuan").suggestions == ()


@pytest.mark.req("LOOP-5", via="core")
def test_a_pair_is_closed_by_whoever_learned_with_what_came_of_it(cast: Cast):
    pair = agreed(cast)
    with pytest.raises(NotAllowed):
        pairs.close(cast.at("ana", NOW), pair, "He is quick.")
    with pytest.raises(Invalid):
        pairs.close(cast.at("rui", NOW), pair, "  ")
    with pytest.raises(NotThere):
        pairs.close(cast.at("tuan", NOW), pair, "As their lead.")
    pairs.close(cast.at("rui", NOW), pair, "I close them in one call now.")
    found = mentor_page.one(cast.at("ana", NOW), pair)
    assert (found.state, found.outcome) == ("closed", "I close them in one call now.")
    assert found.effect is None, "words have no measure"
    with pytest.raises(Invalid):
        pairs.close(cast.at("rui", NOW), pair, "Again.")


@pytest.mark.req("LOOP-5", via="core")
def test_what_came_of_it_is_measured_where_the_learner_has_the_measure(cast: Cast):
    kpi = "first_contact_resolution"
    dice = np.random.default_rng(3)
    values = 0.6 + 0.02 * dice.standard_normal(100)
    values[-20:] += 0.2
    first = datetime.date(2026, 11, 16) - datetime.timedelta(weeks=100)
    fill(measure(cast, "rui", kpi), [float(v) for v in values], since=first, n=400)
    began = NOW - datetime.timedelta(weeks=20)
    wish = mentor_words.say(cast.at("rui", began), "wants", kpi=kpi)
    mentor_words.say(cast.at("ana", began), "shows", kpi=kpi)
    offer = pairs.answer_wish(cast.at("ana", began), wish, yes=True)
    pairs.answer_offer(cast.at("rui", began), offer, yes=True)
    effect = mentor_page.one(cast.at("rui", NOW), offer).effect
    assert effect.refused is None, effect.refused
    assert effect.stages[0].clear
    assert effect.stages[0].low > 0.1
    assert mentor_page.one(cast.at("ana", NOW), offer).effect is None, "his figures are his"


@pytest.mark.parametrize(
    "wrong", [{"subject": " "}, {"subject": "x" * 121}, {"kpi": "no_such"}, {"side": "neither"}]
)
def test_what_says_nothing_is_refused(cast: Cast, wrong: dict[str, str]):
    said = {"side": "wants", "subject": SUBJECT} | wrong
    if "kpi" in wrong:
        said["subject"] = ""
    with pytest.raises(Invalid):
        mentor_words.say(cast.ana, **said)


def test_what_was_said_is_taken_back_and_nobody_is_asked_any_more(cast: Cast):
    wish = wants(cast)
    shows(cast)
    assert asked(cast, "ana") == [wish]
    with pytest.raises(NotThere):
        mentor_words.take_back(cast.at("tuan", NOW), wish)
    mentor_words.take_back(cast.at("rui", NOW), wish)
    assert asked(cast, "ana") == []
    assert page(cast, "rui").words == ()


def test_twice_the_same_is_said_once(cast: Cast):
    assert wants(cast) == wants(cast, subject="CALM CLAIMS")
