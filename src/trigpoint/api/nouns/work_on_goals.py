"""The work on a goal: its steps, and who answers for which part."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import AsOf, Body, Day, Id, Note, Reason, Title, Version
from trigpoint.services.goals import co_owners as parts
from trigpoint.services.goals import goal_page
from trigpoint.services.goals import steps as work
from trigpoint.services.goals.goal_page import CoOwnerView, StepView

steps = Noun("/goals/{goal_id}/steps", "goals")
co_owners = Noun("/goals/{goal_id}/co-owners", "goals")

Part = Annotated[str, Field(min_length=1, max_length=parts.LONGEST, pattern=r"^[^\x00]*$")]


class WholeStep(Body):
    """A piece of the work, with who does it and by when."""

    title: Title
    person: Id | None = None
    due: Day | None = None
    expected: Annotated[int, Field(ge=1, le=3, description="1 little, 2 some, 3 much")] = 2


class Finished(Body):
    """When the step was done and what came of it; null takes it back."""

    done_on: Day | None
    result: Note = ""


class NewCoOwner(Body):
    """A unit or a person, and what they answer for."""

    holder: Id
    answers_for: Part
    reason: Reason = ""


class NewPart(Body):
    """What a co-owner answers for from now on."""

    answers_for: Part
    reason: Reason = ""


@steps.show("")
def all_steps(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[StepView, ...]:
    """The steps in their order."""
    return goal_page.show(request.auth, goal_id, as_of).steps


@steps.make("")
def add_step(request: Request, goal_id: Id, body: WholeStep) -> StepView:
    """Add a step."""
    actor = request.auth
    made = work.add(
        actor, goal_id, body.title, person=body.person or "", due=body.due, expected=body.expected
    )
    return step(request, goal_id, made)


@steps.show("/{step_id}")
def step(request: Request, goal_id: Id, step_id: Id, as_of: AsOf | None = None) -> StepView:
    """One step."""
    return one(goal_page.show(request.auth, goal_id, as_of).steps, step_id)


@steps.replace("/{step_id}")
def edit_step(
    request: Request, goal_id: Id, step_id: Id, body: WholeStep, version: Version
) -> StepView:
    """Say a step anew: what, who and by when."""
    step(request, goal_id, step_id)
    return changed(
        request,
        lambda: work.edit(
            request.auth,
            step_id,
            version,
            body.title,
            person=body.person or "",
            due=body.due,
            expected=body.expected,
        ),
        lambda: step(request, goal_id, step_id),
    )


@steps.replace("/{step_id}/done")
def finish_step(
    request: Request, goal_id: Id, step_id: Id, body: Finished, version: Version
) -> StepView:
    """Say that a step is done."""
    step(request, goal_id, step_id)
    return changed(
        request,
        lambda: work.finish(request.auth, step_id, version, body.done_on, body.result),
        lambda: step(request, goal_id, step_id),
    )


@steps.remove("/{step_id}")
def remove_step(request: Request, goal_id: Id, step_id: Id, version: Version) -> None:
    """Take a step away."""
    removed(
        request,
        lambda: work.remove(request.auth, step_id, version),
        lambda: step(request, goal_id, step_id),
    )


@co_owners.show("")
def all_co_owners(
    request: Request, goal_id: Id, as_of: AsOf | None = None
) -> tuple[CoOwnerView, ...]:
    """Who shares the goal, each with what they answer for."""
    return goal_page.show(request.auth, goal_id, as_of).co_owners


@co_owners.make("")
def share(request: Request, goal_id: Id, body: NewCoOwner) -> CoOwnerView:
    """Name a co-owner."""
    actor = request.auth
    made = parts.add(actor, goal_id, body.holder, body.answers_for, reason=body.reason)
    return co_owner(request, goal_id, made)


@co_owners.show("/{co_owner_id}")
def co_owner(
    request: Request, goal_id: Id, co_owner_id: Id, as_of: AsOf | None = None
) -> CoOwnerView:
    """One co-owner with what they answer for."""
    return one(goal_page.show(request.auth, goal_id, as_of).co_owners, co_owner_id)


@co_owners.replace("/{co_owner_id}")
def change_part(
    request: Request, goal_id: Id, co_owner_id: Id, body: NewPart, version: Version
) -> CoOwnerView:
    """Change what a co-owner answers for."""
    co_owner(request, goal_id, co_owner_id)
    return changed(
        request,
        lambda: parts.edit(
            request.auth, co_owner_id, version, body.answers_for, reason=body.reason
        ),
        lambda: co_owner(request, goal_id, co_owner_id),
    )


@co_owners.remove("/{co_owner_id}")
def stop_sharing(
    request: Request, goal_id: Id, co_owner_id: Id, version: Version, reason: Reason = ""
) -> None:
    """Let somebody no longer share the goal."""
    removed(
        request,
        lambda: parts.remove(request.auth, co_owner_id, version, reason=reason),
        lambda: co_owner(request, goal_id, co_owner_id),
    )
