"""Edits that are added to earlier ones: one of the same thing takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from trigpoint.services.goals.whatif import AddLink, DropLink, Move, SetTarget, SetWeight
from trigpoint.services.realignment.realign_edits import NAMES, Edit, subject
from trigpoint.services.realignment.realign_units import MoveUnit

ORDER = {SetTarget: 0, SetWeight: 1, DropLink: 2, Move: 3, AddLink: 4, MoveUnit: 5}
"""Weights before moves, so that both name the contribution as it is; what goes makes room."""


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits without those that later ones replace, in the order in which they are made.

    What goes needs no other change: a dropped contribution has neither weight nor move.
    """
    found: dict[tuple[str, ...], Edit] = {}
    for edit in edits:
        key = key_of(edit)
        found[key] = both(found.get(key), edit)
    gone = {edit.link for edit in found.values() if isinstance(edit, DropLink)}
    kept = [e for e in found.values() if not (isinstance(e, SetWeight | Move) and e.link in gone)]
    return sorted(kept, key=lambda edit: ORDER[type(edit)])


def key_of(edit: Edit) -> tuple[str, ...]:
    """Return what two edits have in common of which the later counts."""
    more = (edit.parent,) if isinstance(edit, AddLink) else ()
    return NAMES[type(edit)], subject(edit), *more


def both(old: Edit | None, new: Edit) -> Edit:
    """Return an edit with what an earlier one of the same target said besides."""
    if not isinstance(old, SetTarget) or not isinstance(new, SetTarget):
        return new
    said = {
        name: value
        for name in ("value", "low", "high", "weight", "due")
        if (value := getattr(new, name)) is not None
    }
    return replace(old, **said)
