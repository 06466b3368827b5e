"""Who uses the product, by unit and never by name: counts that give nobody away.

Everybody counts as one who took part (wrote something in four weeks), who came (logged in), or who
did neither. What of the counts may be told is decided as for the pulse: groups of at least five,
none as of one mind, and nothing that could be subtracted.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Min

from trigpoint.core.loop.pulse import Tally, told
from trigpoint.core.people.units import Chart
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.loop import pulses
from trigpoint.store.models import Entry, Person, User

LATELY = datetime.timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class UnitUsage:
    """How many of a unit took part lately, came, or did neither; and took part four weeks before.

    `before` is None where that may not be told.
    """

    unit: HolderView
    took_part: int
    came: int
    neither: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Usage:
    """The units that may be told, the whole first; `kept_back` is how many may not."""

    units: tuple[UnitUsage, ...]
    kept_back: int


def show(actor: Actor) -> Usage:
    """Return how many use the product, of the units that the actor sees."""
    drawn, state = access.viewer_of(actor).chart, graph.load(actor)
    tops = [unit for unit in drawn.kinds if unit not in drawn.parent]
    wrote, wrote_before, came = active(actor)
    now = tallied(drawn, tops, wrote, came)
    before = tallied(drawn, tops, wrote_before, set())
    seen = access.visible_ids(actor, "unit")
    lines = [
        UnitUsage(
            HolderView("unit", state.units[int(key)].public_id, state.units[int(key)].name),
            tally.high,
            tally.middle,
            tally.low,
            before[key].high if key in before else None,
        )
        for key, tally in now.items()
        if int(key) in seen and int(key) in state.units
    ]
    lines.sort(key=lambda line: (-line.took_part - line.came - line.neither, line.unit.name))
    known = sum(int(key) in seen for key in drawn.kinds)
    return Usage(tuple(lines), known - len(lines))


def tallied(drawn: Chart, tops: Iterable[str], wrote: set[int], came: set[int]) -> dict[str, Tally]:
    """Return the counts that may be told of those who wrote and those who came, by unit."""
    found: dict[str, Tally] = {}
    for top in tops:
        own: dict[str, Tally] = defaultdict(Tally)
        for person, unit in pulses.seated(drawn, top):
            took_part = person in wrote
            only_came = not took_part and person in came
            neither = not took_part and not only_came
            own[str(unit)] += Tally(int(neither), int(only_came), int(took_part))
        found |= told(children(drawn), own, top)
    return found


def children(drawn: Chart) -> dict[str, list[str]]:
    """Return the units right below each."""
    below: dict[str, list[str]] = defaultdict(list)
    for unit, above in sorted(drawn.parent.items()):
        below[above].append(unit)
    return below


def active(actor: Actor) -> tuple[set[int], set[int], set[int]]:
    """Return who wrote something lately, who did in the weeks before, and who logged in lately."""
    home, since = actor.organisation, actor.now - LATELY
    rows = Entry.objects.filter(organisation=home, at__gt=since - LATELY, at__lte=actor.now)
    spans = list(
        rows.values_list("user__person", "actor").annotate(first=Min("at"), last=Max("at"))
    )
    names = {name for person, name, _first, _last in spans if person is None}
    known = dict(Person.objects.filter(public_id__in=names).values_list("public_id", "pk"))
    people = [(person or known.get(name), first, last) for person, name, first, last in spans]
    wrote = {person for person, _first, last in people if person and last > since}
    before = {person for person, first, _last in people if person and first <= since}
    users = User.objects.filter(organisation=home, person__isnull=False, last_login__gt=since)
    return wrote, before, set(users.values_list("person", flat=True))
