"""Trainings of a goal: planned, attended, and whether what they were for moved."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Day, Id, Version
from trigpoint.services.insight.effects import GoalEffect
from trigpoint.services.trainings import attendance, training_effects, trainings
from trigpoint.services.trainings.attendance import AttendanceTaken
from trigpoint.services.trainings.trainings import TrainingDraft, TrainingView

routes = Noun("/goals/{goal_id}/trainings", "goals")


class TrainingPlan(Body):
    """What is trained, from when to when, and the goal that it is to move ("": this one)."""

    programme: Literal["empathy", "listening", "conflict", "product", "own"]
    title: Annotated[str, Field(min_length=1, max_length=120, pattern=NO_NUL)]
    starts: Day
    ends: Day
    aim: Id | Literal[""] = ""

    def draft(self) -> TrainingDraft:
        """Return it as the services know it."""
        return TrainingDraft(**self.model_dump())


class AttendanceList(Body):
    """A CSV text with a heading: email or name, and day."""

    list: Annotated[str, Field(min_length=1, max_length=400_000, pattern=NO_NUL)]


@routes.show("")
def of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[TrainingView, ...]:
    """The trainings by which the goal is to be reached, the earliest first."""
    return trainings.of_goal(request.auth, goal_id, as_of)


@routes.make("")
def plan(request: Request, goal_id: Id, body: TrainingPlan) -> TrainingView:
    """Plan a training."""
    made = trainings.plan(request.auth, goal_id, body.draft())
    return trainings.show(request.auth, goal_id, made)


@routes.show("/{training_id}")
def show(request: Request, goal_id: Id, training_id: Id, as_of: AsOf | None = None) -> TrainingView:
    """One training, with how many were there."""
    return trainings.show(request.auth, goal_id, training_id, as_of)


@routes.replace("/{training_id}")
def edit(
    request: Request, goal_id: Id, training_id: Id, body: TrainingPlan, version: Version
) -> TrainingView:
    """Plan a training anew."""
    return changed(
        request,
        lambda: trainings.edit(request.auth, goal_id, training_id, version, body.draft()),
        lambda: trainings.show(request.auth, goal_id, training_id),
    )


@routes.remove("/{training_id}")
def remove(request: Request, goal_id: Id, training_id: Id, version: Version) -> None:
    """Take a training away."""
    removed(
        request,
        lambda: trainings.remove(request.auth, goal_id, training_id, version),
        lambda: trainings.show(request.auth, goal_id, training_id),
    )


@routes.act("/{training_id}/attendance")
def attend(request: Request, goal_id: Id, training_id: Id, body: AttendanceList) -> AttendanceTaken:
    """Take in a list of who was there; rows that do not fit are named with their cure."""
    return attendance.take(request.auth, goal_id, training_id, body.list)


@routes.show("/{training_id}/effect")
def effect(request: Request, goal_id: Id, training_id: Id, as_of: AsOf | None = None) -> GoalEffect:
    """Whether the goal that the training is to move did, since its last day."""
    return training_effects.show(request.auth, goal_id, training_id, as_of)
