"""Disputes: what people say against figures about them, and the answers."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun, changed
from trigpoint.api.terms import AsOf, Body, Id, Note, Version
from trigpoint.services.measures import disputes
from trigpoint.services.measures.disputes import DisputeView

routes = Noun("/disputes", "figures")


class Finding(Body):
    """What was found out about the figure, for the person to follow."""

    answer: Annotated[Note, Field(min_length=1)]


@routes.show("")
def all_disputes(
    request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS, as_of: AsOf | None = None
) -> Page[DisputeView]:
    """My own disputes and those that I may answer, the open ones first."""
    return page_of(disputes.disputes(request.auth, as_of), page, per_page)


@routes.show("/{dispute_id}")
def show(request: Request, dispute_id: Id, as_of: AsOf | None = None) -> DisputeView:
    """One dispute; it never carries the figure."""
    return disputes.show(request.auth, dispute_id, as_of)


@routes.replace("/{dispute_id}/answer")
def answer(request: Request, dispute_id: Id, body: Finding, version: Version) -> DisputeView:
    """Answer a dispute, once: its figure is not called disputed any more."""
    return changed(
        request,
        lambda: disputes.answer(request.auth, dispute_id, version, body.answer),
        lambda: disputes.show(request.auth, dispute_id),
    )
