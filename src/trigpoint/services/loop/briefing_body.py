"""What stands on a briefing: taken from a review when it is frozen, and read again afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from trigpoint.services.goals.cards import Cards, TargetView
from trigpoint.services.loop import cadence
from trigpoint.services.loop.check_ins import open_hurdles
from trigpoint.services.loop.reviews import ReviewPage, ReviewPromise
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Goal, Measure, Person, Step, Version

MOST = 7
"""Lines of each part: it stays one page that can be read, and says how many more there are."""


@dataclass(frozen=True, slots=True)
class BriefingChange:
    """What a goal's owner said since last time; `before` is the status of then, "" where none."""

    title: str
    owner: str
    before: str
    status: str


@dataclass(frozen=True, slots=True)
class BriefingRisk:
    """A goal at risk: what is said, what the numbers say, and why, in people's words."""

    goal: str
    title: str
    owner: str
    stated: str
    computed: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefingStep:
    """Something promised or decided. `state` is late, due or kept."""

    title: str
    goal_title: str
    due: datetime.date | None
    state: str


@dataclass(frozen=True, slots=True)
class BriefingFigure:
    """A goal's figure over the days given, in the unit of its measure, with its range.

    `value`, `low` and `high` are None where too few cases allow no figure, `n` counts them.
    `definition` and `definition_version` name the KPI as it was defined then.
    """

    goal_title: str
    title: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    asked: float | None
    as_of: datetime.datetime | None
    definition: str
    definition_version: int


@dataclass(frozen=True, slots=True)
class BriefingDefinition:
    """A KPI as it was defined then, in the field's English."""

    key: str
    version: int
    title: str
    meaning: str
    population: str


@dataclass(frozen=True, slots=True)
class Body:
    """Everything on a briefing. `counts` says how many lines there were of each part."""

    goals_in_force: int
    as_before: int
    counts: Mapping[str, int]
    changed: tuple[BriefingChange, ...]
    at_risk: tuple[BriefingRisk, ...]
    promised: tuple[BriefingStep, ...]
    decided: tuple[BriefingStep, ...]
    figures: tuple[BriefingFigure, ...]
    definitions: tuple[BriefingDefinition, ...]


def written(cards: Cards, page: ReviewPage) -> dict[str, Any]:
    """Return what is frozen of a review, ready for JSON.

    Beside the parts it has the public ids of the `goals` and `measures` on it: whoever may not
    read one of them may not read the page.
    """
    figures, measures = figures_of(cards, page)
    decided = decisions(cards, page)
    open_steps = [one for one in page.promised if one.step not in {d.step for d in decided}]
    listed = {
        "changed": [
            asdict(BriefingChange(c.title, c.owner.name, c.before, c.status)) for c in page.changed
        ],
        "at_risk": [
            asdict(
                BriefingRisk(
                    risk.goal,
                    risk.title,
                    risk.owner.name,
                    risk.stated,
                    risk.computed.value,
                )
            )
            for risk in page.at_risk
        ],
        "promised": [step(one) for one in open_steps],
        "decided": [step(one) for one in decided],
        "figures": [jsonable(asdict(one)) for one in figures],
    }
    used = {(one.definition, one.definition_version) for one in figures[:MOST]}
    return {
        "goals": sorted(goal.public_id for goal in goals_of(cards, page)),
        "measures": sorted(measures),
        "goals_in_force": page.goals,
        "as_before": page.as_before,
        "counts": {part: len(lines) for part, lines in listed.items()},
        **{part: lines[:MOST] for part, lines in listed.items()},
        "definitions": [asdict(definition(*one)) for one in sorted(used)],
    }


def on_it(page: ReviewPage) -> Iterator[str]:
    """Yield the goals that a review names."""
    for part in (page.changed, page.at_risk, page.promised):
        for one in part:
            yield one.goal


def goals_of(cards: Cards, page: ReviewPage) -> list[Goal]:
    """Return the goals of a review that are named in it or decided about."""
    named = {one.id for one in page.open_to} | set(on_it(page))
    return [goal for goal in cards.state.goals.values() if goal.public_id in named]


