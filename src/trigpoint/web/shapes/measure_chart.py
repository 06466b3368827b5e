"""The chart of a measure with its table, and the line of others beside it."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.pictures.line_chart import (
    Ahead,
    LineChart,
    Note,
    Point,
    TargetStep,
    line_chart,
)
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.insight.outlook import FanPoint
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure as Reading
from trigpoint.tickets.inferred import percent_of
from trigpoint.web import formats
from trigpoint.web.components import Chart, ChartRow, Column
from trigpoint.web.shapes import figures

ROOM_AT_THE_END = 13
"""So many letters fit beside the end of a line."""
MARK = "A"
"""The mark of a day; a chart has one: where it changed, or from where an effect is judged."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Others beside a measure: what its line and theirs are called, and their values by week.

    A week without a value has too few of them for a figure.
    """

    own: str
    theirs: str
    values: Mapping[datetime.date, float | None]


def say_value(reading: Reading, unit: formats.Unit) -> str:
    """Return a figure of a stretch with its range and n, to name a point."""
    stretch = formats.days(reading.start, reading.last_day)
    if reading.value is None or reading.low is None or reading.high is None:
        return gettext("{days}: too few for a figure, {tickets}").format(
            days=stretch, tickets=formats.tickets(reading.n)
        )
    if figures.is_typed(reading):
        typed = formats.value_words(reading.value, unit)
        return gettext("{days}: {value}, typed in").format(days=stretch, value=typed)
    low, high = formats.ends(reading.low, reading.high, unit)
    return gettext("{days}: {value}, likely between {low} and {high}, {tickets}").format(
        days=stretch,
        value=formats.value_words(reading.value, unit, reading.high - reading.low),
        low=low,
        high=high,
        tickets=formats.tickets(reading.n),
    )


def seconds(day: datetime.date) -> float:
    """Return a day as a place on the time axis."""
    return float(day.toordinal() * 86400)


def chart(
    measure: MeasureRef,
    series: Sequence[Reading],
    targets: Sequence[TargetView] = (),
    chosen: datetime.date | None = None,
    fan: Sequence[FanPoint] = (),
    changed: datetime.date | None = None,
    began: datetime.date | None = None,
    beside: Beside | None = None,
) -> Chart | None:
    """Return the chart of a series, or None where there is nothing to draw.

    `fan` is what is to be expected after it; `changed` the day since which it moves beyond the
    usual, and `began` the day from which on an effect is judged: both are marked where drawn.
    `beside` are others, as a second line and a column of the table.
    """
    if not series:
        return None
    unit = measure.unit
    last = next((r for r in reversed(series) if r.has_range), None)
    until = fan[-1].day if fan else series[-1].start
    steps = tuple(
        step for view in targets[:1] for step in target_steps(view, series[0].start, until, unit)
    )
    marked = changed if changed and series[0].start <= changed < series[-1].end else None
    since = began if began and series[0].start <= began < series[-1].end else None
    drawn = LineChart(
        name=measure.title,
        points=points(measure, series, chosen, beside),
        beside=others(series, beside),
        show=lambda value: formats.value(value, unit, _ticks_width(unit)),
        targets=steps,
        fan=[Ahead(seconds(p.day), p.low, p.middle, p.high) for p in fan],
        notes=[Note(seconds(day), MARK) for day in (marked, since) if day],
        end_labels=end_labels(last, unit) if last else (),
        n_label=counted(series),
        open_from=next((seconds(r.start) for r in series if "open" in r.flags), None),
        floor=formats.floor(unit),
        ceiling=formats.CEILING.get(unit),
        seconds=unit == "seconds",
    )
    return Chart(
        svg=line_chart(drawn),
        title=measure.title,
        columns=table_columns(beside, inferred=is_inferred(series)),
        rows=table_rows(series, unit, beside),
        key=(
            ("line", beside.own if beside else measure.title),
            *((("others", beside.theirs),) if beside else ()),
            *((("", gettext("where it likely lies, 95 in 100")),) if ranged(series) else ()),
            *((("goal", gettext("goal")),) if steps else ()),
            *((("", gettext("where 8 in 10 end, from how it moved")),) if fan else ()),
        ),
        notes=notes(drawn=last is not None, changed=marked, began=since),
    )


def ranged(series: Sequence[Reading]) -> bool:
    """Whether any stretch has a range around its value."""
    return not all(figures.is_typed(reading) for reading in series)


def points(
    measure: MeasureRef,
    series: Sequence[Reading],
    chosen: datetime.date | None,
    beside: Beside | None,
) -> tuple[Point, ...]:
    """Return the stretches as points, each a way to its tickets."""
    return tuple(
        Point(
            at=seconds(reading.start),
            value=reading.value if reading.has_range else None,
            low=reading.low,
            high=reading.high,
            n=reading.n,
            label=formats.day(reading.start, series[-1].last_day),
            says="\n".join(
                (say_value(reading, measure.unit), *say_others(reading, measure.unit, beside))
            ),
            href=figures.behind(reading).href,
            current=reading.start == chosen,
        )
        for reading in series
    )


def others(
    series: Sequence[Reading], beside: Beside | None
) -> tuple[tuple[float, float | None], ...]:
    """Return the line of others in the same stretches, as times and values."""
    if beside is None:
        return ()
    return tuple((seconds(r.start), beside.values.get(r.start)) for r in series)


def say_others(reading: Reading, unit: formats.Unit, beside: Beside | None) -> tuple[str, ...]:
    """Return what others had in a stretch, as a line of its own; nothing where they had too few."""
    value = beside.values.get(reading.start) if beside else None
    if beside is None or value is None:
        return ()
    return (f"{beside.theirs}: {formats.value_words(value, unit, width(reading))}",)


def notes(
    *, drawn: bool, changed: datetime.date | None, began: datetime.date | None = None
) -> tuple[str, ...]:
    """Return what stands under a chart: that nothing could be drawn, what its marks stand for."""
    empty = () if drawn else (nothing_to_draw(),)
    marks = ((changed, say_changed), (began, say_began))
    return (*empty, *(say(day) for day, say in marks if day))


def say_changed(since: datetime.date) -> str:
    """Return what the mark in a chart stands for."""
    return gettext("{mark}  {day}: from here on beyond the usual ups and downs").format(
        mark=MARK, day=formats.day(since)
    )


def say_began(since: datetime.date) -> str:
    """Return what the mark of a beginning stands for."""
    return gettext("{mark}  {day}: from here on the effect is judged").format(
        mark=MARK, day=formats.day(since)
    )


def nothing_to_draw() -> str:
    """Return what to say of a chart without a single figure."""
    return gettext("Too few in each of these stretches for a figure; the bars say how many.")


def _ticks_width(unit: formats.Unit) -> float | None:
    return 0.1 if unit == "share" else None


def target_steps(
    view: TargetView, first: datetime.date, last: datetime.date, unit: formats.Unit
) -> list[TargetStep]:
    """Return the targets in force from the first to the last day, one after the other."""
    if view.kind == "keep_within":
        return sides(view, first, last, unit)
    if view.kind not in {"raise", "lower"}:
        return []
    steps, start = [], seconds(first)
    for day, value in view.points:
        end = min(seconds(day), seconds(last))
        if seconds(day) <= start:
            continue
        label = gettext("until {day}: {value}").format(
            day=formats.day(day), value=formats.value(value, unit)
        )
        if view.growth is not None and day != view.due:
            label = ""
        steps.append(TargetStep(start, end, value, label))
        start = end
        if end >= seconds(last):
            break
    return steps


def sides(
    view: TargetView, first: datetime.date, last: datetime.date, unit: formats.Unit
) -> list[TargetStep]:
    """Return the two sides between which a figure is to stay; one that holds anyway is left out."""
    named = (
        (view.low, gettext("at least {value}")),
        (view.high, gettext("at most {value}")),
    )
    return [
        TargetStep(
            seconds(first), seconds(last), value, said.format(value=formats.value(value, unit))
        )
        for value, said in named
        if value is not None and value not in {formats.floor(unit), formats.CEILING.get(unit)}
    ]


def end_labels(reading: Reading, unit: formats.Unit) -> tuple[str, ...]:
    """Return what stands at the end of the line: the value and its range."""
    if reading.value is None or reading.low is None or reading.high is None:
        return ()
    if figures.is_typed(reading):
        return (formats.value(reading.value, unit),)
    value = formats.value(reading.value, unit, reading.high - reading.low)
    if reading.low == reading.high:
        return (value,)  # counted, not estimated
    low, high = formats.ends(reading.low, reading.high, unit)
    span = gettext("{low} to {high}").format(low=low, high=high)
    return value, *textwrap.wrap(span, ROOM_AT_THE_END)


def counted(series: Sequence[Reading]) -> str:
    """Return the smallest and the largest number of tickets of a stretch."""
    least, most = min(r.n for r in series), max(r.n for r in series)
    if least == most:
        return formats.number(most, 0)
    return gettext("{low} to {high}").format(
        low=formats.number(least, 0), high=formats.number(most, 0)
    )


def table_columns(beside: Beside | None, *, inferred: bool) -> tuple[Column, ...]:
    """Return the head of the chart's table."""
    return (
        Column(gettext("Days")),
        Column(gettext("Figure"), end=True),
        Column(gettext("Likely between"), end=True),
        Column(gettext("Counted"), end=True),
        *((Column(gettext("Worked out"), end=True),) if inferred else ()),
        *((Column(beside.theirs, end=True),) if beside else ()),
    )


