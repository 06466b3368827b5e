"""What a page says of a realignment: changes, figures above, people below, gates."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.text import Text
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.goals.whatif import EffectView


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, before and after. `kind` is target, weight, move, add, drop or unit.

    `above` is the goal above as it is, `to` as it would be, "" where there is none or it is not to
    be seen. A unit that moves is the `title` and the `owner`, and moves on `due_after`; `above` and
    `to` are units then. Values are in `unit`, shares are fractions of the upper goal's pool; None
    where the change is not about them. `wrong` says why it cannot be made. A change on a goal that
    is not to be seen is `hidden` and says nothing.
    """

    number: int
    kind: str
    goal: str
    title: str
    owner: HolderView
    hidden: bool
    what: str
    unit: str
    value_before: float | None
    value_after: float | None
    due_before: datetime.date | None
    due_after: datetime.date | None
    weight_before: float | None
    weight_after: float | None
    share_before: float | None
    share_after: float | None
    above: str
    to: str
    wrong: Text | None


@dataclass(frozen=True, slots=True)
class MovedShare:
    """A goal whose part of another one's pool moves without a change of its own."""

    goal: str
    title: str
    above: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class MovedView:
    """A goal above whose figure moves, and how much of that comes from easier or harder targets.

    `by_targets` and `by_links` are differences of progress, None where they cannot be told.
    """

    effect: EffectView
    by_targets: float | None
    by_links: float | None


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What a unit or a person said. `mine` is whether the actor is the one to answer."""

    id: str
    version: int
    holder: HolderView
    answer: str
    words: str
    answered_by: HolderView | None
    at: datetime.datetime
    answered_at: datetime.datetime | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Concerned:
    """A unit or a person whom it concerns: what changes for them, and what they say.

    `above` are goals above theirs that change. `asks` is whether they are asked before.
    """

    holder: HolderView
    changes: tuple[ChangeView, ...]
    shares: tuple[MovedShare, ...]
    above: tuple[str, ...]
    asks: bool
    voice: VoiceView | None


@dataclass(frozen=True, slots=True)
class ArithmeticLine:
    """One input of a goal's figure: `title` "" stands for its own targets.

    Shares are fractions of the pool, figures from 0 to 1 as they are reckoned with; None where the
    line is not there, or its figure is not to be seen.
    """

    title: str
    share_before: float | None
    figure_before: float | None
    share_after: float | None
    figure_after: float | None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How one goal's figure is made up, before and after."""

    goal: str
    title: str
    lines: tuple[ArithmeticLine, ...]
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A figure of a unit over the last four weeks, as it was and as if units had stood as tried.

    Values are in `unit` over `n` tickets, None where nothing can be told.
    """

    measure: str
    title: str
    unit: str
    before: float | None
    n_before: int
    after: float | None
    n_after: int


@dataclass(frozen=True, slots=True)
class UnitAbove:
    """A unit that loses or gains by a move below it: how many people, and its figures.

    `withheld` is whether figures are left out, because they would give away those of a unit whose
    figures are not for the actor to see.
    """

    holder: HolderView
    people_before: int
    people_after: int
    figures: tuple[UnitFigure, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class LeftGoal:
    """A goal of a unit that moves which carries one of a unit that it leaves, or none ("")."""

    goal: str
    title: str
    owner: HolderView
    above: str


@dataclass(frozen=True, slots=True)
class RealignmentGate:
    """Something that has to be settled. A `firm` one cannot be passed over with a reason."""

    key: str
    passed: bool
    firm: bool
    text: Text


@dataclass(frozen=True, slots=True)
class RealignmentPage:
    """A realignment as the actor sees it.

    `goals` is on how many goals there are changes. `moved` are the goals whose figures move, those
    above before those below; `hidden` of them are not for the actor to see. Where units move,
    `units_above` are those that lose or gain by it, `left` the goals of theirs to look at. `may` is
    what the actor may do: edit, ask, answer, commit, undo, discard.
    """

    id: str
    version: int
    title: str
    reason: str
    state: str
    made_by: HolderView | None
    made_at: datetime.datetime
    committed_at: datetime.datetime | None
    override_reason: str
    goals: int
    changes: tuple[ChangeView, ...]
    moved: tuple[MovedView, ...]
    easier: bool
    arithmetic: Arithmetic | None
    units: tuple[Concerned, ...]
    people: tuple[Concerned, ...]
    units_above: tuple[UnitAbove, ...]
    left: tuple[LeftGoal, ...]
    notices: tuple[VoiceView, ...]
    gates: tuple[RealignmentGate, ...]
    ready: bool
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class RealignmentLine:
    """A realignment in the list."""

    id: str
    title: str
    state: str
    made_by: HolderView | None
    made_at: datetime.datetime
    committed_at: datetime.datetime | None
    changes: int
