"""What somebody else was handed about one person, noted for that person to see.

What gives it out says so with `given.give` or `given.tell`; whatever answers a person or their
program notes it all at the end, with `note`. A page that is asked for again and again notes it once
a day for each reader.
"""

from __future__ import annotations

import datetime
import zoneinfo

from django.db import transaction

from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.measures import given
from trigpoint.services.measures.given import Handed
from trigpoint.store.models import ReadLogLine, User

KEPT_READERS = 512

_noted: graph.Cache[frozenset[Handed]] = graph.Cache(KEPT_READERS)


def forget() -> None:
    """Let go of what is known to be noted: the next time the log itself is asked."""
    _noted.clear()


def note(actor: Actor) -> None:
    """Note what a log-in was handed about other people.

    What is known to be noted today asks the database nothing; else the log is asked once, so that
    several processes and a new start agree.
    """
    if actor.user is None:
        return
    key = (actor.organisation.pk, actor.user.pk, actor.today)
    fresh = given.handed(actor) - noted(key)
    if not fresh:
        return
    write(actor, actor.user, sorted(fresh))
    transaction.on_commit(lambda: _noted.keep(key, noted(key) | fresh))


def noted(key: tuple[object, ...]) -> frozenset[Handed]:
    """Return what is known to be noted for a reader and a day."""
    return _noted.get(key) or frozenset()


def write(actor: Actor, reader: User, read: list[Handed]) -> None:
    """Write a line for each thing that has none by this reader today."""
    midnight = datetime.datetime.combine(
        actor.today, datetime.time.min, zoneinfo.ZoneInfo(actor.organisation.zone)
    )
    today = ReadLogLine.objects.filter(reader=reader, at__gte=midnight)
    same = today.filter(
        subject__in={subject for _what, subject in read}, what__in={what for what, _who in read}
    )
    told = set(same.values_list("what", "subject_id"))
    ReadLogLine.objects.bulk_create(
        ReadLogLine(
            organisation=actor.organisation,
            at=actor.now,
            reader=reader,
            subject_id=subject,
            what=what,
        )
        for what, subject in read
        if (what, subject) not in told
    )
