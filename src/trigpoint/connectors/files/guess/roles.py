"""Which column becomes what: names first, then what the cells hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from trigpoint.connectors.files.cells import Cell
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.sample import Sample
from trigpoint.connectors.files.guess.vocabulary import name_score
from trigpoint.connectors.files.mapping import DUE, ROLES, WITH_DUE, Kind, Shape, role_of

Taken = dict[str, tuple[Look, float]]
"""The column of each role, with how well it fits, 0 to 1."""

LEAST = 0.5


def assign(
    sample: Sample, looks: list[Look], shape: Shape, *, without: Set[str] = frozenset()
) -> Taken:
    """Return the column of each role, with how well it fits (0 to 1); best fits go first.

    Roles in `without` are given to none.
    """
    names = [*(r for r in ROLES[shape] if r not in without), *(DUE if shape in WITH_DUE else ())]
    moving = _moving(sample, looks) if shape is Shape.STATE else frozenset()
    offers = sorted(
        (
            (score + _evidence(role, look, moving), -look.index, role, look)
            for role in names
            for look in looks
            if (score := name_score(look.name, role)) >= LEAST and look.fits(_kind(shape, role))
        ),
        key=lambda offer: offer[:3],
        reverse=True,
    )
    taken: Taken = {}
    used: set[int] = set()
    for score, _index, role, look in offers:
        if role not in taken and look.index not in used:
            taken[role] = (look, min(score, 1.0))
            used.add(look.index)
    _time_of_event(looks, shape, taken)
    return taken


def _time_of_event(looks: list[Look], shape: Shape, taken: Taken) -> None:
    """Give a time that the shape cannot do without a column, where no name spoke for one.

    In a file of messages, "created" is the message's time and not the ticket's.
    """
    needed = [
        role
        for role, asked in ROLES[shape].items()
        if asked.required and asked.kind is Kind.TIME and role not in taken
    ]
    for role in needed:
        if role == "at" and "created_at" in taken:
            taken[role] = taken.pop("created_at")
            continue
        used = {look.index for look, _score in taken.values()}
        free = [look for look in looks if look.time is not None and look.index not in used]
        if free:
            taken[role] = (free[0], LEAST)


def _kind(shape: Shape, role: str) -> Kind:
    found = role_of(shape, role)
    return found.kind if found is not None else Kind.KEY


def _evidence(role: str, look: Look, moving: frozenset[int]) -> float:
    """Return what the cells add to the name: a state's time moves, its opening stands still."""
    if role in {"at", "created_at"} and moving:
        return 0.3 if (look.index in moving) == (role == "at") else -0.3
    return 0.0


def _moving(sample: Sample, looks: list[Look]) -> frozenset[int]:
    """Return the time columns whose values differ within a ticket more often than not."""
    ticket = max(looks, key=lambda look: name_score(look.name, "ticket"))
    groups: dict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in sample.cells:
        groups[row[ticket.index]].append(row)
    several = [rows for rows in groups.values() if len(rows) > 1]
    times = [look.index for look in looks if look.time is not None]
    return frozenset(
        index
        for index in times
        if sum(len({row[index] for row in rows}) > 1 for rows in several) * 2 > len(several)
    )
