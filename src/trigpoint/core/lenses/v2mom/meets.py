"""Where a plan and the one above it meet, and where they do not."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from trigpoint.core.lenses.v2mom.written import Written


@dataclass(frozen=True, slots=True)
class Meeting:
    """What of two plans goes together.

    `serves` names for each method below the methods above that it helps, by ids; `idle` are
    methods below that help none and no vision either; `unserved` are methods above that nobody
    here helps. `shared` are values that both hold, by title, `not_taken` those that only the plan
    above has, `own` those that only the one below has.
    """

    serves: Mapping[str, tuple[str, ...]]
    to_vision: tuple[str, ...]
    idle: tuple[str, ...]
    unserved: tuple[str, ...]
    shared: tuple[str, ...]
    not_taken: tuple[str, ...]
    own: tuple[str, ...]


def meeting(
    above: Written, below: Written, carried: Mapping[str, Set[str]], visionary: Set[str]
) -> Meeting:
    """Return where two plans meet.

    `carried` has for each goal of the plan below the goals above it, however far, the goal itself
    among them; `visionary` are those goals that lead to a mission, vision or priority.
    """
    by_goal = {method.goal: method.id for method in above.methods}
    serves = {
        method.id: tuple(
            by_goal[goal] for goal in by_goal if goal in carried.get(method.goal, frozenset())
        )
        for method in below.methods
    }
    helped = {one for found in serves.values() for one in found}
    lonely = [method for method in below.methods if not serves[method.id]]
    theirs = {value.title.casefold() for value in above.values}
    mine = {value.title.casefold() for value in below.values}
    return Meeting(
        serves=serves,
        to_vision=tuple(m.id for m in lonely if m.goal in visionary),
        idle=tuple(m.id for m in lonely if m.goal not in visionary),
        unserved=tuple(m.id for m in above.methods if m.id not in helped),
        shared=tuple(v.title for v in above.values if v.title.casefold() in mine),
        not_taken=tuple(v.title for v in above.values if v.title.casefold() not in mine),
        own=tuple(v.title for v in below.values if v.title.casefold() not in theirs),
    )
