"""Scorecards: the perspectives of a strategy map as the columns of each unit."""

from ninja import Query

from trigpoint.api.auth import Request
from trigpoint.api.nouns.cascade import TreeScope
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf
from trigpoint.services.cascade import scorecard
from trigpoint.services.cascade.scorecard import Scorecard

routes = Noun("/scorecard", "goals")


@routes.show("")
def show(request: Request, wanted: Query[TreeScope], as_of: AsOf | None = None) -> Scorecard:
    """The scorecards of a unit and of those below it, by the nearest strategy map."""
    return scorecard.show(request.auth, wanted.whose, wanted.period, as_of)
