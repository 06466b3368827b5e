"""The measure page: its figure and chart, the definition, the tickets behind a point."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.insight.outlook import FanPoint, RealChange
from trigpoint.services.measures import measures, settings
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure as Reading
from trigpoint.tickets import vendors
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.inferred import percent_of
from trigpoint.web import addresses, formats
from trigpoint.web.components import AnyFigure, Chart, Link, Nothing
from trigpoint.web.shapes import figures, measure_chart, measure_facts
from trigpoint.web.shapes.tickets import TicketList
from trigpoint.web.shapes.typed_values import TypedValues
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A help desk, what it counts under the same name, and the settings of ours that come near."""

    desk: str
    differs: Text
    nearest: tuple[Text, ...]


RECENT = 26
"""So many weeks are drawn unless all are asked for."""


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What pages/measure.html reads; `newer` is the newest version of the definition, if any."""

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
    definition_version: int
    newer: int | None
    made_of: tuple[Link, ...]
    settings: tuple[Text, ...]
    facts: tuple[tuple[str, str], ...]
    pitfalls: tuple[Text, ...]
    elsewhere: tuple[Elsewhere, ...]
    beside: str
    inferred: str
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


def restated(series: Sequence[Reading], unit: formats.Unit) -> tuple[str, ...]:
    """Return a sentence for each stretch that says something else now than when it was closed."""
    return tuple(
        gettext("{days}: was {was}, now {now}: {why}.").format(
            days=formats.days(reading.start, reading.last_day),
            was=formats.value(reading.was, unit, measure_chart.width(reading)),
            now=formats.value(reading.value, unit, measure_chart.width(reading)),
            why=say(reading.why),
        )
        for reading in reversed(series)
        if reading.was is not None and reading.value is not None and reading.why is not None
    )


def inferred(service: measures.MeasurePage) -> str:
    """Return how much of what is behind the standing figure was worked out and not told."""
    percent = percent_of(service.standing.flags) if service.standing else 0
    if not percent:
        return ""
    return gettext(
        "{percent} of 100 events behind it were worked out from how tickets looked when they were"
        " read: what happened in between is not known, and times may be off."
    ).format(percent=formats.number(percent, 0))


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
        chart=measure_chart.chart(measure, drawn, targets, chosen, fan(service, targets), since),
        empty=None if service.series else no_data(measure.kpi),
        grains=tuple(
            (name, href + addresses.query(grain=key), key == service.grain)
            for key, name in names.items()
        ),
        stretch=stretch(service, len(drawn)),
        pace=pace(measure),
        meaning=service.kpi.meaning,
        definition_version=service.kpi.version,
        newer=service.newer,
        made_of=tuple(Link(m.title, addresses.measure(m.id)) for m in service.made_of),
        settings=tuple(settings.in_words(measure.params)),
        facts=measure_facts.facts(service),
        pitfalls=service.kpi.pitfalls,
        elsewhere=tuple(elsewhere(one) for one in service.kpi.elsewhere),
        beside=beside(service),
        inferred=inferred(service),
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
        until=formats.long_day(one.due),
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


def no_data(kpi: str) -> Nothing:
    """Return what stands where there are no readings of a KPI."""
    typed = gettext("They come with the first value that is typed in.")
    computed = gettext("They come with the first import, or a minute after a new measure was made.")
    return Nothing(
        gettext("No figures yet"),
        typed if kpi in BY_HAND else computed,
        None,
        "chart",
    )


def elsewhere(one: vendors.Elsewhere) -> Elsewhere:
    """Return how a help desk counts it, with the settings in words."""
    return Elsewhere(one.desk, one.differs, tuple(settings.in_words(one.params)))
