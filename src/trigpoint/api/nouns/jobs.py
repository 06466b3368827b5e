"""Work for the worker: how far it is, and what was laid aside."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id
from trigpoint.services import work
from trigpoint.services.work import Work

routes = Noun("/jobs", "imports")

MOST_JOBS = 1000

State = Literal["", "ready", "running", "done", "dead"]


@routes.show("")
def jobs(
    request: Request,
    state: State = "",
    page: PageNumber = 1,
    per_page: Rows = DEFAULT_ROWS,
) -> Page[Work]:
    """The newest jobs first; the last 1,000 are listed."""
    found = work.works(request.auth, state=state or None, limit=MOST_JOBS)
    return page_of(found, page, per_page)


@routes.show("/{job_id}")
def show(request: Request, job_id: Id) -> Work:
    """One job."""
    return work.work(request.auth, job_id)


@routes.act("/{job_id}/try-again")
def try_again(request: Request, job_id: Id) -> Work:
    """Give a job that was laid aside its attempts back."""
    work.try_again(request.auth, job_id)
    return work.work(request.auth, job_id)
