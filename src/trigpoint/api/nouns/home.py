"""My day: the goal that my work serves, what to do next, and who wants my word."""

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf
from trigpoint.services.inbox import home
from trigpoint.services.inbox.home import Home

routes = Noun("/home", "goals")


@routes.show("")
def show(request: Request, as_of: AsOf | None = None) -> Home:
    """My line of sight, my next step, and the goals that wait for my word."""
    return home.show(request.auth, as_of)
