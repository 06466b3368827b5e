"""Values, methods and obstacles of a plan."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import (
    NO_NUL,
    AsOf,
    Body,
    Day,
    Essay,
    Id,
    Line,
    Number,
    Reason,
    Sentence,
    Version,
)
from trigpoint.services.plans import plan_methods, plan_obstacles, plan_values, v2mom_page
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plan_obstacles import ObstacleDraft
from trigpoint.services.plans.plan_values import BehaviourDraft
from trigpoint.services.plans.v2mom_parts import BehaviourView, MethodView, ObstacleView, ValueView

values = Noun("/plans/{plan_id}/values", "goals")
methods = Noun("/plans/{plan_id}/methods", "goals")
obstacles = Noun("/plans/{plan_id}/obstacles", "goals")

Short = Annotated[str, Field(max_length=120, pattern=NO_NUL)]
Long = Annotated[str, Field(max_length=1000, pattern=NO_NUL)]
Level = Annotated[int, Field(ge=1, le=3)]


class WholeValue(Body):
    """A value as it is to read."""

    title: Short
    meaning: Long = ""


class NewValue(WholeValue):
    """A new value, with a behaviour in which it is seen."""

    behaviour: Annotated[str, Field(max_length=300, pattern=NO_NUL)] = ""


class WholeBehaviour(Body):
    """How a value is seen; `day` is that of the thanks or the decision."""

    text: Annotated[str, Field(max_length=300, pattern=NO_NUL)]
    tie: Literal["ticket", "qa", "thanks", "decision"] = "ticket"
    ticket: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
    day: Day | None = None

    def draft(self) -> BehaviourDraft:
        """Return it as the services know it."""
        return BehaviourDraft(**self.model_dump())


class NewMethod(Body):
    """A goal that is there, or the words of a new one, as a method."""

    goal: Id | Literal[""] = ""
    title: Line = ""
    why: Essay = ""
    above: Id | Literal[""] = ""
    sentence: Sentence = ""
    values: list[Id] = Field(default_factory=list, max_length=50)


class Ties(Body):
    """The values that a method serves from now on."""

    values: Annotated[list[Id], Field(max_length=50)]


class WholeObstacle(Body):
    """An obstacle as it is to read; levels run from 1 (low) to 3 (high)."""

    title: Line
    likelihood: Level = 2
    impact: Level = 2
    impact_words: Line = ""
    threatens: list[Id] = Field(default_factory=list, max_length=50)
    mitigation: Long = ""
    contingency: Long = ""
    owner: Id | Literal[""] = ""
    sign_words: Line = ""
    sign_measure: Id | Literal[""] = ""
    sign_side: Literal["above", "below"] = "above"
    sign_threshold: Number | None = None
    sign_days: Annotated[int, Field(ge=1, le=31)] = 1
    reason: Reason = ""

    def draft(self) -> ObstacleDraft:
        """Return it as the services know it."""
        return ObstacleDraft(**self.model_dump(exclude={"reason"}))


class Ended(Body):
    """How it ended."""

    reason: Reason


class Come(Body):
    """What was seen."""

    reason: Reason = ""


@values.show("")
def all_values(request: Request, plan_id: Id, as_of: AsOf | None = None) -> tuple[ValueView, ...]:
    """The values in their rank."""
    return v2mom_page.show(request.auth, plan_id, as_of).values


@values.make("")
def add_value(request: Request, plan_id: Id, body: NewValue) -> ValueView:
    """Add a value."""
    made = plan_values.add(request.auth, plan_id, body.title, body.meaning, body.behaviour)
    return value(request, plan_id, made)


@values.show("/{value_id}")
def value(request: Request, plan_id: Id, value_id: Id, as_of: AsOf | None = None) -> ValueView:
    """One value with its behaviours."""
    return one(v2mom_page.show(request.auth, plan_id, as_of).values, value_id)


@values.replace("/{value_id}")
def edit_value(
    request: Request, plan_id: Id, value_id: Id, body: WholeValue, version: Version
) -> ValueView:
    """Say a value anew."""
    value(request, plan_id, value_id)
    return changed(
        request,
        lambda: plan_values.edit(request.auth, value_id, version, body.title, body.meaning),
        lambda: value(request, plan_id, value_id),
    )


@values.remove("/{value_id}")
def remove_value(request: Request, plan_id: Id, value_id: Id, version: Version) -> None:
    """Take a value away."""
    removed(
        request,
        lambda: plan_values.remove(request.auth, value_id, version),
        lambda: value(request, plan_id, value_id),
    )


@values.make("/{value_id}/behaviours")
def add_behaviour(
    request: Request, plan_id: Id, value_id: Id, body: WholeBehaviour
) -> BehaviourView:
    """Say how a value is seen."""
    value(request, plan_id, value_id)
    made = plan_values.add_behaviour(request.auth, value_id, body.draft())
    return behaviour(request, plan_id, value_id, made)


@values.show("/{value_id}/behaviours/{behaviour_id}")
def behaviour(
    request: Request, plan_id: Id, value_id: Id, behaviour_id: Id, as_of: AsOf | None = None
) -> BehaviourView:
    """One behaviour."""
    return one(value(request, plan_id, value_id, as_of).behaviours, behaviour_id)


@values.replace("/{value_id}/behaviours/{behaviour_id}")
def edit_behaviour(
    request: Request,
    plan_id: Id,
    value_id: Id,
    behaviour_id: Id,
    body: WholeBehaviour,
    version: Version,
) -> BehaviourView:
    """Say a behaviour anew."""
    behaviour(request, plan_id, value_id, behaviour_id)
    return changed(
        request,
        lambda: plan_values.edit_behaviour(request.auth, behaviour_id, version, body.draft()),
        lambda: behaviour(request, plan_id, value_id, behaviour_id),
    )


@values.remove("/{value_id}/behaviours/{behaviour_id}")
def remove_behaviour(
    request: Request, plan_id: Id, value_id: Id, behaviour_id: Id, version: Version
) -> None:
    """Take a behaviour away."""
    removed(
        request,
        lambda: plan_values.remove_behaviour(request.auth, behaviour_id, version),
        lambda: behaviour(request, plan_id, value_id, behaviour_id),
    )


@methods.show("")
def all_methods(request: Request, plan_id: Id, as_of: AsOf | None = None) -> tuple[MethodView, ...]:
    """The methods in their rank."""
    return v2mom_page.show(request.auth, plan_id, as_of).methods


@methods.make("")
def add_method(request: Request, plan_id: Id, body: NewMethod) -> MethodView:
    """Take a goal as a method, or write a new one."""
    made = plan_methods.add(request.auth, plan_id, MethodDraft(**body.model_dump()))
    return method(request, plan_id, made)


@methods.show("/{method_id}")
def method(request: Request, plan_id: Id, method_id: Id, as_of: AsOf | None = None) -> MethodView:
    """One method with its goal, measures and steps."""
    return one(v2mom_page.show(request.auth, plan_id, as_of).methods, method_id)


@methods.replace("/{method_id}/values")
def tie_method(
    request: Request, plan_id: Id, method_id: Id, body: Ties, version: Version
) -> MethodView:
    """Say which values a method serves."""
    method(request, plan_id, method_id)
    return changed(
        request,
        lambda: plan_methods.tie(request.auth, method_id, version, body.values),
        lambda: method(request, plan_id, method_id),
    )


@methods.remove("/{method_id}")
def remove_method(request: Request, plan_id: Id, method_id: Id, version: Version) -> None:
    """Let a goal no longer be a method; the goal stays."""
    removed(
        request,
        lambda: plan_methods.remove(request.auth, method_id, version),
        lambda: method(request, plan_id, method_id),
    )


@obstacles.show("")
def all_obstacles(
    request: Request, plan_id: Id, as_of: AsOf | None = None
) -> tuple[ObstacleView, ...]:
    """The obstacles, the heaviest first."""
    return v2mom_page.show(request.auth, plan_id, as_of).obstacles


@obstacles.make("")
def add_obstacle(request: Request, plan_id: Id, body: WholeObstacle) -> ObstacleView:
    """Name an obstacle."""
    made = plan_obstacles.add(request.auth, plan_id, body.draft())
    return obstacle(request, plan_id, made)


@obstacles.show("/{obstacle_id}")
def obstacle(
    request: Request, plan_id: Id, obstacle_id: Id, as_of: AsOf | None = None
) -> ObstacleView:
    """One obstacle with its warning sign."""
    return one(v2mom_page.show(request.auth, plan_id, as_of).obstacles, obstacle_id)


@obstacles.replace("/{obstacle_id}")
def edit_obstacle(
    request: Request, plan_id: Id, obstacle_id: Id, body: WholeObstacle, version: Version
) -> ObstacleView:
    """Say an obstacle anew."""
    obstacle(request, plan_id, obstacle_id)
    return changed(
        request,
        lambda: plan_obstacles.edit(
            request.auth, obstacle_id, version, body.draft(), reason=body.reason
        ),
        lambda: obstacle(request, plan_id, obstacle_id),
    )


@obstacles.replace("/{obstacle_id}/come")
def sign_has_come(
    request: Request, plan_id: Id, obstacle_id: Id, body: Come, version: Version
) -> ObstacleView:
    """Say that the warning sign has come."""
    obstacle(request, plan_id, obstacle_id)
    return changed(
        request,
        lambda: plan_obstacles.say_come(request.auth, obstacle_id, version, reason=body.reason),
        lambda: obstacle(request, plan_id, obstacle_id),
    )


@obstacles.replace("/{obstacle_id}/over")
def it_is_over(
    request: Request, plan_id: Id, obstacle_id: Id, body: Ended, version: Version
) -> ObstacleView:
    """Say that what came is over."""
    obstacle(request, plan_id, obstacle_id)
    return changed(
        request,
        lambda: plan_obstacles.say_over(request.auth, obstacle_id, version, reason=body.reason),
        lambda: obstacle(request, plan_id, obstacle_id),
    )


@obstacles.remove("/{obstacle_id}")
def remove_obstacle(request: Request, plan_id: Id, obstacle_id: Id, version: Version) -> None:
    """Take an obstacle away."""
    removed(
        request,
        lambda: plan_obstacles.remove(request.auth, obstacle_id, version),
        lambda: obstacle(request, plan_id, obstacle_id),
    )
