"""My calendar of what I owe: its secret address, made anew and taken back."""

from trigpoint.api.auth import Request, Session
from trigpoint.api.routes import Noun
from trigpoint.services.letters import calendar_feed
from trigpoint.services.letters.calendar_feed import FeedView, NewFeed

routes = Noun("/calendar", "goals", ways=[Session()])


@routes.show("")
def show(request: Request) -> FeedView:
    """Whether my calendar has an address; the address itself is never shown again."""
    return calendar_feed.show(request.auth)


@routes.make("", keyed=False)
def make(request: Request) -> NewFeed:
    """Give it a new address, shown this once; the one before opens nothing from now on."""
    return calendar_feed.make(request.auth)


@routes.remove("")
def revoke(request: Request) -> None:
    """Take the address back: it opens nothing from now on."""
    calendar_feed.revoke(request.auth)
