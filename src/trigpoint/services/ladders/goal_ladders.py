"""The ladders that help to reach a goal, as far as the actor may see them, and where they stand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.goals.graph import Cache
from trigpoint.services.ladders import ladder_access
from trigpoint.services.ladders.climbing import Built
from trigpoint.services.ladders.ladder_states import states_of
from trigpoint.store.models import Goal, Ladder, Rung
from trigpoint.store.state import records


@dataclass(frozen=True, slots=True)
class GoalStep:
    """A step of such a ladder: `state` as in `RungView`; `serves` is whether it is tied itself."""

    id: str
    number: int
    title: str
    due: datetime.date
    state: str
    reached_on: datetime.date | None
    serves: bool


@dataclass(frozen=True, slots=True)
class GoalLadder:
    """A ladder that helps to reach a goal, its steps the lowest first.

    `serves` is whether all of it is tied to the goal. `through` is the title of the ladder above
    that leads to the goal, "" where the ladder itself or a step of it does.
    """

    id: str
    title: str
    owner: HolderView
    state: str
    mine: bool
    serves: bool
    through: str
    steps: tuple[GoalStep, ...]

    @property
    def reached(self) -> int:
        """How many steps are reached."""
        return sum(step.state == "reached" for step in self.steps)


@dataclass(frozen=True, slots=True)
class Ties:
    """The ladders of an organisation in the order in which they were made, and their steps."""

    ladders: Sequence[Ladder]
    rungs: Mapping[int, Sequence[Rung]]


_ties: Cache[Ties] = Cache()


def of_goal(
    cards: Cards, goal: Goal, at: datetime.datetime | None = None
) -> tuple[GoalLadder, ...]:
    """Return the ladders tied to a goal, by a step of theirs, or through the ladder above them.

    Those of an earlier moment are as they stood then, to whom they are open now as well.
    """
    ties = load(cards.actor, at)
    named = {
        ladder.pk: ""
        for ladder in ties.ladders
        if ladder.goal_id == goal.pk or serving(ties, ladder, goal)
    }
    seen: dict[int, Ladder] = {}
    waiting = [ladder for ladder in ties.ladders if ladder.pk in named]
    while waiting:
        ladder = waiting.pop(0)
        if ladder.pk in seen or not may_see(cards.actor, ladder, at):
            continue
        seen[ladder.pk] = ladder
        for below in ties.ladders:
            if below.above_id == ladder.pk and below.pk not in named:
                named[below.pk] = ladder.title
                waiting.append(below)
    return tuple(view(cards, ties, each, goal, named[each.pk]) for each in seen.values())


def load(actor: Actor, at: datetime.datetime | None) -> Ties:
    """Return the ladders and their steps, whoever asks; those of today are read once a change."""
    if at is not None:
        return read(actor, at)
    key = (actor.organisation.pk, access.head_of(actor))
    return _ties.found(key, lambda: read(actor, None))


def read(actor: Actor, at: datetime.datetime | None) -> Ties:
    """Read the ladders and their steps from the store, or from their versions."""
    ladders = records(Ladder, actor.organisation, at)
    rungs: defaultdict[int, list[Rung]] = defaultdict(list)
    for rung in sorted(records(Rung, actor.organisation, at), key=lambda r: (r.rank, r.pk)):
        rungs[rung.ladder_id].append(rung)
    return Ties(sorted(ladders, key=lambda ladder: ladder.pk), rungs)


def serving(ties: Ties, ladder: Ladder, goal: Goal) -> Iterable[Rung]:
    """Return the steps of a ladder that are tied to a goal themselves."""
    return [rung for rung in ties.rungs.get(ladder.pk, ()) if rung.goal_id == goal.pk]


def may_see(actor: Actor, ladder: Ladder, at: datetime.datetime | None) -> bool:
    """Whether a ladder is for the actor, now and as it was then."""
    if not ladder_access.may(actor, ladder, Verb.SEE):
        return False
    if at is None:
        return True
    now = next((each for each in load(actor, None).ladders if each.pk == ladder.pk), None)
    return now is not None and ladder_access.may(actor, now, Verb.SEE)


def view(cards: Cards, ties: Ties, ladder: Ladder, goal: Goal, through: str) -> GoalLadder:
    """Return a ladder as it stands."""
    rungs = ties.rungs.get(ladder.pk, ())
    states = states_of(ladder, Built(rungs, {}))
    me = cards.actor.person
    return GoalLadder(
        id=ladder.public_id,
        title=ladder.title,
        owner=cards.holder(ladder.owner_unit_id, ladder.owner_person_id),
        state=ladder.state,
        mine=me is not None and ladder.owner_person_id == me.pk,
        serves=ladder.goal_id == goal.pk,
        through=through,
        steps=tuple(
            GoalStep(
                rung.public_id,
                number,
                rung.title,
                rung.due,
                states[rung.pk],
                rung.reached_on,
                serves=rung.goal_id == goal.pk,
            )
            for number, rung in enumerate(rungs, 1)
        ),
    )
