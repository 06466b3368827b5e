"""The mapping: what the columns of a file become. Everything it does not name stays outside.

It is frozen and checked; `load_mapping` in `recipe.py` makes one from YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Category, Field, SurveyKind


class Shape(StrEnum):
    """What one row of the file is."""

    STATE = "state"
    """The ticket's whole state after a change: a row per change of state."""
    TICKET = "ticket"
    """A ticket as it is now: a row per ticket."""
    CHANGE = "change"
    """One field that took a new value: a row per change of a field."""
    MESSAGE = "message"
    """Something written on a ticket: a row per message."""
    SURVEY = "survey"
    """An answer to a survey, or a survey sent."""
    CALL = "call"
    """A call that was offered."""
    WORK = "work"
    """What somebody did from when to when: shifts and states of workforce management."""
    REVIEW = "review"
    """A review of how well somebody worked (QA)."""
    NUMBER = "number"
    """A number of a time: costs, visits of the help centre, customers, people of ours."""


class Kind(StrEnum):
    """What a cell is turned into."""

    KEY = "key"
    TIME = "time"
    WHOLE = "whole"
    TRUTH = "truth"
    STATUS = "status"
    QUEUE = "queue"
    PRIORITY = "priority"
    CHANNEL = "channel"
    AUTHOR = "author"
    FIELD = "field"
    SCORE = "score"
    TAGS = "tags"
    DOING = "doing"
    COUNTED = "counted"
    MONEY = "money"
    COMMENT = "comment"
    """What a customer wrote: never part of a record."""
    VALUE = "value"
    """The new value of a change: what it is depends on the field."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a column can be in a shape."""

    kind: Kind
    required: bool = False
    hashed: bool = False
    """Always reduced to a salted hash: it would say who a customer is."""


_KEY = Role(Kind.KEY)
_TIME = Role(Kind.TIME)
_NEEDED_KEY = Role(Kind.KEY, required=True)
_NEEDED_TIME = Role(Kind.TIME, required=True)
_REQUESTER = Role(Kind.KEY, hashed=True)
_ORIGIN: Mapping[str, Role] = {"language": _KEY, "site": _KEY}
_STATE: Mapping[str, Role] = {
    "assignee": _KEY,
    "queue": Role(Kind.QUEUE),
    "priority": Role(Kind.PRIORITY),
    "channel": Role(Kind.CHANNEL),
    **_ORIGIN,
    "tags": Role(Kind.TAGS),
    "requester": _REQUESTER,
    "first_replied_at": _TIME,
    "score": Role(Kind.SCORE),
    "answered_at": _TIME,
}

_WHOSE: Mapping[str, Role] = {
    "assignee": _KEY,
    "queue": Role(Kind.QUEUE),
    "channel": Role(Kind.CHANNEL),
}

COMMENT = "comment"
"""The role of what a customer wrote with an answer to a survey."""

ROLES: Mapping[Shape, Mapping[str, Role]] = {
    Shape.STATE: {
        "ticket": _NEEDED_KEY,
        "at": _NEEDED_TIME,
        "status": Role(Kind.STATUS, required=True),
        "seq": Role(Kind.WHOLE),
        "created_at": _TIME,
        "actor": _KEY,
        **_STATE,
    },
    Shape.TICKET: {
        "ticket": _NEEDED_KEY,
        "created_at": _NEEDED_TIME,
        "seen_at": _TIME,
        "status": Role(Kind.STATUS),
        "outbound": Role(Kind.TRUTH),
        "solved_at": _TIME,
        "closed_at": _TIME,
        **_STATE,
    },
    Shape.CHANGE: {
        "ticket": _NEEDED_KEY,
        "at": _NEEDED_TIME,
        "field": Role(Kind.FIELD, required=True),
        "value": Role(Kind.VALUE, required=True),
        "old": Role(Kind.VALUE),
        "seq": Role(Kind.WHOLE),
        "actor": _KEY,
        "author": Role(Kind.AUTHOR),
        "created_at": _TIME,
        "requester": _REQUESTER,
    },
    Shape.MESSAGE: {
        "ticket": _NEEDED_KEY,
        "at": _NEEDED_TIME,
        "author": Role(Kind.AUTHOR, required=True),
        "public": Role(Kind.TRUTH, required=True),
        "seq": Role(Kind.WHOLE),
        "actor": _KEY,
        "created_at": _TIME,
        "channel": Role(Kind.CHANNEL),
        "requester": _REQUESTER,
    },
    Shape.SURVEY: {
        "rating": _NEEDED_KEY,
        "score": Role(Kind.SCORE, required=True),
        "sent_at": _NEEDED_TIME,
        "answered_at": _TIME,
        "ticket": _KEY,
        COMMENT: Role(Kind.COMMENT),
        "assignee": _KEY,
        "queue": Role(Kind.QUEUE),
        "channel": Role(Kind.CHANNEL),
    },
    Shape.CALL: {
        "call": _NEEDED_KEY,
        "offered_at": _NEEDED_TIME,
        "ended_at": _NEEDED_TIME,
        "answered_at": _TIME,
        "talk": Role(Kind.WHOLE),
        "hold": Role(Kind.WHOLE),
        "after": Role(Kind.WHOLE),
        "outbound": Role(Kind.TRUTH),
        **_WHOSE,
        **_ORIGIN,
    },
    Shape.WORK: {
        "assignee": _NEEDED_KEY,
        "doing": Role(Kind.DOING, required=True),
        "started_at": _NEEDED_TIME,
        "ended_at": _NEEDED_TIME,
        "ticket": _KEY,
        "queue": Role(Kind.QUEUE),
        "channel": Role(Kind.CHANNEL),
    },
    Shape.REVIEW: {
        "review": _NEEDED_KEY,
        "reviewed_at": _NEEDED_TIME,
        "points": Role(Kind.WHOLE, required=True),
        "possible": Role(Kind.WHOLE, required=True),
        "failed": Role(Kind.TRUTH),
        "question": _KEY,
        "weight": Role(Kind.WHOLE),
        "ticket": _KEY,
        **_WHOSE,
    },
    Shape.NUMBER: {
        "entry": _NEEDED_KEY,
        "counted": Role(Kind.COUNTED, required=True),
        "at": _NEEDED_TIME,
        "amount": Role(Kind.WHOLE),
        "of": Role(Kind.WHOLE),
        "cost": Role(Kind.MONEY),
        "currency": _KEY,
        "seen_at": _TIME,
        "queue": Role(Kind.QUEUE),
        **_ORIGIN,
    },
}
"""What columns can be, shape by shape. `custom.NAME` and `due.TARGET` come on top (`role_of`)."""

