"""A measure's standing figure, cut by what its tickets say: language, channel, queue, site, ..."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, catalogue, exploring, figures, previewing
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.exploring import Cell
from trigpoint.services.people.people import log_read
from trigpoint.store.models import Measure
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Grain, Query
from trigpoint.tickets.ratio import RATIOS

LABELS = (
    Dimension.CHANNEL,
    Dimension.LANGUAGE,
    Dimension.QUEUE,
    Dimension.SITE,
    Dimension.PRIORITY,
    Dimension.TAG,
)
"""What tickets say of themselves. People and teams are not here: they are compared fairly."""
MOST = 1000
"""So many rows at most: a field with a value of its own for each ticket cuts nothing."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """A measure's figure over its window, row by row, those with the most tickets first.

    `by` is a word such as `queue` or `custom.category`, `ways` are all there are. A row of fewer
    than five is kept back, and so is what would give it away; see `Cell`. `left_out` counts the
    rows beyond the first thousand.
    """

    measure: MeasureRef
    by: str
    ways: tuple[str, ...]
    start: datetime.date
    last_day: datetime.date
    rows: tuple[Cell, ...]
    left_out: int


def cut(actor: Actor, measure_id: str, by: str) -> Cuts:
    """Return a measure's figure over its last whole weeks, cut by one dimension.

    Raises:
        NotThere: where the measure is not for the actor to see, or is typed in.
        NotAllowed: where its figures are not.
        Invalid: for a dimension that it is not cut by.
    """
    measure = access.measure(actor, measure_id, Verb.SEE)
    if measure.kpi in BY_HAND:
        raise NotThere
    previewing.require_seen(actor, measure)
    if measure.person is not None:
        log_read(actor, measure.person, f"measure {measure.public_id}")
    chosen = exploring.cut_by(by)
    if chosen is None or not is_offered(measure, chosen):
        raise Invalid({"by": _("Nothing can be cut by {word}.", word=by)})
    generation, query = question(actor, measure, chosen)
    found, fields = compute(actor, query, generation)
    zone = ZoneInfo(query.zone)
    start, end = (datetime.datetime.fromtimestamp(t, zone) for t in (query.start, query.end))
    return Cuts(
        measure=catalogue.reference(measure),
        by=by,
        ways=(
            *ways(measure.kpi, measure.scope, measure.filters),
            *(f"{Dimension.CUSTOM}.{name}" for name in fields),
        ),
        start=start.date(),
        last_day=end.date() - figures.A_DAY,
        rows=tuple(found[:MOST]),
        left_out=max(0, len(found) - MOST),
    )


def question(actor: Actor, measure: Measure, by: By) -> tuple[int, Query]:
    """Return the generation of the facts, and the question of the standing figure with a cut."""
    organisation = actor.organisation
    seen = figures.published(organisation)
    end = asking.week_begin(local_day(seen.data_as_of or actor.now, organisation), organisation)
    start = end - datetime.timedelta(weeks=measure.window_weeks)
    only = asking.scope_filter(measure)
    query = asking.query(measure, organisation, start, end, Grain.WHOLE, by=by, only=only)
    return seen.number, query


def compute(actor: Actor, query: Query, generation: int) -> tuple[list[Cell], list[str]]:
    """Return the rows, the largest first, and the fields of the help desk; nothing before tickets.

    Of a ratio the rows are those of the measure that it is divided by.
    """
    if not generation:
        return [], []
    with Facts.open(facts_folder(), generation, roster.of(actor.organisation)) as facts:
        found = exploring.cells(actor, query, facts)
        return sorted(found, key=largest_first), facts.custom_fields()


def largest_first(cell: Cell) -> tuple[bool, int, str]:
    """Return by what rows are sorted: those that are kept back last, and by their names alone."""
    return cell.n is None, -(cell.n or 0), cell.name


def ways(kpi: str, scope: str, filters: Sequence[object]) -> tuple[str, ...]:
    """Return by what a measure of these is cut, as far as that holds for every help desk.

    By employer only where it counts everything: the floor of five is reckoned over all of an
    employer's people, and a unit or a filter could leave one of them.
    """
    whole = scope == Measure.Scope.ORGANISATION and kpi not in RATIOS
    employer = (Dimension.EMPLOYER,) if whole and not filters else ()
    return tuple(each.value for each in (*LABELS, *employer))


def is_offered(measure: Measure, by: By) -> bool:
    """Whether a measure is cut by a dimension; by a field of the help desk, which is named."""
    if by.dimension is Dimension.CUSTOM:
        return bool(by.name)
    return not by.name and by.dimension.value in ways(measure.kpi, measure.scope, measure.filters)
