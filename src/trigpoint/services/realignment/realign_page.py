"""A realignment as one actor sees it: tried on today's goals, or on those before its commit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.graph.span import Span
from trigpoint.core.lenses.cascade import realign as core
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph, whatif
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.realignment import realign_edits
from trigpoint.services.realignment.realign_above import units_above
from trigpoint.services.realignment.realign_access import find, listed
from trigpoint.services.realignment.realign_concerned import Circle
from trigpoint.services.realignment.realign_gates import gates_of
from trigpoint.services.realignment.realign_left import left_goals
from trigpoint.services.realignment.realign_lines import Lines
from trigpoint.services.realignment.realign_sandbox import Sandbox
from trigpoint.services.realignment.realign_views import (
    Arithmetic,
    ArithmeticLine,
    MovedView,
    RealignmentLine,
    RealignmentPage,
)
from trigpoint.services.realignment.realign_voices import Voices
from trigpoint.store.models import Realignment

MOMENT = datetime.timedelta(microseconds=1)
OPEN = {Realignment.State.DRAFT, Realignment.State.ASKED}
MOSTLY = 2 / 3
"""From this part of a rise on, it is said that it comes from easier targets."""


def sandbox(actor: Actor, record: Realignment) -> Sandbox:
    """Return a realignment tried on the goals as they are, or as they were before its commit."""
    at = record.committed_at
    state = graph.load(actor, at - MOMENT if at else None)
    eve = at - MOMENT if at else None
    return Sandbox(Cards(actor, state), realign_edits.read(record.changes), eve)


def show(actor: Actor, realignment_id: str, explain: str = "") -> RealignmentPage:
    """Return a realignment; `explain` is the goal whose arithmetic is wanted, "" the uppermost one.

    Raises:
        NotThere: where it is not for the actor to see.
    """
    record = find(actor, realignment_id)
    tried = sandbox(actor, record)
    lines, voices = Lines(tried), Voices(tried.cards, record)
    circle = Circle(tried, lines, voices, record)
    moved = tuple(moves(tried))
    may = frozenset(allowed(actor, record, voices))
    gates = gates_of(circle, record) if "commit" in may else ()
    return RealignmentPage(
        id=record.public_id,
        version=record.version,
        title=record.title,
        reason=record.reason,
        state=record.state,
        made_by=maker(tried.cards, record),
        made_at=record.made_at,
        committed_at=record.committed_at,
        override_reason=record.override_reason,
        goals=len(tried.touched),
        changes=lines.all,
        moved=moved,
        easier=is_easier(moved),
        arithmetic=arithmetic(tried, moved, explain),
        units=circle.units,
        people=circle.people,
        units_above=units_above(tried, figures=record.state in OPEN),
        left=left_goals(tried),
        notices=voices.notices,
        gates=gates,
        ready=all(gate.passed for gate in gates),
        may=may,
    )


def maker(cards: Cards, record: Realignment) -> HolderView | None:
    """Return who made it."""
    return cards.holder(None, record.made_by_id) if record.made_by_id else None


def allowed(actor: Actor, record: Realignment, voices: Voices) -> Iterable[str]:
    """Yield what the actor may do with it."""
    mine = actor.person is not None and record.made_by_id == actor.person.pk
    if mine and record.state in OPEN:
        yield from ("edit", "ask", "commit", "discard")
    if mine and record.state == Realignment.State.COMMITTED:
        yield "undo"
    if any(voice.mine for voice in voices.asked.values()):
        yield "answer"


def moves(tried: Sandbox) -> Iterable[MovedView]:
    """Yield the goals whose figures move, those above before those below."""
    if tried.broken is not None:
        return
    found = list(whatif.effects(tried.cards, tried.after, set(tried.touched)))
    for effect in reversed(found):
        yield MovedView(effect, *parts(tried, effect))


def parts(tried: Sandbox, effect: whatif.EffectView) -> tuple[float | None, float | None]:
    """Return how much of a difference comes from targets, and how much from shares and parents."""
    exact = effect.before_low == effect.before_high and effect.after_low == effect.after_high
    if not effect.shows_progress or not exact:
        return None, None
    whole = effect.after_low - effect.before_low
    if not tried.changes_targets:
        return 0.0, whole
    middle = tried.by_targets[effect.goal].clipped()
    if middle.low != middle.high:
        return None, None
    return middle.low - effect.before_low, effect.after_low - middle.low


def is_easier(moved: tuple[MovedView, ...]) -> bool:
    """Whether the uppermost goal that rises does so for the most part by easier targets."""
    for move in moved:
        if move.by_targets is not None and move.by_links is not None:
            whole = move.by_targets + move.by_links
            if whole > 0:
                return move.by_targets >= MOSTLY * whole
    return False


def arithmetic(tried: Sandbox, moved: tuple[MovedView, ...], explain: str) -> Arithmetic | None:
    """Return how a goal's figure is made up, where it may be seen."""
    effects = {m.effect.goal: m.effect for m in moved if m.effect.shows_progress}
    known = (m.effect for m in moved if m.by_targets is not None)
    effect = effects.get(explain) or next(known, None)
    if effect is None:
        return None
    state, cards = tried.state, tried.cards
    figures = (state.rolled, tried.figures)
    found = core.arithmetic((state.graph, tried.after), figures, state.known, effect.goal)
    return Arithmetic(
        goal=effect.goal,
        title=effect.title,
        lines=tuple(line(cards, each) for each in found),
        before=effect.before_low,
        after=effect.after_low,
    )


def line(cards: Cards, found: core.Input) -> ArithmeticLine:
    """Return one line of the arithmetic; an unseen goal has neither name nor figure."""
    title, shut = "", False
    if found.child is not None:
        goal = cards.state.by_public_id[found.child]
        shut = goal.pk not in cards.goals or found.child in cards.withheld
        title = "…" if goal.pk not in cards.goals else goal.title
    return ArithmeticLine(
        title=title,
        share_before=found.share_before,
        figure_before=None if shut else exact(found.before),
        share_after=found.share_after,
        figure_after=None if shut else exact(found.after),
    )


def exact(span: Span | None) -> float | None:
    """Return a figure that is one number, None for a range."""
    return span.low if span is not None and span.low == span.high else None


def index(actor: Actor) -> tuple[RealignmentLine, ...]:
    """Return the realignments that the actor may see, the newest first."""
    cards = Cards(actor, graph.load(actor))
    return tuple(
        RealignmentLine(
            id=record.public_id,
            title=record.title,
            state=record.state,
            made_by=maker(cards, record),
            made_at=record.made_at,
            committed_at=record.committed_at,
            changes=len(record.changes),
        )
        for record in listed(actor)
    )
