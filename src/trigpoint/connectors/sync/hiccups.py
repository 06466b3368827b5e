"""Rows that were refused, read again at once: it may have been a hiccup of the other side.

The connector begins anew at the place before them, as after a reading that was broken off there. So
a row that fits a moment later costs a page, and one that never fits does as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from trigpoint.connectors.sync.connector import Connector, Given, Piece
from trigpoint.tickets.cursors import is_place
from trigpoint.tickets.records import Refused

ONCE_MORE = 2
"""How often a place is read again at which rows were refused."""


def steady(connector: Connector, given: Given) -> Iterator[Piece]:
    """Yield the pieces of a connector; one in which rows were refused is dropped and read again.

    Dropped is what was seen along with it too, so that it is found out anew. Rows refused for a
    reason that stayed when it was tried come at once.
    """
    cursors, stays, tried = dict(given.cursors), set[str](), Counter[frozenset[tuple[str, str]]]()
    pieces = connector.pieces(given)
    while (piece := next(pieces, None)) is not None:
        why = {reason(one) for one in piece.records if isinstance(one, Refused)}
        here = frozenset(places(cursors).items())
        if why <= stays or tried[here] == ONCE_MORE:
            stays |= why
            cursors.update(piece.cursors)
            yield piece
        else:
            tried[here] += 1
            there = {name: text for name, text in cursors.items() if text}
            pieces = connector.pieces(replace(given, cursors=there))


def reason(refused: Refused) -> str:
    """Return why a row was refused, without which row it is."""
    stream = refused.line.partition(" ")[0]
    return f"{stream} {refused.code} {refused.reason}"


def places(cursors: Mapping[str, str]) -> dict[str, str]:
    """Return those cursors that say where to go on, without what was seen."""
    return {name: value for name, value in cursors.items() if is_place(name)}
