"""Goals as the algorithms see them: who holds them, in what state, with which targets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from trigpoint.core.graph.target import Target

GoalId: TypeAlias = str


class State(Enum):
    """Where a goal is in its life. Goals retire, they are never deleted."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    ACHIEVED = "achieved"
    MISSED = "missed"
    RETIRED = "retired"

    @property
    def counts(self) -> bool:
        """Whether a goal in this state counts in the goals that it contributes to."""
        # A tuple compares by identity; a set would hash an Enum in Python, goal by goal.
        return self not in (State.DRAFT, State.PROPOSED, State.RETIRED)


class HolderKind(Enum):
    """Who can hold a goal."""

    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """A unit or a person, by public id."""

    kind: HolderKind
    id: str

    @classmethod
    def unit(cls, id_: str) -> Holder:
        """Return the unit as a holder."""
        return cls(HolderKind.UNIT, id_)

    @classmethod
    def person(cls, id_: str) -> Holder:
        """Return the person as a holder."""
        return cls(HolderKind.PERSON, id_)


@dataclass(frozen=True, slots=True)
class CoOwner:
    """One who shares a goal, with what they answer for, in words."""

    holder: Holder
    answers_for: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A node of the graph. `owner` answers for the whole; co-owners for their parts."""

    id: GoalId
    owner: Holder | None = None
    co_owners: tuple[CoOwner, ...] = ()
    state: State = State.ACTIVE
    targets: tuple[Target, ...] = ()
