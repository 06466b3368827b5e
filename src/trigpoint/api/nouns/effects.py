"""Did it work? What a goal's measures did since a day, against what would have happened anyway."""

from typing import Annotated

from ninja import Query

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, Day, Id
from trigpoint.services.insight import effects
from trigpoint.services.insight.effects import GoalEffect

routes = Noun("/goals/{goal_id}/effect", "goals")


@routes.show("")
def show(
    request: Request,
    goal_id: Id,
    since: Annotated[Day | None, Query()] = None,
    as_of: AsOf | None = None,
) -> GoalEffect:
    """The effect on each measure of the goal, from a day on; its beginning, if none is said."""
    return effects.show(request.auth, goal_id, since, as_of)
