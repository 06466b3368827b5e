"""Figures that are asked for once, without a measure: from the terminal, the API, a preview."""

from __future__ import annotations

import datetime
import zoneinfo
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.people.kept_back import kept_back
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import catalogue, figures, given
from trigpoint.store.models import Person, Queue, Unit
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Grain, Query
from trigpoint.tickets.ratio import RATIOS

UNITS = {Dimension.UNIT, Dimension.EMPLOYER}
"""Cuts whose members are units: they are shown as the policy lets figures of units be."""
OF_PEOPLE = {Dimension.PERSON, Dimension.UNIT, Dimension.ACCOUNT}
"""Cuts of which the policy alone says what is seen; of all others no row may be too small."""
KEPT_BACK = "kept_back"
"""The flag of a row of which nothing is told, because it is small, or another one is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table: its row's name ("" for a value of its own), and its first day.

    Of a row that is kept back nothing is told but its name: it has fewer than five, or another row
    has, which would else come out by subtraction. `kept_back` stands in its flags then.
    """

    key: str | None
    name: str
    start: datetime.date
    end: datetime.date
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    missing: int | None
    numerator: int | None
    denominator: int | None
    flags: tuple[str, ...]


def compute(
    actor: Actor,
    kpi: str,
    *,
    params: Mapping[str, str | int],
    by: str | None,
    grain: str,
    start: datetime.date,
    last: datetime.date,
) -> list[Cell]:
    """Return a KPI's figures for the days from `start` to `last`, both included.

    Cut by persons, only those are returned whose figures the actor may see; cut by units, only
    those of groups that are large enough.

    Raises:
        Invalid: for a KPI, a setting, a cut or days that cannot be.
        NotAllowed: for a cut by accounts, which nobody has tied to persons.
    """
    refuse(kpi, start, last)
    seen = figures.published(actor.organisation)
    if not seen.number:
        return []
    cut = cut_by(by)
    if cut is None or cut.dimension not in UNITS:
        require_whole(actor, cut)
    zone = zoneinfo.ZoneInfo(actor.organisation.zone)
    query = Query(
        kpi=kpi,
        params=catalogue.settled(kpi, typed(kpi, params)),
        by=cut,
        grain=Grain(grain),
        start=roster.instant(start, zone),
        end=roster.instant(last + datetime.timedelta(days=1), zone),
        zone=actor.organisation.zone,
        week_start=actor.organisation.week_start,
    )
    with Facts.open(facts_folder(), seen.number, roster.of(actor.organisation)) as facts:
        return cells(actor, query, facts)


def cells(actor: Actor, query: Query, facts: Facts) -> list[Cell]:
    """Return the answer to a question, without the members of its cut that are not to be seen."""
    zone = zoneinfo.ZoneInfo(query.zone)
    names = allowed(actor, query.by)
    found = [
        Cell(
            key=figure.key,
            name=(names or {}).get(figure.key or "", figure.key or ""),
            start=datetime.datetime.fromtimestamp(figure.start, zone).date(),
            end=datetime.datetime.fromtimestamp(figure.end, zone).date(),
            value=figure.value,
            low=figure.low,
            high=figure.high,
            n=figure.n,
            missing=figure.missing,
            numerator=figure.numerator,
            denominator=figure.denominator,
            flags=figure.flags,
        )
        for figure in facts.compute(query)
        if names is None or figure.key in names
    ]
    cut = query.by.dimension if query.by else None
    if cut is Dimension.PERSON:
        tell_of(actor, query.kpi, {cell.key for cell in found})
    if cut is None or cut in OF_PEOPLE:
        return found
    if cut is Dimension.EMPLOYER:
        found = employers_told(actor, found)
    return [cell for of in periods(found) for cell in without_small(of)]


def periods(found: list[Cell]) -> list[list[Cell]]:
    """Return the rows of each period, in the order in which they came."""
    by_start: dict[datetime.date, list[Cell]] = {}
    for cell in found:
        by_start.setdefault(cell.start, []).append(cell)
    return list(by_start.values())


def without_small(found: list[Cell]) -> list[Cell]:
    """Return the rows of one period, those without a figure that are kept back."""
    sizes = {str(number): cell.n or 0 for number, cell in enumerate(found)}
    kept = kept_back(sizes, access.GROUP_FLOOR, known=False)
    return [bare(cell) if str(number) in kept else cell for number, cell in enumerate(found)]


