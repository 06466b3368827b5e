"""Pay tied to results, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.cascade.incentives import IncentiveView, Pay, ResultView
from trigpoint.services.goals.cards import GoalCard
from trigpoint.web import addresses, formats
from trigpoint.web.components import PersonMark
from trigpoint.web.shapes import goal
from trigpoint.web.templatetags.trigpoint import say

PARTS = {
    "own": gettext_lazy("Own result"),
    "team": gettext_lazy("The team’s result"),
    "whole": gettext_lazy("The organisation’s result"),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One result: share times progress, and what it brings."""

    label: str
    title: str
    href: str
    factors: str
    brings: str


@dataclass(frozen=True, slots=True)
class IncentiveLine:
    """An incentive with its arithmetic; `away` is the part that takes it away, "" for one's own."""

    who: PersonMark
    away: str
    title: str
    amount: str
    parts: tuple[PartLine, ...]
    together: str
    void: str
    besides: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PayPage:
    """What pages/pay.html reads."""

    possible: bool
    why_not: str
    purpose: str
    since: str
    lines: tuple[IncentiveLine, ...]
    may: frozenset[str]


def page(found: Pay, me: str) -> PayPage:
    """Return the page for whoever has the id `me`, "" for nobody."""
    stated = found.purpose
    return PayPage(
        possible=found.possible,
        why_not=say(found.why_not) if found.why_not else "",
        purpose=stated.words if stated else "",
        since=formats.when(stated.stated_at) if stated else "",
        lines=tuple(line(each, me) for each in found.incentives),
        may=found.may,
    )


def line(found: IncentiveView, me: str) -> IncentiveLine:
    """Return one incentive; whom it is for does not take it away."""
    return IncentiveLine(
        who=goal.mark(found.person),
        away="" if found.person.id == me else f"away-{found.id}",
        title=found.title,
        amount=money(found.amount, found.amount, found.currency),
        parts=tuple(part(each, found) for each in found.parts),
        together=money(found.low, found.high, found.currency),
        void=say(found.void) if found.void else "",
        besides=found.besides,
        findings=tuple(say(text) for text in found.findings),
    )


def part(found: ResultView, whole: IncentiveView) -> PartLine:
    """Return one result."""
    card = found.goal
    return PartLine(
        label=str(PARTS[found.part]),
        title=card.title,
        href=addresses.goal(card.id),
        factors=f"{formats.percent(found.share / 100)} × {progress(card)}",
        brings=money(found.low, found.high, whole.currency),
    )


def progress(card: GoalCard) -> str:
    """Return a goal's progress, or the range in which it lies."""
    low, high = card.progress_low, card.progress_high
    if low == high:
        return formats.percent(low)
    return gettext("{low} to {high}").format(low=formats.percent(low), high=formats.percent(high))


def money(low: float, high: float, currency: str) -> str:
    """Return an amount, or the range in which it lies."""
    if low == high:
        return f"{formats.number(low, 2)} {currency}"
    ends = {"low": formats.number(low, 2), "high": formats.number(high, 2)}
    return f"{gettext('{low} to {high}').format(**ends)} {currency}"
