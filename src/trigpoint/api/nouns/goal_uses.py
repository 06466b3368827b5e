"""What a goal is used as: a method, a cascade's root, an objective, the goal of a ladder's step."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, one, removed
from trigpoint.api.terms import AsOf, Body, Id, Version
from trigpoint.services.goals import goal_uses
from trigpoint.services.goals.goal_uses import UseDraft, UseView

routes = Noun("/goals/{goal_id}/uses", "goals")


class NewUse(Body):
    """As what to use the goal; without an owner and a period in the plan of its own ones."""

    lens: Literal["v2mom", "cascade", "map", "ladder"]
    owner: Id | Literal[""] = ""
    period: Id | Literal[""] = ""


@routes.show("")
def of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[UseView, ...]:
    """What the goal is used as, in plans that I may see."""
    return goal_uses.of_goal(request.auth, goal_id, as_of)


@routes.make("")
def use(request: Request, goal_id: Id, body: NewUse) -> UseView:
    """Use the goal as something more; nothing is copied, and a plan that is not there is begun."""
    made = goal_uses.use(request.auth, goal_id, UseDraft(**body.model_dump()))
    return show(request, goal_id, made)


@routes.show("/{use_id}")
def show(request: Request, goal_id: Id, use_id: Id, as_of: AsOf | None = None) -> UseView:
    """One thing that the goal is used as."""
    return one(goal_uses.of_goal(request.auth, goal_id, as_of), use_id)


@routes.remove("/{use_id}")
def end(request: Request, goal_id: Id, use_id: Id, version: Version) -> None:
    """Take the goal out of that plan again; the goal stays."""
    removed(
        request,
        lambda: goal_uses.end(request.auth, goal_id, use_id, version),
        lambda: show(request, goal_id, use_id),
    )
