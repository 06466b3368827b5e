"""The targets of a goal."""

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import (
    AsOf,
    Body,
    Day,
    Id,
    Line,
    Number,
    Reason,
    TargetKind,
    Version,
    Weight,
)
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.seasons import Season
from trigpoint.services.goals.targets import TargetDraft

routes = Noun("/goals/{goal_id}/targets", "goals")


class Point(Body):
    """The value to have reached by the end of a day, in the measure's unit."""

    day: Day
    value: Number


class WholeTarget(Body):
    """A target in full: raise and lower need baseline and points, keep_within low and high."""

    kind: TargetKind
    due: Day
    title: Line = ""
    measure: Id | None = None
    baseline: Number | None = None
    points: list[Point] = Field(default_factory=list, max_length=100)
    growth: Number | None = Field(
        None,
        description="instead of baseline and points: on last year's weeks, a share for counts and "
        "durations (0.05), a difference for others",
    )
    low: Number | None = None
    high: Number | None = None
    tolerance: Number | None = None
    weight: Weight = 1.0
    guard: Id | None = Field(None, description="the measure that must not get worse")
    guard_limit: Number | None = None
    reason: Reason = ""

    def draft(self) -> TargetDraft:
        """Return it as the services know it."""
        named = self.model_dump(exclude={"points", "measure", "guard", "reason"})
        return TargetDraft(
            **named,
            measure=self.measure or "",
            guard=self.guard or "",
            points=tuple((point.day, point.value) for point in self.points),
        )


class Done(Body):
    """The day on which it was reached; null takes it back."""

    done_on: Day | None


@routes.show("")
def all_of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[TargetView, ...]:
    """The goal's targets with their figures."""
    return goal_page.show(request.auth, goal_id, as_of).targets


@routes.make("")
def add(request: Request, goal_id: Id, body: WholeTarget) -> TargetView:
    """Give the goal a target."""
    made = targets.add(request.auth, goal_id, body.draft(), reason=body.reason)
    return show(request, goal_id, made)


@routes.act("/preview")
def preview(request: Request, goal_id: Id, body: WholeTarget) -> Season:
    """The weeks that a growth on last year would ask for, and what they had; nothing is kept."""
    return targets.preview(request.auth, goal_id, body.draft())


@routes.act("/{target_id}/preview")
def preview_change(request: Request, goal_id: Id, target_id: Id, body: WholeTarget) -> Season:
    """The weeks that a target would ask for after a change: those it keeps, where that leaves them.

    Nothing is kept.
    """
    show(request, goal_id, target_id)
    return targets.preview(request.auth, goal_id, body.draft(), target_id=target_id)


@routes.show("/{target_id}")
def show(request: Request, goal_id: Id, target_id: Id, as_of: AsOf | None = None) -> TargetView:
    """One target with its figure."""
    return one(goal_page.show(request.auth, goal_id, as_of).targets, target_id)


@routes.replace("/{target_id}")
def edit(
    request: Request, goal_id: Id, target_id: Id, body: WholeTarget, version: Version
) -> TargetView:
    """Say a target anew."""
    show(request, goal_id, target_id)
    return changed(
        request,
        lambda: targets.edit(request.auth, target_id, version, body.draft(), reason=body.reason),
        lambda: show(request, goal_id, target_id),
    )


@routes.replace("/{target_id}/done")
def mark_done(
    request: Request, goal_id: Id, target_id: Id, body: Done, version: Version
) -> TargetView:
    """Say when a milestone or a yes-or-no was reached."""
    show(request, goal_id, target_id)
    return changed(
        request,
        lambda: targets.mark_done(request.auth, target_id, version, body.done_on),
        lambda: show(request, goal_id, target_id),
    )


@routes.remove("/{target_id}")
def remove(
    request: Request, goal_id: Id, target_id: Id, version: Version, reason: Reason = ""
) -> None:
    """Take a target out of use."""
    removed(
        request,
        lambda: targets.remove(request.auth, target_id, version=version, reason=reason),
        lambda: show(request, goal_id, target_id),
    )
