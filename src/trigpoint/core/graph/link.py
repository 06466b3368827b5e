"""The two kinds of edge: contributions add up, drives say what is believed to cause what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from trigpoint.core.graph.goal import GoalId
from trigpoint.core.graph.target import refuse_weight
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _


class Evidence(Enum):
    """What a contribution or a drive rests on."""

    NONE = "none"
    OPINION = "opinion"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Contribution:
    """The child adds to the parent, with a weight in the parent's pool.

    `sentence` says how. One contribution of a child may be its `primary` one: the line of sight
    follows it. Raises `Refused` for a weight that is none.
    """

    child: GoalId
    parent: GoalId
    weight: float = 1.0
    primary: bool = False
    sentence: str = ""
    evidence: Evidence = Evidence.NONE

    def __post_init__(self) -> None:
        refuse_weight(self.weight)


class Sign(Enum):
    """Whether an effect is expected to go with its cause or against it."""

    WITH = "with"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Drive:
    """The cause is believed to move the effect, `lag_days` later, in the direction of `sign`.

    Drives may form loops. Raises `Refused` for a goal that drives itself or a negative lag.
    """

    cause: GoalId
    effect: GoalId
    sign: Sign = Sign.WITH
    lag_days: int = 0
    sentence: str = ""
    evidence: Evidence = Evidence.NONE

    def __post_init__(self) -> None:
        if self.cause == self.effect:
            raise Refused(_("A goal does not drive itself."))
        if self.lag_days < 0:
            raise Refused(_("An effect does not come before its cause."))
