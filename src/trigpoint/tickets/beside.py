"""Records beside the tickets: calls, stretches of work, reviews, and entries of a ledger.

They hold by the same rules as those of `records`: no text, no customer, times in seconds since
1970, durations in seconds, and what comes twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Doing(StrEnum):
    """What somebody does in a stretch of time."""

    HANDLING = "handling"
    """At work on a ticket, a chat or a call."""
    AVAILABLE = "available"
    """Waiting for work, signed in."""
    AWAY = "away"
    """Signed in, and neither: a break, a training."""
    SHIFT = "shift"
    """Planned to work, as workforce management says."""


class EntryKind(StrEnum):
    """What a ledger's entry counts: `amount` out of `of`."""

    COST = "cost"
    """Hundredths of `currency` that support cost; `of` is not used."""
    HELP_CENTRE = "help_centre"
    """Visits of the help centre that ended without a ticket, of all visits."""
    CUSTOMERS = "customers"
    """Customers lost, of those who were there at the start."""
    STAFF = "staff"
    """People who left, of those who were there on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that was offered. Without `answered_at` nobody took it: the customer gave up.

    `talk`, `hold` and `after` are seconds. Of several with one key the one that ended last holds;
    of those that ended in the same second, one that says more of `language` and `site`.
    """

    call: str
    offered_at: int
    ended_at: int
    answered_at: int | None = None
    account: str | None = None
    queue: str | None = None
    channel: str | None = None
    talk: int = 0
    hold: int = 0
    after: int = 0
    outbound: bool = False
    language: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What an account did from `started_at` to `ended_at`; `ticket` is what it worked on.

    Several at once are right: three chats at the same time are three stretches. Of several that
    begin alike the longest holds.
    """

    account: str
    doing: Doing
    started_at: int
    ended_at: int
    ticket: str | None = None
    queue: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Somebody looked at how well an account did: `points` of the `possible` that applied.

    It is the whole review, or one `question` of it: then points and what was possible count as
    often as `weight` says, and one that did not apply has nothing possible. `failed` is a fault for
    which the whole review counts nothing. The one made last holds, of each question.
    """

    review: str
    reviewed_at: int
    points: int
    possible: int
    failed: bool = False
    question: str | None = None
    weight: int = 1
    account: str | None = None
    queue: str | None = None
    ticket: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A number of a time that begins at `at`, typed into a file; the one seen last holds.

    Of those seen in the same second it is one that says more of `language` and `site`.
    """

    entry: str
    kind: EntryKind
    at: int
    amount: int
    of: int = 0
    currency: str | None = None
    queue: str | None = None
    seen_at: int = 0
    language: str | None = None
    site: str | None = None
