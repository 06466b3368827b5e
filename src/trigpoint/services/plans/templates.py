"""Templates: what a team may begin with, read, and written down as its own draft.

What is applied is a draft of the team's own: nothing leads back to the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trigpoint.core.lenses.templates import ALL, SECTORS, find
from trigpoint.core.lenses.templates.template import (
    LadderPart,
    Template,
    TemplateGoal,
    V2momPart,
)
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.maps import map_templates
from trigpoint.services.plans import plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.journal import Journal
from trigpoint.store.models import (
    Behaviour,
    Goal,
    Method,
    Obstacle,
    Plan,
    PlanValue,
    Step,
)

Say = Callable[[Text], str]
"""Puts a sentence of ours into the language in which it is to be written down."""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template in a list: how many goals, or steps of a ladder, and its sector in words."""

    key: str
    lens: str
    sector: str
    sector_words: Text
    title: Text
    goals: int


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A whole template, to be looked at before it is applied."""

    line: TemplateLine
    goals: tuple[TemplateGoal, ...]
    v2mom: V2momPart | None
    ladder: LadderPart | None


def templates(lens: str = "", sector: str = "") -> tuple[TemplateLine, ...]:
    """Return the templates of a way of writing and of a sector; "" is any."""
    return tuple(line(template) for template in find(lens, sector))


def show(key: str) -> TemplateView:
    """Return one template.

    Raises:
        NotThere: where there is none of that key.
    """
    template = one(key)
    return TemplateView(line(template), template.goals, template.v2mom, template.ladder)


def one(key: str) -> Template:
    """Return the template of a key, or raise `NotThere`."""
    found = next((template for template in ALL if template.key == key), None)
    if found is None:
        raise NotThere
    return found


def line(template: Template) -> TemplateLine:
    """Return a template as a line of the list."""
    return TemplateLine(
        template.key,
        template.lens,
        template.sector,
        SECTORS[template.sector],
        template.title,
        len(template.ladder.steps if template.ladder else template.goals),
    )


def write_goals(
    actor: Actor,
    journal: Journal,
    template: Template,
    owners: Mapping[str, str],
    period: str,
    say: Say,
) -> dict[str, Goal]:
    """Write a template's goals as drafts within a command; return them by their keys.

    `owners` has the public id of a unit or person for each level, "" for those without one.
    """
    made: dict[str, Goal] = {}
    for wanted in template.goals:
        draft = GoalDraft(
            title=say(wanted.title),
            owner=owners.get(wanted.level) or owners[""],
            period=period,
            why=say(wanted.why),
        )
        goal, _draft = goals.build(actor, draft)
        goal.proposed_kpi, goal.proposed_guard = wanted.kpi, wanted.guard
        made[wanted.key] = journal.create(goal)
        if wanted.above in made:
            sentence = say(wanted.sentence) if wanted.sentence else ""
            journal.create(goals.new_link(goal, made[wanted.above], sentence))
        for rank, step in enumerate(wanted.steps, 1):
            journal.create(
                Step(organisation=actor.organisation, goal=goal, title=say(step), rank=rank)
            )
        journal.tell("goal.changed", goal=goal.public_id)
    return made


def begin(actor: Actor, key: str, owner: str, period: str, say: Say = str) -> str:
    """Begin a plan from a template, in the way of writing that it is for; return its public id.

    Raises:
        NotThere: where there is no such template, or it is one of a ladder, which is no plan.
        Invalid, NotAllowed: like `plans.add`.
    """
    if one(key).ladder is not None:
        raise NotThere
    if one(key).v2mom is not None:
        return begin_v2mom(actor, key, owner, period, say)
    if one(key).map is not None:
        return map_templates.begin(actor, one(key), owner, period, say, write_goals)
    return begin_layers(actor, key, owner, period, say)


def begin_layers(actor: Actor, key: str, owner: str, period: str, say: Say = str) -> str:
    """Begin a cascade or a pyramid: its goals in layers, all of them drafts to be changed.

    The person's part is the actor's own. A cascade begins with its uppermost goal as root.
    """
    template = one(key)
    plan = plans.build(actor, PlanDraft(owner=owner, period=period, lens=template.lens))
    owners = {"": owner, "person": actor.person.public_id if actor.person else owner}
    with command(actor, "plan.begin") as journal:
        journal.create(plan)
        made = write_goals(actor, journal, template, owners, period, say)
        if plan.lens == Plan.Lens.CASCADE:
            root = made[template.goals[0].key]
            journal.create(Method(organisation=plan.organisation, plan=plan, goal=root))
        journal.tell("plan.changed", plan=plan.public_id)
    return plan.public_id


def begin_v2mom(actor: Actor, key: str, owner: str, period: str, say: Say = str) -> str:
    """Begin a V2MOM from a template, all of it as a draft to be changed; return its public id.

    Raises:
        NotThere: where there is no such template of a V2MOM.
        Invalid, NotAllowed: like `plans.add`.
    """
    template = one(key)
    if template.v2mom is None:
        raise NotThere
    plan = plans.build(actor, PlanDraft(owner=owner, period=period))
    plan.vision = say(template.v2mom.vision)
    with command(actor, "plan.begin") as journal:
        journal.create(plan)
        made = write_goals(actor, journal, template, {"": owner}, period, say)
        values = write_values(journal, plan, template.v2mom, say)
        methods = write_methods(journal, plan, template.v2mom, made, values)
        write_obstacles(journal, plan, template.v2mom, methods, say)
        journal.tell("plan.changed", plan=plan.public_id)
    return plan.public_id


def write_values(journal: Journal, plan: Plan, part: V2momPart, say: Say) -> dict[str, str]:
    """Write the values with their behaviours; return their public ids by key."""
    found = {}
    for rank, wanted in enumerate(part.values, 1):
        shared = {"organisation": plan.organisation}
        value = journal.create(PlanValue(plan=plan, title=say(wanted.title), rank=rank, **shared))
        journal.create(Behaviour(value=value, text=say(wanted.behaviour), **shared))
        found[wanted.key] = value.public_id
    return found


def write_methods(
    journal: Journal,
    plan: Plan,
    part: V2momPart,
    made: Mapping[str, Goal],
    values: Mapping[str, str],
) -> dict[str, str]:
    """Write the methods, tied to their values; return their public ids by the goals' keys."""
    found = {}
    for rank, (key, goal) in enumerate(made.items(), 1):
        method = journal.create(
            Method(
                organisation=plan.organisation,
                plan=plan,
                goal=goal,
                values=[values[value] for value in part.serves.get(key, ())],
                rank=rank,
            )
        )
        found[key] = method.public_id
    return found


def write_obstacles(
    journal: Journal, plan: Plan, part: V2momPart, methods: Mapping[str, str], say: Say
) -> None:
    """Write the obstacles; nobody looks after them yet."""
    for rank, wanted in enumerate(part.obstacles, 1):
        journal.create(
            Obstacle(
                organisation=plan.organisation,
                plan=plan,
                title=say(wanted.title),
                likelihood=wanted.likelihood,
                impact=wanted.impact,
                threatens=[methods[key] for key in wanted.threatens],
                sign_words=say(wanted.sign),
                contingency=say(wanted.contingency),
                rank=rank,
            )
        )
