"""Splitting a goal's target among those below: what each would carry, and asking each of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trigpoint.core.lenses.cascade import split as core
from trigpoint.core.people.kinds import Verb
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _, ngettext
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_terms import WITH_VALUE, Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.measures import catalogue, exploring
from trigpoint.store.models import Goal, Measure, Target
from trigpoint.tickets.catalogue import counts_tickets

METHODS = ("even", "hours", "volume", "capability", "hand")
WEEKS = 12
"""How far back volumes and histories are looked at."""
ADDS_UP = {"count", "sum"}
POOLED = {"share", "mean", "ratio", "pooled"}
"""Statistics whose parts come together by their volumes; medians and percentiles do not."""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """What one would carry.

    `hours` is their time in the unit (1 is one full-timer), `volume` and `own` the cases and the
    figure of the last 12 weeks, None where not known or not to be seen.
    """

    holder: HolderView
    hours: float
    volume: int | None
    own: float | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Split:
    """A target split: what each would carry, and what that gives together.

    `total` is the target's own value, `unit` that of the values. Where `adds_up` the parts are of
    a count and sum to the whole; else they are rates, and `together` is what they would give, None
    where that cannot be told. `refused` says why a way of splitting is not possible.
    """

    goal: str
    target: str
    title: str
    unit: str
    method: str
    adds_up: bool
    total: float
    parts: tuple[SplitPart, ...]
    together: float | None
    refused: Text | None


def preview(
    actor: Actor, goal_id: str, method: str = "even", by_hand: Mapping[str, float] | None = None
) -> Split:
    """Return a goal's first splittable target split among the units or people below.

    `by_hand` are values by the holder's public id, for the method `hand`.

    Raises:
        Invalid: for a way of splitting that there is not, or a goal without such a target.
    """
    if method not in METHODS:
        raise Invalid({"method": _("There is no such way to split.")})
    goal = access.goal(actor, goal_id, Verb.PROPOSE)
    target = first_target(goal)
    measure = target.measure
    reference = catalogue.reference(measure) if measure else None
    below = candidates(actor, goal)
    known = history(actor, measure, goal) if measure else {}
    parts = [
        SplitPart(holder, hours, *known.get(holder.id, (None, None)), None)
        for holder, hours in below
    ]
    adds_up = reference is None or reference.statistic in ADDS_UP
    total = float(target.points[-1][1])
    refused: Text | None = None
    try:
        values = shares(
            parts, method, total, adds_up=adds_up, unit=reference.unit if reference else ""
        )
    except Refused as error:
        values, refused = [None] * len(parts), error.text
    if method == "hand":
        values = [(by_hand or {}).get(part.holder.id) for part in parts]
    done = [
        SplitPart(p.holder, p.hours, p.volume, p.own, v) for p, v in zip(parts, values, strict=True)
    ]
    pooled = reference is not None and reference.statistic in POOLED
    return Split(
        goal=goal.public_id,
        target=target.public_id,
        title=target.title or (measure.title if measure else ""),
        unit=reference.unit if reference else "",
        method=method,
        adds_up=adds_up,
        total=total,
        parts=tuple(done),
        together=together(done, adds_up=adds_up, pooled=pooled),
        refused=refused,
    )


def first_target(goal: Goal) -> Target:
    """Return the target of a goal that can be split.

    Raises:
        Invalid: where it has none.
    """
    found = Target.objects.filter(goal=goal, retired=False, kind_of_target__in=WITH_VALUE)
    target = found.select_related("measure").order_by("rank", "pk").first()
    if target is None or not target.points:
        raise Invalid({"target": _("Set a target to raise or to lower a number first.")})
    return target


def candidates(actor: Actor, goal: Goal) -> list[tuple[HolderView, float]]:
    """Return who could carry a unit's goal: the units right below that are led, else its people."""
    if goal.owner_unit_id is None:
        return []
    drawn = access.viewer_of(actor).chart
    cards = Cards(actor, graph.load(actor))
    unit = str(goal.owner_unit_id)
    led = [u for u in drawn.children.get(unit, ()) if drawn.leads(u)]
    if led:
        hours = {
            u: sum(m.share for p in (u, *drawn.below(u)) for m in drawn.people[p]) for u in led
        }
        return [(cards.holder(int(u), None), hours[u]) for u in led]
    seen = access.visible_ids(actor, "person")
    members = [m for m in drawn.people.get(unit, ()) if int(m.person) in seen]
    return [(cards.holder(None, int(m.person)), m.share) for m in members]


