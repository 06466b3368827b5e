"""What if: every figure above, before anyone is asked."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, GoalState, Id, Number, Weight
from trigpoint.services.goals import whatif
from trigpoint.services.goals.whatif import Preview

routes = Noun("/what-if", "goals")


class TargetEdit(Body):
    """Another value to have reached in the end, in the measure's unit, another day or weight.

    `low` and `high` are for a target that keeps a figure within a range.
    """

    edit: Literal["set_target"]
    target: Id
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    weight: Weight | None = None
    due: Day | None = None


class WeightEdit(Body):
    """Another weight of a contribution."""

    edit: Literal["set_weight"]
    link: Id
    weight: Weight


class MoveEdit(Body):
    """Let a contribution go to another goal above."""

    edit: Literal["move"]
    link: Id
    to: Id


class AddEdit(Body):
    """Let a goal carry one more."""

    edit: Literal["add_link"]
    child: Id
    parent: Id
    weight: Weight = 1.0


class DropEdit(Body):
    """Let a goal no longer carry another one."""

    edit: Literal["drop_link"]
    link: Id


class StateEdit(Body):
    """Put a goal into another state."""

    edit: Literal["set_state"]
    goal: Id
    state: GoalState


AnyEdit = Annotated[
    TargetEdit | WeightEdit | MoveEdit | AddEdit | DropEdit | StateEdit,
    Field(discriminator="edit"),
]
SERVICES: dict[str, type[whatif.Edit]] = {
    "set_target": whatif.SetTarget,
    "set_weight": whatif.SetWeight,
    "move": whatif.Move,
    "add_link": whatif.AddLink,
    "drop_link": whatif.DropLink,
    "set_state": whatif.SetState,
}


class Sandbox(Body):
    """Changes to try together, in their order."""

    edits: Annotated[list[AnyEdit], Field(min_length=1, max_length=whatif.MOST)]


@routes.act("")
def preview(request: Request, body: Sandbox) -> Preview:
    """The figures before and after changes that nobody has made; nothing is kept."""
    edits = [SERVICES[e.edit](**e.model_dump(exclude={"edit"})) for e in body.edits]
    return whatif.preview(request.auth, edits)
