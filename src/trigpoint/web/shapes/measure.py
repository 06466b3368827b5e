"""The measure page: the chart with its table, the definition, the tickets behind a point."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.pictures.line_chart import Ahead, LineChart, Note, Point, TargetStep, line_chart
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.insight.outlook import FanPoint, RealChange
from trigpoint.services.measures import measures, settings
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure as Reading
from trigpoint.tickets import vendors
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.web import addresses, formats
from trigpoint.web.components import AnyFigure, Chart, ChartRow, Column, Link, Nothing
from trigpoint.web.shapes import figures, measure_facts
from trigpoint.web.shapes.tickets import TicketList
from trigpoint.web.shapes.typed_values import TypedValues
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A help desk, what it counts under the same name, and the settings of ours that come near."""

    desk: str
    differs: Text
    nearest: tuple[Text, ...]


ROOM_AT_THE_END = 13
"""So many letters fit beside the end of a line."""
RECENT = 26
"""So many weeks are drawn unless all are asked for."""
CHANGED, BEGAN = "A", "B"


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What pages/measure.html reads."""

    title: str
    version: int
    href: str
    compare: str
    desks: str
    others: str
    scope: str
    better: str
    used_by: tuple[Link, ...]
    figure: AnyFigure
    chart: Chart | None
    empty: Nothing | None
    grains: tuple[tuple[str, str, bool], ...]
    stretch: Link | None
    pace: str
    meaning: Text
    made_of: tuple[Link, ...]
    settings: tuple[Text, ...]
    facts: tuple[tuple[str, str], ...]
    pitfalls: tuple[Text, ...]
    elsewhere: tuple[Elsewhere, ...]
    beside: str
    real_change: RealChange | None
    outlooks: tuple[OutlookLine, ...]
    restated: tuple[str, ...]
    exceptional: tuple[measure_facts.ApartWeek, ...]
    tickets: TicketList | None
    typed: TypedValues | None


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """The chance of a goal's target on the measure; `refused` is why there is none."""

    goal: Link
    until: str
    chance: Text | None
    reason: Text | None
    refused: Text | None


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
) -> Chart | None:
    """Return the chart of a series, or None where there is nothing to draw.

    `fan` is what is to be expected after it; `changed` the day since which it moves beyond the
    usual, and `began` the day from which on an effect is judged: both are marked where drawn.
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
        points=points(measure, series, chosen),
        show=lambda value: formats.value(value, unit, _ticks_width(unit)),
        targets=steps,
        fan=[Ahead(seconds(p.day), p.low, p.middle, p.high) for p in fan],
        notes=[
            Note(seconds(day), mark) for day, mark in ((marked, CHANGED), (since, BEGAN)) if day
        ],
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
        columns=table_columns(),
        rows=tuple(
            ChartRow(
                table_row(reading, unit),
                figures.behind(reading).href,
            )
            for reading in reversed(series)
        ),
        key=(
            ("line", measure.title),
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
    measure: MeasureRef, series: Sequence[Reading], chosen: datetime.date | None
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
            says=say_value(reading, measure.unit),
            href=figures.behind(reading).href,
            current=reading.start == chosen,
        )
        for reading in series
    )


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
        mark=CHANGED, day=formats.day(since)
    )


def say_began(since: datetime.date) -> str:
    """Return what the mark of a beginning stands for."""
    return gettext("{mark}  {day}: from here on the effect is judged").format(
        mark=BEGAN, day=formats.day(since)
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


def table_columns() -> tuple[Column, ...]:
    """Return the head of the chart's table."""
    return (
        Column(gettext("Days")),
        Column(gettext("Figure"), end=True),
        Column(gettext("Likely between"), end=True),
        Column(gettext("Counted"), end=True),
    )


def table_row(reading: Reading, unit: formats.Unit) -> tuple[str, ...]:
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
    return days, value, span, formats.number(reading.n, 0)


def restated(series: Sequence[Reading], unit: formats.Unit) -> tuple[str, ...]:
    """Return a sentence for each stretch that says something else now than when it was closed."""
    return tuple(
        gettext("{days}: was {was}, now {now}: {why}.").format(
            days=formats.days(reading.start, reading.last_day),
            was=formats.value(reading.was, unit, width(reading)),
            now=formats.value(reading.value, unit, width(reading)),
            why=say(reading.why),
        )
        for reading in reversed(series)
        if reading.was is not None and reading.value is not None and reading.why is not None
    )


def width(reading: Reading) -> float:
    """Return how wide the range of a figure is; 0 for a count, which has none."""
    return 0 if reading.low is None or reading.high is None else reading.high - reading.low


def beside(service: measures.MeasurePage) -> str:
    """Return how many have no value and are counted beside the standing figure, and why."""
    count = service.standing.missing if service.standing else 0
    if not count or not service.beside:
        return ""
    return ngettext(
        "{n} more has no value and is counted here: {why}.",
        "{n} more have no value and are counted here: {why}.",
        count,
    ).format(
        n=formats.number(count, 0),
        why=gettext(" or ").join(say(text) for text in service.beside),
    )


