"""What a goal needs is asked of a named leader, who grants, dates or refuses it."""

import datetime

import pytest

from tests.access.acts import goal
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.loop import check_ins, needs
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.loop.needs import NeedDraft
from trigpoint.store.models import CheckIn


@pytest.fixture
def own(cast):
    return goal(cast, "ana", cast.people["ana"], "Own every claim")


def draft(cast, **changes):
    usual = {"kind": "training", "words": "The new claims form.", "leader": cast.people["tuan"]}
    return NeedDraft(**(usual | changes))


def test_the_nearest_leader_is_offered_first(cast):
    assert [leader.name for leader in needs.leaders(cast.ana)] == [
        "Tuan Nguyen",
        "Jo Silva",
        "Mira Rossi",
    ]
    assert needs.leaders(cast.tuan)[0].name == "Jo Silva"


@pytest.mark.parametrize(
    ("said", "words", "day"),
    [
        ("granted", "", None),
        ("refused", "No budget until May.", None),
        ("dated", "", datetime.date(2026, 12, 1)),
    ],
)
def test_the_named_leader_answers_and_the_asker_reads_it(cast, own, said, words, day):
    made = needs.ask(cast.ana, own, draft(cast))
    [question] = [q for q in inbox.questions(cast.tuan) if q.kind == "need"]
    assert (question.by.name, question.terms) == ("Ana Costa", "The new claims form.")
    needs.answer(cast.tuan, made, said, words, day)
    [seen] = needs.mine(cast.ana)
    assert (seen.state, seen.answer, seen.day) == (said, words, day)
    fresh = cast.at("tuan", cast.tuan.now)
    assert [q for q in inbox.questions(fresh) if q.kind == "need"] == []


@pytest.mark.parametrize(
    ("said", "words", "day"),
    [
        ("refused", " ", None),
        ("dated", "", None),
        ("dated", "", datetime.date(2026, 1, 1)),
        ("x", "", None),
    ],
)
def test_an_answer_that_helps_nobody_is_refused(cast, own, said, words, day):
    made = needs.ask(cast.ana, own, draft(cast))
    with pytest.raises(Invalid):
        needs.answer(cast.tuan, made, said, words, day)


@pytest.mark.parametrize("who", ["rui", "jo", "mira", "dara", "olga"])
def test_for_anybody_else_the_need_is_not_there(cast, own, who):
    made = needs.ask(cast.ana, own, draft(cast))
    with pytest.raises(NotThere):
        needs.show(getattr(cast, who), made)
    with pytest.raises(NotThere):
        needs.answer(getattr(cast, who), made, "granted")


def test_the_asker_cannot_grant_it_to_herself(cast, own):
    made = needs.ask(cast.ana, own, draft(cast))
    with pytest.raises(NotAllowed):
        needs.answer(cast.ana, made, "granted")


@pytest.mark.parametrize("wrong", [{"kind": "money"}, {"words": " "}, {"leader": "rui"}])
def test_what_cannot_be_asked_is_said_and_the_check_in_is_not_half_written(cast, own, wrong):
    if wrong.get("leader"):
        wrong = {"leader": cast.people["rui"]}
    with pytest.raises(Invalid):
        check_ins.check_in(cast.ana, own, CheckInDraft(status="at_risk", need=draft(cast, **wrong)))
    assert not CheckIn.objects.exists()


def test_unanswered_needs_show_on_the_goal_for_whoever_reads_its_check_ins(cast, own):
    needs.ask(cast.ana, own, draft(cast, leader=cast.people["mira"]))
    assert [n.state for n in needs.of_goal(cast.tuan, own)] == ["open"]
    assert needs.of_goal(cast.rui, own) == ()
