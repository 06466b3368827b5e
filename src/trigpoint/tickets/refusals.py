"""What is refused at the door, with its reason: a record the fold could only guess about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from trigpoint.core.text import Text, _
from trigpoint.tickets import beside, records
from trigpoint.tickets.records import Field, Refused, Step

FIRST = 0
MOST = 10**12
HEAVIEST = 1000
LAST = 7_258_118_400  # the first second of 2200
_TIMES = {"at", "created_at", "seen_at", "first_replied_at", "solved_at", "closed_at", "due_at"}
_TIMES |= {"sent_at", "answered_at", "since", "offered_at", "started_at", "ended_at", "reviewed_at"}
_COUNTS = {"talk", "hold", "after", "points", "possible", "weight", "amount", "of"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row: where it stood, a stable code, and the sentence to show.

    `value` and `setting` are what its cure names, as in `Refused`.
    """

    line: str
    code: str
    reason: Text
    value: str = ""
    setting: str = ""


def refusal(record: Any) -> Refusal | None:
    """Return why this record cannot be landed, or None where nothing is wrong with it."""
    if isinstance(record, Refused):
        return Refusal(record.line, record.code, record.reason, record.value, record.setting)
    kind: type = type(record)
    for check in _checks(kind):
        found = check(record)
        if found is not None:
            return found
    return None


@cache
def _checks(kind: type) -> tuple[Callable[[Any], Refusal | None], ...]:
    hints = get_type_hints(kind)
    times = [f.name for f in fields(kind) if f.name in _TIMES]
    texts = [f.name for f in fields(kind) if hints[f.name] in {str, str | None}]
    checks = [_time_check(times)] if times else []
    counts = [f.name for f in fields(kind) if f.name in _COUNTS]
    checks += [_count_check(counts)] if counts else []
    checks += [_text_check(texts, {name for name in texts if hints[name] is str})]
    return (*checks, *_OWN.get(kind, ()))


def _time_check(names: list[str]) -> Callable[[Any], Refusal | None]:
    values = _several(names)

    def check(record: object) -> Refusal | None:
        for name, value in zip(names, values(record), strict=True):
            if value is not None and not FIRST <= value < LAST:
                return _refuse(
                    record,
                    "time",
                    _("{field} lies before 1970 or after the year 2200.", field=name),
                )
        return None

    return check


def _count_check(names: list[str]) -> Callable[[Any], Refusal | None]:
    values = _several(names)

    def check(record: object) -> Refusal | None:
        for name, value in zip(names, values(record), strict=True):
            if not 0 <= value <= MOST:
                return _refuse(record, "number", _("{field} is below 0, or too large.", field=name))
        return None

    return check


def _text_check(names: list[str], needed: set[str]) -> Callable[[Any], Refusal | None]:
    values = _several(names)

    def check(record: object) -> Refusal | None:
        for name, value in zip(names, values(record), strict=True):
            if value == "" or (value is None and name in needed):
                return _refuse(record, "missing", _("{field} is missing.", field=name))
            if value is not None and ("\x00" in value or "\x1f" in value):
                return _refuse(
                    record, "unreadable", _("{field} holds unreadable characters.", field=name)
                )
        return None

    return check


def _several(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*names)
    return values if len(names) > 1 else lambda record: (values(record),)


def _status_known(record: records.Change) -> Refusal | None:
    if record.field != Field.STATUS or record.value in set(records.Category):
        return None
    return _refuse(record, "status", _("The status has no category of ours."))


def _custom_named(record: records.Change) -> Refusal | None:
    if record.field != Field.CUSTOM or record.name:
        return None
    return _refuse(record, "missing", _("{field} is missing.", field="name"))


def _promise_due(record: records.Promise) -> Refusal | None:
    if record.step != Step.APPLIED or record.due_at is not None:
        return None
    return _refuse(record, "missing", _("{field} is missing.", field="due_at"))


def _scale(record: records.Rating) -> Refusal | None:
    if record.lowest < record.highest:
        return None
    return _refuse(record, "scale", _("The scale's lowest score is not below its highest."))


def _ends(record: beside.Call | beside.Stretch) -> Refusal | None:
    began = record.offered_at if isinstance(record, beside.Call) else record.started_at
    if began <= record.ended_at:
        return None
    return _refuse(record, "order", _("It ends before it begins."))


def _answered(record: beside.Call) -> Refusal | None:
    if record.answered_at is None or record.offered_at <= record.answered_at <= record.ended_at:
        return None
    return _refuse(record, "order", _("The call was answered before it came, or after its end."))


def _points(record: beside.Review) -> Refusal | None:
    if record.points <= record.possible:
        return None
    return _refuse(record, "number", _("There are more points than were possible."))


def _weighs(record: beside.Review) -> Refusal | None:
    if record.weight <= HEAVIEST:
        return None
    return _refuse(record, "number", _("A question weighs at most {n}.", n=HEAVIEST))


def _part(record: beside.Entry) -> Refusal | None:
    if record.kind == beside.EntryKind.COST:
        if record.currency is not None:
            return None
        return _refuse(record, "missing", _("{field} is missing.", field="currency"))
    if record.amount <= record.of:
        return None
    return _refuse(record, "number", _("The part is larger than the whole."))


def _refuse(record: object, code: str, reason: Text) -> Refusal:
    names = ("ticket", "rating", "call", "review", "entry", "account")
    own = next((found for name in names if (found := getattr(record, name, None))), "")
    return Refusal(str(own), code, reason)


_OWN: dict[type, tuple[Callable[[Any], Refusal | None], ...]] = {
    records.Change: (_status_known, _custom_named),
    records.Promise: (_promise_due,),
    records.Rating: (_scale,),
    beside.Call: (_ends, _answered),
    beside.Stretch: (_ends,),
    beside.Review: (_points, _weighs),
    beside.Entry: (_part,),
}
