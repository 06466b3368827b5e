"""The inbox: everything that one person is asked, in one list.

Each noun that asks people something stands in `NOUNS`. What is asked twice about the same thing is
listed once, by the noun that comes first; a question leaves the list with its answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.cascade.decision_questions import DecisionQuestions
from trigpoint.services.cascade.proposal_questions import ProposalQuestions
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.services.experiments.experiment_questions import ExperimentQuestions
from trigpoint.services.goals import graph
from trigpoint.services.helpdesks.trouble_questions import TroubleQuestions
from trigpoint.services.inbox.announcement_questions import AnnouncementQuestions
from trigpoint.services.inbox.asked import Noun, Question
from trigpoint.services.inbox.goal_questions import GoalQuestions
from trigpoint.services.insight.effect_questions import EffectQuestions
from trigpoint.services.insight.pattern_questions import PatternQuestions
from trigpoint.services.ladders.coaching_questions import CoachingQuestions
from trigpoint.services.ladders.ladder_questions import LadderQuestions
from trigpoint.services.loop.check_in_questions import CheckInQuestions, NeedQuestions
from trigpoint.services.loop.closing_questions import ClosingQuestions
from trigpoint.services.loop.feedback_questions import FeedbackQuestions
from trigpoint.services.loop.pulse_questions import PulseQuestions
from trigpoint.services.loop.review_paper_questions import ReviewPaperQuestions
from trigpoint.services.mentors.mentor_questions import MentorQuestions
from trigpoint.services.outside.signal_questions import SignalQuestions
from trigpoint.services.plans.plan_questions import PlanInvitations, PlanOpinions, PlanParts
from trigpoint.services.realignment.realign_questions import RealignmentQuestions
from trigpoint.services.talks.promise_questions import PromiseQuestions

NOUNS: tuple[Noun, ...] = (
    ProposalQuestions(),
    DecisionQuestions(),
    RealignmentQuestions(),
    GoalQuestions(),
    PlanParts(),
    PlanOpinions(),
    PlanInvitations(),
    AnnouncementQuestions(),
    LadderQuestions(),
    CoachingQuestions(),
    NeedQuestions(),
    FeedbackQuestions(),
    PatternQuestions(),
    ExperimentQuestions(),
    EffectQuestions(),
    SignalQuestions(),
    MentorQuestions(),
    PulseQuestions(),
    ClosingQuestions(),
    ReviewPaperQuestions(),
    PromiseQuestions(),
    TroubleQuestions(),
    CheckInQuestions(),
)
KEPT = 256

_asked: graph.Cache[tuple[Question, ...]] = graph.Cache(KEPT)
_counts: graph.Cache[int] = graph.Cache(KEPT)
"""By organisation and person: how much waited when it was last asked."""


def forget() -> None:
    """Let go of what was asked of everybody."""
    _asked.clear()
    _counts.clear()


def questions(actor: Actor) -> list[Question]:
    """Return what waits for the actor's word: what is due first comes first, then the oldest.

    The nouns are asked anew after somebody has written something, after new figures, and each day.
    """
    if actor.person is None:
        return []
    key = (*graph.key_of(actor), actor.person.pk)
    known = _asked.get(key)
    if known is None:
        known = tuple(read(actor))
        _asked.keep(key, known)
        _counts.keep((actor.organisation.pk, actor.person.pk), len(known))
    return list(known)


def read(actor: Actor) -> list[Question]:
    """Ask every noun anew."""
    found: dict[tuple[str, str], Question] = {}
    for noun in NOUNS:
        for question in noun.questions(actor):
            found.setdefault((question.about.kind, question.about.id), question)
    return sorted(found.values(), key=lambda q: (q.due is None, q.due or actor.today, q.at))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for somebody, as last asked; `now` is whether nothing was written since."""

    count: int
    now: bool


def waiting(actor: Actor) -> Waiting:
    """Return how much waits for the actor, for the frame of every page.

    Asking all nouns costs more than most pages do, and any write of anybody may change the answer.
    So what was last known stands until it is asked for (`count`), or until the list itself is read.
    """
    if actor.person is None:
        return Waiting(0, now=True)
    key = (*graph.key_of(actor), actor.person.pk)
    known = _asked.get(key)
    if known is not None:
        return Waiting(len(known), now=True)
    last = _counts.get((actor.organisation.pk, actor.person.pk))
    return Waiting(count(actor), now=True) if last is None else Waiting(last, now=False)


def count(actor: Actor) -> int:
    """Return how much waits for the actor now."""
    return len(questions(actor))


def answer(actor: Actor, kind: str, question: str, said: str, words: str = "") -> None:
    """Answer one question in place.

    Raises:
        NotThere: where no such question waits for the actor.
        NotAllowed: for a log-in without a person.
        Invalid: for what is no answer, or for one that needs words and has none.
    """
    if actor.person is None:
        raise NotAllowed(_("Only a person can answer."))
    noun = next((n for n in NOUNS if n.kind == kind), None)
    if noun is None or all(q.id != question for q in noun.questions(actor)):
        raise NotThere
    noun.answer(actor, question, said, words)
