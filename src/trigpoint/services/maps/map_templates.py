"""A strategy map begun from a template: its goals as drafts, in their places, with its links."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trigpoint.core.lenses.strategy_map.grid import Arrow
from trigpoint.core.lenses.strategy_map.layout import arrange
from trigpoint.core.lenses.strategy_map.perspectives import CLASSIC
from trigpoint.core.lenses.templates.template import MapPart, Template
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotThere
from trigpoint.services.maps import maps
from trigpoint.services.maps.maps import Say
from trigpoint.services.plans import plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.journal import Journal
from trigpoint.store.models import Drive, Goal, Objective, Perspective, Plan

WriteGoals = Callable[[Actor, Journal, Template, Mapping[str, str], str, Say], dict[str, Goal]]


def begin(
    actor: Actor, template: Template, owner: str, period: str, say: Say, write: WriteGoals
) -> str:
    """Begin a map from a template, all of it to be changed; return its public id.

    Raises:
        NotThere: where the template is not one of a map.
        Invalid, NotAllowed: like `plans.add`.
    """
    if template.map is None:
        raise NotThere
    plan = plans.build(actor, PlanDraft(owner=owner, period=period, lens=Plan.Lens.MAP))
    with command(actor, "map.begin") as journal:
        journal.create(plan)
        lanes = maps.classic(journal, plan, say)
        made = write(actor, journal, template, {"": owner}, period, say)
        place(journal, plan, template.map, lanes, made)
        for belief in template.map.beliefs:
            journal.create(
                Drive(
                    organisation=plan.organisation,
                    cause=made[belief.cause],
                    effect=made[belief.effect],
                    lag_weeks=belief.weeks,
                    sentence=say(belief.sentence),
                )
            )
        journal.tell("plan.changed", plan=plan.public_id)
    return plan.public_id


def place(
    journal: Journal,
    plan: Plan,
    part: MapPart,
    lanes: Mapping[str, Perspective],
    made: Mapping[str, Goal],
) -> None:
    """Put the goals where few arrows cross."""
    rows = [[key for key in made if part.places[key] == each.key] for each in CLASSIC]
    arrows = [Arrow(belief.cause, belief.effect) for belief in part.beliefs]
    for key, spot in arrange(rows, arrows).items():
        journal.create(
            Objective(
                organisation=plan.organisation,
                plan=plan,
                goal=made[key],
                perspective=lanes[part.places[key]],
                column=spot.column,
            )
        )
