"""The organisation itself: its making, its settings, its periods, and what it works for."""

from __future__ import annotations

import datetime
import secrets
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _, ngettext
from trigpoint.services import access
from trigpoint.services.actor import Actor, part_of_ours
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.organisation import comments
from trigpoint.services.organisation.periods import refuse as refuse_period
from trigpoint.services.work import restate_soon
from trigpoint.store.journal import begin_chain
from trigpoint.store.models import (
    Contribution,
    Direction,
    Organisation,
    Period,
    PrivacyMode,
)
from trigpoint.store.state import home, records

SETTINGS = ("name", "zone", "week_start", "privacy_mode", "ticket_word", "comment_days")
DAYS = {"zone", "week_start"}
"""The settings that say when days and weeks begin: figures are computed anew after a change."""


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """The organisation as everybody in it may read it.

    `comment_days` is for how many days comments of customers are kept; 0 where none is.
    """

    id: str
    version: int
    name: str
    zone: str
    week_start: int
    privacy_mode: str
    ticket_word: str
    comment_days: int
    demo: bool


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A period by its dates; both ends are part of it."""

    id: str
    version: int
    name: str
    starts: datetime.date
    ends: datetime.date


@dataclass(frozen=True, slots=True)
class DirectionView:
    """The mission, the vision or a priority, in force now."""

    id: str
    version: int
    kind: str
    text: str
    rank: int


def make(
    name: str, zone: str, now: datetime.datetime, *, demo: bool = False, week_start: int = 0
) -> Organisation:
    """Return a new organisation with an empty history."""
    refuse_zone(zone)
    with transaction.atomic(durable=True):
        organisation = Organisation.objects.create(
            name=name, zone=zone, week_start=week_start, salt=secrets.token_bytes(32), demo=demo
        )
        begin_chain(organisation)
    with command(part_of_ours(organisation, "setup", now), "organisation.make") as journal:
        journal.save(organisation)
    return organisation


def only() -> Organisation | None:
    """Return the installation's organisation, or None before there is one."""
    return Organisation.objects.order_by("pk").first()


def show(actor: Actor, at: datetime.datetime | None = None) -> OrganisationView:
    """Return the organisation's settings, as they are or as they stood `at` a moment.

    Raises:
        NotThere: where it was not there then.
    """
    organisation = home(actor.organisation, at)
    if organisation is None:
        raise NotThere
    return OrganisationView(
        id=organisation.public_id,
        version=organisation.version,
        name=organisation.name,
        zone=organisation.zone,
        week_start=organisation.week_start,
        privacy_mode=organisation.privacy_mode,
        ticket_word=organisation.ticket_word,
        comment_days=organisation.comment_days,
        demo=organisation.demo,
    )


