"""Experiments on a way of working: planned, stopped by rule, judged, decided."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Day, Id, Note, Version
from trigpoint.services.experiments import ending, experiments, planning
from trigpoint.services.experiments.experiments import ExperimentView
from trigpoint.services.experiments.planning import ExperimentDraft

routes = Noun("/experiments", "goals")
of_goals = Noun("/goals/{goal_id}/experiments", "goals")


class ExperimentPlan(Body):
    """What is tried and expected, of which measure of the goal, from when to when, with whom.

    The stop rule is `ends`, and `guard`: a measure that must not really get worse, or "".
    """

    title: Annotated[str, Field(min_length=1, max_length=120, pattern=NO_NUL)]
    hypothesis: Annotated[str, Field(min_length=1, max_length=500, pattern=NO_NUL)]
    measure: Id
    guard: Id | Literal[""] = ""
    starts: Day
    ends: Day
    who: list[Id] = Field(min_length=1, max_length=60)

    def draft(self) -> ExperimentDraft:
        """Return it as the services know it."""
        return ExperimentDraft(**self.model_dump())


class ExperimentStop(Body):
    """Why it ends sooner than was said."""

    why: Annotated[Note, Field(min_length=1)]


class ExperimentDecision(Body):
    """What follows: is it kept, dropped, or tried again."""

    decision: Annotated[Note, Field(min_length=1)]


@routes.show("")
def everything(request: Request, as_of: AsOf | None = None) -> tuple[ExperimentView, ...]:
    """The experiments of all goals that I see, the newest first."""
    return experiments.everything(request.auth, as_of)


@of_goals.show("")
def of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[ExperimentView, ...]:
    """The experiments of a goal, the newest first."""
    return experiments.of_goal(request.auth, goal_id, as_of)


@of_goals.make("")
def plan(request: Request, goal_id: Id, body: ExperimentPlan) -> ExperimentView:
    """Plan an experiment before it begins."""
    made = planning.plan(request.auth, goal_id, body.draft())
    return experiments.show(request.auth, goal_id, made)


@of_goals.show("/{experiment_id}")
def show(
    request: Request, goal_id: Id, experiment_id: Id, as_of: AsOf | None = None
) -> ExperimentView:
    """One experiment; with its result once it is over."""
    return experiments.show(request.auth, goal_id, experiment_id, as_of)


@of_goals.replace("/{experiment_id}")
def edit(
    request: Request, goal_id: Id, experiment_id: Id, body: ExperimentPlan, version: Version
) -> ExperimentView:
    """Plan an experiment anew that has not begun."""
    return changed(
        request,
        lambda: planning.edit(request.auth, goal_id, experiment_id, version, body.draft()),
        lambda: experiments.show(request.auth, goal_id, experiment_id),
    )


@of_goals.remove("/{experiment_id}")
def remove(request: Request, goal_id: Id, experiment_id: Id, version: Version) -> None:
    """Take an experiment away that has not begun."""
    removed(
        request,
        lambda: planning.remove(request.auth, goal_id, experiment_id, version),
        lambda: experiments.show(request.auth, goal_id, experiment_id),
    )


@of_goals.replace("/{experiment_id}/end")
def stop(
    request: Request, goal_id: Id, experiment_id: Id, body: ExperimentStop, version: Version
) -> ExperimentView:
    """End a running experiment today, with the reason."""
    return changed(
        request,
        lambda: ending.stop(request.auth, goal_id, experiment_id, version, body.why),
        lambda: experiments.show(request.auth, goal_id, experiment_id),
    )


@of_goals.replace("/{experiment_id}/decision")
def decide(
    request: Request, goal_id: Id, experiment_id: Id, body: ExperimentDecision, version: Version
) -> ExperimentView:
    """Say what follows from an experiment that is over."""
    return changed(
        request,
        lambda: ending.decide(request.auth, goal_id, experiment_id, version, body.decision),
        lambda: experiments.show(request.auth, goal_id, experiment_id),
    )
