"""How wide a text will be, without asking a font: enough to break lines so that they fit.

The widths are those of a usual sans-serif face in shares of its size, a little generous, so that
a line that fits here fits in any of the faces that the theme names.
"""

from __future__ import annotations

import unicodedata
from functools import cache

NARROW = frozenset("iIjlft.,:;'|!()[]’·")
WIDE = frozenset("mwMW%@—")
BOLD = 1.07


@cache
def width_of(character: str) -> float:
    """Return the width of one character in shares of the size."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    if character in NARROW or character == " ":
        return 0.31
    if character in WIDE:
        return 0.9
    return 0.68 if character.isupper() else 0.575


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is at a size, both in the same unit."""
    return sum(map(width_of, text)) * size * (BOLD if bold else 1.0)


def lines(text: str, size: float, room: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """Return a text in lines that fit into the room; at most so many, the last with an ellipsis.

    A word that is too long for a line is broken.
    """
    found = [""]
    for word in (piece for w in text.split() for piece in broken(w, size, room, bold=bold)):
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    kept = [line for line in found if line]
    if len(kept) > most:
        kept = kept[:most]
        kept[-1] = f"{kept[-1].rstrip('.,;: ')}…"
    return kept


def broken(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Return a word in pieces that each fit into the room."""
    if width(word, size, bold=bold) <= room:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
