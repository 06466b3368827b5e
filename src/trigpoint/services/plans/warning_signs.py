"""Warning signs of obstacles: looked at with every publication of figures, and every hour.

A sign that has come opens its contingency and tells the owner. A source that has failed says
nothing: that is the source's fault, not an obstacle.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from trigpoint.core.lenses.v2mom.obstacles import Said, Side, Sign, SignState, look
from trigpoint.services.actor import local_day, part_of_ours
from trigpoint.services.command import command
from trigpoint.services.measures import figures
from trigpoint.services.measures.figures import Published
from trigpoint.services.plans.plan_obstacles import told
from trigpoint.store.models import Obstacle, Organisation, Reading

OPEN = "open"
"""The flag of a day that is not over."""
Days = list[tuple[datetime.date, float | None]]


def watch(organisation: Organisation, now: datetime.datetime) -> int:
    """Let the signs that have come say so; return how many did just now."""
    rows = Obstacle.objects.filter(
        organisation=organisation,
        retired=False,
        plan__retired=False,
        plan__period__ends__gte=local_day(now, organisation),
        sign_measure__isnull=False,
        fired_on__isnull=True,
    )
    waiting = list(rows.select_related("plan", "owner"))
    seen = figures.published(organisation)
    days = whole_days((o.sign_measure_id for o in waiting), seen)
    came = 0
    for obstacle in waiting:
        said = look_at(obstacle, days, seen, now)
        if said.state is SignState.COME:
            fire(organisation, obstacle, said, now)
            came += 1
    return came


def watch_all(now: datetime.datetime) -> int:
    """Look at the signs of every organisation; return how many came."""
    return sum(watch(organisation, now) for organisation in Organisation.objects.all())


def fire(
    organisation: Organisation, obstacle: Obstacle, said: Said, now: datetime.datetime
) -> None:
    """Write down that a sign has come, and owe its owner a message."""
    obstacle.fired_on = said.since
    with command(part_of_ours(organisation, "warning-signs", now), "obstacle.come") as journal:
        journal.save(obstacle)
        journal.tell("plan.sign_has_come", **told(obstacle))


def look_at(
    obstacle: Obstacle, days: Mapping[int, Days], seen: Published, now: datetime.datetime
) -> Said:
    """Return what the sign of an obstacle says; one in words is quiet until somebody says it."""
    if obstacle.fired_on is not None:
        held = days.get(obstacle.sign_measure_id or 0, [])
        latest = next((value for _day, value in reversed(held) if value is not None), None)
        return Said(SignState.COME, obstacle.fired_on, latest)
    if obstacle.sign_measure_id is None or obstacle.sign_threshold is None:
        return Said(SignState.QUIET if obstacle.sign_words else SignState.UNKNOWN)
    sign = Sign(Side(obstacle.sign_side), obstacle.sign_threshold, obstacle.sign_days)
    held = days.get(obstacle.sign_measure_id, [])
    return look(sign, held, seen.data_as_of, now, obstacle.over_since)


def whole_days(measures: Iterable[int | None], seen: Published) -> dict[int, Days]:
    """Return the days of measures that are over, oldest first, by the measures' keys."""
    wanted = {key for key in measures if key}
    return days_of(figures.visible(seen.number).filter(measure__in=wanted, grain="day"))


def days_of(readings: Iterable[Reading]) -> dict[int, Days]:
    """Return readings of days that are over, oldest first, by their measures' keys."""
    found: defaultdict[int, Days] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.start):
        if OPEN not in reading.flags:
            found[reading.measure_id].append((reading.start, reading.value))
    return found
