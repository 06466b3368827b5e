"""What records are called in files of goals, and which record a name in a file means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from trigpoint.core.goal_file.entries import SEPARATOR
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.graph import State
from trigpoint.store import placed
from trigpoint.store.models import Direction, Measure, Period, Person, Queue, Unit


class Names:
    """The names that one actor may use: of what they may not see there is none."""

    def __init__(self, actor: Actor, state: State) -> None:
        self.actor = actor
        self.state = state

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by path and by name alone, as far as only one is called so, and by public id."""
        known = [unit for found in self.called.values() for unit in found]
        alone = {name: found[0] for name, found in self.called.items() if len(found) == 1}
        return alone | {unit.public_id: unit for unit in known}

    @cached_property
    def called(self) -> dict[str, list[Unit]]:
        """The units that a name or a path may mean.

        A name is there once, and yet two can be called the same: one by its path, and one whose
        name or path reads like it, since names may hold what stands between the parts of a path.
        """
        seen = access.visible_ids(self.actor, "unit")
        found: dict[str, list[Unit]] = {}
        for unit in (unit for unit in self.state.units.values() if unit.pk in seen):
            for name in {self.path(unit), unit.name}:
                found.setdefault(name, []).append(unit)
        return found

    def path(self, unit: Unit) -> str:
        """Return the names from the uppermost unit down to this one."""
        above = self.state.units.get(int(self.above.get(str(unit.pk), 0)))
        return f"{self.path(above)}{SEPARATOR}{unit.name}" if above else unit.name

    @cached_property
    def above(self) -> dict[str, str]:
        """The unit above each one today, by primary key."""
        found = placed.of(self.actor.organisation, self.state.units.values())
        return found.tree(self.actor.today)

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by mail address in small letters, and by public id."""
        seen = access.visible_ids(self.actor, "person")
        known = [p for p in self.state.people.values() if p.pk in seen]
        return {p.public_id: p for p in known} | {p.email.lower(): p for p in known if p.email}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Measures by public id, and by title where one has it alone."""
        seen = access.visible_ids(self.actor, "measure")
        known = [m for m in self.state.measures.values() if m.pk in seen]
        alone = {title for title, count in Counter(m.title for m in known).items() if count == 1}
        return {m.title: m for m in known if m.title in alone} | {m.public_id: m for m in known}

    @cached_property
    def periods(self) -> dict[str, Period]:
        """Periods by name; of several with one name, the one that was added first."""
        return {p.name: p for p in sorted(self.state.periods.values(), key=lambda p: -p.pk)}

    @cached_property
    def directions(self) -> dict[str, Direction]:
        """Mission, vision and priorities by what files call them."""
        return {self.of_direction(d): d for d in self.state.directions.values()}

    @cached_property
    def queues(self) -> dict[str, Queue]:
        """Queues by help desk and name there."""
        found = Queue.objects.filter(organisation=self.actor.organisation).select_related("source")
        return {f"{queue.source.key}/{queue.external_id}": queue for queue in found}

    def of_holder(self, unit: int | None, person: int | None) -> str:
        """Return the name of a unit or a person, "" for one who is not to be named."""
        if unit is not None:
            found = self.state.units.get(unit)
            return self.of_unit(found) if found and found.public_id in self.units else ""
        who = self.state.people.get(person or 0)
        if who is None or who.public_id not in self.people:
            return ""
        return who.email.lower() or who.public_id

    def of_unit(self, unit: Unit) -> str:
        """Return what a file calls a unit: its path, else its name, else its public id."""
        ways = (self.path(unit), unit.name, unit.public_id)
        return next(way for way in ways if way in self.units)

    def of_measure(self, key: int | None) -> str:
        """Return the name of a measure, "" for one that is not to be seen."""
        found = self.state.measures.get(key or 0)
        if found is None or found.public_id not in self.measures:
            return ""
        return found.title if found.title in self.measures else found.public_id

    @staticmethod
    def of_direction(direction: Direction) -> str:
        """Return what a file calls a direction."""
        kind, rank = direction.kind_of_direction, direction.rank
        return kind if rank == 1 else f"{kind} {rank}"

    def of_scope(self, measure: Measure) -> str:
        """Return the unit, person or queue of a measure's scope."""
        if measure.queue_id is not None:
            return next((n for n, q in self.queues.items() if q.pk == measure.queue_id), "")
        return self.of_holder(measure.unit_id, measure.person_id)

    def holder(self, name: str) -> Unit | Person | None:
        """Return the unit or the person that a name means, or None."""
        return self.units.get(name) or self.people.get(name.lower())

    def holders(self) -> Iterable[str]:
        """Return the names that a holder may have, for a hint at the nearest one."""
        return [*self.called, *(p.email for p in self.people.values() if p.email)]
