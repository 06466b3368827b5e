"""A realignment tried out on one state of the graph: what it changes, above and below."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from trigpoint.core.graph import whatif as core
from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.rollup import Figures
from trigpoint.core.lenses.cascade import realign
from trigpoint.core.lenses.cascade.realign import Shift
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.whatif import AddLink, DropLink, Move, Reader, SetTarget
from trigpoint.services.goals.whatif import Edit as GoalEdit
from trigpoint.services.realignment.realign_edits import Edit
from trigpoint.services.realignment.realign_units import Moves, MoveUnit, UnitMove
from trigpoint.store.models import Contribution, Goal, Target

GONE = _("What it changes is not there any more. Take it out.")


@dataclass(frozen=True, slots=True)
class Tried:
    """One edit with what it is about; `wrong` says why it cannot be, None where it can.

    `goal` is None for what is gone, and for a unit that moves, which is `move`.
    `link` and `target` are the records as they are; `parent` and `to` the goals above, before and
    after; `after` the target as it would be.
    """

    number: int
    edit: Edit
    goal: Goal | None
    link: Contribution | None = None
    target: Target | None = None
    after: Target | None = None
    parent: Goal | None = None
    to: Goal | None = None
    wrong: Text | None = None
    move: UnitMove | None = None


class Sandbox:
    """Edits on one state, read whole; what of it an actor sees is for the page to decide."""

    def __init__(
        self, cards: Cards, edits: Iterable[Edit], at: datetime.datetime | None = None
    ) -> None:
        self.cards = cards
        self.state = cards.state
        self.reader = Reader(cards, trusts=True)
        self.moves = Moves(cards.actor, cards.state, at)
        self.meant: list[core.Edit] = []
        self.tried = tuple(self.try_one(number, edit) for number, edit in enumerate(edits))
        self.broken: Text | None = None
        try:
            self.after: Graph = core.apply(self.state.graph, self.meant)
        except Cycle as cycle:
            self.after = self.state.graph
            self.broken = Cycle.sentence(cycle.path, self.reader.titles(cycle))
        except Refused as refused:
            self.after, self.broken = self.state.graph, refused.text

    def try_one(self, number: int, edit: Edit) -> Tried:
        """Read one edit, with why it cannot be where it cannot."""
        if isinstance(edit, MoveUnit):
            return self.try_move(number, edit)
        about = self.about(number, edit)
        if about.goal is None:
            return about
        try:
            self.meant.append(self.reader.numbered(number, edit))
        except NotThere:
            return replace(about, wrong=GONE)
        except Invalid as wrong:
            return replace(about, wrong=wrong.text)
        return replace(about, after=self.reader.changed.get(getattr(edit, "target", "")))

    def try_move(self, number: int, edit: MoveUnit) -> Tried:
        """Read the move of a unit."""
        move = self.moves.read(edit)
        if move is None:
            return Tried(number, edit, None, wrong=GONE)
        return Tried(number, edit, None, wrong=self.moves.make(move), move=move)

    def about(self, number: int, edit: GoalEdit) -> Tried:
        """Return an edit with the records that it names."""
        goals, known = self.state.goals, self.state.by_public_id
        match edit:
            case SetTarget():
                target = self.reader.targets.get(edit.target)
                goal = goals.get(target.goal_id) if target else None
                return found(Tried(number, edit, goal, target=target))
            case AddLink():
                below, to = known.get(edit.child), known.get(edit.parent)
                return found(Tried(number, edit, below, to=to))
        link = self.reader.links.get(edit.link)  # type: ignore[union-attr]  # every other edit is of a contribution
        child = goals.get(link.child_id) if link else None
        parent = goals.get(link.parent_id or 0) if link else None
        to = known.get(edit.to) if isinstance(edit, Move) else None
        return found(Tried(number, edit, child, link=link, parent=parent, to=to))

    @cached_property
    def touched(self) -> dict[str, Goal]:
        """The goals that edits name, by public id, each once."""
        return {t.goal.public_id: t.goal for t in self.tried if t.goal is not None}

    @cached_property
    def pools(self) -> list[str]:
        """The goals whose pool the edits may change."""
        return realign.touched_parents(self.state.graph, self.after, self.touched)

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Whose part of a pool differs, besides goals that go elsewhere by the edits themselves."""
        return realign.shifts(self.state.graph, self.after, self.pools)

    @cached_property
    def below(self) -> dict[str, str]:
        """The goals below those that change, each with the one it hangs on."""
        return realign.everything_below(self.after, self.touched)

    @cached_property
    def figures(self) -> Figures:
        """All figures after the edits."""
        return core.figures(self.after, self.state.known)

    @cached_property
    def by_targets(self) -> Figures:
        """All figures after those edits alone that change targets: no share, no parent."""
        meant = [edit for edit in self.meant if isinstance(edit, core.SetTarget)]
        return core.figures(core.apply(self.state.graph, meant), self.state.known)

    @cached_property
    def changes_targets(self) -> bool:
        """Whether any edit changes what is to be reached."""
        return any(isinstance(edit, core.SetTarget) for edit in self.meant)

    @cached_property
    def without_parent(self) -> list[Goal]:
        """The goals that carry something now and would carry nothing."""
        dropped = [t for t in self.tried if isinstance(t.edit, DropLink) and t.goal is not None]
        return [
            t.goal
            for t in dropped
            if t.goal is not None
            and not self.after.up[t.goal.public_id]
            and not any(link.direction_id for link in self.state.up.get(t.goal.pk, ()))
        ]

    @cached_property
    def of_goal(self) -> dict[int, list[Tried]]:
        """The edits by the key of the goal that they are about."""
        groups: dict[int, list[Tried]] = defaultdict(list)
        for tried in self.tried:
            if tried.goal is not None:
                groups[tried.goal.pk].append(tried)
        return groups


def found(tried: Tried) -> Tried:
    """Return an edit, with the reason where what it is about is gone."""
    needs_parent = isinstance(tried.edit, AddLink | Move) and tried.to is None
    return replace(tried, goal=None, wrong=GONE) if tried.goal is None or needs_parent else tried
