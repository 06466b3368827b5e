"""Answers kept by key, so that a request sent twice is done once.

A key is reserved before the work begins. The transaction of the work itself notes that it was
done (`seal`), so that no crash can leave the work done and the key free; afterwards the answer is
kept for a day. What was refused keeps nothing: the key may be used again.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, ServiceError
from trigpoint.store.models import KeptAnswer

KEPT_FOR = datetime.timedelta(days=1)
GIVEN_UP_AFTER = datetime.timedelta(minutes=10)
RESERVED, DONE = 0, 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered with: the status, the text of the body, and the ETag."""

    status: int
    body: str
    etag: str = ""


class KeyReused(Invalid):
    """The key belongs to a request that said something else."""

    def __init__(self) -> None:
        super().__init__({"Idempotency-Key": _("This key was used for another request.")})


class StillWorking(ServiceError):  # noqa: N818 - reads as what it is
    """The same request is being worked on, or was done without its answer being kept."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A key that this request holds: the row, and since when."""

    row: int
    since: datetime.datetime


_held: ContextVar[Reservation | None] = ContextVar("held", default=None)


def once(actor: Actor, key: str, digest: str, work: Callable[[], Answer]) -> Answer:
    """Do the work of a request once for its key, and answer the same to each repetition.

    Args:
        actor: who asks; keys of different users never meet.
        key: what the program chose for this request.
        digest: of the whole request, from `digest_of`.
        work: what is to be done, in one transaction of `command`.

    Raises:
        KeyReused: where the key came with another request within a day.
        StillWorking: where the first request has not been answered yet.
        NotAllowed: where the actor is no user.
    """
    if actor.user is None:
        raise NotAllowed(_("Keys for repeated requests belong to users."))
    held = reserve(actor.user.pk, key, digest, actor.now)
    if isinstance(held, Answer):
        return held
    token = _held.set(held)
    try:
        answer = work()
    except BaseException:
        KeptAnswer.objects.filter(pk=held.row, created_at=held.since, status=RESERVED).delete()
        raise
    finally:
        _held.reset(token)
    KeptAnswer.objects.filter(pk=held.row).update(
        status=answer.status, body=answer.body, etag=answer.etag
    )
    return answer


def seal() -> None:
    """Note in the transaction of the work that the reserved key's work is done.

    Raises:
        StillWorking: where the key was given to a repetition meanwhile; nothing may commit.
    """
    held = _held.get()
    if held is None:
        return
    mine = KeptAnswer.objects.filter(pk=held.row, created_at=held.since)
    if not mine.update(status=DONE):
        raise StillWorking(_("A repetition of this request is being worked on."))


def reserve(user: int, key: str, digest: str, now: datetime.datetime) -> Reservation | Answer:
    """Return a reservation of the key, or the answer that was given before."""
    mine = KeptAnswer.objects.filter(user_id=user, key=key)
    mine.filter(created_at__lt=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            row = KeptAnswer.objects.create(
                user_id=user, key=key, request_digest=digest, status=RESERVED, created_at=now
            )
    except IntegrityError:
        return earlier(user, key, digest, now)
    return Reservation(row.pk, row.created_at)


def earlier(user: int, key: str, digest: str, now: datetime.datetime) -> Reservation | Answer:
    """Return the earlier request's answer, or take its key over where it died undone."""
    row = KeptAnswer.objects.filter(user_id=user, key=key).first()
    if row is None:
        raise StillWorking(_("The same request was just refused. Send it again."))
    if not hmac.compare_digest(row.request_digest, digest):
        raise KeyReused
    if row.status == DONE:
        raise StillWorking(_("This was done, but its answer was lost. Look before you repeat it."))
    if row.status != RESERVED:
        return Answer(row.status, row.body or "", row.etag)
    if row.created_at > now - GIVEN_UP_AFTER or not take_over(row, now):
        raise StillWorking(_("The same request is being worked on. Ask again in a moment."))
    return Reservation(row.pk, now)


def take_over(row: KeptAnswer, now: datetime.datetime) -> bool:
    """Whether the key of a request that died could be taken over by this one."""
    undone = KeptAnswer.objects.filter(pk=row.pk, status=RESERVED, created_at=row.created_at)
    return bool(undone.update(created_at=now))


def digest_of(parts: Iterable[bytes]) -> str:
    """Return the keyed digest of a request, for a plain one would let a password be guessed."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"request", hashlib.sha256)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
