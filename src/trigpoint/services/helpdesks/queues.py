"""Queues of the help desks, and which unit's work they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import graph
from trigpoint.store.journal import Journal
from trigpoint.store.models import Queue, QueueTie, Unit


@dataclass(frozen=True, slots=True)
class QueueView:
    """A queue of a help desk, with the unit whose work it is, or which it may be by its name."""

    id: str
    source: str
    external_id: str
    name: str
    unit: str | None
    unit_name: str
    suggested: str | None
    suggested_name: str


def queues(actor: Actor) -> list[QueueView]:
    """Return the queues of all help desks: those that are no unit's first, then by name."""
    access.require(actor, Kind.MEASURE, Verb.SEE)
    tied = {
        tie.queue_id: tie.unit
        for tie in QueueTie.objects.filter(
            organisation=actor.organisation, retired=False
        ).select_related("unit")
    }
    seen = access.visible_ids(actor, "unit")
    known = graph.load(actor).units.values()
    units = [unit for unit in known if unit.pk in seen and goes_on(unit, actor.today)]
    tied = {queue: unit for queue, unit in tied.items() if unit.pk in seen}
    by_name = {unit.name.casefold(): unit for unit in units}
    found = Queue.objects.filter(organisation=actor.organisation).select_related("source")
    views = [view(queue, tied.get(queue.pk), by_name) for queue in found]
    return sorted(views, key=lambda q: (q.unit is not None, (q.name or q.external_id).casefold()))


def view(queue: Queue, unit: Unit | None, by_name: Mapping[str, Unit]) -> QueueView:
    """Return what a page says of a queue."""
    guess = None if unit else by_name.get((queue.name or queue.external_id).casefold())
    return QueueView(
        id=queue.public_id,
        source=queue.source.key,
        external_id=queue.external_id,
        name=queue.name,
        unit=unit.public_id if unit else None,
        unit_name=unit.name if unit else "",
        suggested=guess.public_id if guess else None,
        suggested_name=guess.name if guess else "",
    )


def going_on(actor: Actor) -> dict[str, Unit]:
    """Return the units that have not ended, by public id."""
    there = Unit.objects.filter(organisation=actor.organisation, retired=False)
    return {unit.public_id: unit for unit in there if goes_on(unit, actor.today)}


def goes_on(unit: Unit, today: datetime.date) -> bool:
    """Whether a unit has not ended."""
    return unit.valid_to is None or unit.valid_to > today


def tie(actor: Actor, pairs: Iterable[tuple[str, str]], *, reason: str = "") -> int:
    """Say whose work queues are, by pairs of public ids: queue, unit; what was said before ends.

    Raises:
        NotThere: for a queue or a unit that is not there; nothing is tied.
        Invalid: for a queue that is named twice.
    """
    access.require(actor, Kind.ACCOUNT_TIE, Verb.CREATE)
    listed = list(pairs)
    if len(dict(listed)) < len(listed):
        raise Invalid({"": _("A queue is the work of one unit.")})
    known = {q.public_id: q for q in Queue.objects.filter(organisation=actor.organisation)}
    units = going_on(actor)
    if any(queue not in known or unit not in units for queue, unit in listed):
        raise NotThere
    with command(actor, "queue.tie", reason=reason) as journal:
        write(actor, journal, [(known[queue], units[unit]) for queue, unit in listed])
    return len(listed)


def write(actor: Actor, journal: Journal, pairs: list[tuple[Queue, Unit]]) -> None:
    """Write ties in a running command, and end those that held before."""
    earlier = QueueTie.objects.filter(queue__in=[queue for queue, _unit in pairs], retired=False)
    for each in earlier:
        journal.retire(each)
    journal.create_many(
        QueueTie(organisation=actor.organisation, queue=queue, unit=unit) for queue, unit in pairs
    )
    journal.tell("queues.tied")


def of_unit(actor: Actor, unit_id: str) -> list[QueueView]:
    """Return the queues that are the work of one unit; none for whoever may see no measures."""
    if not access.decision(actor, Verb.SEE, Kind.MEASURE, Thing(str(actor.organisation.pk))):
        return []
    return [queue for queue in queues(actor) if queue.unit == unit_id]
