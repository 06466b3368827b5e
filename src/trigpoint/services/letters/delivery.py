"""How a person wants to be told: what, over what, how soon, and when not."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from trigpoint.core.delivery.events import Channel, Event, When, wanted
from trigpoint.core.delivery.hours import Hours
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor, for_person, through
from trigpoint.services.command import command, stale
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.store.journal import StaleRecord
from trigpoint.store.models import Delivery, Person, User

USUAL = Hours()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDraft:
    """What somebody chooses. Without `workdays` (Monday is 0), every day is one.

    `wishes` are {event: {channel: now, digest or never}}.
    """

    zone: str
    quiet_from: int
    quiet_to: int
    digest_at: int
    workdays: tuple[int, ...]
    wishes: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How somebody is told. `wishes` names every event and channel; "" is the organisation's zone.

    `address` is where mail goes to, "" where there is none. `off` says that no mail goes out since
    the person stopped it; `bounced` is an address that took none, with the words it refused with.
    `works` is False where this installation sends no mail.
    """

    version: int
    zone: str
    quiet_from: int
    quiet_to: int
    digest_at: int
    workdays: tuple[int, ...]
    wishes: dict[str, dict[str, str]]
    address: str
    off: bool
    bounced: str
    bounce_words: str
    works: bool


def of_person(person: Person) -> Delivery:
    """Return what a person has chosen, or the usual."""
    found = Delivery.objects.filter(person=person).select_related("organisation").first()
    return found or usual(person)


def usual(person: Person) -> Delivery:
    """Return what holds for whoever has chosen nothing; it is not saved, and at version 0."""
    return Delivery(
        organisation=person.organisation,
        person=person,
        version=0,
        quiet_from=USUAL.quiet_from,
        quiet_to=USUAL.quiet_to,
        digest_at=USUAL.digest_at,
    )


def hours_of(row: Delivery) -> Hours:
    """Return the hours of a person."""
    return Hours(row.quiet_from, row.quiet_to, row.digest_at)


def local(row: Delivery, moment: datetime.datetime) -> datetime.datetime:
    """Return a moment on the person's clock."""
    return moment.astimezone(zoneinfo.ZoneInfo(row.zone or row.organisation.zone))


def is_quiet(row: Delivery, moment: datetime.datetime) -> bool:
    """Whether a person is not to be disturbed: in their quiet hours, and where they do not work."""
    here = local(row, moment)
    free = bool(row.workdays) and here.weekday() not in row.workdays
    return free or hours_of(row).quiet(here)


def may_mail(row: Delivery, address: str) -> bool:
    """Whether mail may go to a person: they want it, and their address takes it."""
    return row.off_at is None and bool(address) and row.bounced != address


def own(actor: Actor) -> Person:
    """Return the person who asks; raise `NotAllowed` for a log-in without one."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can be told anything."))
    return actor.person


def show(actor: Actor) -> DeliveryView:
    """Return how the actor is told."""
    person = own(actor)
    row = of_person(person)
    address = actor.user.email if actor.user else ""
    return DeliveryView(
        version=row.version,
        zone=row.zone,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        digest_at=row.digest_at,
        workdays=tuple(row.workdays),
        wishes={
            event.value: {c.value: wanted(row.wishes, event, c).value for c in Channel}
            for event in Event
        },
        address=address,
        off=row.off_at is not None,
        bounced=row.bounced if row.bounced == address else "",
        bounce_words=row.bounce_words if row.bounced == address else "",
        works=bool(settings.TRIGPOINT_MAIL),
    )


def choose(actor: Actor, version: int, draft: DeliveryDraft) -> None:
    """Choose how to be told.

    Raises:
        Invalid: for a zone, an hour, an event or a channel that there is not.
        Stale: where it was changed meanwhile.
    """
    row = of_person(own(actor))
    if row.version != version:
        raise stale(StaleRecord(row, version))
    refuse(draft)
    row.zone, row.wishes = draft.zone, {e: dict(by) for e, by in draft.wishes.items()}
    row.quiet_from, row.quiet_to = draft.quiet_from, draft.quiet_to
    row.digest_at, row.workdays = draft.digest_at, sorted(set(draft.workdays))
    write(actor, row, "delivery.choose", expected=version)


def refuse(draft: DeliveryDraft) -> None:
    """Raise `Invalid` for what cannot be."""
    wrong: dict[str, Text] = {}
    if draft.zone and draft.zone not in zoneinfo.available_timezones():
        wrong["zone"] = _("There is no time zone called {name}.", name=draft.zone)
    for name in ("quiet_from", "quiet_to", "digest_at"):
        if getattr(draft, name) not in range(24):
            wrong[name] = _("Hours run from 0 to 23.")
    if not set(draft.workdays) <= set(range(7)):
        wrong["workdays"] = _("Days run from 0, Monday, to 6.")
    events, channels = {e.value for e in Event}, {c.value for c in Channel}
    moments = {w.value for w in When}
    for event, by in draft.wishes.items():
        if event not in events or not set(by) <= channels or not set(by.values()) <= moments:
            wrong["wishes"] = _("Choose at once, in the daily digest, or not at all.")
    if wrong:
        raise Invalid(wrong)


def write(actor: Actor, row: Delivery, name: str, *, expected: int | None = None) -> None:
    """Save what was chosen."""
    with command(actor, name) as journal:
        if row._state.adding:
            row.version = 1
            journal.create(row)
        else:
            journal.save(row, expected=expected)


def turn_on(actor: Actor) -> None:
    """Let mail go out again, also to an address that took none before."""
    row = of_person(own(actor))
    row.off_at, row.bounced_at, row.bounced, row.bounce_words = None, None, "", ""
    write(actor, row, "delivery.on")


def turn_off(actor: Actor) -> None:
    """Let no mail go out to the actor any more."""
    row = of_person(own(actor))
    row.off_at = row.off_at or actor.now
    write(actor, row, "delivery.off")


def signer() -> signing.Signer:
    """Return what seals the secrets that turn mail off."""
    return signing.Signer(salt="trigpoint.delivery.switch", sep=".")


def switch_of(person: Person, channel: Channel = Channel.MAIL) -> str:
    """Return the secret with which whoever has a letter turns further ones off, without a log-in.

    It is good for the channel of the letter alone.
    """
    tail = "" if channel is Channel.MAIL else f"-{channel.value}"
    return signer().sign(person.public_id + tail)


def holder_of(token: str, now: datetime.datetime) -> tuple[Actor, Channel]:
    """Return whose letters a secret turns off, and over which channel.

    Raises:
        NotThere: where it is not one of ours.
    """
    try:
        public_id, _dash, channel = signer().unsign(token).partition("-")
    except signing.BadSignature as bad:
        raise NotThere from bad
    people = Person.objects.select_related("organisation")
    person = people.filter(public_id=public_id, retired=False).first()
    if person is None:
        raise NotThere
    return through(for_person(person, now), "letter"), Channel(channel or Channel.MAIL.value)


def bounced(actor: Actor, address: str, words: str) -> bool:
    """Note that an address takes no mail; return whether it is one of ours.

    Mail to it stops until its owner turns it on again or logs in with another one.
    """
    user = User.objects.filter(
        organisation=actor.organisation, email__iexact=address, person__isnull=False
    ).first()
    if user is None or user.person is None:
        return False
    row = of_person(user.person)
    row.bounced_at, row.bounced = actor.now, user.email
    row.bounce_words = " ".join(words.split())[:500]
    write(actor, row, "delivery.bounced")
    return True