WITH_CUSTOM = frozenset({Shape.STATE, Shape.TICKET})
WITH_DUE = frozenset({Shape.STATE, Shape.TICKET})
DUE = ("due.first_reply", "due.resolution")
"""What a row can promise: of an update or a next reply it does not say which one it means."""


def role_of(shape: Shape, name: str) -> Role | None:
    """Return what `name` means in a shape, or None where it means nothing."""
    group, _dot, rest = name.partition(".")
    if rest and group == "custom" and shape in WITH_CUSTOM:
        return _KEY
    if name in DUE and shape in WITH_DUE:
        return _TIME
    return ROLES[shape].get(name)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: one column, several that are joined, or a constant.

    Several columns are joined by a space for a time (date and time apart), by " / " otherwise.
    `hashed` reduces the value to a salted hash; `split` separates the tags of one cell.
    """

    columns: tuple[str, ...] = ()
    value: str | None = None
    hashed: bool = False
    split: str = ","


class End(StrEnum):
    """An end of a scale."""

    LOWEST = "lowest"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class Survey:
    """The question asked and its scale, both ends included.

    `turned` is a scale on which the lowest answer is the best one, as where much effort is high.
    """

    kind: SurveyKind = SurveyKind.CSAT
    lowest: int = 1
    highest: int = 5
    name: str = "default"
    turned: bool = False

    def score(self, told: int | None) -> int | None:
        """Return an answer on the same scale with the best at its top; None stays None."""
        return self.lowest + self.highest - told if self.turned and told is not None else told


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is to be opened, where it does not say so itself.

    A byte order mark wins over `encoding`; without both it is UTF-8. The delimiter is found where
    None; the sheet is the first visible one where None.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


CREATED = "created"
"""In `fields`: the row says that the ticket was opened."""

CUSTOM = "custom."
"""In `fields`: the beginning of a custom field's target, as in `custom.plan`."""


@dataclass(frozen=True, slots=True)
class FileMapping:
    """What a file's columns and words become. Keys of word lists are folded (`fold`).

    `queues`, `priorities` and `channels`, where given, are complete: another word is a problem.
    `fields` is an allow-list: changes of fields that it does not name stay outside.
    """

    shape: Shape
    columns: Mapping[str, Source]
    name: str = ""
    statuses: Mapping[str, Category] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    """Folded word of the source to a `Field`, to `created`, or to `custom.NAME`."""
    authors: Mapping[str, Author] = field(default_factory=dict)
    doings: Mapping[str, Doing] = field(default_factory=dict)
    """Folded words beside ours for what somebody did."""
    scores: Mapping[str, int] = field(default_factory=dict)
    queues: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    survey: Survey = Survey()
    formats: tuple[str, ...] = ("iso",)
    zone: str = "Etc/UTC"
    keep_before_opening: bool = False
    """Whether a change stamped before its ticket's opening is kept as it is, or refused."""
    nulls: frozenset[str] = frozenset()
    """Words that mean "nothing here", beside the empty cell."""
    layout: Layout = Layout()


def used_columns(mapping: FileMapping) -> frozenset[str]:
    """Return the names of all columns that the mapping reads."""
    return frozenset(name for source in mapping.columns.values() for name in source.columns)


FIELD_TARGETS: tuple[str, ...] = (
    CREATED,
    *(
        target.value
        for target in (
            Field.STATUS,
            Field.ASSIGNEE,
            Field.QUEUE,
            Field.PRIORITY,
            Field.CHANNEL,
            Field.LANGUAGE,
            Field.SITE,
            Field.TAG_ADDED,
            Field.TAG_REMOVED,
        )
    ),
)


def fold(word: str) -> str:
    """Return the word as word lists compare it: whatever the case, spaces and TRUE or True."""
    return " ".join(word.split()).casefold()
