"""The line chart of a measure: values with their likely range, targets, notes, sample sizes.

The picture's box is the plot itself; the labels of the axis stand outside of it, in the margins
that the page or `on_paper` leaves. So the chart is fluid, and its text keeps its size on a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from trigpoint.pictures.curves import area, broken_line, curves, steps
from trigpoint.pictures.label_place import Free, Line
from trigpoint.pictures.scale import Scale, clock_step, round_step, round_ticks, spread
from trigpoint.pictures.svg import element, percent, title, words, write
from trigpoint.pictures.text import width as text_width
from trigpoint.pictures.theme import LIGHT, Theme

PLOT = 220
TOP = 22
HEIGHT = 300
MARGIN_START, MARGIN_END = 52, 104
NARROWEST = 260
"""The plot's width on a phone: what has room there has room everywhere."""
_LABEL_GAP = 15
_BARS_TOP, _BARS_HEIGHT = 262, 26


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a measure. Without a value (too little data) the line has a gap.

    `label` is short and stands under the axis; `says` is the whole sentence that names the point.
    """

    at: float
    value: float | None
    low: float | None
    high: float | None
    n: int
    label: str
    says: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class TargetStep:
    """A target in force from one time to another, with its label, "" for none."""

    start: float
    end: float
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where 8 in 10 end at a time that is yet to come."""

    at: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened: a letter at its time, spelled out under the chart."""

    at: float
    mark: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """What a chart shows. Times are seconds; `show` writes a value of the axis in words.

    `beside` is the line of others, as times and values; a time without a value breaks it.
    `open_from` is where the period begins whose figures may still move; values that are `seconds`
    get an axis of whole minutes, hours or days.
    """

    name: str
    points: Sequence[Point]
    show: Callable[[float], str]
    targets: Sequence[TargetStep] = ()
    notes: Sequence[Note] = ()
    fan: Sequence[Ahead] = ()
    beside: Sequence[tuple[float, float | None]] = ()
    end_labels: Sequence[str] = ()
    n_label: str = ""
    open_from: float | None = None
    floor: float | None = None
    ceiling: float | None = None
    seconds: bool = False


@dataclass(frozen=True, slots=True)
class _Room:
    """The chart with its two scales; x in fractions of the width, y in pixels."""

    chart: LineChart
    theme: Theme
    x: Scale
    y: Scale
    ticks: list[float] = field(default_factory=list)

    @property
    def column(self) -> float:
        """The width of one period."""
        points = self.chart.points
        if len(points) < 2:
            return 0.5
        return abs(self.x(points[-1].at) - self.x(points[0].at)) / (len(points) - 1)


def _room(chart: LineChart, theme: Theme) -> _Room:
    values = [
        value
        for point in chart.points
        for value in (point.value, point.low, point.high)
        if value is not None
    ] + [step.value for step in chart.targets]
    values += [end for week in chart.fan for end in (week.low, week.high)]
    values += [value for _at, value in chart.beside if value is not None]
    step = clock_step if chart.seconds else round_step
    ticks = round_ticks(min(values, default=0), max(values, default=1), step_of=step)
    ticks = [
        tick
        for tick in ticks
        if (chart.floor is None or tick >= chart.floor - 1e-9)
        and (chart.ceiling is None or tick <= chart.ceiling + 1e-9)
    ] or [chart.floor or 0.0, chart.ceiling or 1.0]
    times = [point.at for point in chart.points] + [step.end for step in chart.targets]
    times += [week.at for week in chart.fan]
    first, last = min(times, default=0), max(times, default=1)
    edge = 0.5 / max(2, len(chart.points))
    return _Room(
        chart,
        theme,
        Scale(first, last, edge, 1 - edge),
        Scale(ticks[0], ticks[-1], PLOT, TOP),
        ticks,
    )


def line_chart(chart: LineChart, theme: Theme = LIGHT, *, width: float | None = None) -> str:
    """Return the plot as SVG: fluid where `width` is None, else for a plot `width` pixels wide."""
    return write(_plot(chart, theme, width))


def on_paper(chart: LineChart, theme: Theme = LIGHT, *, width: float = 720) -> str:
    """Return the same chart with its margins, `width` pixels wide, for PDF, PNG and mail."""
    inner = width - MARGIN_START - MARGIN_END
    plot = _plot(chart, theme, inner)
    plot.attrib.update({"x": str(MARGIN_START), "y": "6", "width": f"{inner:g}"})
    ground = element("rect", {"width": width, "height": HEIGHT + 12, **theme.fill("surface")})
    return write(element("svg", {"width": width, "height": HEIGHT + 12}, ground, plot))


def _plot(chart: LineChart, theme: Theme, width: float | None) -> Element:
    room = _room(chart, theme)
    return element(
        "svg",
        {
            "class": "pic",
            "width": "100%",
            "height": HEIGHT,
            "overflow": "visible",
            "direction": "ltr",
            "role": "group",
            "font-family": theme.sans,
            "font-size": 12,
        },
        title(chart.name),
        *_open_period(room),
        *_grid(room),
        curves(_curves(room), PLOT + 10, width),
        *_target_labels(room, width),
        *_notes(room),
        *_sample_bars(room),
        *_time_labels(room),
        *_end_labels(room),
        *(_point(room, point) for point in chart.points if point.value is not None),
    )


def _grid(room: _Room) -> list[Element]:
    parts = []
    for tick in room.ticks:
        y = room.y(tick)
        rule = {"x1": "0", "x2": "100%", "y1": y, "y2": y}
        parts.append(element("line", {**rule, **room.theme.stroke("line")}))
        place = {"x": -8, "y": y + 4, "text-anchor": "end"}
        parts.append(words(room.chart.show(tick), {**place, **room.theme.fill("ink3")}))
    return parts


def _open_period(room: _Room) -> list[Element]:
    if room.chart.open_from is None:
        return []
    start = room.x(room.chart.open_from) - room.column / 2
    end = min(1.0, room.x(room.chart.points[-1].at) + room.column / 2)
    box = {"x": percent(start), "width": percent(end - start), "y": 0, "height": PLOT}
    return [element("rect", {**box, **room.theme.fill("sunken")})]


def _curves(room: _Room) -> list[Callable[[float], Element]]:
    points = room.chart.points
    band = [
        (room.x(p.at), room.y(p.low), room.y(p.high))
        if p.low is not None and p.high is not None
        else None
        for p in points
    ]
    line = [(room.x(p.at), room.y(p.value)) if p.value is not None else None for p in points]
    targets = [
        (max(0.0, room.x(s.start)), min(1.0, room.x(s.end)), room.y(s.value))
        for s in room.chart.targets
    ]
    return [
        *_fan(room),
        area(band, {**room.theme.fill("accent"), "fill-opacity": "0.15"}),
        steps(targets, room.theme.stroke("goal", 2)),
        *_beside(room),
        broken_line(line, {**room.theme.stroke("accent", 2), "stroke-linejoin": "round"}),
    ]


def _beside(room: _Room) -> list[Callable[[float], Element]]:
    """Draw the line of others: dashed and grey, so that it is not told by its colour alone."""
    if not room.chart.beside:
        return []
    there = [(room.x(at), room.y(v)) if v is not None else None for at, v in room.chart.beside]
    return [broken_line(there, {**room.theme.stroke("ink2", 1.5), "stroke-dasharray": "6 3"})]


def _fan(room: _Room) -> list[Callable[[float], Element]]:
    """Draw what is to be expected, from the last value on that will not move any more."""
    still = room.chart.open_from
    known = (p for p in reversed(room.chart.points) if still is None or p.at < still)
    last = next((p for p in known if p.value is not None), None)
    if last is None or last.value is None or not room.chart.fan:
        return []
    start = Ahead(last.at, last.value, last.value, last.value)
    weeks = [start, *room.chart.fan]
    ends = [(room.x(w.at), room.y(w.low), room.y(w.high)) for w in weeks]
    middle = [(room.x(w.at), room.y(w.middle)) for w in weeks]
    dashed = {**room.theme.stroke("accent", 2), "stroke-dasharray": "4 4"}
    return [
        area(ends, {**room.theme.fill("accent"), "fill-opacity": "0.18"}),
        broken_line(middle, dashed),
    ]


def _target_labels(room: _Room, width: float | None) -> list[Element]:
    free = _free(room, width or NARROWEST)
    return [
        words(
            step.label,
            {
                "x": percent(x),
                "y": y,
                "font-weight": "600",
                "paint-order": "stroke",
                "stroke": room.theme.surface,
                "stroke-width": "3",
                "fill": room.theme.goal,
                "class": "fill-goal stroke-surface",
            },
        )
        for step in room.chart.targets
        if step.label
        for x, y in (free.place(_wide(step.label), _level(room, step, inset=0.008)),)
    ]


def _wide(label: str) -> float:
    return text_width(label, 12, bold=True)


def _level(room: _Room, step: TargetStep, inset: float = 0.0) -> Line:
    """Return where the line of a target runs; it may begin before the chart."""
    start = max(0.0, room.x(step.start)) + inset
    return (start, room.y(step.value)), (min(1.0, room.x(step.end)), room.y(step.value))


def _free(room: _Room, width: float) -> Free:
    """Return the plot with all that a label must not, and had better not, stand on."""
    chart = room.chart
    known = [(p.at, p.value) for p in chart.points if p.value is not None]
    runs = (known, chart.beside, [(week.at, week.middle) for week in chart.fan])
    stems = [((room.x(note.at), 8.0), (room.x(note.at), float(PLOT))) for note in chart.notes]
    ends = [(p.at, p.low, p.high) for p in chart.points]
    ends += [(week.at, week.low, week.high) for week in chart.fan]
    edges = ([(at, low) for at, low, _ in ends], [(at, high) for at, _, high in ends])
    grid = [((0.0, room.y(tick)), (1.0, room.y(tick))) for tick in room.ticks]
    return Free(
        width=width,
        low=PLOT,
        head=TOP - 12,
        lines=[
            *(line for run in runs for line in _pieces(room, run)),
            *(_level(room, step) for step in chart.targets),
            *stems,
        ],
        faint=[*grid, *(line for edge in edges for line in _pieces(room, edge))],
    )


def _pieces(room: _Room, run: Sequence[tuple[float, float | None]]) -> list[Line]:
    """Return the straight pieces between values, across gaps too; one alone is a piece."""
    there = [(room.x(at), room.y(value)) for at, value in run if value is not None]
    return list(pairwise([*there[:1], *there]))


def _notes(room: _Room) -> list[Element]:
    parts = []
    for note in room.chart.notes:
        x = percent(room.x(note.at))
        stem = {"x1": x, "x2": x, "y1": 8, "y2": PLOT - 8, "stroke-dasharray": "2 3"}
        disc = {"cx": x, "cy": PLOT - 8, "r": 8, **room.theme.stroke("control")}
        parts += [
            element("line", {**stem, **room.theme.stroke("control")}),
            element(
                "circle",
                {**disc, "fill": room.theme.surface, "class": "fill-surface stroke-control"},
            ),
            words(
                note.mark,
                {"x": x, "y": PLOT - 4, "text-anchor": "middle", "font-size": 12}
                | {"font-weight": "600", **room.theme.fill("ink")},
            ),
        ]
    return parts


def _sample_bars(room: _Room) -> list[Element]:
    most = max((point.n for point in room.chart.points), default=0)
    if not most:
        return []
    place = {"x": -8, "y": _BARS_TOP + _BARS_HEIGHT, "text-anchor": "end"}
    parts = [words("n", {**place, **room.theme.fill("ink3")})]
    for point in room.chart.points:
        tall = _BARS_HEIGHT * point.n / most
        box = {
            "x": percent(room.x(point.at) - room.column * 0.3),
            "width": percent(room.column * 0.6),
            "y": _BARS_TOP + _BARS_HEIGHT - tall,
            "height": tall,
            "rx": 1,
        }
        parts.append(element("rect", {**box, **room.theme.fill("dimline")}))
    if room.chart.n_label:
        side = {"x": "100%", "dx": 10, "y": _BARS_TOP + _BARS_HEIGHT, **room.theme.fill("ink3")}
        parts.append(words(room.chart.n_label, side | {"class": "fill-ink3 side"}))
    return parts


def _time_labels(room: _Room) -> list[Element]:
    """Write every k-th label, counted back from the last, so that at most five stand there.

    Every second of them is `between`: where the page is narrow, there is no room for it.
    """
    points = room.chart.points
    stride = -(-len(points) // 5) or 1
    return [
        words(
            point.label,
            {"x": percent(room.x(point.at)), "y": PLOT + 22, "text-anchor": "middle"}
            | room.theme.fill("ink3")
            | ({"class": "fill-ink3 between"} if back // stride % 2 else {}),
        )
        for back, point in zip(range(len(points) - 1, -1, -1), points, strict=True)
        if back % stride == 0
    ]


def _end_labels(room: _Room) -> list[Element]:
    last = next((p for p in reversed(room.chart.points) if p.value is not None), None)
    if last is None or last.value is None or not room.chart.end_labels:
        return []
    wanted = [room.y(last.value) + 4 + _LABEL_GAP * i for i in range(len(room.chart.end_labels))]
    return [
        words(
            label,
            {"x": "100%", "dx": 10, "y": y, "font-weight": "600" if i == 0 else "400"}
            | room.theme.fill("accent")
            | {"class": "fill-accent side"},
        )
        for i, (label, y) in enumerate(
            zip(room.chart.end_labels, spread(wanted, _LABEL_GAP, TOP, PLOT), strict=True)
        )
    ]


def _point(room: _Room, point: Point) -> Element:
    x, column = room.x(point.at), room.column
    y = room.y(point.value or 0.0)
    hit = {"x": percent(x - column / 2), "width": percent(column), "y": 0, "height": PLOT}
    dot = {"cx": percent(x), "cy": y, "r": 3.5 if column > 0.03 else 2, **room.theme.fill("accent")}
    parts = (
        element("rect", {**hit, "class": "hit", "fill": "none", "pointer-events": "all", "rx": 4}),
        element("circle", {**dot, "class": "dot fill-accent"}),
    )
    named = {"class": "point", "aria-label": point.says, "data-x": percent(x)}
    if not point.href:
        return element("g", {**named, "role": "img"}, *parts)
    here = "true" if point.current else None
    return element("a", {**named, "href": point.href, "aria-current": here}, *parts)
