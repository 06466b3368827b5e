"""Rows that are no tickets: calls, stretches of work, reviews, numbers of a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from trigpoint.connectors.files.mapping import FileMapping, Shape
from trigpoint.connectors.files.problems import Bad, Code
from trigpoint.core.text import _
from trigpoint.tickets.beside import Call, Entry, EntryKind, Review, Stretch
from trigpoint.tickets.records import Record

Values = dict[str, Any]


class _Plain:
    """A row is one record, or is refused."""

    def __init__(self, build: Callable[[Values], Record]) -> None:
        self.left_out: Counter[str] = Counter()
        self._build = build

    def __call__(self, values: Values) -> list[Record]:
        return [self._build(values)]


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
    Shape.CALL: lambda _mapping: _Plain(_call),
    Shape.WORK: lambda _mapping: _Plain(_work),
    Shape.REVIEW: lambda _mapping: _Plain(_review),
    Shape.NUMBER: lambda _mapping: _Plain(_number),
}
