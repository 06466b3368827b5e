"""What has to be settled before a realignment is committed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trigpoint.core.text import Text, _
from trigpoint.services.realignment.realign_concerned import Circle
from trigpoint.services.realignment.realign_left import left_goals
from trigpoint.services.realignment.realign_views import RealignmentGate
from trigpoint.services.realignment.realign_voices import Key
from trigpoint.store.models import Proposal, Realignment

MOST_NAMES = 5
FIRM = {"changes", "fits", "reason", "theirs", "units"}
"""What cannot be passed over with a reason."""


def gates_of(circle: Circle, record: Realignment) -> tuple[RealignmentGate, ...]:
    """Return the gates, each passed or not, the firm ones first."""
    passed: dict[str, Text] = {
        "changes": _("There is something to change."),
        "fits": _("No circle, and every change can be made."),
        "reason": _("A reason is given."),
        "theirs": _("Everybody agrees whose goal only they may change."),
        "parents": _("No goal is left without a parent."),
        "asked": _("Everybody whom it concerns first was asked."),
        "answered": _("Everybody who was asked has answered."),
    }
    wrong = dict(open_gates(circle, record))
    return tuple(
        RealignmentGate(key, key not in wrong, key in FIRM, wrong.get(key) or passed[key])
        for key in dict.fromkeys((*passed, *wrong))
    )


def open_gates(circle: Circle, record: Realignment) -> Iterator[tuple[str, Text]]:
    """Yield what is not settled: the gate's key, and why."""
    tried = circle.tried
    wrong = tried.broken or next((t.wrong for t in tried.tried if t.wrong is not None), None)
    if not tried.tried:
        yield "changes", _("Add what is to change.")
    if wrong is not None:
        yield "fits", wrong
    if not record.reason.strip():
        yield "reason", _("Give the one reason that everybody reads.")
    if names := sorted({tried.cards.owner(goal).name for goal in circle.not_mine}):
        text = _("Only they can agree to a change of their goal: {names}.", names=some(names))
        yield "theirs", text
    if loose := [g.title for g in tried.without_parent if g.pk in tried.cards.goals]:
        yield "parents", _("Left without a goal above: {goals}.", goals=some(loose))
    yield from units_gates(circle)
    yield from voices_gates(circle)


def units_gates(circle: Circle) -> Iterator[tuple[str, Text]]:
    """Yield what is not settled about units that move."""
    if not circle.may_move:
        yield "units", _("Only an administrator can move a team. Ask one to make this change.")
    if behind := [left.title for left in left_goals(circle.tried) if left.above]:
        yield "left", _("Still carry goals of a team they leave: {goals}.", goals=some(behind))


def voices_gates(circle: Circle) -> Iterator[tuple[str, Text]]:
    """Yield what is not settled with those whom it concerns."""
    voices = circle.voices.asked.values()
    if names := [holder(circle, key) for key in circle.unasked]:
        yield "asked", _("Not asked yet: {names}.", names=some(names))
    if names := [voice.holder.name for voice in voices if voice.answer == "asked"]:
        yield "answered", _("No answer yet: {names}.", names=some(names))
    if names := [voice.holder.name for voice in voices if voice.answer == "refused"]:
        yield "refused", _("They refuse their part: {names}.", names=some(names))
    if titles := proposals(circle):
        yield "proposals", _("Still open: proposals about {goals}.", goals=some(titles))


def proposals(circle: Circle) -> list[str]:
    """Return the goals about which a proposal waits for its answer."""
    known = {goal.pk for goal in circle.tried.touched.values()}
    seen = circle.tried.cards.goals
    waiting = Proposal.objects.filter(
        organisation=circle.tried.cards.actor.organisation,
        state=Proposal.State.OPEN,
        retired=False,
    ).values_list("goal", "made", "goal__title")
    found = {t for goal, made, t in waiting if {goal, made} & known and goal in seen}
    return sorted(found)


def holder(circle: Circle, key: Key) -> str:
    """Return what a unit or a person is called."""
    kind, pk = key
    cards = circle.tried.cards
    return (cards.holder(pk, None) if kind == "unit" else cards.holder(None, pk)).name


def some(names: Iterable[str]) -> str:
    """Return the first few names, with three dots where there are more."""
    listed = list(names)
    shown = ", ".join(listed[:MOST_NAMES])
    return f"{shown}, …" if len(listed) > MOST_NAMES else shown
