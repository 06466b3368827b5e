"""Eight KPIs at a glance: each with its range, what it was before, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.measures.figures import Figure
from trigpoint.services.measures.glance import Glance, Glimpse
from trigpoint.services.plans import templates
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link, Nothing

COUNT = "tickets"
"""The unit of what is counted and not estimated."""


@dataclass(frozen=True, slots=True)
class GlimpseCard:
    """One of the eight; `value` is empty where there is too little for a figure."""

    title: Text
    meaning: Text
    value: str
    likely: str
    counted: str
    before: str
    better: str
    href: str


@dataclass(frozen=True, slots=True)
class GlancePage:
    """What pages/glance.html reads."""

    days: str
    as_of: str
    cards: tuple[GlimpseCard, ...]
    empty: Nothing | None
    next: tuple[Link, ...]
    may_keep: bool


def page(service: Glance, *, administers: bool) -> GlancePage:
    """Return the page. `administers` says whether the reader can bring in files."""
    start, last = service.start, service.last_day
    return GlancePage(
        days=formats.days(start, last) if start and last else "",
        as_of=formats.when(service.as_of) if service.as_of else "",
        cards=tuple(map(card, service.figures)),
        empty=None if service.figures else nothing_yet(administers=administers),
        next=tuple(next_steps(service, administers=administers)),
        may_keep=service.may_keep and any(not g.measure for g in service.figures),
    )


def nothing_yet(*, administers: bool) -> Nothing:
    """Return what stands here before tickets came in."""
    action = Link(gettext("Bring in tickets"), reverse("imports"))
    also = Link(gettext("Connect a help desk"), reverse("connections"))
    return Nothing(
        gettext("No tickets yet"),
        gettext("Eight figures stand here as soon as the first tickets are in."),
        action if administers else None,
        "chart",
        also if administers else None,
    )


def next_steps(service: Glance, *, administers: bool) -> list[Link]:
    """Return where to go on from here."""
    steps = [
        Link(gettext("Draft a V2MOM from a template"), draft()),
        Link(gettext("Write down the first goal"), reverse("goal_new")),
    ]
    if administers and service.queues:
        words = ngettext(
            "Say whose work {n} queue of the help desk is",
            "Say whose work {n} queues of the help desk are",
            service.queues,
        ).format(n=formats.number(service.queues, 0))
        steps.insert(0, Link(words, reverse("accounts") + "#queues"))
    if administers and service.unmatched:
        words = ngettext(
            "Say who {n} account of the help desk is",
            "Say who {n} accounts of the help desk are",
            service.unmatched,
        ).format(n=formats.number(service.unmatched, 0))
        steps.insert(0, Link(words, reverse("accounts")))
    return steps if service.figures else []


def draft() -> str:
    """Return where a V2MOM is drafted: the first template is chosen, another takes its place."""
    first = templates.templates("v2mom")[0]
    return f"{reverse('plan_new')}?{urlencode({'template': first.key})}"


def card(glimpse: Glimpse) -> GlimpseCard:
    """Return one of the eight as a card."""
    figure, unit = glimpse.figure, glimpse.kpi.unit
    shown = figure.has_range and figure.value is not None and "too_few" not in figure.flags
    width = (figure.high or 0) - (figure.low or 0)
    return GlimpseCard(
        title=glimpse.title,
        meaning=glimpse.kpi.meaning,
        value=formats.value(figure.value, unit, width)
        if shown and figure.value is not None
        else "",
        likely=likely(figure, unit) if shown else "",
        counted=counted(figure),
        before=before(glimpse, width) if shown else "",
        better=gettext("higher is better")
        if glimpse.kpi.direction == "raise"
        else gettext("lower is better"),
        href=addresses.measure(glimpse.measure) if glimpse.measure else "",
    )


def likely(figure: Figure, unit: formats.Unit) -> str:
    """Return where a figure likely lies; a count is no estimate."""
    if unit == COUNT or figure.low is None or figure.high is None:
        return gettext("counted, not estimated")
    low, high = formats.ends(figure.low, figure.high, unit)
    return gettext("likely between {low} and {high}").format(low=low, high=high)


def counted(figure: Figure) -> str:
    """Return how many a figure counts, and how many stand beside it without a value; "" of none."""
    if not figure.n and not figure.missing:
        return ""
    said = formats.tickets(figure.n)
    if not figure.missing:
        return said
    more = ngettext("{n} more without a value", "{n} more without a value", figure.missing)
    return f"{said}, {more.format(n=formats.number(figure.missing, 0))}"


def before(glimpse: Glimpse, width: float) -> str:
    """Return what the figure was over the weeks before."""
    if glimpse.before is None:
        return ""
    value = formats.value(glimpse.before, glimpse.kpi.unit, width)
    if glimpse.kpi.unit == COUNT:
        return gettext("{value} four weeks earlier").format(value=value)
    return gettext("{value} in the four weeks before").format(value=value)