def is_inferred(series: Sequence[Reading]) -> bool:
    """Whether of any stretch something was worked out and not told."""
    return any(percent_of(reading.flags) for reading in series)


def table_rows(
    series: Sequence[Reading], unit: formats.Unit, beside: Beside | None
) -> tuple[ChartRow, ...]:
    """Return the stretches as rows of the chart's table, the newest first."""
    inferred = is_inferred(series)
    return tuple(
        ChartRow(table_row(reading, unit, beside, inferred=inferred), figures.behind(reading).href)
        for reading in reversed(series)
    )


def table_row(
    reading: Reading, unit: formats.Unit, beside: Beside | None, *, inferred: bool
) -> tuple[str, ...]:
    """Return a stretch as a row of the chart's table."""
    if reading.value is None or reading.low is None or reading.high is None:
        value, span = gettext("too few"), ""
    elif figures.is_typed(reading):
        value, span = formats.value(reading.value, unit), gettext("typed in")
    else:
        value = formats.value(reading.value, unit, reading.high - reading.low)
        low, high = formats.ends(reading.low, reading.high, unit)
        span = gettext("{low} and {high}").format(low=low, high=high)
    days = formats.days(reading.start, reading.last_day)
    theirs = (cell(beside.values.get(reading.start), unit),) if beside else ()
    guessed = (formats.percent(percent_of(reading.flags) / 100),) if inferred else ()
    return days, value, span, formats.number(reading.n, 0), *guessed, *theirs


def cell(value: float | None, unit: formats.Unit) -> str:
    """Return the value of others in the table."""
    return gettext("too few") if value is None else formats.value(value, unit, _ticks_width(unit))


def width(reading: Reading) -> float:
    """Return how wide the range of a figure is; 0 for a count, which has none."""
    return 0 if reading.low is None or reading.high is None else reading.high - reading.low
