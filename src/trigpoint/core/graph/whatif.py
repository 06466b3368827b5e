"""What if: the figures before and after edits that nobody has made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from trigpoint.core.graph.goal import Goal, GoalId, State
from trigpoint.core.graph.graph import Graph, refuse_doubles
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known, owns
from trigpoint.core.graph.rollup import Figures, RollUp
from trigpoint.core.graph.span import Span
from trigpoint.core.graph.target import Target, TargetId
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _


@dataclass(frozen=True, slots=True)
class SetTarget:
    """Give a goal a target, in place of the one with the same id where there is one."""

    goal: GoalId
    target: Target


@dataclass(frozen=True, slots=True)
class DropTarget:
    """Take a target from a goal."""

    goal: GoalId
    target: TargetId


@dataclass(frozen=True, slots=True)
class SetState:
    """Put a goal into another state: agree a draft, retire an active one."""

    goal: GoalId
    state: State


@dataclass(frozen=True, slots=True)
class SetWeight:
    """Change the weight of a contribution."""

    child: GoalId
    parent: GoalId
    weight: float


@dataclass(frozen=True, slots=True)
class Move:
    """Let a goal contribute to another parent instead, with everything else as it was."""

    child: GoalId
    parent: GoalId
    to: GoalId


@dataclass(frozen=True, slots=True)
class AddLink:
    """Add a contribution."""

    link: Contribution


@dataclass(frozen=True, slots=True)
class DropLink:
    """Remove a contribution."""

    child: GoalId
    parent: GoalId


Place: TypeAlias = tuple[GoalId, GoalId]
Edit: TypeAlias = SetTarget | DropTarget | SetState | SetWeight | Move | AddLink | DropLink


@dataclass(frozen=True, slots=True)
class Effect:
    """A goal whose figure the edits change."""

    goal: GoalId
    before: Span
    after: Span

    @property
    def is_seen(self) -> bool:
        """Whether the figures differ by more than the rounding of sums."""
        ends = zip(
            (self.before.low, self.before.high), (self.after.low, self.after.high), strict=True
        )
        return any(abs(before - after) > 1e-12 for before, after in ends)


def what_if(graph: Graph, edits: Iterable[Edit], known: Known) -> tuple[Effect, ...]:
    """Return every goal whose figure would differ, children before parents.

    Raises `Refused` for an edit of something that is not there, and `Cycle` with the path.
    """
    return effects(figures(graph, known), apply(graph, edits), known)


def effects(before: Figures, edited: Graph, known: Known) -> tuple[Effect, ...]:
    """Return what `what_if` does, from the figures of the graph before and the one after."""
    after = figures(edited, known)
    found = (Effect(goal, before[goal], after[goal]) for goal in reversed(edited.order()))
    return tuple(effect for effect in found if effect.is_seen)


def figures(graph: Graph, known: Known) -> Figures:
    """Return all figures of a graph."""
    return RollUp.of(graph).full(owns(graph, known.progress))


def apply(graph: Graph, edits: Iterable[Edit]) -> Graph:
    """Return the graph after the edits, in their order, checked as a whole at the end."""
    goals = dict(graph.goals)
    links = {(link.child, link.parent): link for link in graph.contributions}
    for edit in edits:
        match edit:
            case SetTarget() | DropTarget() | SetState():
                goals[edit.goal] = edited_goal(goals, edit)
            case AddLink(link):
                add(links, link)
            case DropLink(child, parent):
                del links[known_place(links, child, parent)]
            case SetWeight(child, parent, weight):
                at = known_place(links, child, parent)
                links[at] = replace(links[at], weight=weight)
            case Move(child, parent, to):
                add(links, replace(links.pop(known_place(links, child, parent)), parent=to))
    return Graph.of(goals.values(), links.values())


def add(links: dict[Place, Contribution], link: Contribution) -> None:
    """Add the link; raise `Refused` where the child already adds to that parent."""
    held = links.get((link.child, link.parent))
    refuse_doubles([link, held] if held is not None else [link])
    links[link.child, link.parent] = link


def known_place(links: Mapping[Place, Contribution], child: GoalId, parent: GoalId) -> Place:
    """Return the key of a contribution; raise `Refused` where there is none."""
    if (child, parent) not in links:
        raise Refused(_("The goal {child} does not add to {parent}.", child=child, parent=parent))
    return child, parent


def edited_goal(goals: Mapping[GoalId, Goal], edit: SetTarget | DropTarget | SetState) -> Goal:
    """Return the goal after an edit of itself; raise `Refused` where there is no such goal."""
    goal = goals.get(edit.goal)
    if goal is None:
        raise Refused(_("There is no goal {goal}.", goal=edit.goal))
    match edit:
        case SetState(state=state):
            return replace(goal, state=state)
        case SetTarget(target=target):
            return replace(goal, targets=with_target(goal.targets, target))
        case DropTarget(target=target_id):
            kept = tuple(target for target in goal.targets if target.id != target_id)
            return replace(goal, targets=kept)


def with_target(targets: tuple[Target, ...], new: Target) -> tuple[Target, ...]:
    """Return the targets with the new one in the place of its namesake, or at the end."""
    if all(target.id != new.id for target in targets):
        return (*targets, new)
    return tuple(new if target.id == new.id else target for target in targets)
