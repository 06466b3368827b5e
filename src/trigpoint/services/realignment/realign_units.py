"""Units that would move: under which unit each stands on the day, and why it cannot where not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from trigpoint.core.people.places import Places
from trigpoint.core.people.units import Chart
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals.graph import State
from trigpoint.store import chart, placed
from trigpoint.store.models import Organisation, Placement, Unit
from trigpoint.store.state import records


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveUnit:
    """Let a unit stand under another one, `to`, from a day on."""

    unit: str
    to: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class UnitMove:
    """A move with its units; `above` is under which it stands until then, None for none."""

    unit: Unit
    above: Unit | None
    to: Unit
    day: datetime.date


class Moves:
    """Moves of units tried on one state; `at` is the moment of a state that is past."""

    def __init__(self, actor: Actor, state: State, at: datetime.datetime | None = None) -> None:
        self.actor = actor
        self.state = state
        self.at = at
        self.made: list[UnitMove] = []
        self.after: Places | None = None

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """The units by public id."""
        return {unit.public_id: unit for unit in self.state.units.values()}

    @cached_property
    def before(self) -> Places:
        """Where the units stand without the moves."""
        return placed.of(self.actor.organisation, self.state.units.values(), self.at)

    def read(self, edit: MoveUnit) -> UnitMove | None:
        """Return a move with its units, None where one of them is gone."""
        unit, to = self.by_id.get(edit.unit), self.by_id.get(edit.to)
        if unit is None or to is None:
            return None
        eve = edit.day - datetime.timedelta(days=1)
        above = self.before.above(str(unit.pk), eve)
        return UnitMove(unit, self.state.units.get(int(above or 0)), to, edit.day)

    def make(self, move: UnitMove) -> Text | None:
        """Try one move more; return why it cannot be, None where it can."""
        places = self.after or self.before
        tried = places.moved(str(move.unit.pk), str(move.to.pk), move.day)
        seen = access.visible_ids(self.actor, "unit")
        known = {pk: unit for pk, unit in self.state.units.items() if pk in seen}
        wrong = self.wrong(move, places) or circle(tried, known)
        if wrong is None:
            self.made.append(move)
            self.after = tried
        return wrong

    def wrong(self, move: UnitMove, places: Places) -> Text | None:
        """Return what is against a move by itself."""
        unit, to = move.unit, move.to
        last = places.last_move(str(unit.pk))
        if unit.kind_of_unit == Unit.Kind.ORGANISATION:
            return _("The organisation itself stands under nothing.")
        for each in (unit, to):
            if not each.valid_from <= move.day or ends_by(each, move.day):
                return _("{name} is not there on that day.", name=each.name)
        if to.valid_to is not None and (unit.valid_to is None or to.valid_to < unit.valid_to):
            day = to.valid_to.isoformat()
            return _("{name} ends on {day}: choose one that goes on.", name=to.name, day=day)
        if last is not None and last >= move.day:
            day = last.isoformat()
            return _("{name} moves on {day} already: choose a later day.", name=unit.name, day=day)
        if move.above is not None and move.above.pk == to.pk:
            return _("{name} stands under {above} already.", name=unit.name, above=to.name)
        return None

    @cached_property
    def day(self) -> datetime.date:
        """The day on which all of them have moved."""
        return max(move.day for move in self.made)

    @cached_property
    def charts(self) -> tuple[Chart, Chart]:
        """Who is where on that day, without the moves and with them."""
        before, after = chart.read_by(
            self.actor.organisation, self.day, self.before, self.after or self.before
        )
        return before, after

    def under(self, move: UnitMove, *, after: bool) -> tuple[int, ...]:
        """Return the units above one on that day, the nearest first."""
        places = self.after if after and self.after else self.before
        return tuple(map(int, places.way_up(str(move.unit.pk), self.day)))

    def left(self, move: UnitMove) -> frozenset[int]:
        """Return the units that one no longer belongs to."""
        return frozenset(self.under(move, after=False)) - {*self.under(move, after=True)}

    def joined(self, move: UnitMove) -> frozenset[int]:
        """Return the units that one belongs to from then on."""
        return frozenset(self.under(move, after=True)) - {*self.under(move, after=False)}

    @cached_property
    def changed(self) -> tuple[int, ...]:
        """The units above that lose or gain, by name."""
        found = {pk for move in self.made for pk in (*self.left(move), *self.joined(move))}
        return tuple(sorted(found, key=lambda pk: self.state.units[pk].name.casefold()))

    @cached_property
    def moved(self) -> frozenset[int]:
        """The units that move, with all below them."""
        if not self.made:
            return frozenset()
        drawn = self.charts[1]
        tops = [str(move.unit.pk) for move in self.made if str(move.unit.pk) in drawn.kinds]
        return frozenset(int(u) for top in tops for u in (top, *drawn.below(top)))


def placements(organisation: Organisation, moves: Iterable[UnitMove]) -> list[Placement]:
    """Return the records of moves, not yet written."""
    return [
        Placement(organisation=organisation, unit=move.unit, parent=move.to, since=move.day)
        for move in moves
    ]


def refuse_circle(organisation: Organisation) -> None:
    """Raise `Invalid` where units, as they are written now, stand under themselves on some day."""
    units = {unit.pk: unit for unit in records(Unit, organisation)}
    wrong = circle(placed.of(organisation, units.values()), units)
    if wrong is not None:
        raise Invalid({"": wrong})


def ends_by(unit: Unit, day: datetime.date) -> bool:
    """Whether a unit is not there any more on a day."""
    return unit.valid_to is not None and unit.valid_to <= day


def circle(places: Places, units: Mapping[int, Unit]) -> Text | None:
    """Return what is wrong where units would stand under themselves, with the way around.

    `units` are those that may be named.
    """
    names = {str(pk): unit.name for pk, unit in units.items()}
    path = " → ".join(names.get(unit, "…") for unit in places.circle())
    if not path:
        return None
    return _("These units would stand under themselves: {path}. Choose another one.", path=path)
