"""The fair comparison as a page shows it: by name, in two words, with ranges and no rank."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.insight.comparison import ComparedRow, Comparison, Whom
from trigpoint.web import addresses, formats

FEW = 8
"""Among fewer than so many it is hardly known how much they usually differ."""


@dataclass(frozen=True, slots=True)
class RowPart:
    """One person or team, with the range in which it likely lies."""

    name: str
    href: str
    words: Text
    different: bool
    likely: str
    counted: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What pages/comparison.html reads."""

    title: str
    measure: str
    href: str
    days: str
    people: bool
    rows: tuple[RowPart, ...]
    hidden: str
    kinds: str
    few: bool
    refused: Text | None


def page(found: Comparison) -> ComparisonPage:
    """Return a comparison as its page shows it."""
    people = found.whom is Whom.PEOPLE
    return ComparisonPage(
        title=found.measure.title,
        measure=addresses.measure(found.measure.id),
        href=reverse("measure_compare", args=[found.measure.id]),
        days=formats.days(found.start, found.last_day),
        people=people,
        rows=tuple(row(each, found.measure.unit, people=people) for each in found.rows),
        hidden=hidden(found),
        kinds=kinds(found),
        few=len(found.rows) + found.hidden < FEW,
        refused=found.refused,
    )


def row(each: ComparedRow, unit: formats.Unit, *, people: bool) -> RowPart:
    """Return one who is compared."""
    likely = ""
    if each.low is not None and each.high is not None:
        low, high = formats.ends(each.low, each.high, unit)
        likely = gettext("{low} to {high}").format(low=low, high=high)
    return RowPart(
        name=each.name,
        href=addresses.holder("person" if people else "unit", each.id),
        words=each.words,
        different=each.different,
        likely=likely,
        counted=formats.number(each.n, 0),
    )


def hidden(found: Comparison) -> str:
    """Return how many are compared whose figures are not shown."""
    if not found.hidden:
        return ""
    said = ngettext(
        "{n} more is compared, whose figures are not for you to see.",
        "{n} more are compared, whose figures are not for you to see.",
        found.hidden,
    )
    return said.format(n=formats.number(found.hidden, 0))


def kinds(found: Comparison) -> str:
    """Return what makes tickets similar."""
    said = ngettext("{n} kind of ticket", "{n} kinds of tickets", found.kinds)
    told = said.format(n=formats.number(found.kinds, 0))
    if found.topic:
        return gettext("{kinds}, by channel, priority and “{topic}”").format(
            kinds=told, topic=found.topic
        )
    return gettext("{kinds}, by channel and priority").format(kinds=told)