def bare(cell: Cell) -> Cell:
    """Return a row with nothing but its name and its days."""
    return Cell(
        key=cell.key, name=cell.name, start=cell.start, end=cell.end, value=None, low=None,
        high=None, n=None, missing=None, numerator=None, denominator=None, flags=(KEPT_BACK,),
    )  # fmt: skip


def tell_of(actor: Actor, kpi: str, people: set[str | None]) -> None:
    """Remember whose figures are handed out, by public id."""
    here = Person.objects.filter(organisation=actor.organisation, public_id__in=people - {None})
    for person in here.values_list("pk", flat=True):
        given.tell(actor, f"figures {kpi}", person)


def refuse(kpi: str, start: datetime.date, last: datetime.date) -> None:
    """Raise `Invalid` for what cannot be asked without a measure, and for days the wrong way."""
    if kpi in BY_HAND:
        raise Invalid(
            {"kpi": _("What is typed in is read from its measure: there are no tickets.")}
        )
    if kpi in RATIOS:
        raise Invalid({"kpi": _("A ratio is of two measures: set it up as one, or preview it.")})
    if last < start:
        raise Invalid({"last": _("The last day comes before the first.")})


def typed(kpi: str, params: Mapping[str, str | int]) -> dict[str, str | int]:
    """Return settings with whole numbers as numbers, where the KPI wants one."""
    numbers = {s.name for s in catalogue.kpi(kpi).settings if not s.options}
    return {
        name: int(value) if name in numbers and str(value).isdecimal() else value
        for name, value in params.items()
    }


def cut_by(by: str | None) -> By | None:
    """Return the cut of a word such as `queue` or `custom.category`."""
    if by is None:
        return None
    word, _dot, name = by.partition(".")
    try:
        return By(Dimension(word), name or None)
    except ValueError as error:
        raise Invalid({"by": _("Nothing can be cut by {word}.", word=by)}) from error


def require_whole(actor: Actor, cut: By | None) -> None:
    """Raise `NotAllowed` where the actor may not see figures over all tickets."""
    if cut is not None and cut.dimension is Dimension.ACCOUNT:
        raise NotAllowed(_("Figures are shown by person, not by account of the help desk."))
    if cut is not None and cut.dimension is Dimension.PERSON:
        return
    if not access.sees_whole(actor):
        raise NotAllowed(_("Figures over all tickets are for people employed here."))


def units_of(actor: Actor) -> QuerySet[Unit]:
    """Return the units that there are, whoever may see figures of them."""
    return Unit.objects.filter(organisation=actor.organisation, retired=False)


def employers_told(actor: Actor, found: list[Cell]) -> list[Cell]:
    """Return the rows of employers that are told, period by period.

    The group is whom they employ, wherever they work: who is lent to us sits in a team of ours.
    Everybody's employer is known, and so is how many people each one has. In a period an employer
    of which nothing is counted keeps no other one back: it comes out by nothing.
    """
    size = Counter(roster.of(actor.organisation).employers.values())
    units = {unit.public_id: unit for unit in units_of(actor)}
    closed = {
        cell.key or ""
        for cell in found
        if cell.key not in units
        or not access.may_see_figures_of_unit(actor, units[cell.key], size[cell.key])
    }
    told = []
    for of in periods(found):
        kept = set(closed)
        for there in ({c.key for c in of if c.n}, {c.key for c in of if c.missing}):
            sizes = {key: size[key] for key in there if key}
            kept |= kept_back(sizes, access.GROUP_FLOOR, closed=closed, known=True)
        told += [cell for cell in of if cell.key not in kept]
    return told


def allowed(actor: Actor, cut: By | None) -> dict[str, str] | None:
    """Return the members of a cut that the actor may see, by key with their names; None is all.

    Of employers it is each there is: which of them is told lies with the others (`employers_told`).
    """
    organisation = actor.organisation
    match cut.dimension if cut else None:
        case Dimension.PERSON:
            people = Person.objects.filter(organisation=organisation, retired=False)
            return {p.public_id: p.name for p in people if access.may_see_figures_of(actor, p)}
        case Dimension.UNIT:
            seen = (u for u in units_of(actor) if access.may_see_figures_of_unit(actor, u))
            return {unit.public_id: unit.name for unit in seen}
        case Dimension.EMPLOYER:
            units = Unit.objects.filter(organisation=organisation)
            return dict(units.values_list("public_id", "name"))
        case Dimension.QUEUE:
            queues = Queue.objects.filter(organisation=organisation).select_related("source")
            return {f"{q.source.key}/{q.external_id}": q.name for q in queues}
        case _:
            return None
