"""People or teams beside each other, on similar tickets and without a rank."""

from typing import Annotated

from ninja import Query

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id
from trigpoint.services.insight import comparison
from trigpoint.services.insight.comparison import Comparison, Whom

routes = Noun("/measures/{measure_id}/comparison", "figures")


@routes.show("")
def show(
    request: Request,
    measure_id: Id,
    whom: Annotated[Whom, Query(description="who is compared")] = Whom.PEOPLE,
    weeks: Annotated[int, Query(ge=1, le=comparison.LONGEST)] = comparison.WEEKS,
) -> Comparison:
    """Who differs from the others: different, or not distinguishable; by name, never by rank."""
    return comparison.compare(request.auth, measure_id, whom, weeks)
