"""Which goals an actor may change, asked for many goals at once."""

from __future__ import annotations

from functools import cached_property

from trigpoint.core.people.kinds import Verb
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
        owners = frozenset(
            str(part.person_id)
            for part in self.state.co_owners.get(goal.pk, ())
            if part.person_id is not None
        )
        key = (goal.owner_unit_id, goal.owner_person_id, goal.private, owners)
        if key not in self._said:
            thing = chart.thing_of_holder(
                self.chart,
                self.actor.organisation,
                goal.owner_unit_id,
                goal.owner_person_id,
                owners=owners,
            )
            decided = access.decision(self.actor, Verb.CHANGE, access.goal_kind(goal), thing)
            self._said[key] = bool(decided)
        return self._said[key]