def history(
    actor: Actor, measure: Measure, goal: Goal
) -> dict[str, tuple[int | None, float | None]]:
    """Return volume and own figure of the last weeks by holder, those that the actor may see."""
    if not counts_tickets(measure.kpi):
        return {}
    drawn = access.viewer_of(actor).chart
    by = (
        "unit"
        if any(drawn.leads(u) for u in drawn.children.get(str(goal.owner_unit_id), ()))
        else "person"
    )
    cells = exploring.compute(
        actor,
        measure.kpi,
        params=measure.params,
        by=by,
        grain="whole",
        start=actor.today - datetime.timedelta(weeks=WEEKS),
        last=actor.today - datetime.timedelta(days=1),
    )
    return {cell.key or "": (cell.n, cell.value) for cell in cells}


def shares(
    parts: Sequence[SplitPart], method: str, total: float, *, adds_up: bool, unit: str
) -> Sequence[float | None]:
    """Return the value of each part.

    Raises:
        Refused: where what to split by is not known.
    """
    if not parts:
        raise Refused(_("There is nobody below to carry a part."))
    if method == "hand":
        return [None] * len(parts)
    if method in {"volume", "capability"}:
        refuse_unknown(parts, method)
    if not adds_up:
        if method != "capability":
            return [total] * len(parts)
        own = [p.own or 0.0 for p in parts]
        volumes = [float(p.volume or 0) for p in parts]
        return core.by_capability(total, own, volumes, share=unit == "share")
    weights = {
        "even": [1.0] * len(parts),
        "hours": [p.hours for p in parts],
        "volume": [float(p.volume or 0) for p in parts],
        "capability": [p.own or 0.0 for p in parts],
    }
    return core.shared_out(total, weights[method])


def refuse_unknown(parts: Sequence[SplitPart], method: str) -> None:
    """Raise `Refused`, with who it is and what helps, where somebody's history is not known."""
    known = [p.volume if method == "volume" else p.own for p in parts]
    names = [p.holder.name for p, has in zip(parts, known, strict=True) if has is None]
    if names:
        raise Refused(
            ngettext(
                "{names} has no tickets in the last {weeks} weeks, or none that you may see: "
                "somebody new, perhaps. Split by hours, or give everybody a part by hand.",
                "{names} have no tickets in the last {weeks} weeks, or none that you may see: "
                "new people, perhaps. Split by hours, or give everybody a part by hand.",
                len(names),
                names=", ".join(names),
                weeks=WEEKS,
            )
        )


def together(parts: Sequence[SplitPart], *, adds_up: bool, pooled: bool) -> float | None:
    """Return what parts give together, None where one is missing or it cannot be told."""
    values = [part.value for part in parts if part.value is not None]
    if not parts or len(values) < len(parts):
        return None
    if adds_up:
        return sum(values)
    if not pooled:
        return None
    return core.combined(values, [float(part.volume or 0) for part in parts])


def ask(
    actor: Actor, goal_id: str, values: Mapping[str, float], *, title: str, words: str = ""
) -> list[str]:
    """Ask each to carry their part of a goal's target; return the proposals' public ids.

    Raises:
        Invalid: where the parts of a count do not add up, with what is missing or too much.
    """
    found = preview(actor, goal_id, "hand", values)
    known = {part.holder.id for part in found.parts}
    if not values or not set(values) <= known:
        raise Invalid({"values": _("Give a part to those who stand right below.")})
    if found.adds_up:
        try:
            core.refuse_sum(found.total, list(values.values()))
        except Refused as error:
            raise Invalid({"values": error.text}) from error
    questions = [
        Question(
            kind="carry",
            goal=goal_id,
            holder=holder,
            terms=Terms(title=title, target=found.target, value=value),
            words=words,
        )
        for holder, value in values.items()
        if value or not found.adds_up
    ]
    return proposals.ask_many(actor, questions)