def edit(actor: Actor, version: int, changes: dict[str, object], reason: str) -> OrganisationView:
    """Change settings; a reason is asked for, since they change what everybody sees.

    Raises:
        Invalid: for a zone, a privacy mode or a weekday that there is not, or without a reason.
        Stale: where somebody changed the settings meanwhile.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    organisation = actor.organisation
    as_read(organisation, version)
    refuse_settings(changes, reason)
    for name, value in changes.items():
        setattr(organisation, name, value)
    with command(actor, "organisation.edit", reason=reason) as journal:
        journal.save(organisation, expected=version)
        if DAYS & changes.keys():
            restate_soon(organisation)
        if "comment_days" in changes:
            comments.forget(organisation, actor.now)
    return show(actor)


def refuse_settings(changes: dict[str, object], reason: str) -> None:
    """Raise `Invalid` for what cannot be set."""
    wrong: dict[str, Text] = {
        name: _("There is no setting called {name}.", name=name)
        for name in changes
        if name not in SETTINGS
    }
    if not reason.strip():
        wrong["reason"] = _("Say why, so that people can read it later.")
    if not str(changes.get("name", "x")).strip():
        wrong["name"] = _("The organisation needs a name.")
    if changes.get("privacy_mode", PrivacyMode.INDIVIDUAL) not in PrivacyMode.values:
        wrong["privacy_mode"] = _("Choose one of the three privacy modes.")
    if changes.get("week_start", 0) not in range(7):
        wrong["week_start"] = _("Choose a day of the week.")
    if changes.get("comment_days", 0) not in (0, *comments.DAYS):
        bounds = {"least": comments.DAYS[0], "most": comments.DAYS[-1]}
        wrong["comment_days"] = _(
            "Keep comments for {least} to {most} days, or 0 for none.", **bounds
        )
    if "zone" in changes and changes["zone"] not in zoneinfo.available_timezones():
        wrong["zone"] = _("There is no time zone called {zone}.", zone=changes["zone"])
    if wrong:
        raise Invalid(wrong)


def refuse_zone(zone: str) -> None:
    """Raise `Invalid` for a time zone that there is not."""
    if zone not in zoneinfo.available_timezones():
        raise Invalid({"zone": _("There is no time zone called {zone}.", zone=zone)})


def periods(actor: Actor, at: datetime.datetime | None = None) -> list[PeriodView]:
    """Return the periods, the latest first."""
    return list(latest_first(records(Period, actor.organisation, at)))


def latest_first(found: Iterable[Period]) -> tuple[PeriodView, ...]:
    """Return periods as pages list them."""
    views = map(period_view, found)
    return tuple(sorted(views, key=lambda p: (p.starts, p.ends), reverse=True))


def period_view(period: Period) -> PeriodView:
    """Return what a page says of a period."""
    return PeriodView(period.public_id, period.version, period.name, period.starts, period.ends)


def add_period(actor: Actor, name: str, starts: datetime.date, ends: datetime.date) -> PeriodView:
    """Add a period.

    Raises:
        Invalid: for an empty name, or an end before the start.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    refuse_period(name, starts, ends)
    with command(actor, "period.add") as journal:
        period = journal.create(
            Period(organisation=actor.organisation, name=name.strip(), starts=starts, ends=ends)
        )
    return period_view(period)


def directions(actor: Actor, at: datetime.datetime | None = None) -> list[DirectionView]:
    """Return mission, vision and priorities, in this order and by rank."""
    order = list(Direction.Kind.values)
    found = sorted(
        records(Direction, actor.organisation, at),
        key=lambda d: (order.index(d.kind_of_direction), d.rank),
    )
    return [direction_view(d) for d in found]


def direction_view(direction: Direction) -> DirectionView:
    """Return what a page says of a direction."""
    return DirectionView(
        direction.public_id,
        direction.version,
        direction.kind_of_direction,
        direction.text,
        direction.rank,
    )


def set_direction(
    actor: Actor,
    kind: str,
    text: str,
    *,
    rank: int = 1,
    version: int | None = None,
    reason: str = "",
) -> DirectionView:
    """State the mission, the vision or the priority of a rank, or say it anew.

    `version` is the one that the writer has read; None for what is said for the first time.

    Raises:
        Invalid: for empty words, and for what has been said already without its version or a
            reason.
        Stale: where somebody has said it anew since `version`.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    if not text.strip():
        raise Invalid({"text": _("Write it in a sentence that people can remember.")})
    existing = Direction.objects.filter(
        organisation=actor.organisation, kind_of_direction=kind, rank=rank, retired=False
    ).first()
    if existing and version is None:
        raise Invalid({"rank": _("It has been said already. Read it, and say it anew.")})
    if existing:
        as_read(existing, version)
    if existing and not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})
    with command(actor, "direction.set", reason=reason) as journal:
        if existing is None:
            existing = journal.create(
                Direction(
                    organisation=actor.organisation,
                    kind_of_direction=kind,
                    text=text.strip(),
                    rank=rank,
                )
            )
        else:
            existing.text = text.strip()
            journal.save(existing, expected=version)
    return direction_view(existing)


def retire_direction(actor: Actor, direction_id: str, version: int, *, reason: str) -> None:
    """Take a mission, a vision or a priority out of use; that it was said stays in the history.

    Raises:
        NotThere: where there is none.
        Invalid: without a reason, and while goals carry it.
        Stale: where somebody has said it anew since `version`.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    found = Direction.objects.filter(
        organisation=actor.organisation, public_id=direction_id, retired=False
    ).first()
    if found is None:
        raise NotThere
    as_read(found, version)
    carried = Contribution.objects.filter(direction=found, retired=False, child__retired=False)
    if carried.exists():
        why = ngettext("A goal carries it.", "{count} goals carry it.", carried.count())
        raise Invalid({"": why})
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})
    with command(actor, "direction.retire", reason=reason) as journal:
        journal.retire(found, expected=version)
