"""Where somebody stands, as its page shows it: what stands out first, then measure by measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.text import Text
from trigpoint.services.ladders.assessment import Assessment, Side, StandLine, StandOn, StandPart
from trigpoint.web import formats

SIDES = {
    Side.STRENGTH: gettext_lazy("Strength"),
    Side.WEAKNESS: gettext_lazy("A ladder could help here"),
    Side.ALIKE: gettext_lazy("Not distinguishable"),
    Side.FEW: gettext_lazy("Too few to say"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison; `title` says of which tickets, and of which measure where it stands out."""

    title: str
    measure: Text
    side: str
    key: str
    words: Text
    likely: str
    counted: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its lines; `few` names what has too few tickets to be compared."""

    title: Text
    lines: tuple[Line, ...]
    few: str


@dataclass(frozen=True, slots=True)
class Page:
    """What pages/ladder_stand.html reads."""

    under: str
    out: tuple[Line, ...]
    chance: str
    measures: tuple[Measure, ...]
    refused: Text | None
    topic: str


def page(found: Assessment) -> Page:
    """Return an assessment as its page shows it."""
    shown = [(each, one) for each in found.measures for one in each.lines]
    out = [line(each, one) for each, one in shown if one.side in {Side.STRENGTH, Side.WEAKNESS}]
    return Page(
        under=under(found),
        out=tuple(sorted(out, key=lambda each: each.key == Side.STRENGTH)),
        chance=chance(found.by_chance),
        measures=tuple(measure(each) for each in found.measures if each.lines),
        refused=found.refused,
        topic=found.topic,
    )


def under(found: Assessment) -> str:
    """Return the line under the title: with whom it is compared, and over which days."""
    if found.start is None or found.last_day is None:
        return ""
    return gettext("On similar tickets as everybody in {group}, {days}.").format(
        group=found.group, days=formats.days(found.start, found.last_day)
    )


def chance(n: int) -> str:
    """Return how many of these lines would stand out by chance alone."""
    if not n:
        return ""
    said = ngettext(
        "Of so many lines about {n} would stand out by chance alone: look whether you know why.",
        "Of so many lines about {n} would stand out by chance alone: look whether you know why.",
        n,
    )
    return said.format(n=n)


def measure(found: StandOn) -> Measure:
    """Return a measure with the lines that say something, and the names of the others."""
    said = [one for one in found.lines if one.side is not Side.FEW or one.part is StandPart.ALL]
    few = [one for one in found.lines if one.side is Side.FEW and one.part is not StandPart.ALL]
    return Measure(found.title, tuple(line(found, one) for one in said), too_few(few))


def too_few(found: Iterable[StandLine]) -> str:
    """Return what has too few tickets to be compared, with how many it has."""
    named = ", ".join(f"{one.name} ({formats.number(one.n, 0)})" for one in found)
    return (
        gettext("Too few such tickets here, or with the others: {named}").format(named=named)
        if named
        else ""
    )


def line(found: StandOn, one: StandLine) -> Line:
    """Return one comparison."""
    likely = ""
    if one.low is not None and one.high is not None:
        low, high = formats.ends(one.low, one.high, found.unit)
        likely = gettext("{low} to {high}").format(low=low, high=high)
    return Line(
        title=one.name or gettext("All tickets"),
        measure=found.title,
        side=str(SIDES[one.side]),
        key=one.side.value,
        words=one.words,
        likely=likely,
        counted=formats.number(one.n, 0),
    )
