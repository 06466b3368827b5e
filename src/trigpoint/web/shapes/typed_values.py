"""What was typed in for a measure, as lines with their evidence."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from trigpoint.services.measures.typing_in import TypedValueView
from trigpoint.web import addresses, formats

SHOWN = 8
"""So many of the newest values stand on the page of the measure."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value in words, its day, what it rests on, who typed it, and where it is corrected.

    `was` is what it said before that, and `why` it was changed; "" where it never was.
    """

    id: str
    day: str
    value: str
    out_of: str
    link: str
    site: str
    note: str
    by: str
    was: str
    why: str
    edit: str


@dataclass(frozen=True, slots=True)
class TypedValues:
    """The values of a measure, the newest first; `more` is whether there are others."""

    lines: tuple[ValueLine, ...]
    href: str
    may_type: bool
    more: bool


def typed_values(
    found: Iterable[TypedValueView],
    measure: str,
    today: datetime.date,
    *,
    may_type: bool,
    most: int | None = SHOWN,
) -> TypedValues:
    """Return the newest values of a measure; all of them where `most` is None."""
    held = tuple(found)
    return TypedValues(
        lines=tuple(line(one, today) for one in held[:most]),
        href=reverse("measure_values", args=[measure]),
        may_type=may_type,
        more=most is not None and len(held) > most,
    )


def line(view: TypedValueView, today: datetime.date) -> ValueLine:
    """Return one value."""
    here = reverse("measure_values", args=[view.measure])
    return ValueLine(
        id=view.id,
        day=formats.day(view.day, today),
        value=formats.value_words(view.value, view.unit),
        out_of=formats.number(view.n, 0) if view.n else "",
        link=view.link,
        site=site(view.link),
        note=view.note,
        by=view.by,
        was="" if view.was is None else formats.value_words(view.was, view.unit),
        why=view.reason,
        edit=here + addresses.query(edit=f"value-{view.id}") if view.may_change else "",
    )


def site(link: str) -> str:
    """Return the host of a link: what a reader wants to know before following it."""
    return link.partition("://")[2].partition("/")[0]
