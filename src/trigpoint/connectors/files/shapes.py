"""Converted values of a row to records, shape by shape.

A builder takes the values of a row by role and returns its records. What spans several cells of a
row is checked here; a builder raises `Bad` with the role it means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from trigpoint.connectors.files.cells import Memo, key, meaning, renamed
from trigpoint.connectors.files.mapping import CREATED, CUSTOM, FileMapping, Shape
from trigpoint.connectors.files.problems import Bad, Code, shorten
from trigpoint.connectors.files.shapes_beside import BESIDE, Values
from trigpoint.core.text import _
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Promise,
    Rating,
    Record,
    Snapshot,
    Step,
    TicketRow,
)

ENDED = frozenset({Category.SOLVED, Category.CLOSED})
MOST_WORDS = 1_000
STATE_FIELDS = (
    "assignee", "queue", "priority", "channel", "language", "site", "tags", "requester",
)  # fmt: skip


class Builder(Protocol):
    """Turns the values of a row into its records."""

    left_out: Counter[str]
    """Rows that the mapping leaves outside on purpose, by the word that they carry."""

    def __call__(self, values: Values) -> list[Record]:
        """Return the records of a row. Raises Bad."""


def builder(mapping: FileMapping) -> Builder:
    """Return the builder of a mapping's shape."""
    return _BUILDERS[mapping.shape](mapping)


