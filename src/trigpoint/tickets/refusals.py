"""What is refused at the door, with its reason: a record the fold could only guess about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from trigpoint.core.text import Text, _
from trigpoint.tickets import records
from trigpoint.tickets.records import Field, Refused, Step

FIRST = 0
LAST = 7_258_118_400  # the first second of 2200
_TIMES = {"at", "created_at", "seen_at", "first_replied_at", "solved_at", "closed_at", "due_at"}
_TIMES |= {"sent_at", "answered_at", "since"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row: where it stood, a stable code, and the sentence to show."""

    line: str
    code: str
    reason: Text


def refusal(record: Any) -> Refusal | None:
    """Return why this record cannot be landed, or None where nothing is wrong with it."""
    if isinstance(record, Refused):
        return Refusal(record.line, record.code, Text("{reason}", {"reason": record.reason}))
    kind: type = type(record)
    for check in _checks(kind):
        found = check(record)
        if found is not None:
            return found
    return None


@cache
def _checks(kind: type) -> tuple[Callable[[Any], Refusal | None], ...]:
    hints = get_type_hints(kind, vars(records))
    times = [f.name for f in fields(kind) if f.name in _TIMES]
    texts = [f.name for f in fields(kind) if hints[f.name] in {str, str | None}]
    checks = [_time_check(times)] if times else []
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


def _refuse(record: object, code: str, reason: Text) -> Refusal:
    own = getattr(record, "ticket", None) or getattr(record, "rating", None) or ""
    return Refusal(str(own), code, reason)


_OWN: dict[type, tuple[Callable[[Any], Refusal | None], ...]] = {
    records.Change: (_status_known, _custom_named),
    records.Promise: (_promise_due,),
    records.Rating: (_scale,),
}
