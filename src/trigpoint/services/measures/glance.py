"""Eight KPIs at a glance: the first useful page once tickets are in, with nothing set up."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, catalogue, figures, measures
from trigpoint.services.measures.catalogue import KPI
from trigpoint.services.measures.figures import Figure, Published
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Account, AccountTie, Measure, Queue, QueueTie
from trigpoint.tickets.catalogue import counts_tickets
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Figure as Computed
from trigpoint.tickets.query import Query

EIGHT = 8
WEEKS = 4
ORDER = (
    "first_reply_time",
    "full_resolution_time",
    "first_contact_resolution",
    "reopen_rate",
    "backlog",
    "csat",
    "sla_attainment",
    "transfers",
    "nps",
    "backlog_age",
)
"""In this order, those first that the data can tell: a file without surveys has eight, too."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One KPI over the last whole weeks, and what it was over as many before.

    `measure` is the id of the measure that keeps it, "" while there is none.
    """

    kpi: KPI
    title: Text
    figure: Figure
    before: float | None
    measure: str


@dataclass(frozen=True, slots=True)
class Glance:
    """Eight KPIs over all tickets; none before tickets came in. `last_day` is included.

    `unmatched` counts the accounts that nobody is tied to, and `queues` the queues that are no
    unit's work, for those who can say whose they are.
    """

    start: datetime.date | None
    last_day: datetime.date | None
    as_of: datetime.datetime | None
    figures: tuple[Glimpse, ...]
    unmatched: int
    queues: int
    may_keep: bool


def show(actor: Actor) -> Glance:
    """Return the eight figures over all tickets.

    Raises:
        NotAllowed: where the actor may not see figures over all tickets.
    """
    if not access.sees_whole(actor):
        raise NotAllowed(_("Figures over all tickets are for people employed here."))
    seen = figures.published(actor.organisation)
    may_keep = measures.may_add(actor)
    if not seen.number or seen.data_as_of is None:
        return Glance(None, None, None, (), *unmatched(actor), may_keep)
    accounts, queues = unmatched(actor)
    end = whole_weeks_end(actor, seen.data_as_of)
    start = end - datetime.timedelta(weeks=WEEKS)
    return Glance(
        start=start,
        last_day=end - datetime.timedelta(days=1),
        as_of=seen.data_as_of,
        figures=tuple(glimpses(actor, seen, start, end))[:EIGHT],
        unmatched=accounts,
        queues=queues,
        may_keep=may_keep,
    )


def keep(actor: Actor) -> list[str]:
    """Set the eight up as measures whose figures are always kept; return their public ids.

    Raises:
        NotAllowed: where the actor may not set measures up.
        Invalid: before tickets came in.
    """
    measures.require_setting_up(actor)
    shown = show(actor)
    if not shown.figures:
        raise Invalid({"": _("Bring in tickets first.")})
    drafts = [MeasureDraft(kpi=glimpse.kpi.key, pinned=True) for glimpse in shown.figures]
    return measures.add_many(actor, drafts)


def whole_weeks_end(actor: Actor, as_of: datetime.datetime) -> datetime.date:
    """Return the first day after the last whole week that the data cover."""
    zone = zoneinfo.ZoneInfo(actor.organisation.zone)
    return asking.week_begin(as_of.astimezone(zone).date(), actor.organisation)


def glimpses(
    actor: Actor, seen: Published, start: datetime.date, end: datetime.date
) -> Iterator[Glimpse]:
    """Yield all KPIs, those with something counted first."""
    kept = measures_of_everything(actor)
    earlier = start - (end - start)
    with Facts.open(facts_folder(), seen.number, roster.of(actor.organisation)) as facts:
        told = {
            key: (
                computed(actor, facts, key, start, end),
                computed(actor, facts, key, earlier, start),
            )
            for key in ORDER
        }
    for key in sorted(ORDER, key=lambda key: told[key][0].n == 0):
        now, before = told[key]
        params = catalogue.settled(key, {})
        yield Glimpse(
            kpi=catalogue.kpi(key),
            title=catalogue.default_title(key, params),
            figure=to_figure(now, kept.get(key, ""), seen, actor.now, start, end),
            before=before.value,
            measure=kept.get(key, ""),
        )


def computed(
    actor: Actor, facts: Facts, kpi: str, start: datetime.date, end: datetime.date
) -> Computed:
    """Return one KPI over all tickets of some days, with its usual settings."""
    zone = zoneinfo.ZoneInfo(actor.organisation.zone)
    [found] = facts.compute(
        Query(
            kpi=kpi,
            start=roster.instant(start, zone),
            end=roster.instant(end, zone),
            zone=actor.organisation.zone,
            week_start=actor.organisation.week_start,
        )
    )
    return found


def to_figure(
    found: Computed,
    measure: str,
    seen: Published,
    now: datetime.datetime,
    start: datetime.date,
    end: datetime.date,
) -> Figure:
    """Return a figure as pages show it."""
    as_of = seen.data_as_of
    return Figure(
        measure=measure,
        grain="window",
        start=start,
        end=end,
        value=found.value,
        low=found.low,
        high=found.high,
        n=found.n,
        numerator=found.numerator,
        denominator=found.denominator,
        as_of=as_of,
        is_old=as_of is None or now - as_of > datetime.timedelta(days=figures.OLD_AFTER_DAYS),
        flags=found.flags,
        missing=found.missing,
    )


def measures_of_everything(actor: Actor) -> Mapping[str, str]:
    """Return by KPI the measure that counts all tickets with the usual settings."""
    found = Measure.objects.filter(
        organisation=actor.organisation,
        retired=False,
        scope=Measure.Scope.ORGANISATION,
        filters=[],
        window_weeks=WEEKS,
    )
    known = access.visible_ids(actor, "measure")
    return {
        m.kpi: m.public_id for m in found if m.pk in known and counts_tickets(m.kpi) and is_usual(m)
    }


def is_usual(measure: Measure) -> bool:
    """Whether a measure has the usual settings throughout."""
    return asking.settled(measure) == catalogue.settled(measure.kpi, {})


def unmatched(actor: Actor) -> tuple[int, int]:
    """Return how many accounts and queues are nobody's, for those who can say; 0 for others."""
    if not may_bring(actor):
        return 0, 0
    mine = {"organisation": actor.organisation}
    tied = AccountTie.objects.filter(retired=False, **mine)
    worked = QueueTie.objects.filter(retired=False, **mine)
    accounts = Account.objects.filter(**mine).exclude(pk__in=tied.values("account"))
    queues = Queue.objects.filter(**mine).exclude(pk__in=worked.values("queue"))
    return accounts.count(), queues.count()


def may_bring(actor: Actor) -> bool:
    """Whether the actor can bring in files."""
    return bool(access.decision(actor, Verb.CREATE, Kind.SOURCE, Thing(str(actor.organisation.pk))))
