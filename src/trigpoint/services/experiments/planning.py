"""Planning an experiment before it begins: what is expected, of which measure, with whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.experiments import experiments
from trigpoint.services.experiments.experiments import Stage
from trigpoint.services.experiments.results import SHORTEST
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.wording import Wording
from trigpoint.store import visibility
from trigpoint.store.journal import Journal
from trigpoint.store.models import Experiment, Goal, Measure, Person, TakesPart, Unit

LONGEST_TITLE, LONGEST_HYPOTHESIS = 120, 500
LONGEST = datetime.timedelta(weeks=53)
"""An effect is first told after three months; what lasts longer than a year is no trial."""
MOST = 24
"""How many experiments a goal may have."""
MOST_PARTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentDraft:
    """What is tried and expected. `guard` is "" where nothing is watched; ids are public ones.

    `who` are the units and people that take part.
    """

    title: str
    hypothesis: str
    measure: str
    guard: str = ""
    starts: datetime.date
    ends: datetime.date
    who: Sequence[str]


@dataclass(frozen=True, slots=True)
class Offers:
    """What a form offers: measures of the goal to judge by, and all that may be a guard."""

    measures: tuple[MeasureRef, ...]
    guards: tuple[MeasureRef, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Who takes part."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]


def offers(actor: Actor, goal_id: str) -> Offers:
    """Return what can be chosen for an experiment of a goal; raises like `plan`."""
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    cards = Cards(actor, graph.load(actor))
    seen = [cards.state.measures[key] for key in cards.measures if key in cards.state.measures]
    by_title = sorted((cards.named(each) for each in seen), key=lambda each: each.title)
    return Offers(tuple(map(cards.named, of_goal(cards, goal))), tuple(by_title))


def of_goal(cards: Cards, goal: Goal) -> list[Measure]:
    """Return the measures of a goal whose figures the actor may see."""
    held = [target.measure_id for target in cards.state.targets.get(goal.pk, ())]
    known = dict.fromkeys(key for key in held if key in cards.measures)
    return [cards.state.measures[key] for key in known if key is not None]


def plan(actor: Actor, goal_id: str, draft: ExperimentDraft) -> str:
    """Plan an experiment of a goal; return its public id.

    Raises:
        Invalid: for a goal without a measure, a beginning in the past, less than 13 weeks, nobody
            who takes part, and what else cannot be; each with its cure.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    if experiments.rows(actor).filter(goal=goal).count() >= MOST:
        raise Invalid({"title": _("A goal has at most {most} experiments.", most=MOST)})
    made = Experiment(organisation=actor.organisation, goal=goal)
    parts = fill(actor, made, draft)
    with command(actor, "experiment.plan") as journal:
        journal.create(made)
        join(journal, made, parts)
        journal.tell("goal.changed", goal=goal.public_id)
    return made.public_id


def edit(
    actor: Actor, goal_id: str, experiment_id: str, version: int, draft: ExperimentDraft
) -> None:
    """Plan an experiment anew that has not begun; raises like `plan`, and `Stale`."""
    record = not_begun(actor, goal_id, experiment_id, version)
    parts = fill(actor, record, draft)
    with command(actor, "experiment.edit") as journal:
        journal.save(record, expected=version)
        leave(journal, record)
        join(journal, record, parts)
        journal.tell("goal.changed", goal=record.goal.public_id)


def remove(actor: Actor, goal_id: str, experiment_id: str, version: int) -> None:
    """Take an experiment away that has not begun; raises like `edit`."""
    record = not_begun(actor, goal_id, experiment_id, version)
    with command(actor, "experiment.remove") as journal:
        journal.retire(record, expected=version)
        leave(journal, record)
        journal.tell("goal.changed", goal=record.goal.public_id)


def not_begun(actor: Actor, goal_id: str, experiment_id: str, version: int) -> Experiment:
    """Return an experiment whose words may still change.

    Raises:
        Invalid: for one that has begun: what is expected must not follow what is seen.
        Stale: where somebody changed it since `version`.
    """
    record = experiments.find(actor, goal_id, experiment_id, Verb.CHANGE)
    as_read(record, version)
    if experiments.stage_of(record, actor.today) is not Stage.PLANNED:
        words = _(
            "It has begun, so what was said before stays. End it with a reason, and plan another."
        )
        raise Invalid({"": words})
    return record


