"""What a rule is, and what it finds: something worth a look, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from trigpoint.core.craft.picture import Id, Picture
from trigpoint.core.text import Text


class Sure(Enum):
    """How sure a finding is."""

    CERTAIN = "certain"
    FAIRLY = "fairly sure"
    MAYBE = "may be"


class Needs(Enum):
    """What one must be allowed to see before a finding is told; all see the goal itself."""

    GOAL = "goal"
    FIGURES = "figures"
    CHECK_INS = "check-ins"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Ref:
    """A record: goal, unit, person, plan, announcement, proposal, drive or incentive."""

    kind: str
    id: Id


@dataclass(frozen=True, slots=True)
class Mend:
    """What one click starts: the page, of which record, and the word on the button.

    `part` is the part of that page that is opened for writing, such as a target of a goal.
    """

    page: str
    id: Id
    label: Text
    part: Id = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One case: what it is about, what was seen in a sentence, the other records, and the mend."""

    about: Ref
    words: Text
    mend: Mend
    records: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A pitfall of the guides as something that can be looked for.

    `pitfall` is its number among the ten. `reason` is why it matters; `basis` what the surety
    rests on.
    """

    key: str
    pitfall: int
    title: Text
    reason: Text
    sure: Sure
    basis: Text
    look: Callable[[Picture], Iterator[Seen]]
    needs: Needs = Needs.GOAL


def goal(id_: Id) -> Ref:
    """Return a goal as a record."""
    return Ref("goal", id_)
