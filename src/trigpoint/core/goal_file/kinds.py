"""The columns of an entry: what stands under a name of the file.

A column with a default is left out of the file where it has that value, so that a file says only
what matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, field, fields
from enum import Enum
from typing import Any


class As(Enum):
    """As what a value is written and read."""

    WORD = "word"
    """One line: a title, a reference, a word of ours."""
    TEXT = "text"
    """As many lines as people wrote."""
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    TRUTH = "truth"
    WORDS = "words"
    """A list of words."""
    MAP = "map"
    """Names with a word each, as pairs in order of the names."""
    ENTRIES = "entries"


def column(
    kind: As, *, name: str = "", of: type | None = None, most: int = 0, **default: Any
) -> Any:
    """Return a column; `name` is what the file calls it, `of` the class of its entries.

    `most` is the most characters that a word or a text may have, 0 where others see to it.
    """
    return field(metadata={"as": kind, "name": name, "of": of, "most": most}, **default)


def columns(entry: type) -> Iterator[tuple[Field[Any], str]]:
    """Yield the columns of a class of entries with their names in the file."""
    for each in fields(entry):
        yield each, each.metadata["name"] or each.name.replace("_", " ")
