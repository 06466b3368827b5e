"""Many objectives drawn by theme: one card for all of a theme in a perspective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from trigpoint.core.lenses.strategy_map.grid import Arrow, NodeId, Places, Spot
from trigpoint.core.lenses.strategy_map.layout import arrange


class Member(NamedTuple):
    """An objective: its lane, and its theme by id, "" for none."""

    id: NodeId
    lane: int
    theme: str


@dataclass(frozen=True, slots=True)
class Group:
    """Objectives of one theme in one lane; `id` is made of both."""

    id: str
    lane: int
    theme: str
    members: tuple[NodeId, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups with their places, and for each arrow between two of them those it stands for."""

    groups: tuple[Group, ...]
    places: Places
    arrows: Mapping[Arrow, tuple[Arrow, ...]]


def grouped(members: Iterable[Member], arrows: Iterable[Arrow], lanes: int) -> Grouped:
    """Return the map by theme; arrows within a group are not drawn."""
    found: dict[tuple[int, str], list[NodeId]] = defaultdict(list)
    for member in members:
        found[member.lane, member.theme].append(member.id)
    groups = tuple(
        Group(f"{lane}-{theme}", lane, theme, tuple(ids))
        for (lane, theme), ids in sorted(found.items())
    )
    home = {member: group.id for group in groups for member in group.members}
    merged: dict[Arrow, list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        ends = Arrow(home[arrow.cause], home[arrow.effect])
        if ends.cause != ends.effect:
            merged[ends].append(arrow)
    rows = [[group.id for group in groups if group.lane == lane] for lane in range(lanes)]
    places: dict[str, Spot] = arrange(rows, merged)
    return Grouped(groups, places, {ends: tuple(all_) for ends, all_ in merged.items()})
