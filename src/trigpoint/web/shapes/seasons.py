"""The weeks of a target from last year in words, before it is saved."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.text import Text
from trigpoint.services.goals.seasons import Season
from trigpoint.web import formats
from trigpoint.web.shapes import words
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class SeasonWeek:
    """A week: by which day, what it had a year ago, and what is asked of it."""

    due: str
    before: str
    asked: str


@dataclass(frozen=True, slots=True)
class SeasonWeeks:
    """The weeks until the target's day, or in `why` what keeps them away."""

    lines: tuple[SeasonWeek, ...] = ()
    growth: str = ""
    why: str = ""


def refused(text: Text) -> SeasonWeeks:
    """Return why there are no weeks to show."""
    return SeasonWeeks(why=say(text))


def weeks(found: Season, kind: str, unit: formats.Unit, today: datetime.date) -> SeasonWeeks:
    """Return the weeks of a target of a kind, the next one first."""
    before = dict(found.before)
    lines = tuple(
        SeasonWeek(
            formats.day(day, today),
            formats.value(before[day], unit),
            words.side(kind, formats.value(value, unit)),
        )
        for day, value in found.points
    )
    return SeasonWeeks(lines, words.growth(found.growth, unit))
