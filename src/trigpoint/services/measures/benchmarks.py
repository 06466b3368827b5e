"""What others reach in a measure: entered or imported, always with its source and its day.

A number without a source is refused: nobody could say what it was taken of.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access, lists
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.lists import ListTaken
from trigpoint.services.measures import catalogue, figures, given, stood
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure
from trigpoint.services.wording import Wording
from trigpoint.store.models import Benchmark, Measure
from trigpoint.store.state import records

COLUMNS = ("value", "source", "day")
LONGEST_SOURCE = 200
MOST = 50
"""How many benchmarks a measure may have, and how many rows a list."""
OLD_DAYS = 730
NO_SOURCE = _(
    "Say where the number comes from: a study, a page, a peer. Without it, it is hearsay."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkDraft:
    """What others reach, in the measure's unit (shares 0..1, seconds), who says so, as of when."""

    value: float
    source: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """A benchmark. `old` is whether it is of more than two years ago; `unit` that of the value.

    `own` is the measure's standing figure, None where there is none for the reader's eyes. `stands`
    is "better" or "worse" where others lie outside its likely range, "open" where they lie within
    it, and "" where there is no range.
    """

    id: str
    version: int
    measure: str
    value: float
    unit: str
    source: str
    day: datetime.date
    old: bool
    may_change: bool
    own: Figure | None
    stands: str


def of_measure(
    actor: Actor, measure_id: str, at: datetime.datetime | None = None
) -> tuple[BenchmarkView, ...]:
    """Return what others reach in a measure, the newest first, beside its own figure.

    As it stood `at` a moment, nobody may change it.

    Raises:
        NotThere: where the measure is not for the actor to see, or was not there then.
    """
    measure = stood.of(actor, access.measure(actor, measure_id, Verb.SEE), at)
    may = at is None and may_enter(actor, measure)
    short = catalogue.reference(measure)
    found = records(Benchmark, actor.organisation, at, measure_id=measure.pk)
    own = own_figure(actor, measure, at)
    held = sorted(found, key=lambda row: (row.day, row.pk), reverse=True)
    return tuple(view(actor, row, short, own, may=may) for row in held)


def own_figure(actor: Actor, measure: Measure, at: datetime.datetime | None) -> Figure | None:
    """Return the standing figure of a measure, None where it is not for the actor to see."""
    if measure.pk not in access.visible_ids(actor, "figure"):
        return None
    seen = figures.published(actor.organisation, at)
    found = figures.standing([measure], seen, at or actor.now).get(measure.pk)
    if found is not None:
        given.give(actor, measure)
    return found


def read_only(actor: Actor, measure: MeasureRef, own: Figure | None) -> tuple[BenchmarkView, ...]:
    """Return what others reach in a measure that a page shows to the actor, the newest first.

    `own` is its standing figure, as far as the page shows it.
    """
    found = Benchmark.objects.filter(
        measure__public_id=measure.id, organisation=actor.organisation, retired=False
    )
    held = found.order_by("-day", "-pk")
    return tuple(view(actor, row, measure, own, may=False) for row in held)


def may_enter(actor: Actor, measure: Measure) -> bool:
    """Whether the actor may say what others reach in a measure."""
    thing = access.measure_thing(actor, measure)
    return bool(access.decision(actor, Verb.CHANGE, Kind.MEASURE, thing))


def view(
    actor: Actor, row: Benchmark, measure: MeasureRef, own: Figure | None, *, may: bool
) -> BenchmarkView:
    """Return one benchmark as it is shown."""
    return BenchmarkView(
        id=row.public_id,
        version=row.version,
        measure=measure.id,
        value=row.value,
        unit=measure.unit,
        source=row.source,
        day=row.day,
        old=(actor.today - row.day).days > OLD_DAYS,
        may_change=may,
        own=own,
        stands=standing(own, row.value, measure.direction),
    )


def standing(own: Figure | None, theirs: float, direction: str) -> str:
    """Return how a figure stands to a value of others, "" where it has no range."""
    if own is None or own.low is None or own.high is None:
        return ""
    if own.low <= theirs <= own.high:
        return "open"
    return "better" if (own.low > theirs) is (direction == "raise") else "worse"


def enter(actor: Actor, measure_id: str, draft: BenchmarkDraft) -> str:
    """Enter a benchmark; return its public id.

    Raises:
        Invalid: without a source, for a day ahead, for a share beyond 1, or for too many.
    """
    measure = access.measure(actor, measure_id, Verb.CHANGE)
    full = Benchmark.objects.filter(measure=measure, retired=False).count() >= MOST
    if full:
        raise Invalid({"value": _("A measure has at most {most} benchmarks.", most=MOST)})
    made = built(actor, measure, draft)
    with command(actor, "benchmark.enter") as journal:
        journal.create(made)
        journal.tell("measure.changed", measure=measure.public_id)
    return made.public_id


def built(actor: Actor, measure: Measure, draft: BenchmarkDraft) -> Benchmark:
    """Return a benchmark that is not saved yet, or raise `Invalid`."""
    wording = Wording()
    source = wording.text("source", draft.source, LONGEST_SOURCE, NO_SOURCE)
    wording.check(
        "day",
        holds=draft.day <= actor.today,
        otherwise=_("That day lies ahead. Say of when the number is."),
    )
    share = catalogue.reference(measure).unit == "share"
    fits = not share or 0 <= draft.value <= 1
    wording.check("value", holds=fits, otherwise=_("A share lies between 0 and 100 %."))
    wording.refuse()
    return Benchmark(
        organisation=actor.organisation,
        measure=measure,
        value=draft.value,
        source=source,
        day=draft.day,
    )


def remove(actor: Actor, measure_id: str, benchmark_id: str, version: int) -> None:
    """Take a benchmark away.

    Raises:
        NotThere: where the measure has none of that id.
        Stale: where somebody changed it since `version`.
    """
    measure = access.measure(actor, measure_id, Verb.CHANGE)
    row = Benchmark.objects.filter(measure=measure, retired=False, public_id=benchmark_id).first()
    if row is None:
        raise NotThere
    with command(actor, "benchmark.remove") as journal:
        journal.retire(row, expected=version)
        journal.tell("measure.changed", measure=measure.public_id)


def take(actor: Actor, measure_id: str, text: str) -> ListTaken:
    """Take a list in: CSV with the columns value, source and day; a row that does not fit is named.

    Values are in the measure's unit. Taking the same list again adds nothing.

    Raises:
        Invalid: for a text that is no such list; nothing is taken.
    """
    measure = access.measure(actor, measure_id, Verb.CHANGE)
    held = Benchmark.objects.filter(measure=measure, retired=False)
    there = {known_by(row) for row in held}
    found = lists.sifted(
        lists.rows(text, COLUMNS, MOST),
        lambda cells: built(actor, measure, drafted(cells)),
        known_by,
        there,
    )
    if len(there) + len(found.made) > MOST:
        raise Invalid({"list": _("A measure has at most {most} benchmarks.", most=MOST)})
    if found.made:
        with command(actor, "benchmark.import") as journal:
            journal.create_many(found.made)
            journal.tell("measure.changed", measure=measure.public_id)
    return found.taken


def known_by(row: Benchmark) -> Hashable:
    """Return by what a benchmark is known again."""
    return (row.value, row.source, row.day)


def drafted(cells: dict[str, str]) -> BenchmarkDraft:
    """Return a row as a draft, or raise `Invalid`."""
    return BenchmarkDraft(
        value=lists.number_of(cells, "value"),
        source=cells["source"],
        day=lists.day_of(cells, "day"),
    )
