"""Messages to programs, handed over by the outbox."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from trigpoint.channels.said import Refusal
from trigpoint.channels.webhook import standard
from trigpoint.core.delivery.outlets import POST
from trigpoint.jobs import outbox
from trigpoint.net import Client
from trigpoint.services.outlets import parcels

DEADLINE = 10
MOST_BYTES = 65_536


def client() -> Client:
    """Return what posts: receivers have ten seconds, and what they answer is short."""
    return Client(
        allowed=frozenset(settings.TRIGPOINT_ALLOW),
        timeout=DEADLINE,
        deadline=DEADLINE,
        most=MOST_BYTES,
    )


@outbox.target(POST)
def post(message: outbox.Message) -> None:
    """Post one message, unless nothing is to go there any more.

    What the other side does not take waits for its next try, behind it all that comes later.
    """
    now, outlet = timezone.now(), str(message.body["outlet"])
    parcel = parcels.opened(message.body, message.created_at, now)
    if parcel is None:
        return
    try:
        standard.send(parcel, message.id, int(now.timestamp()), client())
    except Exception as error:
        parcels.failed(outlet, str(error), now, gone=isinstance(error, Refusal))
        raise
    parcels.arrived(outlet)
