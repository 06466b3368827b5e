"""The arithmetic of one target's progress, in a sentence."""

from __future__ import annotations

from datetime import UTC, datetime

from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.progress import in_force, outside, progress
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.target import KeepWithin, Milestone, Numeric, Target
from trigpoint.core.text import Text, _


def hundredths(fraction: float) -> float:
    """Return a fraction in hundredths, rounded to one decimal for display."""
    return round(fraction * 100, 1) + 0.0


def target_text(target: Target, name: str, known: Known) -> Text:
    """Return how far the target has come and how that was worked out, or what is missing."""
    reading = known.readings.get(target.id)
    if reading is None:
        return _("{target}: no number yet.", target=name)
    if reading.is_old(known.now, target.cadence):
        seen = datetime.fromtimestamp(reading.as_of, UTC)
        return _(
            "{target}: the last number is from {seen}, too old to count.", target=name, seen=seen
        )
    text = worked_out(target, name, reading, known)
    if not reading.inferred:
        return text
    return _(
        "{sum} Worked out and not told are {percent} of 100 events behind it.",
        sum=text,
        percent=reading.inferred,
    )


def worked_out(target: Target, name: str, reading: Reading, known: Known) -> Text:
    """Return the arithmetic of a target with a fresh reading."""
    value, aim = reading.value, target.aim
    figure = hundredths(progress(aim, value, known.day))
    match aim:
        case Numeric():
            point = in_force(aim.points, known.day)
            return _(
                "{target}: ({value} − {baseline}) ÷ ({goal} − {baseline}) = {figure}.",
                target=name,
                value=value,
                baseline=aim.baseline_of(point),
                goal=point.value,
                figure=figure,
            )
        case KeepWithin():
            band = in_force(aim.bands, known.day)
            return _(
                "{target}: {value} is {outside} outside {low} to {high}; "
                "{tolerance} outside would be 0: {figure}.",
                target=name,
                value=value,
                outside=outside(band, value),
                low=band.low,
                high=band.high,
                tolerance=aim.tolerance,
                figure=figure,
            )
        case Milestone():
            return _("{target}: {figure} of 100 done.", target=name, figure=figure)
        case _:
            done = _("{target}: yes, 100.", target=name)
            return done if value >= 1 else _("{target}: not yet, 0.", target=name)
