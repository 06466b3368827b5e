"""Papers on a person's work for HR: prepared, commented on and released by the person."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Essay, Id
from trigpoint.services.loop import review_papers
from trigpoint.services.loop.review_papers import PaperLine, ReviewPaperView

routes = Noun("/review-papers", "people")


class NewReviewPaper(Body):
    """About whom, of which days, and, of oneself, who is to read it once it is released."""

    person: Id
    since: Day
    until: Day
    to: Id | Literal[""] = ""


class PaperComment(Body):
    """What the person says on their own paper."""

    comment: Essay


class PaperRelease(Body):
    """Whether its reader may read it."""

    released: bool


@routes.show("")
def everything(request: Request) -> tuple[PaperLine, ...]:
    """The papers about me, asked for by me, and released to me; the newest first."""
    return review_papers.everything(request.auth)


@routes.make("")
def ask(request: Request, body: NewReviewPaper) -> PaperLine:
    """Have a paper prepared: the person reads it first and releases it, or not."""
    return review_papers.ask(request.auth, body.person, body.since, body.until, to=body.to)


@routes.show("/{paper_id}")
def show(request: Request, paper_id: Id) -> ReviewPaperView:
    """One paper that I may read."""
    return review_papers.show(request.auth, paper_id)


@routes.act("/{paper_id}/comment")
def comment(request: Request, paper_id: Id, body: PaperComment) -> ReviewPaperView:
    """Say something on my own paper."""
    review_papers.comment(request.auth, paper_id, body.comment)
    return review_papers.show(request.auth, paper_id)


@routes.act("/{paper_id}/release")
def release(request: Request, paper_id: Id, body: PaperRelease) -> ReviewPaperView:
    """Let its reader read my own paper, or take that back."""
    review_papers.release(request.auth, paper_id, released=body.released)
    return review_papers.show(request.auth, paper_id)
