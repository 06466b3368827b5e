"""What the program owes the world, delivered at least once, in order for each object.

A message is written in the transaction of the change it tells of. It goes to the target that is
registered for its topic, with its public id, which never changes: a receiver that remembers ids
sees each message once. A message is marked as delivered after its target has returned, so that a
crash in between repeats it and loses nothing.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from trigpoint.jobs.pace import Pace
from trigpoint.store.models import OutboxMessage

LOG = logging.getLogger(__name__)
BATCH = 200
ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Message:
    """What a target gets. `id` stays the same however often the message is delivered."""

    id: str
    topic: str
    organisation: str
    body: Mapping[str, Any]
    created_at: datetime.datetime


Target = Callable[[Message], None]
TARGETS: dict[str, Target] = {}


def target(topic: str) -> Callable[[Target], Target]:
    """Register the one function that delivers messages of a topic.

    It returns when the receiver has the message, and raises otherwise.
    """

    def register(function: Target) -> Target:
        TARGETS[topic] = function
        return function

    return register


def lane(message: OutboxMessage) -> tuple[int, str]:
    """Return what the order is kept for: the object that the message tells of."""
    return message.organisation_id, str(message.body.get("object", message.public_id))


def waiting() -> QuerySet[OutboxMessage]:
    """Return the messages that have a target and are not delivered, oldest first."""
    return (
        OutboxMessage.objects.filter(delivered_at__isnull=True, topic__in=TARGETS)
        .select_related("organisation")
        .order_by("pk")
    )


def drain(pace: Pace) -> int:
    """Deliver what is due and return how many messages went out.

    Of each object the oldest message goes first; while it waits for another try, later ones of
    the same object wait behind it, and those of other objects do not.
    """
    delivered = 0
    blocked: set[tuple[int, str]] = set()
    after = 0
    while batch := list(waiting().filter(pk__gt=after)[:BATCH]):
        after = batch[-1].pk
        for message in batch:
            if lane(message) in blocked:
                continue
            if _deliver(message, pace):
                delivered += 1
            else:
                blocked.add(lane(message))
    return delivered


def run(pace: Pace, stopping: threading.Event) -> None:
    """Drain again and again until the worker stops; meant for a thread of its own."""
    while not stopping.is_set():
        try:
            drain(pace)
        except Error as error:
            LOG.warning("the outbox waits for the database (%s)", type(error).__name__)
            connection.close()
        stopping.wait(pace.poll)
    connection.close()


def _deliver(message: OutboxMessage, pace: Pace) -> bool:
    """Deliver one message; return whether those behind it may follow."""
    now = timezone.now()
    if message.next_attempt_at > now or not _take(message, now, pace):
        return False
    try:
        TARGETS[message.topic](_shown(message))
    except Exception as error:  # noqa: BLE001 - whatever a target raises means: not delivered
        LOG.warning("message %s was not delivered: %s", message.public_id, type(error).__name__)
        _row(message).update(
            next_attempt_at=now + pace.wait_after(message.attempts + 1),
            last_error=f"{type(error).__name__}: {error}"[:ERROR_LENGTH],
        )
        return False
    _row(message).update(delivered_at=timezone.now(), last_error="")
    return True


def _take(message: OutboxMessage, now: datetime.datetime, pace: Pace) -> bool:
    """Keep other workers off the message for as long as a delivery may take."""
    with transaction.atomic(durable=True):
        return bool(
            _row(message)
            .filter(delivered_at__isnull=True, attempts=message.attempts)
            .update(attempts=F("attempts") + 1, next_attempt_at=pace.until(now))
        )


def _row(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk=message.pk)


def _shown(message: OutboxMessage) -> Message:
    return Message(
        id=message.public_id,
        topic=message.topic,
        organisation=message.organisation.public_id,
        body=message.body,
        created_at=message.created_at,
    )
