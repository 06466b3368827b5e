"""What if: the figures before and after edits, before anyone is asked. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from trigpoint.core.graph import whatif as core
from trigpoint.core.graph.goal import State
from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.link import Contribution as CoreContribution
from trigpoint.core.graph.sight import above
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.target import Numeric
from trigpoint.core.graph.target import Target as CoreTarget
from trigpoint.core.graph.withhold import withheld
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _
from trigpoint.services import access, graph
from trigpoint.services.actor import Actor
from trigpoint.services.cards import Cards, HolderView
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.store.models import Contribution, Goal

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget:
    """Another value to have reached in the end, in the measure's unit, or another weight."""

    target: str
    value: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWeight:
    """Another weight of a contribution."""

    link: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Let a contribution go to another goal above."""

    link: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLink:
    """Let a goal carry one more."""

    child: str
    parent: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DropLink:
    """Let a goal no longer carry another one."""

    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState:
    """Put a goal into another state."""

    goal: str
    state: str


Edit: TypeAlias = SetTarget | SetWeight | Move | AddLink | DropLink | SetState


@dataclass(frozen=True, slots=True)
class EffectView:
    """A goal that the edits reach, with its progress before and after, 0 to 1, clipped for display.

    Where `shows_progress` is False the figures are not for the actor to see, or would give one
    away that is not: they then run from 0 to 1 and say nothing.
    """

    goal: str
    title: str
    owner: HolderView
    before_low: float
    before_high: float
    after_low: float
    after_high: float
    shows_progress: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The goals whose figures would differ, those below before those above."""

    effects: tuple[EffectView, ...]


def preview(actor: Actor, edits: Sequence[Edit]) -> Preview:
    """Return what edits would change in every goal that the actor may see.

    Whoever may see the goals that are named may try; nobody is asked and nothing is kept.

    Raises:
        NotThere: for a goal, a target or a contribution that is not for the actor to see.
        Invalid: for an edit that cannot be, with its number as the field; for a cycle with the
            titles on its path.
    """
    if not 1 <= len(edits) <= MOST:
        raise Invalid({"edits": _("Try between 1 and {count} changes at once.", count=MOST)})
    cards = Cards(actor, graph.load(actor))
    reader = Reader(cards)
    meant = [reader.numbered(number, edit) for number, edit in enumerate(edits)]
    before = cards.state.graph
    try:
        after = core.apply(before, meant)
        effects = core.what_if(before, meant, cards.state.known)
    except Cycle as cycle:
        raise Invalid({"edits": Cycle.sentence(cycle.path, reader.titles(cycle))}) from cycle
    except Refused as refused:
        raise Invalid({"edits": refused.text}) from refused
    changed = {effect.goal: effect for effect in effects}
    shut = closed(cards, after, reader.touched)
    seen = [
        cards.state.by_public_id[goal]
        for goal in reversed(after.order())
        if goal in changed or goal in shut.reached
    ]
    return Preview(
        tuple(
            effect_view(cards, goal, changed.get(goal.public_id), shut=goal.public_id in shut.goals)
            for goal in seen
            if goal.pk in cards.goals
        )
    )


@dataclass(frozen=True, slots=True)
class Closed:
    """Goals whose figures stay closed, and those of them that the edits reach."""

    goals: frozenset[str]
    reached: frozenset[str]


def closed(cards: Cards, after: Graph, touched: set[str]) -> Closed:
    """Return what a preview must not show.

    A withheld figure that edits reach moves all above it; from before and after one could reckon
    it out, so those above are closed too, whether or not they would be shown as they are.
    """
    before = cards.state.graph
    hidden = cards.withheld | withheld(after, cards.hidden, access.GROUP_FLOOR)
    reached = touched | ways_up(before, touched) | ways_up(after, touched)
    moved = reached & hidden
    shut = hidden | ways_up(before, moved) | ways_up(after, moved)
    return Closed(frozenset(shut), frozenset(shut & reached))


def ways_up(at: Graph, goals: set[str]) -> set[str]:
    """Return all goals above some goals."""
    return {higher for goal in goals for higher in above(at, goal)}


