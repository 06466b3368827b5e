"""Who asks, and when."""

from __future__ import annotations

import datetime
import zoneinfo
from dataclasses import dataclass, field, replace

from django.utils import timezone

from trigpoint.store.models import Organisation, Person, User


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or the part of the program on whose word something is read or written.

    `scopes` limits a program's token; None is a signed-in person, who is not limited by scopes.
    `now` is the clock of everything that happens on this actor's word. `memo` keeps what was found
    out about the actor for as long as it lives: one request. `on_behalf_of` is the public id of
    whose word it is where something else speaks it, "" where they speak themselves: `through`.
    """

    organisation: Organisation
    user: User | None
    person: Person | None
    label: str
    now: datetime.datetime = field(default_factory=timezone.now)
    scopes: frozenset[str] | None = None
    memo: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    on_behalf_of: str = ""

    @property
    def today(self) -> datetime.date:
        """The day it is now in the organisation's zone."""
        return local_day(self.now, self.organisation)

    def end_of(self, day: datetime.date | None) -> datetime.datetime | None:
        """Return the last moment of a past day; None for today, the future, or no day."""
        if day is None or day >= self.today:
            return None
        zone = zoneinfo.ZoneInfo(self.organisation.zone)
        return datetime.datetime.combine(day, datetime.time.max, zone)

    @property
    def is_administrator(self) -> bool:
        """Whether the actor may change settings, people and sources."""
        if self.user is None:
            return self.person is None
        return self.user.role == User.Role.ADMINISTRATOR


def local_day(moment: datetime.datetime, organisation: Organisation) -> datetime.date:
    """Return the day on which a moment falls in the organisation's zone."""
    return moment.astimezone(zoneinfo.ZoneInfo(organisation.zone)).date()


def for_user(user: User, now: datetime.datetime | None = None) -> Actor:
    """Return the actor behind a log-in."""
    return Actor(
        organisation=user.organisation,
        user=user,
        person=user.person,
        label=user.public_id,
        now=now or timezone.now(),
    )


def part_of_ours(
    organisation: Organisation, part: str, now: datetime.datetime | None = None
) -> Actor:
    """Return the actor for a part of the program, such as `worker` or `demo`."""
    return Actor(
        organisation=organisation, user=None, person=None, label=part, now=now or timezone.now()
    )


def through(actor: Actor, what: str) -> Actor:
    """Return the actor as something else speaks for them: `terminal`, `chat`, `letter`, a token.

    The record of changes says on whose behalf each of these wrote.
    """
    label = f"{actor.label}/{what}"
    return replace(actor, label=label, on_behalf_of=actor.label, memo={})


def for_email(address: str) -> Actor | None:
    """Return the actor who logs in with a mail address, or None."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    return for_user(user) if user else None


def for_person(person: Person, now: datetime.datetime | None = None) -> Actor:
    """Return the actor that a person is, whichever way they came."""
    return Actor(
        organisation=person.organisation,
        user=User.objects.filter(person=person).first(),
        person=person,
        label=person.public_id,
        now=now or timezone.now(),
    )
