"""The record of all changes: what it holds, whether it is whole, and where it ends."""

from typing import Annotated

from ninja import Query

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.core.history.chain import Head
from trigpoint.services.history import trail
from trigpoint.services.history.trail import EntryView, Verification
from trigpoint.services.people import rules as book
from trigpoint.services.people.rules import RuleBook

routes = Noun("/history", "organisation")
rules = Noun("/rules", "organisation")

Before = Annotated[int, Query(ge=1, le=2**53, description="entries with a lower number")]
Most = Annotated[int, Query(ge=1, le=1000)]


@routes.show("")
def entries(request: Request, before: Before | None = None, most: Most = 100) -> list[EntryView]:
    """The newest entries: who, when, and what kind of thing; never what was said."""
    return trail.entries(request.auth, most, before)


@routes.show("/verification")
def verification(request: Request) -> Verification:
    """Whether everything is as it was written; every flaw with its place."""
    return trail.check(request.auth)


@routes.show("/head")
def head(request: Request) -> Head:
    """The signed end of the history, to be kept where nobody here can reach it."""
    return trail.head(request.auth)


@rules.show("")
def all_rules(request: Request) -> RuleBook:
    """Who may see and do what, in words, under the privacy mode that is chosen."""
    return book.book(request.auth)