def compare(measure: MeasureRef) -> str:
    """Return where people or teams are compared; "" for a measure without others in it."""
    if measure.scope in {"person", "queue"} or measure.kpi in BY_HAND:
        return ""
    return reverse("measure_compare", args=[measure.id])


def page(
    service: measures.MeasurePage,
    *,
    targets: Sequence[TargetView] = (),
    tickets: TicketList | None = None,
    chosen: datetime.date | None = None,
    whole: bool = False,
    typed: TypedValues | None = None,
) -> MeasurePage:
    """Return the measure as the page shows it.

    `chosen` is the point whose tickets are open; `whole` draws every week there is; `typed` are
    the values of a measure that are typed in, None for any other.
    """
    measure = service.measure
    drawn = service.series if whole else recent(service, chosen)
    href = addresses.measure(measure.id)
    since = service.real_change.since if service.real_change else None
    names = {"week": gettext("Weeks"), "month": gettext("Months")}
    return MeasurePage(
        title=measure.title,
        version=service.version,
        href=href,
        compare=compare(measure),
        desks=reverse("measure_desks", args=[measure.id]),
        others=reverse("measure_benchmarks", args=[measure.id]),
        scope=", ".join(
            filter(
                None,
                (scope(measure, service.member_name), measure_facts.narrowed(service.filters)),
            )
        ),
        better=measure_facts.better(measure.direction),
        used_by=tuple(Link(goal.title, addresses.goal(goal.id)) for goal in service.used_by),
        figure=figures.figure(service.standing, measure.unit),
        chart=chart(measure, drawn, targets, chosen, fan(service, targets), since),
        empty=None if service.series else no_data(),
        grains=tuple(
            (name, href + addresses.query(grain=key), key == service.grain)
            for key, name in names.items()
        ),
        stretch=stretch(service, len(drawn)),
        pace=pace(measure),
        meaning=service.kpi.meaning,
        made_of=tuple(Link(m.title, addresses.measure(m.id)) for m in service.made_of),
        settings=tuple(settings.in_words(measure.params)),
        facts=measure_facts.facts(service),
        pitfalls=service.kpi.pitfalls,
        elsewhere=tuple(elsewhere(one) for one in service.kpi.elsewhere),
        beside=beside(service),
        real_change=service.real_change,
        outlooks=tuple(outlook_line(one) for one in service.outlooks),
        restated=restated(service.changes, measure.unit),
        exceptional=measure_facts.exceptional(service),
        tickets=tickets,
        typed=typed,
    )


def scope(measure: MeasureRef, member: str) -> str:
    """Return whose tickets a measure counts; what is typed in counts none."""
    if measure.kpi in BY_HAND:
        return member or gettext("Typed in")
    return member or gettext("All tickets")


def outlook_line(one: measures.GoalOutlook) -> OutlookLine:
    """Return the chance of a goal's target, or why there is none."""
    expected = one.outlook
    return OutlookLine(
        goal=Link(one.goal.title, addresses.goal(one.goal.id)),
        until=formats.day(one.due),
        chance=expected.chance,
        reason=expected.reason,
        refused=expected.refused,
    )


def fan(service: measures.MeasurePage, targets: Sequence[TargetView]) -> Sequence[FanPoint]:
    """Return what is to be expected up to the target that is drawn; nothing beside months."""
    if service.grain != "week" or not targets:
        return ()
    found = (one.outlook for one in service.outlooks if one.outlook.target == targets[0].id)
    return next((expected.fan for expected in found), ())


def recent(service: measures.MeasurePage, chosen: datetime.date | None) -> Sequence[Reading]:
    """Return the last weeks; all of them where the chosen one lies before."""
    last = service.series[-RECENT:]
    if service.grain != "week" or not last or (chosen is not None and chosen < last[0].start):
        return service.series
    return last


def stretch(service: measures.MeasurePage, drawn: int) -> Link | None:
    """Return the way from the last weeks to all of them, or back."""
    known = len(service.series)
    if service.grain != "week" or known <= RECENT:
        return None
    href = addresses.measure(service.measure.id)
    if drawn == known:
        return Link(gettext("The last {n} weeks").format(n=formats.number(RECENT)), href)
    words = gettext("All {n} weeks").format(n=formats.number(known, 0))
    return Link(words, href + addresses.query(span="all"))


def pace(measure: MeasureRef) -> str:
    """Return how often a figure about one person moves, nothing for other figures."""
    if measure.scope != "person":
        return ""
    return gettext("A figure about one person moves once a week, not with every ticket.")


def no_data() -> Nothing:
    """Return what stands where there are no readings."""
    return Nothing(
        gettext("No figures yet"),
        gettext("They come with the first import, or a minute after a new measure was made."),
        None,
        "chart",
    )


def elsewhere(one: vendors.Elsewhere) -> Elsewhere:
    """Return how a help desk counts it, with the settings in words."""
    return Elsewhere(one.desk, one.differs, tuple(settings.in_words(one.params)))
