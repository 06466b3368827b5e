"""What chats ask of us: for which app, taken once, and by whose account."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from trigpoint.core.delivery.events import Channel
from trigpoint.services.actor import Actor, for_user, through
from trigpoint.services.chats import chats
from trigpoint.services.errors import NotThere
from trigpoint.services.people.tokens import digest_of
from trigpoint.store.models import Chat, ChatTie, SeenRequest, User

KEPT = datetime.timedelta(days=1)
"""Longer than any signature is good, and than a chat sends an event again."""


@dataclass(frozen=True, slots=True)
class App:
    """An organisation's app in a chat, with its keys."""

    row: Chat
    channel: Channel
    keys: Mapping[str, str]


def app(public_id: str) -> App:
    """Return an app in a chat, or raise `NotThere`."""
    rows = Chat.objects.filter(public_id=public_id, retired=False).select_related("organisation")
    found = rows.first()
    if found is None:
        raise NotThere
    return App(found, Channel(found.kind_of_chat), chats.keys_of(found))


def take(app: App, marks: Iterable[str], now: datetime.datetime) -> bool:
    """Note that a request is taken; return whether it was not before."""
    rows = [SeenRequest(chat=app.row, digest=digest_of(mark), at=now) for mark in marks]
    try:
        with transaction.atomic():
            SeenRequest.objects.bulk_create(rows)
    except IntegrityError:
        return False
    return True


def forget(now: datetime.datetime) -> int:
    """Forget requests that are too old to be taken anyway; return how many."""
    return SeenRequest.objects.filter(at__lt=now - KEPT).delete()[0]


def speaker(app: App, account: str) -> Actor | None:
    """Return whose account it is, as they are logged in; None where nobody has tied it.

    Who has left or may not log in any more is nobody.
    """
    ties = ChatTie.objects.filter(
        organisation=app.row.organisation,
        channel=app.channel.value,
        account=account,
        confirmed_at__isnull=False,
    )
    tie = ties.exclude(account="").select_related("person").first()
    if tie is None or tie.person.retired:
        return None
    user = User.objects.filter(person=tie.person, is_active=True).first()
    if user is None:
        return None
    actor = through(for_user(user, timezone.now()), "chat")
    left = tie.person.valid_to is not None and tie.person.valid_to <= actor.today
    return None if left else actor
