"""Where somebody stands, as its page shows it: what stands out first, then each measure over all.

What is not distinguishable by channel or topic is many lines that say nothing: it is counted in one
line, and opened by whoever wants to look.
"""

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
OUT = {Side.STRENGTH, Side.WEAKNESS}


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
    """A measure with what is alike; `few` names what has too few tickets to be compared."""

    title: Text
    lines: tuple[Line, ...]
    few: str


@dataclass(frozen=True, slots=True)
class Page:
    """What pages/ladder_stand.html reads; `folded` says what `measures` hold."""

    under: str
    out: tuple[Line, ...]
    chance: str
    overall: tuple[Line, ...]
    folded: str
    measures: tuple[Measure, ...]
    refused: Text | None
    topic: str


def page(found: Assessment) -> Page:
    """Return an assessment as its page shows it."""
    shown = [(each, one) for each in found.measures for one in each.lines]
    out = [line(each, one) for each, one in shown if one.side in OUT]
    overall = [line(each, one) for each, one in shown if one.part is StandPart.ALL]
    parts = [measure(each) for each in found.measures]
    return Page(
        under=under(found),
        out=tuple(sorted(out, key=lambda each: each.key == Side.STRENGTH)),
        chance=chance(found.by_chance),
        overall=tuple(overall),
        folded=folded(sum(len(each.lines) for each in parts)),
        measures=tuple(each for each in parts if each.lines or each.few),
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


def folded(n: int) -> str:
    """Return what is said in place of the lines that tell nothing apart."""
    said = ngettext(
        "Not distinguishable by channel or topic: {n} comparison",
        "Not distinguishable by channel or topic: {n} comparisons",
        n,
    )
    return said.format(n=formats.number(n, 0))


def measure(found: StandOn) -> Measure:
    """Return a measure with its channels and topics that are alike, and those of too few."""
    parts = [one for one in found.lines if one.part is not StandPart.ALL]
    alike = [line(found, one) for one in parts if one.side is Side.ALIKE]
    return Measure(found.title, tuple(alike), too_few(one for one in parts if one.side is Side.FEW))


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
