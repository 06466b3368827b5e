"""Eight KPIs at a glance."""

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.services.measures import glance
from trigpoint.services.measures.glance import Glance

routes = Noun("/glance", "figures")


@routes.show("")
def show(request: Request) -> Glance:
    """Eight KPIs over all tickets and the last four whole weeks, beside the four before."""
    return glance.show(request.auth)


@routes.make("")
def keep(request: Request) -> Glance:
    """Set the eight up as measures; those that are there already stay."""
    glance.keep(request.auth)
    return glance.show(request.auth)
