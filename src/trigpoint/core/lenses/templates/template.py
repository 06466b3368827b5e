"""What a template holds: goals in the words of a sector, and what one way of writing adds."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import Text


@dataclass(frozen=True, slots=True)
class TemplateGoal:
    """A goal to begin with.

    `kpi` is the KPI of the catalogue that shows it, `guard` the one that must not get worse for
    it, "" for none. `above` is the key of the goal that it carries, with the sentence on how;
    `level` is organisation, department, team or person, "" for whoever applies the template.
    """

    key: str
    title: Text
    why: Text
    kpi: str = ""
    guard: str = ""
    above: str = ""
    sentence: Text | None = None
    level: str = ""
    steps: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateValue:
    """A guiding principle, and a behaviour that can be seen in a ticket."""

    key: str
    title: Text
    behaviour: Text


@dataclass(frozen=True, slots=True)
class TemplateObstacle:
    """What stands in the way of methods, named by the keys of their goals; levels are 1 to 3."""

    title: Text
    threatens: tuple[str, ...]
    sign: Text
    contingency: Text
    likelihood: int = 2
    impact: int = 2


@dataclass(frozen=True, slots=True)
class V2momPart:
    """What a V2MOM adds to its goals, which are its methods in their order.

    `serves` names by the key of a goal the keys of the values it serves.
    """

    vision: Text
    values: tuple[TemplateValue, ...]
    serves: dict[str, tuple[str, ...]]
    obstacles: tuple[TemplateObstacle, ...]


@dataclass(frozen=True, slots=True)
class TemplateBelief:
    """What is believed to move what, by the keys of two goals, so many weeks later, and why."""

    cause: str
    effect: str
    sentence: Text
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class MapPart:
    """What a strategy map adds to its goals.

    `places` names by the key of a goal the key of the classic perspective in which it stands.
    """

    places: dict[str, str]
    beliefs: tuple[TemplateBelief, ...]


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A step of a ladder in words, `weeks` from its beginning.

    `kpi` is the KPI of the catalogue that may show it, "" for none; its value is set by whoever
    climbs. `training` and `skill` count for it, `helps` is something to ask for.
    """

    title: Text
    weeks: int
    kpi: str = ""
    training: Text | None = None
    skill: Text | None = None
    helps: Text | None = None


@dataclass(frozen=True, slots=True)
class LadderPart:
    """What a ladder says: why it is climbed, and its steps, the lowest first."""

    why: Text
    steps: tuple[TemplateStep, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Something to begin with, for one way of writing and one sector."""

    key: str
    lens: str
    sector: str
    title: Text
    goals: tuple[TemplateGoal, ...]
    v2mom: V2momPart | None = None
    map: MapPart | None = None
    ladder: LadderPart | None = None
