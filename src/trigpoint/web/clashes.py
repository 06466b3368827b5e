"""What somebody else changed while a form was filled in, beside what was read and what was typed.

Three are compared of each field: what the record said when the form was made, what it says now,
and what was typed. Where only the other one changed it, the form takes theirs; where only this one
did, it stays; where both did, both are shown and this one decides.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from django.forms import BoundField, ChoiceField, Form, MultipleChoiceField
from django.http import QueryDict
from django.utils.translation import gettext

from trigpoint.services.errors import Stale
from trigpoint.web import parse

HOLDER = ("unit", "person")
"""An owner is one of these, each with a column of its own."""

NOTHING = object()
"""What a record says of a field that it does not know."""


@runtime_checkable
class OfRecord(Protocol):
    """A form that shows what its record keeps under other names."""

    def of_record(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a record says by the names of the fields."""


@runtime_checkable
class InUnits(Protocol):
    """A form with numbers in the units of measures."""

    def unit_of(self, name: str, body: Mapping[str, Any]) -> str | None:
        """Return the unit of a field with what else a body says, None for what is no number."""


@runtime_checkable
class InWords(Protocol):
    """A field that says in words what a list of its own holds."""

    def in_words(self, value: Sequence[str]) -> str:
        """Return it as a person reads it."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two changed: what it said, what it says now, and what was typed.

    `before` is "" where it is not known.
    """

    label: str
    before: str
    theirs: str
    mine: str


def merge(form: Form, stale: Stale) -> list[Clash]:
    """Bring into a form what another has changed meanwhile; return the fields that both changed.

    The form carries the new version afterwards: sending it again keeps what it shows.
    """
    kept = QueryDict(mutable=True)
    kept.update(form.data)
    if isinstance(form, OfRecord) and stale.base:
        base, now = form.of_record(stale.base), form.of_record(stale.current)
        stale = Stale(stale.version, now, base)
    found = []
    for field in compared(form):
        clash = settle(field, stale, kept)
        if clash is not None:
            found.append(clash)
    kept["version"] = str(stale.version)
    form.data = kept
    return found


def compared(form: Form) -> Iterator[BoundField]:
    """Yield the fields of a form that were sent and are about the record."""
    for field in form:
        if field.name != "version" and field.name in form.cleaned_data:
            yield field


def settle(field: BoundField, stale: Stale, kept: QueryDict) -> Clash | None:
    """Put theirs into `kept` where it was left as it was; return the clash where both changed it.

    A field that the record does not keep under its name is held against what the page shows now:
    where they differ nobody knows whose change it is, and both are shown.
    """
    before, now = (ordered(field, said(b, field.name)) for b in (stale.base, stale.current))
    mine = ordered(field, field.form.cleaned_data[field.name])
    fresh = field.form.initial.get("version") == stale.version
    if now is NOTHING:
        named = field.name in field.form.initial
        if not named or not field.field.has_changed(field.initial, field.data):
            return None
    elif same(mine, now) or same(before, now):
        return None
    elif same(mine, before) and fresh and may_say(field, field.initial):
        put(kept, field, field.initial)
        return None
    theirs = field.initial if fresh or now is NOTHING else now
    return Clash(
        label=str(field.label or field.name),
        before=words(field, before, stale.base),
        theirs=words(field, theirs, stale.current),
        mine=words(field, mine if is_read(field, mine) else field.data, field.form.cleaned_data),
    )


def is_read(field: BoundField, mine: object) -> bool:
    """Whether the form has turned what was typed into what a record keeps, in the unit of it."""
    return isinstance(mine, float) or isinstance(field.field, InWords)


def said(body: Mapping[str, object], name: str) -> object:
    """Return what a body says of a field of a form, NOTHING where it does not know it.

    An owner is a unit or a person, each in a column of its own.
    """
    if f"{name}_unit" in body:
        return body[f"{name}_unit"] or body.get(f"{name}_person")
    return body.get(name, NOTHING)


def ordered(field: BoundField, value: Any) -> Any:
    """Return the choices of a list in one order: which of them were made is all that it says."""
    several = isinstance(field.field, MultipleChoiceField) and isinstance(value, list | tuple)
    return sorted(value, key=plain) if several else value


def same(one: object, other: object) -> bool:
    """Whether two values say the same, one of them perhaps read from a form, one from a record."""
    return one == other or plain(one) == plain(other)


def plain(value: object) -> str:
    """Return a value as a text that can be compared; what is empty is ""."""
    if value is None or value is False or value in ([], ()):
        return ""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").strip()


def may_say(field: BoundField, value: Any) -> bool:
    """Whether a field can be given a value: a choice that is not offered cannot be taken."""
    if not isinstance(field.field, ChoiceField):
        return True
    several = value if isinstance(value, list | tuple) else [value]
    return all(not v or field.field.valid_value(v) for v in several)


def put(kept: QueryDict, field: BoundField, value: Any) -> None:
    """Let what was sent say a value, as the browser would send it."""
    if value is None or value is False:
        kept.pop(field.html_name, None)
    elif isinstance(value, list | tuple):
        kept.setlist(field.html_name, [str(v) for v in value])
    else:
        kept[field.html_name] = "on" if value is True else plain(value)


def words(field: BoundField, value: object, body: Mapping[str, Any]) -> str:
    """Return a value as a person reads it; "" where it is empty, not known or not offered.

    `body` is what else was said with it: a number stands in the unit of the measure named there.
    """
    if value is NOTHING:
        return ""
    unit = field.form.unit_of(field.name, body) if isinstance(field.form, InUnits) else None
    if unit is not None and isinstance(value, int | float):
        return parse.typed(value, unit)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    several = value if isinstance(value, list | tuple) else [value]
    if isinstance(field.field, InWords):
        return field.field.in_words([plain(each) for each in several])
    if isinstance(field.field, ChoiceField):
        several = [label for v in several if (label := choice(field.field, plain(v)))]
    return ", ".join(plain(v) for v in several)


def choice(field: ChoiceField, key: str) -> str:
    """Return what a choice is called, "" where it is not offered."""
    choices: Any = field.choices
    for value, label in choices:
        grouped = label if isinstance(label, list | tuple) else [(value, label)]
        for one, called in grouped:
            if str(one) == key:
                return str(called)
    return ""
