"""What pages and programs read of a ladder: its steps, what counts, how that stands now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.lenses.guide import Walked
from trigpoint.core.text import Text
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.proposed import ProposedMeasure
from trigpoint.store.models import Hindrance, LadderSkill


@dataclass(frozen=True, slots=True)
class TiedTo:
    """A goal or another ladder that something is tied to."""

    kind: str
    id: str
    title: str
    owner: HolderView


@dataclass(frozen=True, slots=True)
class WeekMark:
    """A week of a hold: `mark` is held, missed or paused; `value` in the measure's unit.

    `low` and `high` bound the value where it is a share.
    """

    start: datetime.date
    value: float | None
    low: float | None
    high: float | None
    n: int
    mark: str


@dataclass(frozen=True, slots=True)
class StandingView:
    """How a measured criterion stands: over the weeks worked that are looked at, together.

    `low` and `high` bound the value where it is a share. `to_go` says in words what is missing.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    good: int
    guard: float | None
    guard_kept: bool | None
    weeks: tuple[WeekMark, ...]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The chance of one value by a day: in words with the main reason, or why there is none.

    `hundredths` is None where no number may be shown.
    """

    value: float
    hundredths: int | None
    chance: Text | None
    reason: Text | None
    refused: Text | None


@dataclass(frozen=True, slots=True)
class CriterionView:
    """What counts for a step.

    `now` is None where the step is reached, not open, or its figures are not for the actor:
    `hidden` says the last. `evidence` is what the data said on the day it was met, `outlook` the
    chance that its value is there on the step's day, while it is climbed and that day is to come.
    """

    id: str
    version: int
    kind: str
    measure: MeasureRef | None
    way: str
    value: float | None
    hold_weeks: int
    least: int
    guard: MeasureRef | None
    guard_way: str
    guard_limit: float | None
    words: str
    own_level: int
    lead_level: int
    done_on: datetime.date | None
    met_on: datetime.date | None
    evidence: StandingView | None
    now: StandingView | None
    outlook: Likelihood | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class ResourceView:
    """What helps on a step; `there` is False while it is only asked for."""

    id: str
    version: int
    kind: str
    title: str
    address: str
    there: bool


@dataclass(frozen=True, slots=True)
class RungView:
    """A step: `state` is reached, here (the one that is climbed), next, or later.

    `proposed` is the measure that a template proposed for a step of which nothing counts yet.
    """

    id: str
    version: int
    number: int
    title: str
    due: datetime.date
    state: str
    goal: TiedTo | None
    hundredths: int | None
    reward: str
    reward_words: str
    proposed: ProposedMeasure | None
    opened_on: datetime.date | None
    reached_on: datetime.date | None
    criteria: tuple[CriterionView, ...]
    resources: tuple[ResourceView, ...]


@dataclass(frozen=True, slots=True)
class LadderLine:
    """A ladder in a list: how many steps it has, how many are reached, and the one to climb."""

    id: str
    title: str
    owner: HolderView
    state: str
    steps: int
    reached: int
    here: str
    due: datetime.date | None
    reached_on: datetime.date | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Celebrated:
    """A step that somebody wants others to know of."""

    ladder: str
    owner: HolderView
    step: str
    reached_on: datetime.date


@dataclass(frozen=True, slots=True)
class SkillView:
    """A skill as the person and the lead see it: 0 unsaid, 1 not yet, 2 nearly, 3 practised."""

    id: str
    version: int
    name: str
    own_level: int
    lead_level: int
    own_words: str
    lead_words: str

    @classmethod
    def of(cls, skill: LadderSkill) -> SkillView:
        """Return a skill of the store as both see it."""
        return cls(
            skill.public_id,
            skill.version,
            skill.name,
            skill.own_level,
            skill.lead_level,
            skill.own_words,
            skill.lead_words,
        )


@dataclass(frozen=True, slots=True)
class HindranceView:
    """What stands in the way: in how we work, or a constraint."""

    id: str
    version: int
    kind: str
    words: str

    @classmethod
    def of(cls, found: Hindrance) -> HindranceView:
        """Return what hinders, from the store."""
        return cls(found.public_id, found.version, found.kind_of_hindrance, found.words)


@dataclass(frozen=True, slots=True)
class CoachingView:
    """A coaching meeting; only those who meet read it."""

    id: str
    version: int
    coach: HolderView
    at: datetime.datetime
    minutes: int
    topic: str
    notes: str


@dataclass(frozen=True, slots=True)
class LadderPage:
    """A ladder with all that belongs to it. Steps are the lowest first.

    `below` are ladders tied to this one that the actor may see. `coachings` are empty for anybody
    but those who meet. `at` is the earlier moment at which it is shown, None for now.
    `speaks` is whether the actor says how its skills are practised, `meets` whether they are the
    coach or among those who climb.
    """

    id: str
    version: int
    title: str
    why: str
    owner: HolderView
    state: str
    mine: bool
    began_on: datetime.date | None
    goal: TiedTo | None
    above: TiedTo | None
    below: tuple[TiedTo, ...]
    coach: HolderView | None
    audience: str
    away: tuple[tuple[datetime.date, datetime.date], ...]
    declined_words: str
    may_export: bool
    rungs: tuple[RungView, ...]
    skills: tuple[SkillView, ...]
    hindrances: tuple[HindranceView, ...]
    coachings: tuple[CoachingView, ...]
    guide: tuple[Walked, ...]
    as_of: datetime.datetime | None
    at: datetime.datetime | None
    speaks: bool
    meets: bool
    may: frozenset[str]
    seen_by: tuple[Text, ...]

    @property
    def reached(self) -> int:
        """How many steps are reached."""
        return sum(rung.state == "reached" for rung in self.rungs)
