"""Rows that are no tickets: calls, stretches of work, reviews, numbers of a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from trigpoint.connectors.files.mapping import FileMapping, Shape
from trigpoint.connectors.files.problems import Bad, Code
from trigpoint.core.text import _
from trigpoint.tickets.beside import Call, Entry, EntryKind, Review, Stretch
from trigpoint.tickets.records import Record

Values = dict[str, Any]
Turn = Callable[[Values], Values]


class _Plain:
    """A row is one record, or is refused."""

    def __init__(self, build: Callable[[Values], Record], turn: Turn | None = None) -> None:
        self.left_out: Counter[str] = Counter()
        self._build = build
        self._turn = turn

    def __call__(self, values: Values) -> list[Record]:
        return [self._build(self._turn(values) if self._turn else values)]


class _OneDay:
    """Times that share one column of days: what lies before its begin is of the next day.

    So it is with a shift from 22:00 to 6:00, whose row has one day.
    """

    def __init__(self, mapping: FileMapping, began: str, later: tuple[str, ...]) -> None:
        day = mapping.columns[began].columns[:1]
        joined = {role for role, source in mapping.columns.items() if len(source.columns) > 1}
        shared = (role for role in later if role in joined)
        self._began = began
        self._later = [
            role for role in shared if began in joined and mapping.columns[role].columns[:1] == day
        ]
        self._zone = ZoneInfo(mapping.zone)

    def __call__(self, values: Values) -> Values:
        for role in self._later:
            if values[role] is not None and values[role] < values[self._began]:
                values[role] = self._next_day(values[role])
        return values

    def _next_day(self, at: int) -> int:
        """Return the same time of day on the next day, also where the clock changes between."""
        local = datetime.fromtimestamp(at, self._zone) + timedelta(days=1)
        return int(local.timestamp())


def in_order(values: Values, began: str, ended: str) -> None:
    """Refuse what ends before it begins. Raises Bad."""
    if values[ended] is not None and values[ended] < values[began]:
        raise Bad(
            Code.ORDER,
            _("This lies before its begin."),
            _("Correct it in the source."),
            ended,
        )


def _whose(values: Values) -> dict[str, Any]:
    return {
        "account": values.get("assignee"),
        "queue": values.get("queue"),
        "channel": values.get("channel"),
    }


def _origin(values: Values) -> dict[str, Any]:
    return {"language": values.get("language"), "site": values.get("site")}


def _call(values: Values) -> Record:
    in_order(values, "offered_at", "ended_at")
    answered = values.get("answered_at")
    if answered is not None:
        in_order(values, "offered_at", "answered_at")
        in_order(values, "answered_at", "ended_at")
    return Call(
        call=values["call"],
        offered_at=values["offered_at"],
        answered_at=answered,
        ended_at=values["ended_at"],
        outbound=values.get("outbound", False),
        **{name: values.get(name, 0) for name in ("talk", "hold", "after")},
        **_whose(values),
        **_origin(values),
    )


def _work(values: Values) -> Record:
    in_order(values, "started_at", "ended_at")
    return Stretch(
        account=values["assignee"],
        doing=values["doing"],
        started_at=values["started_at"],
        ended_at=values["ended_at"],
        ticket=values.get("ticket"),
        queue=values.get("queue"),
        channel=values.get("channel"),
    )


def _review(values: Values) -> Record:
    if values["points"] > values["possible"]:
        raise Bad(
            Code.NUMBER,
            _("There are more points than were possible."),
            _("Correct it in the source."),
            "points",
        )
    return Review(
        review=values["review"],
        reviewed_at=values["reviewed_at"],
        points=values["points"],
        possible=values["possible"],
        failed=values.get("failed", False),
        question=values.get("question"),
        weight=values.get("weight", 1),
        ticket=values.get("ticket"),
        **_whose(values),
    )


def _number(values: Values) -> Record:
    is_cost = values["counted"] is EntryKind.COST
    needed = ("cost", "currency") if is_cost else ("amount", "of")
    for name in needed:
        if values.get(name) is None:
            what = _("For “{word}”, “{name}” is needed.", word=values["counted"].value, name=name)
            raise Bad(Code.MISSING_VALUE, what, _("Fill it in the source."), name)
    return Entry(
        entry=values["entry"],
        kind=values["counted"],
        at=values["at"],
        amount=values["cost"] if is_cost else values["amount"],
        of=0 if is_cost else values["of"],
        currency=values["currency"].upper() if is_cost else None,
        queue=values.get("queue"),
        seen_at=values.get("seen_at") or 0,
        **_origin(values),
    )


BESIDE: Mapping[Shape, Callable[[FileMapping], _Plain]] = {
    Shape.CALL: lambda mapping: _Plain(
        _call, _OneDay(mapping, "offered_at", ("answered_at", "ended_at"))
    ),
    Shape.WORK: lambda mapping: _Plain(_work, _OneDay(mapping, "started_at", ("ended_at",))),
    Shape.REVIEW: lambda _mapping: _Plain(_review),
    Shape.NUMBER: lambda _mapping: _Plain(_number),
}
