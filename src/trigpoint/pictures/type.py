"""How wide a text is, near enough to break it into lines: pictures are drawn without a font."""

from __future__ import annotations

import re
import unicodedata

NARROW = set("ijlftrI.,:;'|!()[] \u00a0\u202f")
WIDE = set("mwMW@%")
ELLIPSIS = "\u2026"
SIZE = 12.0
BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""The spaces at which a line may end."""


def width_of(text: str, size: float = SIZE) -> float:
    """Return about how many pixels a text of that size needs, a little too many."""
    return size * sum(map(em, text))


def em(letter: str) -> float:
    """Return about how wide a letter is, in sizes of the font."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in NARROW:
        return 0.36
    if letter in WIDE:
        return 0.9
    return 0.7 if letter.isupper() or letter.isdigit() else 0.6


def lines(
    text: str, wide: float, most: int, size: float = SIZE, *, first: float | None = None
) -> list[str]:
    """Return a text as lines that fit, the last one cut where it is too long.

    `first` is the room of the first line where that is less. Nothing is returned where one of the
    words has no room: half a word says nothing.
    """
    found: list[str] = []
    for word in pieces(text):
        joined = f"{found[-1]} {word}" if found else word
        room = wide if first is None or len(found) > 1 else first
        if found and width_of(joined, size) <= room:
            found[-1] = joined
        else:
            found.append(word)
    if most < 1 or any(width_of(word, size) > wide for word in pieces(text)):
        return []
    shown = found[:most]
    if len(found) > most:
        shown[-1] += ELLIPSIS
    rooms = [wide if first is None else first, *[wide] * most]
    return [cut(line, room, size) for line, room in zip(shown, rooms, strict=False)]


def pieces(text: str) -> list[str]:
    """Return the words of a text; scripts without spaces break between any two letters.

    What a no-break space holds together, such as a number and its unit, is one word.
    """
    found = []
    for word in filter(None, BREAKS.split(text)):
        wide = all(unicodedata.east_asian_width(letter) in "WF" for letter in word)
        found += [word[i : i + 6] for i in range(0, len(word), 6)] if wide else [word]
    return found


def cut(line: str, wide: float, size: float = SIZE) -> str:
    """Return a line that fits, its end replaced where it does not."""
    if width_of(line, size) <= wide:
        return line
    while line and width_of(line + ELLIPSIS, size) > wide:
        line = line[:-1]
    return line.rstrip(f" {ELLIPSIS}") + ELLIPSIS
