"""Streams of one help desk, read one after the other, each with a cursor of its own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import TypeAlias

from trigpoint.connectors.sync.connector import Given, Piece

ENDED = "ended"
"""The cursor that keeps within a reading which streams are through."""

Stream: TypeAlias = Generator[Piece, None, int]
"""Yields its pieces, and returns the second up to which it has read."""


def since(given: Given, name: str) -> int:
    """Return from when on a stream is read; a second after 1970 is from the beginning."""
    return int(given.cursors.get(name, 1))


def in_turn(
    given: Given, streams: Mapping[str, Callable[[], Stream]], overlap: int
) -> Iterator[Piece]:
    """Yield the pieces of all streams; the next reading begins `overlap` seconds before their end.

    A stream that has ended in this reading is not asked again when it was broken off later on.
    """
    ended = [name for name in given.cursors.get(ENDED, "").split(",") if name in streams]
    until = {name: since(given, name) for name in ended}
    for name, read in streams.items():
        if name not in ended:
            until[name] = yield from read()
            ended.append(name)
            yield Piece([], {name: str(until[name]), ENDED: ",".join(ended)})
    back = {name: given.back(end, overlap) for name, end in until.items()}
    yield Piece([], {**back, ENDED: ""})
