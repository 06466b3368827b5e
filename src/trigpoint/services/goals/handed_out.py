"""Figures about one person that somebody else was handed, noted for that person to see.

What gives a figure out says so with `given.give`; whatever answers a person or their program notes
it all at the end, with `note`. A page that is asked for again and again notes a figure once a day
for each reader.
"""

from __future__ import annotations

import datetime
import zoneinfo

from django.db import transaction

from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.measures import given
from trigpoint.store.models import Measure, ReadLogLine, User

KEPT_READERS = 512

_noted: graph.Cache[frozenset[int]] = graph.Cache(KEPT_READERS)


def forget() -> None:
    """Let go of what is known to be noted: the next time the log itself is asked."""
    _noted.clear()


def note(actor: Actor) -> None:
    """Note the figures of other people that a log-in was handed.

    What is known to be noted today asks the database nothing; else the log is asked once, so that
    several processes and a new start agree.
    """
    if actor.user is None:
        return
    key = (actor.organisation.pk, actor.user.pk, actor.today)
    held = given.figures(actor)
    fresh = held.keys() - noted(key)
    if not fresh:
        return
    write(actor, actor.user, [held[pk] for pk in sorted(fresh)])
    transaction.on_commit(lambda: _noted.keep(key, noted(key) | fresh))


def noted(key: tuple[object, ...]) -> frozenset[int]:
    """Return the keys of the measures known to be noted for a reader and a day."""
    return _noted.get(key) or frozenset()


def write(actor: Actor, reader: User, read: list[Measure]) -> None:
    """Write a line for each measure that has none by this reader today."""
    midnight = datetime.datetime.combine(
        actor.today, datetime.time.min, zoneinfo.ZoneInfo(actor.organisation.zone)
    )
    about = {f"measure {m.public_id}": m.person_id for m in read if m.person_id is not None}
    today = ReadLogLine.objects.filter(reader=reader, at__gte=midnight)
    told = set(
        today.filter(subject__in=set(about.values()), what__in=about).values_list("what", flat=True)
    )
    ReadLogLine.objects.bulk_create(
        ReadLogLine(
            organisation=actor.organisation,
            at=actor.now,
            reader=reader,
            subject_id=subject,
            what=what,
        )
        for what, subject in about.items()
        if what not in told
    )