def figures_of(cards: Cards, page: ReviewPage) -> tuple[list[BriefingFigure], set[str]]:
    """Return the figures of goals that are of a unit or of the whole, and their measures' ids."""
    found, measures = [], set()
    for goal in goals_of(cards, page):
        for held in cards.state.targets.get(goal.pk, ()):
            measure = cards.state.measures.get(held.measure_id or 0)
            if measure is None or measure.scope == Measure.Scope.PERSON:
                continue
            view = cards.target(held)
            if not view.hidden:
                found.append(figure(goal, measure, view))
                measures.add(measure.public_id)
    return found, measures


def figure(goal: Goal, measure: Measure, view: TargetView) -> BriefingFigure:
    """Return a target's figure as it stands."""
    now = view.figure
    shown = now is not None and now.has_range
    return BriefingFigure(
        goal_title=goal.title,
        title=measure.title,
        unit=catalogue.reference(measure).unit,
        value=now.value if now and shown else None,
        low=now.low if now and shown else None,
        high=now.high if now and shown else None,
        n=now.n if now else 0,
        asked=view.asked,
        as_of=now.as_of if now else None,
        definition=measure.kpi,
        definition_version=measure.kpi_version,
    )


def definition(key: str, version: int) -> BriefingDefinition:
    """Return a KPI in words."""
    found = catalogue.kpi(key, version)
    return BriefingDefinition(key, version, str(found.title), str(found.meaning), found.population)


def decisions(cards: Cards, page: ReviewPage) -> list[ReviewPromise]:
    """Return the steps of the review that were written down since last time."""
    steps = {s.pk: s.public_id for held in cards.state.steps.values() for s in held}
    keys = {key for key, name in steps.items() if name in {one.step for one in page.promised}}
    first = Version.objects.filter(kind=Step.kind(), object_id__in=keys, version=1)
    since = datetime.datetime.combine(page.since, datetime.time.min, page.as_of.tzinfo)
    new = {
        steps[key]
        for key in first.filter(recorded_from__gte=since).values_list("object_id", flat=True)
    }
    return [one for one in page.promised if one.step in new]


def said(cards: Cards, page: ReviewPage) -> Iterator[tuple[str, Person, str]]:
    """Yield why goals are at risk: the goal's id, who said it, and the words."""
    keys = {g.public_id: g.pk for g in cards.state.goals.values()}
    risky = [keys[risk.goal] for risk in page.at_risk[:MOST]]
    names = {key: name for name, key in keys.items()}
    for key, last in cadence.newest(risky).items():
        if last.note:
            yield names[key], cards.state.people[last.person_id], last.note
    for hurdle in open_hurdles(risky):
        yield names[hurdle.goal_id], cards.state.people[hurdle.person_id], hurdle.title


def step(one: ReviewPromise) -> dict[str, Any]:
    """Return a promise without the name of who gave it."""
    return jsonable(asdict(BriefingStep(one.title, one.goal_title, one.due, one.state)))


def jsonable(said: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its days and moments as text."""
    return {
        key: value.isoformat() if isinstance(value, datetime.date) else value
        for key, value in said.items()
    }


def read(kept: Mapping[str, Any]) -> Body:
    """Return what was frozen."""
    return Body(
        goals_in_force=kept["goals_in_force"],
        as_before=kept["as_before"],
        counts=kept["counts"],
        changed=tuple(BriefingChange(**one) for one in kept["changed"]),
        at_risk=tuple(BriefingRisk(**{**one, "why": ()}) for one in kept["at_risk"]),
        promised=tuple(step_of(one) for one in kept["promised"]),
        decided=tuple(step_of(one) for one in kept["decided"]),
        figures=tuple(
            BriefingFigure(**{**one, "as_of": moment(one["as_of"])}) for one in kept["figures"]
        ),
        definitions=tuple(BriefingDefinition(**one) for one in kept["definitions"]),
    )


def step_of(one: Mapping[str, Any]) -> BriefingStep:
    """Return a step that was frozen."""
    due = datetime.date.fromisoformat(one["due"]) if one["due"] else None
    return BriefingStep(one["title"], one["goal_title"], due, one["state"])


def moment(text: str | None) -> datetime.datetime | None:
    """Return a moment that was frozen."""
    return datetime.datetime.fromisoformat(text) if text else None
