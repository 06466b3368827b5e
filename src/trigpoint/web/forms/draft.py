"""What a person has chosen about a file, as its page sends it."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from typing import TypeVar

from trigpoint.connectors.files import Choices, End, Shape, Survey
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Category, SurveyKind

OWN = "custom"
"""Stands for a field of one's own, called as its column."""
Word = TypeVar("Word", bound=str)


def choices(posted: Mapping[str, str]) -> Choices:
    """Return what was chosen. What belongs to another shape than the chosen one is guessed anew."""
    shape = one_of(Shape, posted.get("shape", ""))
    zone = posted.get("zone", "")
    zone = zone if zone in zoneinfo.available_timezones() else ""
    if shape is None or posted.get("was") != shape:
        return Choices(shape=shape, zone=zone)
    format_ = posted.get("format", "")
    return Choices(
        shape=shape,
        roles={name: role(name, value) for name, value in named(posted, "role:").items()},
        formats=tuple(format_.split("|")) if format_ else (),
        zone=zone,
        statuses=words(posted, "status:", lambda value: one_of(Category, value)),
        fields=named(posted, "field:"),
        authors=words(posted, "author:", lambda value: one_of(Author, value)),
        doings=words(posted, "doing:", lambda value: one_of(Doing, value)),
        doing=one_of(Doing, posted.get("doing", "")),
        survey=survey(posted),
    )


def role(column: str, value: str) -> str:
    """Return what a column becomes; a field of one's own is called as its column."""
    return f"{OWN}.{column}" if value == OWN else value


def named(posted: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return the values whose names begin with a prefix, by the rest of their names."""
    return {
        name.removeprefix(prefix): str(value)
        for name, value in posted.items()
        if name.startswith(prefix)
    }


def words(
    posted: Mapping[str, str], prefix: str, read: Callable[[str], Word | None]
) -> dict[str, Word | None]:
    """Return what words mean."""
    return {word: read(value) for word, value in named(posted, prefix).items()}


def one_of(kind: Callable[[str], Word], value: str) -> Word | None:
    """Return a word of ours, or None where it is none."""
    try:
        return kind(value)
    except ValueError:
        return None


def survey(posted: Mapping[str, str]) -> Survey | None:
    """Return the scale of the answers, or None where none was chosen that can be."""
    kind = one_of(SurveyKind, posted.get("kind", ""))
    ends = posted.get("lowest", ""), posted.get("highest", "")
    if kind is None or not all(end.lstrip("-").isdecimal() and len(end) < 4 for end in ends):
        return None
    lowest, highest = map(int, ends)
    turned = posted.get("best") == End.LOWEST
    return Survey(kind, lowest, highest, turned=turned) if lowest < highest else None