def fill(actor: Actor, record: Experiment, draft: ExperimentDraft) -> Parts:
    """Write a draft into an experiment that is not saved yet, or raise `Invalid`."""
    wording = Wording()
    named = _("Say in a few words what is tried.")
    record.title = wording.text("title", draft.title, LONGEST_TITLE, named)
    expected = _("Say what you expect, and why. It is read again when it is over.")
    record.hypothesis = wording.text("hypothesis", draft.hypothesis, LONGEST_HYPOTHESIS, expected)
    check_days(wording, actor.today, draft)
    cards = Cards(actor, graph.load(actor))
    measure = chosen(wording, cards, record.goal, draft)
    parts = taking_part(wording, actor, draft.who)
    if measure is not None and parts is not None:
        counts = counted(actor, measure, parts)
        nobody = _("Nobody who takes part is counted by this measure. Choose one that counts them.")
        wording.check("measure", holds=counts, otherwise=nobody)
    wording.refuse()
    assert measure is not None and parts is not None  # noqa: S101, PT018 - else it was refused
    record.measure, record.guard = measure, guard_of(cards, draft.guard)
    record.starts, record.ends = draft.starts, draft.ends
    return parts


def check_days(wording: Wording, today: datetime.date, draft: ExperimentDraft) -> None:
    """Note what is wrong with the days of a draft."""
    begun = _(
        "That day is over. Plan it before it begins; for what is done already, see whether it "
        "worked on the goal’s page."
    )
    wording.check("starts", holds=draft.starts >= today, otherwise=begun)
    length = draft.ends - draft.starts + datetime.timedelta(days=1)
    soon = _("Let it run for at least 13 weeks: sooner no effect can be told.")
    wording.check("ends", holds=length >= SHORTEST, otherwise=soon)
    wording.check("ends", holds=length <= LONGEST, otherwise=_("Let it end within a year."))


def chosen(wording: Wording, cards: Cards, goal: Goal, draft: ExperimentDraft) -> Measure | None:
    """Return the measure of a draft, or note what is wrong with it and with the guard."""
    held = of_goal(cards, goal)
    without = _("The goal has no measure yet, and nothing else could say what came of it. Add one.")
    wording.check("measure", holds=bool(held), otherwise=without)
    found = next((each for each in held if each.public_id == draft.measure), None)
    which = _("Choose one of the goal’s measures.")
    wording.check("measure", holds=found is not None, otherwise=which)
    same = _("Choose another measure than the one that is to move.")
    wording.check("guard", holds=not draft.guard or draft.guard != draft.measure, otherwise=same)
    guard = guard_of(cards, draft.guard)
    seen = _("Choose a measure whose figures you can see.")
    wording.check("guard", holds=guard is not None or not draft.guard, otherwise=seen)
    return found


def guard_of(cards: Cards, public_id: str) -> Measure | None:
    """Return a measure, by public id, that may be a guard."""
    known = (cards.state.measures.get(key) for key in cards.measures)
    return next((m for m in known if m is not None and m.public_id == public_id), None)


def taking_part(wording: Wording, actor: Actor, who: Iterable[str]) -> Parts | None:
    """Return who takes part, or note what is wrong."""
    wanted = dict.fromkeys(who)
    viewer = access.viewer_of(actor)
    units = visibility.all_units(viewer).filter(public_id__in=wanted)
    people = visibility.people(viewer).filter(public_id__in=wanted)
    found = Parts(tuple(units), tuple(people))
    there = 0 < len(wanted) <= MOST_PARTS
    nobody = _("Say who takes part: teams or people, at most {most}.", most=MOST_PARTS)
    wording.check("who", holds=there, otherwise=nobody)
    all_known = len(found.units) + len(found.people) == len(wanted)
    wording.check("who", holds=all_known, otherwise=_("Choose among those whom you can see."))
    return found if there and all_known else None


def counted(actor: Actor, measure: Measure, parts: Parts) -> bool:
    """Whether a measure counts anybody of those who take part."""
    drawn = access.viewer_of(actor).chart
    there = {str(person.pk) for person in parts.people}
    for unit in parts.units:
        there |= drawn.everyone(str(unit.pk)) if str(unit.pk) in drawn.kinds else frozenset()
    if measure.person_id:
        return str(measure.person_id) in there
    if measure.unit_id:
        known = str(measure.unit_id) in drawn.kinds
        return known and bool(there & drawn.everyone(str(measure.unit_id)))
    return True


def join(journal: Journal, record: Experiment, parts: Parts) -> None:
    """Write down who takes part."""
    shared = {"organisation": record.organisation, "experiment": record}
    made = [TakesPart(unit=unit, **shared) for unit in parts.units]
    made += [TakesPart(person=person, **shared) for person in parts.people]
    journal.create_many(made)


def leave(journal: Journal, record: Experiment) -> None:
    """Write down that nobody takes part any more."""
    for part in record.parts.filter(retired=False):
        journal.retire(part)
