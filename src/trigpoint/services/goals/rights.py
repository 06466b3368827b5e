"""Which goals an actor may change or hear of, asked for many goals at once."""

from __future__ import annotations

from functools import cached_property

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.units import Chart
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.graph import State
from trigpoint.store import chart
from trigpoint.store.models import Goal


class Rights:
    """What the policy says of the goals of one state, asked once for each holder."""

    def __init__(self, actor: Actor, state: State) -> None:
        self.actor = actor
        self.state = state
        self._said: dict[tuple[object, ...], bool] = {}

    @cached_property
    def chart(self) -> Chart:
        """The units and people of the day."""
        return access.viewer_of(self.actor).chart

    def change(self, goal: Goal) -> bool:
        """Whether the actor may change a goal of their own right."""
        return self.may(goal, Verb.CHANGE, access.goal_kind(goal))

    def hear(self, goal: Goal) -> bool:
        """Whether the actor may read what was said of a goal."""
        return self.may(goal, Verb.SEE, access.check_in_kind(goal))

    def may(self, goal: Goal, verb: Verb, kind: Kind) -> bool:
        """Whether the policy lets the actor do something with a kind of what a holder has."""
        owners = frozenset(
            str(part.person_id)
            for part in self.state.co_owners.get(goal.pk, ())
            if part.person_id is not None
        )
        key = (goal.owner_unit_id, goal.owner_person_id, owners, verb, kind)
        if key not in self._said:
            thing = chart.thing_of_holder(
                self.chart,
                self.actor.organisation,
                goal.owner_unit_id,
                goal.owner_person_id,
                owners=owners,
            )
            self._said[key] = bool(access.decision(self.actor, verb, kind, thing))
        return self._said[key]
