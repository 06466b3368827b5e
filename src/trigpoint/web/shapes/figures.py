"""Figures and range bars, from readings."""

from __future__ import annotations

from django.utils.translation import get_language_bidi, gettext

from trigpoint.core.graph.status import Status
from trigpoint.pictures.range_bar import RangeBar, range_bar
from trigpoint.pictures.scale import round_ticks
from trigpoint.services.goals.cards import GuardView, TargetView
from trigpoint.services.measures.figures import DISPUTED, TYPED
from trigpoint.services.measures.figures import Figure as Reading
from trigpoint.web import addresses, formats
from trigpoint.web.components import AnyFigure, Figure, Link, NoFigure
from trigpoint.web.shapes import words

BY_THE_WEEKS = {Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK}
"""Statuses that come from how a figure moved over the weeks, not from its range today."""


def figure(reading: Reading | None, unit: formats.Unit) -> AnyFigure:
    """Return a reading as it is shown, or why nothing is shown."""
    if reading is None:
        return NoFigure(gettext("No data yet."))
    link = behind(reading)
    as_of = when(reading)
    if reading.value is None or reading.low is None or reading.high is None:
        return NoFigure(gettext("Too few for a figure."), as_of, link)
    low, high = formats.ends(reading.low, reading.high, unit)
    return Figure(
        value=formats.value_words(reading.value, unit, reading.high - reading.low),
        low=low,
        high=high,
        as_of=as_of,
        source=link,
        counts=counts(reading, unit),
        definition=addresses.measure(reading.measure) + "#definition",
        disputed=gettext("Said to be wrong, not answered yet") if DISPUTED in reading.flags else "",
        measure=reading.measure,
        old=reading.is_old,
        exact=unit == "tickets",
        typed=is_typed(reading),
    )


def when(reading: Reading) -> str:
    """Return up to when a figure goes: a moment, or the day that was typed in."""
    if TYPED in reading.flags:
        return formats.day(reading.last_day)
    return formats.when(reading.as_of) if reading.as_of else ""


def is_typed(reading: Reading) -> bool:
    """Whether a figure was typed in and has no range: nobody estimated it."""
    return TYPED in reading.flags and reading.low == reading.high


def behind(reading: Reading) -> Link:
    """Return the way to the tickets behind a figure, or to the evidence of what was typed in."""
    if TYPED in reading.flags:
        return Link(gettext("evidence"), addresses.measure(reading.measure) + "#typed")
    tickets = addresses.tickets(reading.measure, reading.start, reading.grain)
    return Link(formats.tickets(reading.n), tickets)


def counts(reading: Reading, unit: formats.Unit) -> str:
    """Return what was counted for a share: 44 of 58."""
    if unit != "share" or reading.numerator is None or reading.denominator is None:
        return ""
    return gettext("{part} of {whole}").format(
        part=formats.number(reading.numerator, 0),
        whole=formats.tickets(round(reading.denominator)),
    )


def target_figure(view: TargetView) -> AnyFigure | None:
    """Return the figure of a target; None where it has no measure."""
    if view.measure is None:
        return None
    if view.hidden:
        return NoFigure(gettext("These figures are not for you to see."))
    return figure(view.figure, view.measure.unit)


def guard_figure(guard: GuardView) -> AnyFigure:
    """Return the figure of what must not get worse."""
    if guard.hidden:
        return NoFigure(gettext("Its figure is not for you to see."))
    return figure(guard.figure, guard.measure.unit)


def bar(view: TargetView) -> str:
    """Return the range bar of a target, empty where there is nothing to draw."""
    reading = view.figure
    if view.hidden or view.measure is None or reading is None:
        return ""
    if reading.value is None or reading.low is None or reading.high is None:
        return ""
    unit = view.measure.unit
    goal = view.low if view.kind == "keep_within" else view.aimed
    span = [
        reading.low,
        reading.high,
        *(v for v in (goal, view.high, view.baseline) if v is not None),
    ]
    margin = 0.08 * (max(span) - min(span))
    ticks = round_ticks(min(span) - margin, max(span) + margin, 3)
    low, high = ticks[0], ticks[-1]
    if unit == "share":
        low, high = max(0.0, low), min(1.0, high)
    elif unit != "points" and min(span) >= 0:
        low = max(0.0, low)
    return range_bar(
        RangeBar(
            axis_low=low,
            axis_high=high,
            value=reading.value,
            low=reading.low,
            high=reading.high,
            goal=goal,
            goal_high=view.high if view.kind == "keep_within" else None,
            wanted={"raise": "above", "lower": "below"}.get(view.kind, "between"),  # type: ignore[arg-type]  # one of three literals
            axis_low_label=formats.value(low, unit),
            axis_high_label=formats.value(high, unit),
            goal_label=goal_label(view),
        ),
        mirrored=get_language_bidi(),
    )


def goal_label(view: TargetView) -> str:
    """Return the words at the goal's line."""
    if view.measure is None:
        return ""
    if view.kind == "keep_within":
        range_ = words.within(view.low or 0.0, view.high or 0.0, view.measure.unit)
        return gettext("Goal: {target}").format(target=range_)
    if view.aimed is None:
        return ""
    aimed = words.side(view.kind, formats.value(view.aimed, view.measure.unit))
    return gettext("Goal: {target}").format(target=aimed)


def verdict(view: TargetView) -> str:
    """Return what the likely range says of the goal, and why the status says something else."""
    reading = view.figure
    if view.hidden or reading is None or reading.low is None or reading.high is None:
        return ""
    if view.kind == "keep_within":
        least, most = view.low, view.high
    elif view.kind == "raise":
        least, most = view.aimed, None
    else:
        least, most = None, view.aimed
    if least is None and most is None:
        return ""
    inside = (least is None or reading.low >= least) and (most is None or reading.high <= most)
    outside = (least is not None and reading.high < least) or (
        most is not None and reading.low > most
    )
    if inside:
        return good_side(view)
    if outside and view.status is Status.ON_TRACK:
        return gettext(
            "All of that range is still short of the goal; as it moves, it is likely to get there."
        )
    if outside:
        return gettext("All of that range is still short of the goal.")
    if view.status in BY_THE_WEEKS:
        said = gettext(
            "The goal lies inside that range: {tickets} alone cannot tell. The status comes from "
            "how it moved over the weeks."
        )
    else:
        said = gettext("The goal lies inside that range, so {tickets} cannot tell yet.")
    return said.format(tickets=formats.tickets(reading.n))


def good_side(view: TargetView) -> str:
    """Return that the range is where it should be, and why that may not be enough."""
    if view.status in {Status.AT_RISK, Status.OFF_TRACK}:
        return gettext(
            "All of that range is on the good side of the goal today. The status looks ahead: as "
            "it moved so far, it may not be there on the last day."
        )
    return gettext("All of that range is on the good side of the goal.")
