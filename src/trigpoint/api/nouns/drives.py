"""Drives: which goal is believed to move which."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import AsOf, Body, Id, Reason, Sentence, Version
from trigpoint.services.goals import drives, goal_page
from trigpoint.services.goals.drives import DriveDraft, DriveView

routes = Noun("/goals/{goal_id}/drives", "goals")


class Belief(Body):
    """Whether the effect gets better with its cause or against it, how much later, and why."""

    sign: Literal["with", "against"] = "with"
    lag_weeks: Annotated[int, Field(ge=0, le=drives.LONGEST_LAG)] = 0
    sentence: Annotated[Sentence, Field(min_length=1)]
    reason: Reason = ""

    def draft(self) -> DriveDraft:
        """Return it as the services know it."""
        return DriveDraft(sign=self.sign, lag_weeks=self.lag_weeks, sentence=self.sentence)


class NewDrive(Belief):
    """The goal that this one moves, and how."""

    effect: Id


@routes.show("")
def of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[DriveView, ...]:
    """What the goal moves, and then what moves it."""
    return goal_page.show(request.auth, goal_id, as_of).drives


@routes.make("")
def add(request: Request, goal_id: Id, body: NewDrive) -> DriveView:
    """Say that the goal moves another one."""
    made = drives.add(request.auth, goal_id, body.effect, body.draft(), reason=body.reason)
    return show(request, goal_id, made)


@routes.show("/{drive_id}")
def show(request: Request, goal_id: Id, drive_id: Id, as_of: AsOf | None = None) -> DriveView:
    """One drive, as this goal tells it."""
    return one(goal_page.show(request.auth, goal_id, as_of).drives, drive_id)


@routes.replace("/{drive_id}")
def edit(request: Request, goal_id: Id, drive_id: Id, body: Belief, version: Version) -> DriveView:
    """Say anew how one goal moves the other."""
    show(request, goal_id, drive_id)
    return changed(
        request,
        lambda: drives.edit(request.auth, drive_id, version, body.draft(), reason=body.reason),
        lambda: show(request, goal_id, drive_id),
    )


@routes.remove("/{drive_id}")
def remove(
    request: Request, goal_id: Id, drive_id: Id, version: Version, reason: Reason = ""
) -> None:
    """No longer say that one goal moves the other."""
    removed(
        request,
        lambda: drives.remove(request.auth, drive_id, version, reason=reason),
        lambda: show(request, goal_id, drive_id),
    )
