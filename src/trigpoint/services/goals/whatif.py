"""What if: the figures before and after edits, before anyone is asked. Nothing is written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TypeAlias

from trigpoint.core.graph import whatif as core
from trigpoint.core.graph.goal import State
from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.link import Contribution as CoreContribution
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.withhold import withheld
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import aims, graph, targets
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.store.models import Contribution, Goal, Target

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget:
    """Another value to have reached in the end, in the measure's unit, another day or weight.

    `low` and `high` are another range, of a target that keeps a figure within one.
    """

    target: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    weight: float | None = None
    due: datetime.date | None = None


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
    try:
        after = core.apply(cards.state.graph, meant)
    except Cycle as cycle:
        raise Invalid({"edits": Cycle.sentence(cycle.path, reader.titles(cycle))}) from cycle
    except Refused as refused:
        raise Invalid({"edits": refused.text}) from refused
    return Preview(tuple(effects(cards, after, reader.touched)))


def effects(cards: Cards, after: Graph, touched: set[str]) -> Iterable[EffectView]:
    """Yield the goals that edits of the `touched` ones reach, those below before those above."""
    state = cards.state
    changed = {found.goal: found for found in core.effects(state.rolled, after, state.known)}
    shut = closed(cards, after, touched)
    for public_id in reversed(after.order()):
        goal = state.by_public_id[public_id]
        if goal.pk in cards.goals and (public_id in changed or public_id in shut.reached):
            yield effect_view(cards, goal, changed.get(public_id), shut=public_id in shut.goals)


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
    found: set[str] = set()
    waiting = list(goals)
    while waiting:
        higher = {link.parent for link in at.up[waiting.pop()]} - found
        found |= higher
        waiting.extend(higher)
    return found


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
    """Turns edits by public id into the core's; `touched` are the goals that they change.

    Where `trusts` is set, the edits were written by somebody who saw the goals: they are read
    whole, and what of them the actor sees is for others to decide.
    """

    def __init__(self, cards: Cards, *, trusts: bool = False) -> None:
        self.cards = cards
        self.trusts = trusts
        self.touched: set[str] = set()
        self.changed: dict[str, Target] = {}

    @cached_property
    def links(self) -> dict[str, Contribution]:
        """The contributions by public id."""
        return {link.public_id: link for link in self.cards.state.links}

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The targets by public id."""
        held = self.cards.state.targets.values()
        return {target.public_id: target for group in held for target in group}

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
        if found is None or not (self.trusts or found.pk in self.cards.goals):
            raise NotThere
        return public_id

    def link(self, public_id: str) -> tuple[str, str]:
        """Return child and parent of a contribution between goals that the actor may see."""
        state = self.cards.state
        found = self.links.get(public_id)
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
        """Return the edit of a target; several edits of one target add up."""
        target = self.changed.get(edit.target) or self.target(edit.target)
        state = self.cards.state
        goal = state.goals[target.goal_id]
        self.touched.add(self.goal(goal.public_id))
        said = {f.name: getattr(edit, f.name) for f in fields(edit) if f.name != "target"}
        after = targets.changed(target, **said)
        self.changed[edit.target] = after
        meant = aims.to_core(after, state.periods[goal.period_id], state.measures)
        return core.SetTarget(goal.public_id, meant)

    def target(self, public_id: str) -> Target:
        """Return a target of a goal that the actor may see."""
        found = self.targets.get(public_id)
        if found is None or found.goal_id not in self.cards.state.goals:
            raise NotThere
        return found

    def titles(self, cycle: Cycle) -> dict[str, str]:
        """Return what the goals on a cycle's path are called; one not to be seen stays unnamed."""
        state = self.cards.state
        path = (state.by_public_id[goal] for goal in cycle.path)
        return {g.public_id: g.title if g.pk in self.cards.goals else "…" for g in path}
