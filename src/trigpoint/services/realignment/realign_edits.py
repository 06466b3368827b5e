"""Edits of a realignment as they are kept: plain values by public id, read back as they were."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from trigpoint.services.goals.whatif import AddLink, DropLink, Move, SetTarget, SetWeight
from trigpoint.services.goals.whatif import Edit as GoalEdit
from trigpoint.services.realignment.realign_units import MoveUnit

Edit: TypeAlias = GoalEdit | MoveUnit

KINDS: Mapping[str, type[Edit]] = {
    "target": SetTarget,
    "weight": SetWeight,
    "move": Move,
    "add": AddLink,
    "drop": DropLink,
    "unit": MoveUnit,
}
NAMES = {model: name for name, model in KINDS.items()}
DAYS = {"due", "day"}
MOST = 10_000


def plain(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Return edits as JSON values."""
    return [{"kind": kind_of(edit), **values(edit)} for edit in edits]


def kind_of(edit: Edit) -> str:
    """Return what kind of change an edit is."""
    return NAMES[type(edit)]


def values(edit: Edit) -> dict[str, Any]:
    """Return the fields of an edit that say something."""
    return {
        f.name: value.isoformat() if isinstance(value, datetime.date) else value
        for f in dataclasses.fields(edit)
        if (value := getattr(edit, f.name)) is not None
    }


def read(kept: Iterable[Mapping[str, Any]]) -> list[Edit]:
    """Return the edits that were kept."""
    return [one(values) for values in kept]


def one(kept: Mapping[str, Any]) -> Edit:
    """Return one edit."""
    given = {name: value for name, value in kept.items() if name != "kind"}
    for name in DAYS & given.keys():
        given[name] = datetime.date.fromisoformat(given[name])
    return KINDS[kept["kind"]](**given)


def subject(edit: Edit) -> str:
    """Return the public id of what an edit is about: a target, a contribution, a goal, a unit."""
    match edit:
        case SetTarget(target=target):
            return target
        case AddLink(child=child):
            return child
        case MoveUnit(unit=unit):
            return unit
        case _:
            return edit.link  # type: ignore[union-attr]  # every other edit is of a contribution
