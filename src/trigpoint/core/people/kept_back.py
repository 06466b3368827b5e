"""Which rows of a table are kept back, so that no small one comes out by subtraction.

Whoever reads the total of a table and some of its rows can subtract: what is left over are the rows
that are kept back, together. A single one of them, or a few that are small together, would be told
by that. So others are kept back with them, the smallest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet


def kept_back(
    sizes: Mapping[str, int], floor: int, *, closed: AbstractSet[str] = frozenset(), known: bool
) -> frozenset[str]:
    """Return the rows that are not told.

    Those are the `closed` ones and whichever have less than the floor and not nothing, and as many
    others as it takes until what is left over has the floor and is of two rows at least. Where
    sizes are not `known` otherwise, they differ as well: then two of the rows could be exchanged,
    and all that is told would be the same. So all rows of a size are kept back, or none.

    Args:
        sizes: how many are counted in each row.
        floor: a row has at least so many, or nothing is told of it.
        closed: rows that are not told for another reason.
        known: whether readers know how large each row is.
    """
    kept = {row for row, size in sizes.items() if 0 < size < floor} | (closed & sizes.keys())
    while kept and not _hide(sizes, kept, floor, known=known):
        others = {row: size for row, size in sizes.items() if row not in kept and size}
        if not others:
            break
        least = min(others.values())
        kept |= {row for row, size in others.items() if size == least}
    return frozenset(kept)


def _hide(sizes: Mapping[str, int], kept: AbstractSet[str], floor: int, *, known: bool) -> bool:
    """Whether rows say nothing of one of them together."""
    told = [sizes[row] for row in kept]
    return sum(told) >= floor and len(told) > 1 and (known or len(set(told)) > 1)
