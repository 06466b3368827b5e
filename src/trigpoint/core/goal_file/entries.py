"""What a file of goals says, entry by entry; as frozen as the file.

Units are named by their path ("Northwind / Care / Orders"), people by mail address, periods by
name, measures by title, directions by kind and rank ("vision", "priority 2"), goals by public id.
Every entry has a `key` by which the two sides of a difference find each other.
"""

from __future__ import annotations

# ruff: noqa: RUF009 - `column` returns a dataclass field, as `field` does
import datetime
from dataclasses import dataclass, field

from trigpoint.core.goal_file.kinds import As, column

SEPARATOR = " / "
"""Between the names of a unit's path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodEntry:
    """A period that goals belong to; both days are part of it."""

    name: str = column(As.WORD, most=60)
    starts: datetime.date = column(As.DAY)
    ends: datetime.date = column(As.DAY)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionEntry:
    """The mission, the vision or a priority."""

    kind: str = column(As.WORD)
    rank: int = column(As.WHOLE, default=1)
    text: str = column(As.TEXT, most=2000)

    @property
    def key(self) -> str:
        """What tells it from others, and what contributions name."""
        return self.kind if self.rank == 1 else f"{self.kind} {self.rank}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterEntry:
    """Which tickets count: those with one of `values`, or all others where it is `excluded`.

    `none` counts tickets that have no such value.
    """

    dimension: str = column(As.WORD)
    name: str = column(As.WORD, default="")
    values: tuple[str, ...] = column(As.WORDS, default=())
    none: bool = column(As.TRUTH, default=False)
    excluded: bool = column(As.TRUTH, default=False)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.dimension} {self.name} {self.values} {self.none} {self.excluded}"

    @property
    def title(self) -> str:
        """By what tickets differ here: a dimension, or a field of the help desk."""
        return self.name or self.dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """A KPI of the catalogue with its scope; `of` is the unit, person or queue."""

    id: str = column(As.WORD, default="")
    title: str = column(As.WORD, most=200)
    kpi: str = column(As.WORD)
    scope: str = column(As.WORD, default="organisation")
    of: str = column(As.WORD, default="")
    settings: tuple[tuple[str, str], ...] = column(As.MAP, default=())
    only: tuple[FilterEntry, ...] = column(As.ENTRIES, of=FilterEntry, default=())
    weeks: int = column(As.WHOLE, default=4)
    pinned: bool = column(As.TRUTH, default=False)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.id or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryEntry:
    """What the goal carries: another goal, or a direction."""

    to: str = column(As.WORD)
    because: str = column(As.TEXT, default="", most=500)
    weight: float = column(As.NUMBER, default=1.0)
    evidence: str = column(As.WORD, default="none")
    source: str = column(As.WORD, default="", most=200)
    main: bool = column(As.TRUTH, default=False)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEntry:
    """A goal that this one is believed to move, `lag_weeks` later."""

    goal: str = column(As.WORD)
    direction: str = column(As.WORD, default="with")
    lag_weeks: int = column(As.WHOLE, default=0)
    because: str = column(As.TEXT, most=500)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.goal


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueEntry:
    """The value to have reached by the end of a day, in the measure's unit."""

    by: datetime.date = column(As.DAY)
    value: float = column(As.NUMBER)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.by.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEntry:
    """What is to be reached, and what must not get worse for it (`guard`).

    `growth` stands in place of `from` and `values`, which come from last year's weeks.
    """

    id: str = column(As.WORD, default="")
    kind: str = column(As.WORD)
    title: str = column(As.WORD, default="", most=200)
    measure: str = column(As.WORD, default="")
    baseline: float | None = column(As.NUMBER, name="from", default=None)
    values: tuple[ValueEntry, ...] = column(As.ENTRIES, of=ValueEntry, default=())
    growth: float | None = column(As.NUMBER, name="growth on last year", default=None)
    low: float | None = column(As.NUMBER, default=None)
    high: float | None = column(As.NUMBER, default=None)
    tolerance: float | None = column(As.NUMBER, default=None)
    due: datetime.date = column(As.DAY)
    done: datetime.date | None = column(As.DAY, default=None)
    weight: float = column(As.NUMBER, default=1.0)
    guard: str = column(As.WORD, name="must not get worse", default="")
    guard_limit: float | None = column(As.NUMBER, name="worse beyond", default=None)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.id or f"{self.title}{self.measure}{self.due}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareEntry:
    """A unit or a person that answers for a part of the goal."""

    who: str = column(As.WORD)
    answers_for: str = column(As.WORD, most=300)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.who


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntry:
    """A piece of the work."""

    id: str = column(As.WORD, default="")
    title: str = column(As.WORD, most=200)
    who: str = column(As.WORD, default="")
    due: datetime.date | None = column(As.DAY, default=None)
    done: datetime.date | None = column(As.DAY, default=None)
    result: str = column(As.TEXT, default="", most=2000)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.id or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEntry:
    """A goal with everything that belongs to it."""

    id: str = column(As.WORD)
    title: str = column(As.WORD, most=200)
    owner: str = column(As.WORD)
    period: str = column(As.WORD)
    state: str = column(As.WORD, default="draft")
    private: bool = column(As.TRUTH, default=False)
    why: str = column(As.TEXT, default="", most=4000)
    how: str = column(As.TEXT, default="", most=4000)
    carries: tuple[CarryEntry, ...] = column(As.ENTRIES, of=CarryEntry, default=())
    moves: tuple[MoveEntry, ...] = column(As.ENTRIES, of=MoveEntry, default=())
    targets: tuple[TargetEntry, ...] = column(As.ENTRIES, of=TargetEntry, default=())
    shared_with: tuple[ShareEntry, ...] = column(As.ENTRIES, of=ShareEntry, default=())
    steps: tuple[StepEntry, ...] = column(As.ENTRIES, of=StepEntry, default=())

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole file. It says everything about the goals that it names, nothing about others."""

    periods: tuple[PeriodEntry, ...] = column(As.ENTRIES, of=PeriodEntry, default=())
    directions: tuple[DirectionEntry, ...] = column(As.ENTRIES, of=DirectionEntry, default=())
    measures: tuple[MeasureEntry, ...] = column(As.ENTRIES, of=MeasureEntry, default=())
    goals: tuple[GoalEntry, ...] = column(As.ENTRIES, of=GoalEntry, default=())


Entry = (
    PeriodEntry
    | DirectionEntry
    | MeasureEntry
    | FilterEntry
    | CarryEntry
    | MoveEntry
    | ValueEntry
    | TargetEntry
    | ShareEntry
    | StepEntry
    | GoalEntry
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Written:
    """A document as somebody wrote it, with the place of every part by its path.

    A path names sections, numbers of entries and columns: "goals.2.targets.0.measure".
    """

    document: Document
    places: dict[str, Place] = field(default_factory=dict)

    def place(self, path: str) -> Place:
        """Return where a part stands; for what is not written, where it would belong."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places.get(path, Place(1, 1))
