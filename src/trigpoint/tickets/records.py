"""The records that any connector yields: what the engine knows of a help desk, and all it knows.

A record is reduced at the door. It holds no body, no subject and no customer's identity; where a
KPI has to recognise a customer, `requester` is a salted hash that the connector makes.

Rules that hold for every record:

- Times are integer seconds since 1970 UTC. A time before 1970 or after the year 2200 is refused.
- `ticket`, `queue`, `account` and every other key is the source's own id, as a string that is not
  empty. Keys are unique within a source; two sources never mix.
- `None` means: there is none (an unassigned ticket has `assignee=None`), or the source never says.
- `seq` orders what happened in the same second. Where the source has no order, leave it 0.
- Yielding a record twice, late, or in another order changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trigpoint.core.text import Text
from trigpoint.tickets.beside import Call, Entry, Review, Stretch


class Category(StrEnum):
    """What a status means, whatever the help desk calls it."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    """Waiting for the customer."""
    HOLD = "hold"
    """Waiting for a third party."""
    SOLVED = "solved"
    CLOSED = "closed"
    DELETED = "deleted"
    SPAM = "spam"
    MERGED = "merged"
    """Merged into another ticket: the other one counts, this one does not."""


class Author(StrEnum):
    """Who acts: only `AGENT` is a human of ours."""

    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"


class Field(StrEnum):
    """The fields of a ticket whose changes the engine follows."""

    STATUS = "status"
    """The new value is a `Category`."""
    ASSIGNEE = "assignee"
    QUEUE = "queue"
    PRIORITY = "priority"
    CHANNEL = "channel"
    LANGUAGE = "language"
    SITE = "site"
    TAG_ADDED = "tag_added"
    TAG_REMOVED = "tag_removed"
    CUSTOM = "custom"
    """`name` says which custom field."""


class Step(StrEnum):
    """What happens to a promise (SLA target) of a ticket."""

    APPLIED = "applied"
    FULFILLED = "fulfilled"
    BREACHED = "breached"
    CANCELLED = "cancelled"


INFERRED = "inferred"
"""The name of a change that was found by comparing two looks at a ticket."""


class SurveyKind(StrEnum):
    """The question a survey asks."""

    CSAT = "csat"
    NPS = "nps"
    CES = "ces"
    ENPS = "enps"
    """Asked of people of ours, not of customers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A ticket's whole state from `at` on: for sources with a row per change of state.

    The engine derives the changes by comparing neighbours in (`at`, `seq`). `created_at` is when
    the ticket was opened, the same in all its rows; without it the first row is the creation.
    """

    ticket: str
    at: int
    category: Category
    seq: int = 0
    created_at: int | None = None
    assignee: str | None = None
    queue: str | None = None
    priority: str | None = None
    channel: str | None = None
    tags: tuple[str, ...] = ()
    custom: Mapping[str, str] = field(default_factory=dict)
    requester: str | None = None
    actor: str | None = None
    language: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    """A ticket as one row: for sources without history, and for creations in an event log.

    `assignee` .. `category` are the state at `seen_at` (when the source was read, or the row last
    changed); with no history beside them they are taken to have held from the creation on, and
    what is derived from that is marked as inferred. Of several rows of a ticket the one
    seen last holds; of those seen in the same second, one that has a category. With `Change`
    records beside it, those decide and the row only fills what they leave open: `category` None
    and so on is then the right value for a pure creation.
    `outbound` is a ticket that an agent opened towards a customer.
    """

    ticket: str
    created_at: int
    seen_at: int
    category: Category | None = None
    assignee: str | None = None
    queue: str | None = None
    priority: str | None = None
    channel: str | None = None
    tags: tuple[str, ...] = ()
    custom: Mapping[str, str] = field(default_factory=dict)
    requester: str | None = None
    outbound: bool = False
    first_replied_at: int | None = None
    solved_at: int | None = None
    """The last solve, if the ticket is solved now."""
    closed_at: int | None = None
    language: str | None = None
    """What is spoken in it, in the source's own word: `de`, `German`."""
    site: str | None = None
    """Which place of the customer, or ours, it is about: a branch, a shop, a plant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a ticket takes a new value at `at`: for sources with a log of changes.

    `value` is the new one (None clears it). `field` CUSTOM needs `name`; TAG_ADDED and
    TAG_REMOVED carry the tag in `value`; STATUS carries a `Category`. `old` is what the source
    says was there before; it is used only for the state before a ticket's first change. A change
    of another field with the `name` INFERRED was not told but found by looking twice: it happened
    some time before `at`.
    """

    ticket: str
    at: int
    field: Field
    value: str | None
    seq: int = 0
    old: str | None = None
    name: str | None = None
    actor: str | None = None
    author: Author = Author.AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something was written on a ticket; never what. `public` is what the customer can see."""

    ticket: str
    at: int
    author: Author
    public: bool
    seq: int = 0
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A step of one SLA target of a ticket, e.g. `target="first_reply"` or `"resolution"`.

    With APPLIED comes `due_at`. Sources that log FULFILLED or BREACHED yield those too; without
    them the engine decides: `first_reply` and `next_reply` are fulfilled by the first public reply
    of a human from then on, `resolution` by the solve. Any other target counts only by what the
    source logs. `cycle` tells repeated runs of the same target apart.
    """

    ticket: str
    at: int
    target: str
    step: Step
    due_at: int | None = None
    cycle: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """An answer to a survey, or (with `answered_at` None) a survey sent and not answered.

    `rating` is the response's own key: a later record with the same key replaces an earlier one
    (customers change their mind; the last `answered_at` holds, and the first `sent_at`).
    `score` is on the scale `lowest`..`highest`, of which the highest is the best: a connector turns
    round what was asked the other way. A score outside it is an invalid answer, kept and not
    counted. Agent and queue are those of the ticket when the survey was sent, unless given here.
    """

    rating: str
    kind: SurveyKind
    sent_at: int
    answered_at: int | None = None
    score: int | None = None
    lowest: int = 1
    highest: int = 5
    survey: str = "default"
    ticket: str | None = None
    assignee: str | None = None
    queue: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Someone who acts in the source: agents, bots. Never a customer. The one seen last holds."""

    account: str
    name: str
    seen_at: int
    author: Author = Author.AGENT
    email: str | None = None
    """Only to propose which person this is."""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A group of the help desk that tickets wait in. The one seen last holds."""

    queue: str
    name: str
    seen_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One span of opening hours: `weekday` 0 is Monday; `opens`, `closes` seconds of local day.

    `closes` may be 86400. Valid on local days from `first` to `last` (ISO dates, both included;
    None is unbounded).
    """

    weekday: int
    opens: int
    closes: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Working hours in an IANA zone, with holidays as ISO dates. The one seen last holds."""

    schedule: str
    name: str
    zone: str
    openings: tuple[Opening, ...]
    seen_at: int
    holidays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHours:
    """From `since` on, this queue works by this schedule; `queue` None is every other queue."""

    queue: str | None
    schedule: str | None
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that a connector could not turn into a record: kept with its reason, never guessed.

    `line` is its place in the file, or its id; `code` a stable word for the reason; `reason` the
    sentence shown, with the offending column, never the row's content. The one
    exception is a `value` that the cure has to name: a state from the help desk's own list, short;
    `setting` is the setting in which to say what it means.
    """

    line: str
    code: str
    reason: Text
    value: str = ""
    setting: str = ""


Record = (
    Snapshot
    | TicketRow
    | Change
    | Message
    | Promise
    | Rating
    | Account
    | Queue
    | Schedule
    | QueueHours
    | Call
    | Stretch
    | Review
    | Entry
    | Refused
)
