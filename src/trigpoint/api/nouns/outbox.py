"""Messages on their way out: what waits, what fails and why."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id
from trigpoint.jobs import targets
from trigpoint.services import outgoing
from trigpoint.services.outgoing import OutgoingMessage

routes = Noun("/outbox", "imports")

MOST_MESSAGES = 1000

State = Literal["", "waiting", "failing", "delivered"]


@routes.show("")
def messages(
    request: Request,
    state: State = "",
    page: PageNumber = 1,
    per_page: Rows = DEFAULT_ROWS,
) -> Page[OutgoingMessage]:
    """The newest messages first, for administrators; the last 1,000 are listed."""
    found = outgoing.messages(
        request.auth, targets.topics(), state=state or None, limit=MOST_MESSAGES
    )
    return page_of(found, page, per_page)


@routes.act("/{message_id}/try-again")
def try_again(request: Request, message_id: Id) -> OutgoingMessage:
    """Let a message that fails be tried at once."""
    return outgoing.try_now(request.auth, targets.topics(), message_id)
