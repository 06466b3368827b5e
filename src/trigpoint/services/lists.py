"""Short lists that people paste or upload: CSV with a heading, read by the names of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid

LONGEST = 400_000
"""How many characters a list may have."""


def rows(text: str, columns: Sequence[str], most: int) -> list[dict[str, str]]:
    """Return the rows below the heading by column, "" where a row has no such cell.

    Commas or semicolons part the cells; the columns stand in any order, and others are left out.

    Raises:
        Invalid: at `list`, for a text that is no CSV, names none of the columns, or is too long.
    """
    plain = text.removeprefix("\ufeff")
    mark = ";" if ";" in plain.split("\n", 1)[0] else ","
    try:
        lines = list(csv.reader(io.StringIO(plain, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise refusal(_("This is no CSV: {why}.", why=str(error))) from error
    head, *body = lines or [[]]
    places = {name.strip().casefold(): place for place, name in enumerate(head)}
    if not places.keys() & set(columns):
        known = ", ".join(columns)
        raise refusal(_("The first row has to name the columns: {known}.", known=known))
    filled = [line for line in body if any(cell.strip() for cell in line)]
    if len(filled) > most or len(plain) > LONGEST:
        raise refusal(_("Take a list of at most {most} rows.", most=most))
    return [{name: cell(line, places.get(name)) for name in columns} for line in filled]


def cell(line: Sequence[str], place: int | None) -> str:
    """Return a cell of a row without blanks around it, "" where it has none."""
    return line[place].strip() if place is not None and place < len(line) else ""


def refusal(text: Text) -> Invalid:
    """Return why a list is not taken."""
    return Invalid({"list": text})
