"""Climbing ladders as the data say so: looked at with every publication of figures, and daily.

What is found is written down with its evidence and its day, the next step opens, and the person is
told in their inbox. Nothing that is reached is ever taken back.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trigpoint.core.lenses.ladder.climb import Climbed, Course, Step, climb
from trigpoint.core.lenses.ladder.demand import Bar, Demand, Standing
from trigpoint.services.actor import local_day, part_of_ours
from trigpoint.services.command import command
from trigpoint.services.ladders import climbing_weeks
from trigpoint.services.ladders.climbing_weeks import Weeks
from trigpoint.services.measures import catalogue, figures
from trigpoint.store.journal import Journal
from trigpoint.store.models import Criterion, Ladder, Measure, Organisation, Rung


@dataclass(frozen=True, slots=True)
class Built:
    """A ladder's steps, the lowest first, with what counts for each, by the step's key."""

    rungs: Sequence[Rung]
    criteria: Mapping[int, Sequence[Criterion]]

    @property
    def measures(self) -> set[Measure]:
        """The measures that count or guard."""
        held = [each for criteria in self.criteria.values() for each in criteria]
        return {m for each in held for m in (each.measure, each.guard) if m is not None}


def watch(organisation: Organisation, now: datetime.datetime) -> int:
    """Look at every ladder that is climbed; return how many steps were reached just now."""
    rows = Ladder.objects.filter(
        organisation=organisation, retired=False, state=Ladder.State.CLIMBING
    )
    ladders = list(rows.order_by("pk"))
    built = build(ladders)
    measures = {m for each in built.values() for m in each.measures}
    weeks = climbing_weeks.of_measures(measures, figures.published(organisation), now)
    day = local_day(now, organisation)
    return sum(keep(ladder, built[ladder.pk], weeks, day, now) for ladder in ladders)


def watch_all(now: datetime.datetime) -> int:
    """Look at the ladders of every organisation; return how many steps were reached."""
    return sum(watch(organisation, now) for organisation in Organisation.objects.all())


def build(ladders: Iterable[Ladder]) -> dict[int, Built]:
    """Return the steps of ladders with what counts for each, in two queries."""
    keys = [ladder.pk for ladder in ladders]
    rungs = list(Rung.objects.filter(ladder__in=keys, retired=False).order_by("rank", "pk"))
    held = Criterion.objects.filter(rung__in=rungs, retired=False).order_by("pk")
    rows = list(held.select_related("measure", "guard", "skill"))
    return arranged(keys, rungs, rows)


def arranged(
    keys: Iterable[int], rungs: Iterable[Rung], criteria: Iterable[Criterion]
) -> dict[int, Built]:
    """Return by the key of a ladder its steps, the lowest first, from those of several."""
    counted: defaultdict[int, list[Criterion]] = defaultdict(list)
    for each in criteria:
        counted[each.rung_id].append(each)
    found: dict[int, list[Rung]] = {key: [] for key in keys}
    for rung in rungs:
        found[rung.ladder_id].append(rung)
    return {key: Built(held, counted) for key, held in found.items()}


def look(ladder: Ladder, built: Built, weeks: Weeks, day: datetime.date) -> tuple[Climbed, ...]:
    """Return how a ladder's steps stand on a day; nothing is written."""
    steps = [step_of(rung, built.criteria.get(rung.pk, ()), weeks) for rung in built.rungs]
    away = [
        (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
        for first, last in ladder.away
    ]
    if ladder.began_on is None:
        return tuple(Climbed(s.key, None, s.reached_on, s.met, {}, {}) for s in steps)
    return climb(steps, ladder.began_on, day, away)


def step_of(rung: Rung, criteria: Sequence[Criterion], weeks: Weeks) -> Step:
    """Return a step as the core climbs it."""
    return Step(
        key=rung.public_id,
        courses={c.public_id: course(c, weeks) for c in criteria if c.measure_id},
        deeds={c.public_id: deed(c) for c in criteria if not c.measure_id},
        opened_on=rung.opened_on,
        reached_on=rung.reached_on,
        met={c.public_id: c.met_on for c in criteria if c.met_on},
    )


def course(found: Criterion, weeks: Weeks) -> Course:
    """Return a measured criterion with its weeks."""
    guard = None
    if found.guard is not None and found.guard_limit is not None:
        way = "raise" if catalogue.higher_is_better(found.guard.kpi) else "lower"
        guard = Bar(way, found.guard_limit)
    demand = Demand(Bar(found.way, found.value or 0.0), found.hold_weeks, found.least, guard)
    return Course(demand, weeks.get(found.measure_id or 0, []), weeks.get(found.guard_id or 0, []))


def deed(found: Criterion) -> datetime.date | None:
    """Return the day on which a training was attended, or both said that a skill is practised."""
    return found.skill.practised_on if found.skill is not None else found.done_on


def keep(
    ladder: Ladder, built: Built, weeks: Weeks, day: datetime.date, now: datetime.datetime
) -> int:
    """Write down what a look at a ladder found that was not known; return the steps reached."""
    found = {climbed.key: climbed for climbed in look(ladder, built, weeks, day)}
    news = [rung for rung in built.rungs if is_news(rung, built, found[rung.public_id])]
    if not news:
        return 0
    reached = 0
    with command(part_of_ours(ladder.organisation, "ladders", now), "ladder.climb") as journal:
        for rung in news:
            climbed = found[rung.public_id]
            was_open = rung.reached_on is None
            write(journal, rung, built.criteria.get(rung.pk, ()), climbed)
            if was_open and climbed.reached_on:
                reached += 1
                journal.tell("ladder.reached", ladder=ladder.public_id, rung=rung.public_id)
    return reached


def is_news(rung: Rung, built: Built, climbed: Climbed) -> bool:
    """Whether a look found something of a step that is not written down yet."""
    known = {c.public_id for c in built.criteria.get(rung.pk, ()) if c.met_on}
    return (
        (rung.opened_on, rung.reached_on) != (climbed.opened_on, climbed.reached_on)
        or not climbed.met.keys() <= known
    ) and not rung.reached_on


def write(journal: Journal, rung: Rung, criteria: Iterable[Criterion], climbed: Climbed) -> None:
    """Write what was found of a step, with the evidence of what was met just now."""
    for each in criteria:
        day = climbed.met.get(each.public_id)
        if day and not each.met_on:
            each.met_on = day
            stood = climbed.evidence.get(each.public_id)
            each.evidence = evidence(stood) if stood else {}
            journal.save(each)
    if (rung.opened_on, rung.reached_on) != (climbed.opened_on, climbed.reached_on):
        rung.opened_on, rung.reached_on = climbed.opened_on, climbed.reached_on
        journal.save(rung)


def evidence(stood: Standing) -> dict[str, object]:
    """Return what the data said, to be kept as it was on the day."""
    return {
        "value": stood.value,
        "n": stood.n,
        "good": stood.good,
        "of": sum(each.mark.value != "paused" for each in stood.weeks),
        "guard": stood.guard,
        "weeks": [each.week.start.isoformat() for each in stood.weeks],
    }
