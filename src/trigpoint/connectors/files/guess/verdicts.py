"""What is said of each column: its role and why, or why it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from trigpoint.connectors.files.cells import Cell
from trigpoint.connectors.files.dates import Moments
from trigpoint.connectors.files.guess.draft import ColumnGuess, Sure
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.roles import Taken
from trigpoint.connectors.files.guess.sample import Sample, first_values
from trigpoint.connectors.files.guess.vocabulary import CUSTOM, WORKED_OUT, name_score, plain
from trigpoint.connectors.files.mapping import ROLES, WITH_CUSTOM, Shape
from trigpoint.connectors.files.problems import Bad
from trigpoint.core.text import Text, _

CLEAR = 0.7
LOOKED_AT = 1_000
MOST_VALUES = 1_000
"""Different values of a custom field."""
TRANSPORT = re.compile(r"\b(synced|exported|imported|loaded|extracted|ingested)\b")


def column_guesses(
    sample: Sample, looks: list[Look], shape: Shape, taken: Taken, *, comments: bool
) -> Iterator[ColumnGuess]:
    """Yield what each column becomes, in the file's order; `comments` may be kept or not."""
    by_index = {look.index: (role, score) for role, (look, score) in taken.items()}
    for look in looks:
        values = () if look.prose else first_values(sample.column(look.index))
        role, score = by_index.get(look.index, (None, 0.0))
        if role is not None:
            sure = Sure.SURE if score >= CLEAR else Sure.LIKELY
            yield ColumnGuess(look.name, values, role, sure, _reason(look, score))
            continue
        reply = _maybe_reply(sample, look, shape, taken)
        if reply is not None:
            yield ColumnGuess(look.name, values, None, Sure.CHOOSE, reply)
        else:
            yield _left_out(look, shape, values, taken, comments=comments)


def _reason(look: Look, score: float) -> Text:
    if score >= CLEAR:
        return _("Its name says so, and its values fit.")
    return _("Its name sounds like it, and its values fit: “{name}”.", name=look.name)


def _left_out(
    look: Look, shape: Shape, values: tuple[str, ...], taken: Taken, *, comments: bool
) -> ColumnGuess:
    """Return the guess for a column that no role took."""
    name, words = look.name, plain(look.name)
    if look.prose:
        why = _("Dropped at the door: customer text.")
        if shape is Shape.SURVEY and not comments:
            why = _(
                "Dropped at the door: customer text. An administrator can have comments kept, "
                "redacted, in the settings."
            )
        return ColumnGuess(name, (), None, Sure.DROPPED, why)
    if look.filled == 0:
        return ColumnGuess(name, (), None, Sure.DROPPED, _("Nothing stands in it."))
    if WORKED_OUT.search(words) or (look.time and shape is Shape.STATE and _ends(words)):
        why = _("Left out: worked out from the states.")
        return ColumnGuess(name, values, None, Sure.LIKELY, why)
    if shape in WITH_CUSTOM and words in CUSTOM and look.different <= MOST_VALUES:
        why = _("Kept as a field of its own, to look at figures by.")
        return ColumnGuess(name, values, f"custom.{name}", Sure.LIKELY, why)
    if any(name_score(name, role) >= CLEAR for role in ROLES[shape] if role not in taken):
        why = _("Its name fits, but not all of its values do. Choose what it is, or leave it out.")
        return ColumnGuess(name, values, None, Sure.CHOOSE, why)
    return ColumnGuess(name, values, None, Sure.DROPPED, _("No measure needs it."))


def _ends(words: str) -> bool:
    return any(name_score(words, role) >= CLEAR for role in ("solved_at", "closed_at"))


def _maybe_reply(sample: Sample, look: Look, shape: Shape, taken: Taken) -> Text | None:
    """Return why a column may be the first reply (it follows the opening), or None."""
    opened = taken.get("created_at")
    asks = "first_replied_at" in ROLES[shape] and "first_replied_at" not in taken
    if look.time is None or opened is None or opened[0].time is None or not asks:
        return None
    if TRANSPORT.search(plain(look.name)) or _ends(plain(look.name)):
        return None
    read = Moments((look.time.format, opened[0].time.format), "Etc/UTC")
    pairs = [(row[look.index], row[opened[0].index]) for row in sample.cells[:LOOKED_AT]]
    known = [after for reply, start in pairs if (after := _follows(read, reply, start)) is not None]
    if not known or sum(known) * 100 < len(known) * 99:
        return None
    return _(
        "Could be the first reply: it lies after the opening in {after} of {filled} rows. "
        "Choose, or leave it out.",
        after=sum(known),
        filled=len(known),
    )


def _follows(read: Moments, reply: Cell, start: Cell) -> bool | None:
    """Return whether one time follows another, or None where one of them is none."""
    if not isinstance(reply, str | date) or not isinstance(start, str | date):
        return None
    try:
        return read(reply) >= read(start)
    except Bad:
        return None