def effect_view(cards: Cards, goal: Goal, effect: core.Effect | None, *, shut: bool) -> EffectView:
    """Return what a page says of one goal that the edits reach."""
    before = after = MISSING
    if effect is not None and not shut:
        before, after = effect.before.clipped(), effect.after.clipped()
    return EffectView(
        goal=goal.public_id,
        title=goal.title,
        owner=cards.holder(goal.owner_unit_id, goal.owner_person_id),
        **ends("before", before),
        **ends("after", after),
        shows_progress=not shut,
    )


def ends(name: str, span: Span) -> dict[str, float]:
    """Return both ends of a span by name."""
    return {f"{name}_low": span.low, f"{name}_high": span.high}


class Reader:
    """Turns edits by public id into the core's; `touched` are the goals that they change."""

    def __init__(self, cards: Cards) -> None:
        self.cards = cards
        self.touched: set[str] = set()

    def numbered(self, number: int, edit: Edit) -> core.Edit:
        """Return an edit as the core knows it; what is wrong with it is said with its number."""
        try:
            return self.read(edit)
        except Refused as refused:
            raise Invalid({f"edits.{number}": refused.text}) from refused
        except Invalid as wrong:
            raise Invalid({f"edits.{number}": wrong.text}) from wrong

    def read(self, edit: Edit) -> core.Edit:
        """Return an edit as the core knows it."""
        match edit:
            case SetTarget():
                return self.set_target(edit)
            case SetWeight(link=link, weight=weight):
                return core.SetWeight(*self.link(link), weight)
            case Move(link=link, to=to):
                return core.Move(*self.link(link), self.goal(to))
            case DropLink(link=link):
                return core.DropLink(*self.link(link))
            case AddLink(child=child, parent=parent, weight=weight):
                self.touched.add(self.goal(child))
                return core.AddLink(CoreContribution(child, self.goal(parent), weight))
            case SetState(goal=goal, state=state):
                return self.set_state(goal, state)

    def goal(self, public_id: str) -> str:
        """Return the id of a goal that the actor may see; raise `NotThere` for another."""
        found = self.cards.state.by_public_id.get(public_id)
        if found is None or found.pk not in self.cards.goals:
            raise NotThere
        return public_id

    def link(self, public_id: str) -> tuple[str, str]:
        """Return child and parent of a contribution between goals that the actor may see."""
        state = self.cards.state
        found = next((c for c in state.links if c.public_id == public_id), None)
        if found is None:
            raise NotThere
        child = self.goal(state.goals[found.child_id].public_id)
        self.touched.add(child)
        return child, self.parent(found)

    def parent(self, link: Contribution) -> str:
        """Return the goal above a contribution."""
        above_it = self.cards.state.goals.get(link.parent_id or 0)
        if above_it is None:
            raise Invalid({"link": _("It serves a direction, which has no figure.")})
        return self.goal(above_it.public_id)

    def set_state(self, goal: str, state: str) -> core.SetState:
        """Return the edit of a goal's state."""
        if state not in {known.value for known in State}:
            raise Invalid({"state": _("There is no state called {state}.", state=state)})
        self.touched.add(self.goal(goal))
        return core.SetState(goal, State(state))

    def set_target(self, edit: SetTarget) -> core.SetTarget:
        """Return the edit of a target."""
        goal, target = self.target(edit.target)
        self.touched.add(goal)
        if edit.weight is not None:
            target = replace(target, weight=edit.weight)
        if edit.value is not None:
            target = with_value(target, edit.value)
        return core.SetTarget(goal, target)

    def target(self, public_id: str) -> tuple[str, CoreTarget]:
        """Return a target as the core knows it, with its goal, which the actor may see."""
        for goal in self.cards.state.graph.goals.values():
            for target in goal.targets:
                if target.id == public_id:
                    return self.goal(goal.id), target
        raise NotThere

    def titles(self, cycle: Cycle) -> dict[str, str]:
        """Return what the goals on a cycle's path are called; one not to be seen stays unnamed."""
        state = self.cards.state
        path = (state.by_public_id[goal] for goal in cycle.path)
        return {g.public_id: g.title if g.pk in self.cards.goals else "…" for g in path}


def with_value(target: CoreTarget, value: float) -> CoreTarget:
    """Return a target that asks for another value on its last day."""
    if not isinstance(target.aim, Numeric):
        raise Invalid({"value": _("Only a target to raise or to lower a figure has one value.")})
    *earlier, last = target.aim.points
    points = (*earlier, replace(last, value=value))
    return replace(target, aim=replace(target.aim, points=points))
