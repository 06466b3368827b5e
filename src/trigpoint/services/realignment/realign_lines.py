"""The changes of a realignment as lines: what each says now, and what it would say."""

from __future__ import annotations

from functools import cached_property

from trigpoint.core.lenses.cascade.realign import Shift, shares
from trigpoint.services import access
from trigpoint.services.goals.whatif import AddLink, SetWeight
from trigpoint.services.measures import catalogue
from trigpoint.services.realignment import realign_edits
from trigpoint.services.realignment.realign_sandbox import Sandbox, Tried
from trigpoint.services.realignment.realign_units import UnitMove
from trigpoint.services.realignment.realign_views import ChangeView, MovedShare
from trigpoint.store.models import Goal, Target

UNSEEN = "…"


class Lines:
    """Makes lines of one sandbox, with nothing that the actor may not see."""

    def __init__(self, tried: Sandbox) -> None:
        self.tried = tried
        self.cards = tried.cards
        self._shares: dict[tuple[bool, str], dict[str, float]] = {}

    @cached_property
    def all(self) -> tuple[ChangeView, ...]:
        """Every change, in order."""
        return tuple(map(self.change, self.tried.tried))

    def change(self, each: Tried) -> ChangeView:
        """Return one change."""
        if each.move is not None:
            return self.move(each, each.move)
        goal = each.goal
        hidden = goal is not None and goal.pk not in self.cards.goals
        shown = None if hidden else goal
        target, after = (None, None) if hidden else (each.target, each.after)
        return ChangeView(
            number=each.number,
            kind=realign_edits.kind_of(each.edit),
            goal=shown.public_id if shown else "",
            title=shown.title if shown else UNSEEN,
            owner=self.cards.owner(shown) if shown else self.cards.holder(None, None),
            hidden=hidden,
            what=self.what(target) if target else "",
            unit=self.unit(target) if target else "",
            value_before=value(target),
            value_after=value(after),
            due_before=target.due if target else None,
            due_after=after.due if after else None,
            **self.weights(each, hidden=hidden),
            above=self.title(each.parent) if not hidden else "",
            to=self.title(each.to) if not hidden else "",
            wrong=each.wrong,
        )

    def move(self, each: Tried, move: UnitMove) -> ChangeView:
        """Return a unit that moves."""
        seen = access.visible_ids(self.cards.actor, "unit")
        hidden = move.unit.pk not in seen
        above, to = (u.name if u and u.pk in seen else UNSEEN for u in (move.above, move.to))
        return ChangeView(
            number=each.number,
            kind=realign_edits.kind_of(each.edit),
            goal="",
            title=UNSEEN if hidden else move.unit.name,
            owner=self.cards.holder(None if hidden else move.unit.pk, None),
            hidden=hidden,
            what="",
            unit="",
            value_before=None,
            value_after=None,
            due_before=None,
            due_after=move.day,
            weight_before=None,
            weight_after=None,
            **NO_SHARES,
            above=above if move.above and not hidden else "",
            to="" if hidden else to,
            wrong=each.wrong,
        )

    def weights(self, each: Tried, *, hidden: bool) -> dict[str, float | None]:
        """Return weight and share before and after, of a contribution or of a target."""
        nothing = {"weight_before": None, "weight_after": None} | NO_SHARES
        if hidden or each.goal is None:
            return nothing
        if each.target is not None:
            after = each.after.weight if each.after else None
            return {"weight_before": each.target.weight, "weight_after": after} | NO_SHARES
        link, edit = each.link, each.edit
        after = edit.weight if isinstance(edit, SetWeight | AddLink) else None
        return {
            "weight_before": link.weight if link else None,
            "weight_after": after,
            "share_before": self.share(each.goal, each.parent, after=False),
            "share_after": self.share(each.goal, each.to or each.parent, after=True),
        }

    def share(self, goal: Goal, parent: Goal | None, *, after: bool) -> float | None:
        """Return a goal's part of another one's pool."""
        if parent is None:
            return None
        key = (after, parent.public_id)
        if key not in self._shares:
            at = self.tried.after if after else self.tried.state.graph
            self._shares[key] = shares(at, parent.public_id)
        return self._shares[key].get(goal.public_id)

    def title(self, goal: Goal | None) -> str:
        """Return what a goal is called, "" for none, three dots for one that is not to be seen."""
        if goal is None:
            return ""
        return goal.title if goal.pk in self.cards.goals else UNSEEN

    def what(self, target: Target) -> str:
        """Return what a target is called."""
        measure = self.tried.state.measures.get(target.measure_id or 0)
        return target.title or (self.cards.named(measure).title if measure else "")

    def unit(self, target: Target) -> str:
        """Return the unit of a target's values."""
        measure = self.tried.state.measures.get(target.measure_id or 0)
        return catalogue.reference(measure).unit if measure else ""

    def shift(self, shift: Shift) -> MovedShare:
        """Return a share that moves."""
        known = self.tried.state.by_public_id
        child, parent = known[shift.child], known[shift.parent]
        return MovedShare(
            goal=child.public_id if child.pk in self.cards.goals else "",
            title=self.title(child),
            above=self.title(parent),
            before=shift.before,
            after=shift.after,
        )


NO_SHARES: dict[str, float | None] = {"share_before": None, "share_after": None}


def value(target: Target | None) -> float | None:
    """Return the value that a target asks for in the end."""
    return float(target.points[-1][1]) if target is not None and target.points else None
