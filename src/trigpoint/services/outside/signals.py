"""Signals from outside: what happened, which goals it questions, and what was decided.

A signal is seen by whoever sees one of its goals, and names only those they see. It is open until
somebody who may change one of them says what follows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access, many_goals
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.wording import Wording
from trigpoint.store.models import Goal, Signal
from trigpoint.store.state import records

LONGEST_TITLE, LONGEST_DECISION = 200, 2000
MOST_GOALS = 20
SHOWN = 200
"""How many signals are shown, the newest first."""
AHEAD = datetime.timedelta(days=731)
"""How far ahead something may be known: a law has its day long before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDraft:
    """What happened (launch, outage, law, competitor, reason, other), when, and which goals."""

    kind: str
    title: str
    day: datetime.date
    questions: Sequence[str]


@dataclass(frozen=True, slots=True)
class QuestionedGoal:
    """A goal that a signal questions."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal. It is open while `decision` is empty; `may_decide` is whether the actor may."""

    id: str
    version: int
    kind: str
    title: str
    day: datetime.date
    questions: tuple[QuestionedGoal, ...]
    by: HolderView | None
    decision: str
    decided_by: HolderView | None
    decided_at: datetime.datetime | None
    may_decide: bool

    @property
    def open(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.decision


def rows(actor: Actor) -> QuerySet[Signal]:
    """Return the organisation's signals, the newest first."""
    found = Signal.objects.filter(organisation=actor.organisation, retired=False)
    return found.select_related("by", "decided_by").order_by("-day", "-pk")


def stood(actor: Actor, at: datetime.datetime, **which: str) -> list[Signal]:
    """Return the organisation's signals as they stood `at` a moment, the newest first."""
    found = records(Signal, actor.organisation, at, **which)
    return sorted(found, key=lambda row: (row.day, row.pk), reverse=True)


def everything(actor: Actor, at: datetime.datetime | None = None) -> tuple[SignalView, ...]:
    """Return the signals that question goals which the actor sees, the newest first.

    As they stood `at` a moment, with the goals that the actor may see as they stood then.
    """
    cards = Cards(actor, graph.load(actor, at))
    found = list(rows(actor)[:SHOWN] if at is None else stood(actor, at)[:SHOWN])
    if at is None:
        many_goals.learn(actor, [goal for row in found for goal in seen(cards, row)])
    return tuple(told(cards, found))


def show(actor: Actor, signal_id: str, at: datetime.datetime | None = None) -> SignalView:
    """Return one signal, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where the actor sees none of its goals, or there is, or was, none.
    """
    cards = Cards(actor, graph.load(actor, at))
    now = rows(actor).filter(public_id=signal_id)
    held = now if at is None else stood(actor, at, public_id=signal_id)
    found = next(iter(told(cards, held)), None)
    if found is None:
        raise NotThere
    return found


def told(cards: Cards, found: Iterable[Signal]) -> Iterable[SignalView]:
    """Yield signals as the actor sees them; those about nothing they see are left out."""
    for row in found:
        goals = seen(cards, row)
        if goals:
            yield view(cards, row, goals)


def seen(cards: Cards, row: Signal) -> list[Goal]:
    """Return the goals that a signal questions and the actor sees."""
    held = (cards.state.by_public_id.get(each) for each in row.questions)
    return [goal for goal in held if goal is not None and goal.pk in cards.goals]


def view(cards: Cards, row: Signal, goals: Sequence[Goal]) -> SignalView:
    """Return one signal as it is shown."""
    return SignalView(
        id=row.public_id,
        version=row.version,
        kind=row.kind_of_signal,
        title=row.title,
        day=row.day,
        questions=tuple(QuestionedGoal(goal.public_id, goal.title) for goal in goals),
        by=cards.holder(None, row.by_id) if row.by_id else None,
        decision=row.decision,
        decided_by=cards.holder(None, row.decided_by_id) if row.decided_by_id else None,
        decided_at=row.decided_at,
        may_decide=cards.state.at is None and any(decides(cards.actor, goal) for goal in goals),
    )


def decides(actor: Actor, goal: Goal) -> bool:
    """Whether the actor may say what follows from a signal for a goal."""
    thing = access.goal_thing(actor, goal)
    return bool(access.decision(actor, Verb.CHANGE, access.goal_kind(goal), thing))


def log(actor: Actor, draft: SignalDraft) -> str:
    """Log a signal; return its public id.

    Raises:
        Invalid: without a title or a goal, for goals that the actor does not see, or for a day
            that is too far ahead.
    """
    wording = Wording()
    known = draft.kind in Signal.Kind.values
    wording.check("kind", holds=known, otherwise=_("Choose what kind of thing happened."))
    title = wording.text("title", draft.title, LONGEST_TITLE, _("Say in a sentence what happened."))
    near = draft.day <= actor.today + AHEAD
    wording.check("day", holds=near, otherwise=_("That is more than two years ahead."))
    wanted = list(dict.fromkeys(draft.questions))
    named = 0 < len(wanted) <= MOST_GOALS
    which = _("Name the goals that it questions, at most {most}.", most=MOST_GOALS)
    wording.check("questions", holds=named, otherwise=which)
    cards = Cards(actor, graph.load(actor))
    held = [cards.state.by_public_id.get(each) for each in wanted]
    there = all(goal is not None and goal.pk in cards.goals for goal in held)
    wording.check("questions", holds=there, otherwise=_("Choose among the goals that you see."))
    wording.refuse()
    made = Signal(
        organisation=actor.organisation,
        kind_of_signal=draft.kind,
        title=title,
        day=draft.day,
        questions=wanted,
        by=actor.person,
    )
    with command(actor, "signal.log") as journal:
        journal.create(made)
        journal.tell("signal.logged", signal=made.public_id)
    return made.public_id


def decide(actor: Actor, signal_id: str, version: int, words: str) -> None:
    """Close a signal with what follows from it; a decision may be said anew.

    Raises:
        NotThere: where the actor sees none of its goals.
        NotAllowed: where they may change none of them.
        Invalid: without words, or for words that are too long.
        Stale: where somebody changed it since `version`.
    """
    record = deciding(actor, signal_id)
    wording = Wording()
    needed = _("Say what follows for the goals, even if it is nothing, and why.")
    record.decision = wording.text("decision", words, LONGEST_DECISION, needed)
    wording.refuse()
    record.decided_by, record.decided_at = actor.person, actor.now
    with command(actor, "signal.decide") as journal:
        journal.save(record, expected=version)
        journal.tell("signal.decided", signal=record.public_id)


def remove(actor: Actor, signal_id: str, version: int) -> None:
    """Take a signal away that was logged by mistake; raises like `decide`."""
    record = deciding(actor, signal_id)
    with command(actor, "signal.remove") as journal:
        journal.retire(record, expected=version)


def deciding(actor: Actor, signal_id: str) -> Signal:
    """Return a signal whose goals the actor may change one of."""
    record = rows(actor).filter(public_id=signal_id).first()
    goals = seen(Cards(actor, graph.load(actor)), record) if record else []
    if record is None or not goals:
        raise NotThere
    if not any(decides(actor, goal) for goal in goals):
        raise NotAllowed(_("Whoever carries one of these goals, or leads them, decides this."))
    return record
