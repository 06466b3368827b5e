"""Whether what a training was for moved: the effect on its goal's measures since it was held."""

from __future__ import annotations

from dataclasses import replace

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import effects
from trigpoint.services.insight.effects import Beginning, GoalEffect
from trigpoint.services.trainings import trainings


def show(actor: Actor, goal_id: str, training_id: str) -> GoalEffect:
    """Return the effects on the goal that a training is to move, from its last day on.

    Raises:
        NotThere: where the training, or the goal that it is to move, is not for the actor to see.
    """
    record = trainings.find(actor, goal_id, training_id, Verb.SEE)
    aim = access.goal(actor, record.aim.public_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor))
    found = effects.of_goal(cards, cards.state.goals[aim.pk], record.ends)
    held = Beginning(record.ends, _("The training “{title}” was held.", title=record.title))
    return replace(found, since=held, beginnings=(held,))
