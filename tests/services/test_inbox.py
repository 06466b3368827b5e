"""The inbox: what one person is asked, each thing once, and gone with its answer."""

import datetime

import pytest

from tests.access.acts import goal
from trigpoint.core.text import _
from trigpoint.services.actor import for_user
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import voice
from trigpoint.services.inbox import inbox
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.store.models import Acknowledgement


@pytest.fixture
def asked(cast):
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    voice.ask(cast.tuan, made, cast.people["ana"])
    return made


def test_a_question_waits_for_whom_it_is_put_to_and_nobody_else(cast, asked):
    [question] = inbox.questions(cast.ana)
    assert question.about == Thing("goal", asked, "Answer within the hour")
    assert question.by.name == "Tuan Nguyen"
    assert inbox.questions(cast.rui) == []


def test_asked_again_is_still_owed_once(cast, asked):
    voice.ask(cast.tuan, asked, cast.people["ana"])
    assert len(inbox.questions(cast.ana)) == 1


class Other:
    """Another noun that asks everybody the same."""

    kind = "other"

    def __init__(self, **more):
        self.more = more

    def questions(self, actor):
        return [Question("other", "1", at=actor.now, by=None, asks=_("Agree"), **self.more)]


def test_what_two_nouns_ask_about_one_thing_is_owed_once(cast, asked, monkeypatch):
    twice = Other(about=Thing("goal", asked, "The same goal"))
    monkeypatch.setattr(inbox, "NOUNS", (*inbox.NOUNS, twice))
    assert [q.kind for q in inbox.questions(cast.ana)] == ["goal"]


def test_what_is_due_comes_first(cast, asked, monkeypatch):
    soon = Other(about=Thing("goal", "x", "Soon"), due=datetime.date(2026, 11, 23))
    monkeypatch.setattr(inbox, "NOUNS", (*inbox.NOUNS, soon))
    assert [q.kind for q in inbox.questions(cast.ana)] == ["other", "goal"]


def test_an_answer_takes_the_question_away_and_the_count_with_it(cast, asked):
    assert inbox.count(cast.ana) == 1
    inbox.answer(cast.ana, "goal", asked, "agree")
    assert inbox.questions(cast.ana) == []
    assert inbox.count(cast.ana) == 0


def test_a_concern_without_words_is_refused_and_still_waits(cast, asked):
    with pytest.raises(Invalid) as refused:
        inbox.answer(cast.ana, "goal", asked, "concern")
    assert "words" in refused.value.fields
    assert inbox.count(cast.ana) == 1


@pytest.mark.parametrize("who", ["rui", "tuan", "olga"])
def test_nobody_answers_what_somebody_else_is_asked(cast, asked, who):
    with pytest.raises(NotThere):
        inbox.answer(getattr(cast, who), "goal", asked, "agree")
    assert Acknowledgement.objects.get().answer == "asked"


def test_an_unknown_noun_asks_nothing(cast, asked):
    with pytest.raises(NotThere):
        inbox.answer(cast.ana, "nonsense", asked, "agree")


def test_a_login_without_a_person_is_asked_nothing(cast, asked):
    user = cast.dara.user
    user.person = None
    nobody = for_user(user, cast.dara.now)
    assert inbox.questions(nobody) == []
    assert inbox.count(nobody) == 0
    with pytest.raises(NotAllowed):
        inbox.answer(nobody, "goal", asked, "agree")
