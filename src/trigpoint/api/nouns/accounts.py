"""Accounts and queues of the help desks, and whose they are."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Id, Reason
from trigpoint.services import accounts as service
from trigpoint.services.accounts import AccountView, QueueView

accounts = Noun("/accounts", "people")
queues = Noun("/queues", "figures")


class Tie(Body):
    """An account, and the person whose it is."""

    account: Id
    person: Id


class NewTies(Body):
    """Ties that hold from the same day on."""

    since: Day
    ties: Annotated[list[Tie], Field(min_length=1, max_length=1000)]
    reason: Reason = ""


@accounts.show("")
def all_accounts(
    request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[AccountView]:
    """The accounts, those that nobody is tied to first, with whom they may be."""
    return page_of(service.accounts(request.auth), page, per_page)


@accounts.act("/ties")
def tie(request: Request, body: NewTies) -> Page[AccountView]:
    """Tie accounts to people; figures of the days from then on are restated."""
    pairs = [(t.account, t.person) for t in body.ties]
    service.tie(request.auth, pairs, body.since, reason=body.reason)
    return page_of(service.accounts(request.auth), 1, DEFAULT_ROWS)


@queues.show("")
def all_queues(
    request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[QueueView]:
    """The queues of all help desks, by name."""
    return page_of(service.queues(request.auth), page, per_page)