def not_before(opened: int | None, moment: int | None, role: str) -> None:
    """Refuse what lies before the ticket's opening. Raises Bad."""
    if opened is not None and moment is not None and moment < opened:
        raise Bad(
            Code.BEFORE_OPENING,
            _(
                "This lies before its ticket was opened, by {minutes} minutes.",
                minutes=-(-(opened - moment) // 60),
            ),
            _("Correct it in the source, or write “before_opening: keep” under “dates”."),
            role,
        )


class _Whole:
    """What rows of a whole ticket share: custom fields, promises, a survey's answer."""

    def __init__(self, mapping: FileMapping) -> None:
        self.left_out: Counter[str] = Counter()
        self._strict = not mapping.keep_before_opening
        self._survey = mapping.survey
        names = mapping.columns
        self._fields = [name for name in STATE_FIELDS if name in names]
        self._custom = _inner(names, "custom")
        self._due = _inner(names, "due")
        self._scored = "score" in names

    def state(self, values: Values) -> Values:
        """Return the record fields that both kinds of row have."""
        found = {name: values[name] for name in self._fields}
        if self._custom:
            pairs = ((short, values[name]) for name, short in self._custom)
            found["custom"] = {short: value for short, value in pairs if value is not None}
        return found

    def beside(self, values: Values, opened: int, at: int) -> list[Record]:
        """Return the promises and the answer that stand in the row."""
        ticket = values["ticket"]
        found: list[Record] = [
            Promise(ticket=ticket, at=opened, target=target, step=Step.APPLIED, due_at=due)
            for name, target in self._due
            if (due := values[name]) is not None
        ]
        if self._scored and values["score"] is not None:
            answered = values.get("answered_at") or at
            found.append(
                Rating(
                    rating=ticket,
                    ticket=ticket,
                    sent_at=answered,
                    answered_at=answered,
                    score=self._survey.score(values["score"]),
                    kind=self._survey.kind,
                    lowest=self._survey.lowest,
                    highest=self._survey.highest,
                    survey=self._survey.name,
                )
            )
        return found


def _inner(names: Mapping[str, object], group: str) -> list[tuple[str, str]]:
    return [(name, name.partition(".")[2]) for name in names if name.startswith(f"{group}.")]


class _State(_Whole):
    """A row per change of state: a snapshot, and the first reply where the row states it."""

    def __call__(self, values: Values) -> list[Record]:
        at, opened, ticket = values["at"], values.get("created_at"), values["ticket"]
        replied = values.get("first_replied_at")
        if self._strict:
            not_before(opened, at, "at")
            not_before(opened, replied, "first_replied_at")
        records: list[Record] = [
            Snapshot(
                ticket=ticket,
                at=at,
                category=values["status"],
                seq=values.get("seq", 0),
                created_at=opened,
                actor=values.get("actor"),
                **self.state(values),
            )
        ]
        if replied is not None:
            records.append(Message(ticket=ticket, at=replied, author=Author.AGENT, public=True))
        if self._due or self._scored:
            records += self.beside(values, at if opened is None else opened, at)
        return records


class _Ticket(_Whole):
    """A row per ticket. Seen when the row says, else at the latest time that it states."""

    def __call__(self, values: Values) -> list[Record]:
        opened, category = values["created_at"], values.get("status")
        ended = category is None or category in ENDED
        replied = values.get("first_replied_at")
        solved = values.get("solved_at") if ended else None
        closed = values.get("closed_at") if ended else None
        if self._strict:
            not_before(opened, replied, "first_replied_at")
            not_before(opened, solved, "solved_at")
            not_before(opened, closed, "closed_at")
        seen = values.get("seen_at")
        if seen is None:
            seen = max(opened, replied or 0, solved or 0, closed or 0)
        row = TicketRow(
            ticket=values["ticket"],
            created_at=opened,
            seen_at=seen,
            category=category,
            outbound=values.get("outbound", False),
            first_replied_at=replied,
            solved_at=solved,
            closed_at=closed,
            **self.state(values),
        )
        return [row, *self.beside(values, opened, seen)]


def _opening(values: Values) -> list[Record]:
    """Return the pure creation of a ticket whose history stands in other rows."""
    opened = values.get("created_at")
    if opened is None:
        return []
    return [
        TicketRow(
            ticket=values["ticket"],
            created_at=opened,
            seen_at=opened,
            channel=values.get("channel"),
            requester=values.get("requester"),
        )
    ]


class _Change:
    """A row per changed field."""

    def __init__(self, mapping: FileMapping) -> None:
        self.left_out: Counter[str] = Counter()
        self._strict = not mapping.keep_before_opening
        self._values: dict[Field, Callable[[Any], Any]] = {
            Field.STATUS: Memo(
                meaning(mapping.statuses, Code.UNKNOWN_STATUS, "statuses")
            ).__getitem__,
            Field.QUEUE: Memo(renamed(mapping.queues, Code.UNKNOWN_QUEUE, "queues")).__getitem__,
            Field.PRIORITY: Memo(
                renamed(mapping.priorities, Code.UNKNOWN_WORD, "priorities")
            ).__getitem__,
            Field.CHANNEL: Memo(
                renamed(mapping.channels, Code.UNKNOWN_WORD, "channels")
            ).__getitem__,
        }

    def __call__(self, values: Values) -> list[Record]:
        target: str = values["field"]
        if target.startswith("?"):
            self._leave_out(shorten(target[1:]))
            return []
        if self._strict:
            not_before(values.get("created_at"), values["at"], "at")
        if target == CREATED:
            return _opening(values | {"created_at": values["at"]})
        return [*_opening(values), self._change(target, values)]

    def _leave_out(self, word: str) -> None:
        if word in self.left_out or len(self.left_out) < MOST_WORDS:
            self.left_out[word] += 1

    def _change(self, target: str, values: Values) -> Change:
        custom = target.startswith(CUSTOM)
        field = Field.CUSTOM if custom else Field(target)
        value = self._value(field, values["value"], "value")
        if value is None and field in _NEVER_EMPTY:
            raise Bad(
                Code.MISSING_VALUE,
                _("Nothing stands here, and something has to."),
                _("Fill it in the source."),
                "value",
            )
        author = values.get("author") or Author.AGENT
        return Change(
            ticket=values["ticket"],
            at=values["at"],
            field=field,
            value=value,
            seq=values.get("seq", 0),
            old=self._value(field, values.get("old"), "old"),
            name=target.removeprefix(CUSTOM) if custom else None,
            actor=None if author is Author.CUSTOMER else values.get("actor"),
            author=author,
        )

    def _value(self, field: Field, cell: Any, role: str) -> Any:
        if cell is None:
            return None
        try:
            return self._values.get(field, key)(cell)
        except Bad as bad:
            bad.role = role
            raise


_NEVER_EMPTY = frozenset({Field.STATUS, Field.TAG_ADDED, Field.TAG_REMOVED})


class _Message:
    """A row per message; a customer's own account is left out."""

    def __init__(self, mapping: FileMapping) -> None:
        self.left_out: Counter[str] = Counter()
        self._strict = not mapping.keep_before_opening

    def __call__(self, values: Values) -> list[Record]:
        if self._strict:
            not_before(values.get("created_at"), values["at"], "at")
        author = values["author"]
        message = Message(
            ticket=values["ticket"],
            at=values["at"],
            author=author,
            public=values["public"],
            seq=values.get("seq", 0),
            actor=None if author is Author.CUSTOMER else values.get("actor"),
        )
        return [*_opening(values), message]


class _Survey:
    """A row per answer, or per survey sent: without a score it was not answered."""

    def __init__(self, mapping: FileMapping) -> None:
        self.left_out: Counter[str] = Counter()
        self._survey = mapping.survey

    def __call__(self, values: Values) -> list[Record]:
        score, sent = values["score"], values["sent_at"]
        answered = values.get("answered_at") or sent
        return [
            Rating(
                rating=values["rating"],
                kind=self._survey.kind,
                sent_at=sent,
                answered_at=None if score is None else answered,
                score=self._survey.score(score),
                lowest=self._survey.lowest,
                highest=self._survey.highest,
                survey=self._survey.name,
                ticket=values.get("ticket"),
                assignee=values.get("assignee"),
                queue=values.get("queue"),
                channel=values.get("channel"),
            )
        ]


_BUILDERS: Mapping[Shape, Callable[[FileMapping], Builder]] = {
    Shape.STATE: _State,
    Shape.TICKET: _Ticket,
    Shape.CHANGE: _Change,
    Shape.MESSAGE: _Message,
    Shape.SURVEY: _Survey,
    **BESIDE,
}
