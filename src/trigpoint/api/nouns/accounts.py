"""Accounts and queues of the help desks, and whose they are."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Id, Reason
from trigpoint.services.helpdesks import accounts as service
from trigpoint.services.helpdesks import newcomers
from trigpoint.services.helpdesks import queues as help_desks
from trigpoint.services.helpdesks.accounts import AccountView
from trigpoint.services.helpdesks.newcomers import NewPerson, NewUnit
from trigpoint.services.helpdesks.queues import QueueView

MOST = 1000

accounts = Noun("/accounts", "people")
queues = Noun("/queues", "figures")
of_queues = Noun("/queues", "people")


class Tie(Body):
    """An account, and the person whose it is."""

    account: Id
    person: Id


class NewTies(Body):
    """Ties that hold from the same day on."""

    since: Day
    ties: Annotated[list[Tie], Field(min_length=1, max_length=MOST)]
    reason: Reason = ""


class EndedTies(Body):
    """Accounts that are nobody's from a day on."""

    since: Day
    accounts: Annotated[list[Id], Field(min_length=1, max_length=MOST)]
    reason: Reason = ""


class Newcomer(Body):
    """An account, and the unit in which the new person behind it works."""

    account: Id
    unit: Id


class Newcomers(Body):
    """People to be made of accounts, each called as the account is."""

    since: Day
    people: Annotated[list[Newcomer], Field(min_length=1, max_length=MOST)]
    reason: Reason = ""


class QueueOfUnit(Body):
    """A queue, and the unit whose work it is."""

    queue: Id
    unit: Id


class QueuesOfUnits(Body):
    """Whose work queues are."""

    ties: Annotated[list[QueueOfUnit], Field(min_length=1, max_length=MOST)]
    reason: Reason = ""


class NewTeam(Body):
    """A queue, and the unit under which the new team stands whose work it is."""

    queue: Id
    parent: Id


class NewTeams(Body):
    """Teams to be made of queues, each called as the queue is."""

    since: Day
    teams: Annotated[list[NewTeam], Field(min_length=1, max_length=MOST)]
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


@accounts.act("/ends")
def untie(request: Request, body: EndedTies) -> Page[AccountView]:
    """Say that accounts are nobody's from a day on; later figures are restated."""
    service.untie(request.auth, body.accounts, body.since, reason=body.reason)
    return page_of(service.accounts(request.auth), 1, DEFAULT_ROWS)


@accounts.act("/people")
def add_people(request: Request, body: Newcomers) -> Page[AccountView]:
    """Add a person for each account and tie them, all or none."""
    rows = [NewPerson(each.account, each.unit) for each in body.people]
    newcomers.add_people(request.auth, rows, body.since, reason=body.reason)
    return page_of(service.accounts(request.auth), 1, DEFAULT_ROWS)


@queues.show("")
def all_queues(
    request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[QueueView]:
    """The queues of all help desks, those that are no unit's work first."""
    return page_of(help_desks.queues(request.auth), page, per_page)


@of_queues.act("/ties")
def tie_queues(request: Request, body: QueuesOfUnits) -> Page[QueueView]:
    """Say whose work queues are."""
    pairs = [(t.queue, t.unit) for t in body.ties]
    help_desks.tie(request.auth, pairs, reason=body.reason)
    return page_of(help_desks.queues(request.auth), 1, DEFAULT_ROWS)


@of_queues.act("/units")
def add_units(request: Request, body: NewTeams) -> Page[QueueView]:
    """Add a team for each queue whose work it is, all or none."""
    rows = [NewUnit(each.queue, each.parent) for each in body.teams]
    newcomers.add_units(request.auth, rows, body.since, reason=body.reason)
    return page_of(help_desks.queues(request.auth), 1, DEFAULT_ROWS)
