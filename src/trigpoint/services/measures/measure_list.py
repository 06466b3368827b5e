"""All measures: found by words, KPI and whose tickets they count; by title, whose, use or range."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.measures import catalogue, figures, given, stood
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure
from trigpoint.services.measures.measures import member_of
from trigpoint.store.models import Measure, Target
from trigpoint.store.state import records


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFilter:
    """What to look for; empty means any.

    `words` stand in the title or in whose tickets are counted, `kpi` is a key of the catalogue,
    `scope` one of organisation, unit, queue, person. `sort` is one of `SORTS`, with "-" before it
    the other way round. `at` is the moment at which they are to be seen, None for now.
    """

    words: str = ""
    kpi: str = ""
    scope: str = ""
    sort: str = "title"
    at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list, with its standing figure where the actor may see it."""

    measure: MeasureRef
    member_name: str
    window_weeks: int
    figure: Figure | None
    goals: int


@dataclass(frozen=True, slots=True)
class FoundMeasures:
    """The measures that fit, and by which KPIs all that the actor may know are counted."""

    lines: tuple[MeasureLine, ...]
    kpis: tuple[str, ...]


SORTS: dict[str, Callable[[MeasureLine], Any]] = {
    "title": lambda line: line.measure.title.casefold(),
    "whose": lambda line: (line.member_name.casefold(), line.measure.title.casefold()),
    "used": lambda line: (line.goals, line.measure.title.casefold()),
}


def find(actor: Actor, wanted: MeasureFilter) -> FoundMeasures:
    """Return the measures that the actor may know and that fit, now or as they stood then.

    Their figures are those that had been published by then.
    """
    known = all_known(actor, wanted.at)
    fitting = [measure for measure in known if fits(measure, wanted)]
    key, backwards = wanted.sort.lstrip("-"), wanted.sort.startswith("-")
    made = lines(actor, fitting, wanted.at)
    made.sort(key=SORTS.get(key, SORTS["title"]), reverse=backwards)
    return FoundMeasures(tuple(made), tuple(sorted({measure.kpi for measure in known})))


def titles(actor: Actor, words: str = "") -> list[tuple[MeasureRef, str]]:
    """Return measures with whose they are, by title; without figures, nobody's is handed out."""
    wanted = MeasureFilter(words=words)
    fitting = [measure for measure in all_known(actor, None) if fits(measure, wanted)]
    named = [(catalogue.reference(measure), member_of(measure)[1]) for measure in fitting]
    return sorted(named, key=lambda pair: pair[0].title.casefold())


def all_known(actor: Actor, at: datetime.datetime | None) -> list[Measure]:
    """Return the measures that the actor may know, with whose they are."""
    known = access.visible_ids(actor, "measure")
    held = records(Measure, actor.organisation, at, *stood.MENTIONED)
    return [measure for measure in held if measure.pk in known]


def fits(measure: Measure, wanted: MeasureFilter) -> bool:
    """Whether a measure is looked for."""
    words = f"{measure.title} {member_of(measure)[1]}".casefold()
    return (
        wanted.words.casefold() in words
        and wanted.kpi in {"", measure.kpi}
        and wanted.scope in {"", measure.scope}
    )


def lines(
    actor: Actor, found: Sequence[Measure], at: datetime.datetime | None
) -> list[MeasureLine]:
    """Return measures with their standing figures, as far as the actor may see those."""
    seen = figures.published(actor.organisation, at)
    open_to = access.visible_ids(actor, "figure")
    standing = figures.standing([m for m in found if m.pk in open_to], seen, at or actor.now)
    for measure in (m for m in found if m.pk in standing):
        given.give(actor, measure)
    counts = goals_by_measure(actor, at)
    return [
        MeasureLine(
            measure=catalogue.reference(m),
            member_name=member_of(m)[1],
            window_weeks=m.window_weeks,
            figure=standing.get(m.pk),
            goals=counts.get(m.pk, 0),
        )
        for m in found
    ]


def goals_by_measure(actor: Actor, at: datetime.datetime | None = None) -> Counter[int]:
    """Return how many targets of goals that the actor may see each measure has, by its key."""
    visible = access.visible_ids(actor, "goal")
    held = records(Target, actor.organisation, at)
    return Counter(t.measure_id for t in held if t.measure_id and t.goal_id in visible)
