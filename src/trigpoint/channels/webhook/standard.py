"""Signing and posting a message as Standard Webhooks 1.0 says (standardwebhooks.com).

The signature is base64(HMAC-SHA256(key, id + "." + timestamp + "." + body)); the key is the base64
behind `whsec_`. While a key is being replaced, both sign, parted by a space.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping

from trigpoint.channels.said import Refusal
from trigpoint.net import Fetch
from trigpoint.services.outlets.parcels import Parcel

PREFIX = "whsec_"
GONE = 410
"""The status with which a receiver says that it wants no more."""


class Unanswered(Exception):  # noqa: N818 - an answer of the receiver, not a fault
    """The receiver answered, but did not say that it has the message; it is tried again."""


def send(parcel: Parcel, number: str, now: int, fetch: Fetch) -> None:
    """Post a message; `number` stays the same however often it is tried, `now` is of this try.

    Raises:
        Refusal: where the receiver wants no more.
        Unanswered: for any answer but 2xx.
        NotReached: where nothing came back.
    """
    body = json.dumps(
        {"type": parcel.topic, "timestamp": parcel.at.isoformat(), "data": parcel.data},
        separators=(",", ":"),
    ).encode()
    answer = fetch("POST", parcel.address, headers(parcel.secrets, number, now, body), body)
    if answer.status == GONE:
        raise Refusal("410 Gone", bounced=True)
    if not 200 <= answer.status < 300:
        message = f"the receiver answered {answer.status}"
        raise Unanswered(message)


def headers(secrets: Iterable[str], number: str, now: int, body: bytes) -> Mapping[str, str]:
    """Return the headers of a message at a moment, in seconds since 1970."""
    signatures = " ".join(f"v1,{signed(key, number, now, body)}" for key in secrets)
    return {
        "Content-Type": "application/json",
        "webhook-id": number,
        "webhook-timestamp": str(now),
        "webhook-signature": signatures,
    }


def signed(secret: str, number: str, now: int, body: bytes) -> str:
    """Return the signature under one key."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = b".".join((number.encode(), str(now).encode(), body))
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
