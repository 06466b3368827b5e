"""Messages on their way out: what waits, what fails and why, and a try at once."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.store.models import OutboxMessage

MessageState = Literal["waiting", "failing", "delivered"]


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """What a page says about one message, never its body. `id` is what its receiver sees too."""

    id: str
    topic: str
    state: MessageState
    created_at: datetime.datetime
    next_attempt_at: datetime.datetime
    delivered_at: datetime.datetime | None
    attempts: int
    error: str


def messages(
    actor: Actor,
    topics: Collection[str],
    *,
    state: MessageState | None = None,
    limit: int = 100,
) -> list[OutgoingMessage]:
    """Return the newest messages of topics that somebody takes, of one state where it is given."""
    rows = _of(_visible(actor, topics), state).order_by("-pk")
    return [_shown(row) for row in rows[:limit]]


def try_now(actor: Actor, topics: Collection[str], public_id: str) -> OutgoingMessage:
    """Let a message that fails be tried at once; it is not held until its pause is over.

    Raises:
        NotThere: where no such message fails.
        NotAllowed: where the actor is no administrator.
    """
    if not actor.is_administrator:
        raise NotAllowed(_("Only an administrator may have a message tried again."))
    failing = _of(_visible(actor, topics), "failing").filter(public_id=public_id)
    if not failing.update(next_attempt_at=actor.now):
        raise NotThere
    return _shown(failing.get())


def _visible(actor: Actor, topics: Collection[str]) -> QuerySet[OutboxMessage]:
    """Return the messages whom the policy shows the organisation's work to."""
    if not access.decision(actor, Verb.CHANGE, Kind.JOB, Thing(str(actor.organisation.pk))):
        return OutboxMessage.objects.none()
    return OutboxMessage.objects.filter(organisation=actor.organisation, topic__in=topics)


def _of(rows: QuerySet[OutboxMessage], state: MessageState | None) -> QuerySet[OutboxMessage]:
    if state is None:
        return rows
    if state == "delivered":
        return rows.filter(delivered_at__isnull=False)
    pending = rows.filter(delivered_at__isnull=True)
    return pending.filter(last_error="") if state == "waiting" else pending.exclude(last_error="")


def _shown(row: OutboxMessage) -> OutgoingMessage:
    pending: MessageState = "failing" if row.last_error else "waiting"
    return OutgoingMessage(
        id=row.public_id,
        topic=row.topic,
        state="delivered" if row.delivered_at else pending,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        delivered_at=row.delivered_at,
        attempts=row.attempts,
        error=row.last_error,
    )
