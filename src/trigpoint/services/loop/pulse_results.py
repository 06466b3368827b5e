"""What rounds of the pulse say: by group and question, over time, of groups that may be told."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from trigpoint.core.loop.pulse import NOBODY, Tally, told
from trigpoint.core.stats.intervals import nps_adjusted, wilson
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.loop import pulses
from trigpoint.services.loop.pulses import ENPS, PulseQuestion, PulseRoundView
from trigpoint.store.models import PulseRound, PulseTally

MOST_ROUNDS = 8
"""So many rounds back a trend goes."""


@dataclass(frozen=True, slots=True)
class PulseFigure:
    """What a group said: the share that says yes (0 to 1), or the eNPS (-100 to 100), its range.

    `n` is how many answered, `closed_on` the last day of the round.
    """

    closed_on: datetime.date
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class PulseGroup:
    """A group that may be told, with its figures of round after round, the newest last."""

    unit: HolderView
    figures: tuple[PulseFigure, ...]


@dataclass(frozen=True, slots=True)
class PulseTrend:
    """A question with the groups that may be told; `kept_back` is how many may not."""

    question: PulseQuestion
    groups: tuple[PulseGroup, ...]
    kept_back: int


@dataclass(frozen=True, slots=True)
class PulsePage:
    """The rounds of what the actor sees, the newest first, and which units they may ask."""

    rounds: tuple[PulseRoundView, ...]
    may_ask: tuple[HolderView, ...]


def show(actor: Actor) -> PulsePage:
    """Return the rounds that the actor is asked in or may read, and which units they may ask."""
    state = graph.load(actor)
    charge = [u for u in state.units.values() if pulses.in_charge(actor, u)]
    visible = access.visible_ids(actor, "unit")
    large = access.viewer_of(actor).chart
    asks = [
        HolderView("unit", unit.public_id, unit.name)
        for unit in sorted(charge, key=lambda u: u.name)
        if unit.pk in visible
        and str(unit.pk) in large.kinds
        and len(large.everyone(str(unit.pk))) >= access.GROUP_FLOOR
    ]
    return PulsePage(tuple(rounds(actor)), tuple(asks))


def rounds(actor: Actor, round_id: str = "") -> Iterable[PulseRoundView]:
    """Yield the rounds that the actor is asked in or may read, the newest first."""
    mine = Q(seats__person=actor.person) if actor.person else Q(pk__in=())
    rows = PulseRound.objects.filter(organisation=actor.organisation, retired=False)
    if round_id:
        rows = rows.filter(public_id=round_id)
    rows = rows.annotate(
        asked=Count("seats"),
        answered=Count("seats", filter=Q(seats__taken=True)),
        waits=Count("seats", filter=mine & Q(seats__taken=False)),
        seated=Count("seats", filter=mine),
    ).order_by("-opened_on", "-pk")
    visible, units = access.visible_ids(actor, "unit"), graph.load(actor).units
    for row in rows[:MOST_ROUNDS]:
        if row.seated or row.unit_id in visible:
            unit = units[row.unit_id]
            open_ = actor.today <= row.closes_on
            yield PulseRoundView(
                id=row.public_id,
                unit=HolderView("unit", unit.public_id, unit.name),
                opened_on=row.opened_on,
                closes_on=row.closes_on,
                open=open_,
                asked=row.asked,
                answered=row.answered,
                mine=open_ and bool(row.waits),
                questions=pulses.questions(row),
            )


def one(actor: Actor, round_id: str) -> PulseRoundView:
    """Return a round.

    Raises:
        NotThere: for whoever is neither asked nor may see the unit.
    """
    found = next(iter(rounds(actor, round_id)), None)
    if found is None:
        raise NotThere
    return found


def trends(actor: Actor, round_id: str) -> tuple[PulseTrend, ...]:
    """Return what a round says and what the rounds of its unit before it said.

    Nothing is told while it is open. Of a unit that the actor may not see nothing is told.
    """
    shown = one(actor, round_id)
    if shown.open:
        return ()
    units = {u.public_id: u for u in graph.load(actor).units.values()}
    asked = units[shown.unit.id]
    before = PulseRound.objects.filter(
        organisation=actor.organisation,
        retired=False,
        unit=asked.pk,
        closes_on__lte=shown.closes_on,
    ).order_by("-closes_on")[:MOST_ROUNDS]
    past = list(before)[::-1]
    by_round = counts(past)
    visible = access.visible_ids(actor, "unit")
    open_to = {public for public, unit in units.items() if unit.pk in visible}
    return tuple(
        trend(shown, question, past, by_round, {key: units[key].name for key in open_to})
        for question in shown.questions
    )


Counts = Mapping[tuple[int, str], Mapping[str, Tally]]


def counts(past: Iterable[PulseRound]) -> Counts:
    """Return the counts by round and question, by unit."""
    found: dict[tuple[int, str], dict[str, Tally]] = defaultdict(dict)
    for row in PulseTally.objects.filter(round__in=[r.pk for r in past]).select_related("unit"):
        key = (row.round_id, row.question)
        found[key][row.unit.public_id] = Tally(row.low, row.middle, row.high)
    return found


def trend(
    shown: PulseRoundView,
    question: PulseQuestion,
    past: Iterable[PulseRound],
    by_round: Counts,
    names: Mapping[str, str],
) -> PulseTrend:
    """Return one question over time; questions in somebody's own words are not compared."""
    figures: dict[str, list[PulseFigure]] = defaultdict(list)
    newest: set[str] = set()
    groups = 0
    for row in past:
        last = row.public_id == shown.id
        if question.own and not last:
            continue
        found = tellable(row, by_round.get((row.pk, question.key), {}))
        for unit, tally in found.items():
            figures[unit].append(figure(row.closes_on, question.key, tally))
        if last:
            newest, groups = set(found), len(row.groups)
    told_of = sorted(newest, key=lambda unit: (unit != shown.unit.id, names.get(unit, "")))
    return PulseTrend(
        question,
        tuple(
            PulseGroup(HolderView("unit", unit, names[unit]), tuple(figures[unit]))
            for unit in told_of
            if unit in names
        ),
        groups - len(newest),
    )


def tellable(row: PulseRound, own: Mapping[str, Tally]) -> Mapping[str, Tally]:
    """Return what may be told of a round's groups, from the counts of who is right in each."""
    tree: dict[str, list[str]] = defaultdict(list)
    for unit, above in row.groups.items():
        tree[above].append(unit)
    return told(tree, own, asked_unit(row))


def of_whole(row: PulseRound, question: str) -> Tally:
    """Return what is told of all who were asked in a round; nobody's answer where nothing is."""
    own = counts([row]).get((row.pk, question), {})
    return tellable(row, own).get(asked_unit(row), NOBODY)


def asked_unit(row: PulseRound) -> str:
    """Return the public id of the unit that a round asks: the one with none above it."""
    [top] = (str(unit) for unit, above in row.groups.items() if not above)
    return top


def figure(closed_on: datetime.date, question: str, tally: Tally) -> PulseFigure:
    """Return the share that says yes, or the eNPS, with its range."""
    if question == ENPS:
        bounds = nps_adjusted(tally.high, tally.middle, tally.low)
        value = 100 * (tally.high - tally.low) / tally.n
    else:
        bounds = wilson(tally.high, tally.n)
        value = tally.high / tally.n
    return PulseFigure(closed_on, value, float(bounds.low), float(bounds.high), tally.n)
