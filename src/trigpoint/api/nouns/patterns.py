"""Patterns: what stands out in people's tickets, asked of them first, and what they say of it."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun, changed
from trigpoint.api.terms import Body, Id, Note, Version
from trigpoint.services.insight import patterns, unseen_signs
from trigpoint.services.insight.patterns import PatternView
from trigpoint.services.insight.unseen_signs import UnseenSigns

routes = Noun("/patterns", "figures")


class PatternAnswer(Body):
    """What is behind a pattern, in the words of whoever it is about."""

    words: Annotated[Note, Field(min_length=1)]


@routes.show("")
def all_patterns(
    request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[PatternView]:
    """What stands out in my tickets, and in those of others once it is for me to read."""
    return page_of(patterns.patterns(request.auth), page, per_page)


@routes.show("/unseen")
def unseen(request: Request) -> list[UnseenSigns]:
    """Which signs no help desk's data can show, so that nothing would stand out."""
    return unseen_signs.unseen(request.auth)


@routes.show("/{pattern_id}")
def show(request: Request, pattern_id: Id) -> PatternView:
    """One pattern, with the numbers of the newest tickets that show it."""
    return patterns.show(request.auth, pattern_id)


@routes.replace("/{pattern_id}/answer")
def answer(request: Request, pattern_id: Id, body: PatternAnswer, version: Version) -> PatternView:
    """Say what is behind it, as the person whose tickets they are."""
    return changed(
        request,
        lambda: patterns.answer(request.auth, pattern_id, version, body.words),
        lambda: patterns.show(request.auth, pattern_id),
    )
