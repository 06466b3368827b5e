"""Whether what a training was for moved: the effect on its goal's measures since it was held."""

from __future__ import annotations

import datetime
from dataclasses import replace

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import effects
from trigpoint.services.insight.effects import Beginning, GoalEffect
from trigpoint.services.trainings import trainings
from trigpoint.services.trainings.trainings import TrainingView


def show(
    actor: Actor, goal_id: str, training_id: str, at: datetime.datetime | None = None
) -> GoalEffect:
    """Return the effects on the goal that a training is to move, from its last day on.

    As they were known `at` a moment: with the weeks that had been published by then.

    Raises:
        NotThere: where the training, or the goal that it is to move, is not for the actor to see.
    """
    view = trainings.show(actor, goal_id, training_id, at)
    if view.aim is None:
        raise NotThere
    cards = Cards(actor, graph.load(actor, at))
    return effects.drawn(cards, of_training(cards, view, view.aim))


def of_training(cards: Cards, view: TrainingView, aim: str) -> GoalEffect:
    """Return the effects on a goal, by public id, since a training that the actor sees."""
    found = effects.of_goal(cards, cards.state.by_public_id[aim], view.ends)
    held = Beginning(view.ends, _("The training “{title}” was held.", title=view.title))
    return replace(found, since=held, beginnings=(held,))
