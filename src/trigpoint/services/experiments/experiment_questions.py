"""Experiments that are over, or whose guard got worse, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.experiments import experiments, results
from trigpoint.services.experiments.experiments import Stage
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.insight import alerts
from trigpoint.store.models import Experiment

PAGE = "goal_experiments"
"""The page on which it is answered; a question leads there."""

_undecided: graph.Cache[tuple[Experiment, ...]] = graph.Cache()


class ExperimentQuestions:
    """Asks whoever answers for the goal what follows; the question has the experiment's id."""

    kind = "experiment"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the experiments that wait for the actor's word."""
        cards = Cards(actor, graph.load(actor))
        for row in undecided(actor):
            goal = cards.state.goals.get(row.goal_id)
            if goal is None or goal.pk not in cards.goals or not alerts.is_theirs(cards, goal):
                continue
            question = of_stage(cards, row)
            if question is not None:
                yield question

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Refuse: it is answered beside its result, on the page of the question."""
        raise Invalid({"answer": _("Answer this on the page of the goal’s experiments.")})


def undecided(actor: Actor) -> tuple[Experiment, ...]:
    """Return the experiments of which nobody has said what follows, read once after each entry."""
    key = (actor.organisation.pk, access.head_of(actor))
    return _undecided.found(key, lambda: tuple(experiments.rows(actor).filter(decision="")))


def of_stage(cards: Cards, row: Experiment) -> Question | None:
    """Return what an experiment asks: nothing before it is over, unless its guard got worse."""
    stage = experiments.stage_of(row, cards.actor.today)
    last = experiments.last_day(row)
    asks = None
    if stage is Stage.OVER:
        asks = _("It is over. Read what came of it, and say what follows.")
    elif stage is Stage.RUNNING and results.warning(cards, row) is not None:
        asks = _("What must not get worse meanwhile really did. Should it end now?")
        last = cards.actor.today
    if asks is None:
        return None
    zone = ZoneInfo(cards.actor.organisation.zone)
    return Question(
        kind=ExperimentQuestions.kind,
        id=row.public_id,
        about=Thing(PAGE, row.goal.public_id, row.title),
        by=None,
        at=datetime.datetime.combine(last, datetime.time.min, zone),
        asks=asks,
    )
