"""Mentors: what I want to learn and can show, whom I am asked to show it, and my pairs."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Line, Note
from trigpoint.services.mentors import mentor_page, mentor_words, pairs
from trigpoint.services.mentors.mentor_page import MentorPage, MentorPairView

routes = Noun("/mentors", "goals")

Subject = Annotated[Line, Field(max_length=120)]


class SayOfMyself(Body):
    """What I want to learn (wants) or can show (shows): in words, or a measure of the catalogue."""

    side: Literal["wants", "shows"]
    subject: Subject = ""
    kpi: Annotated[Line, Field(max_length=60)] = ""


class YesOrNo(Body):
    """Whether I would like to; nobody hears of a no."""

    yes: bool


class WhatCameOfIt(Body):
    """What came of a pair, in the words of whoever learned."""

    outcome: Annotated[Note, Field(min_length=1)]


@routes.show("")
def show(request: Request) -> MentorPage:
    """What I said, what I am asked, and my pairs; of myself alone."""
    return mentor_page.show(request.auth)


@routes.make("/words")
def say(request: Request, body: SayOfMyself) -> MentorPage:
    """Say what I want to learn or can show others."""
    mentor_words.say(request.auth, body.side, body.subject, body.kpi)
    return mentor_page.show(request.auth)


@routes.remove("/words/{word_id}")
def take_back(request: Request, word_id: Id) -> None:
    """Take back what I said."""
    mentor_words.take_back(request.auth, word_id)


@routes.act("/wishes/{wish_id}/answer")
def answer_wish(request: Request, wish_id: Id, body: YesOrNo) -> MentorPage:
    """Say whether I would show somebody what they want to learn."""
    pairs.answer_wish(request.auth, wish_id, yes=body.yes)
    return mentor_page.show(request.auth)


@routes.act("/offers/{pair_id}/answer")
def answer_offer(request: Request, pair_id: Id, body: YesOrNo) -> MentorPage:
    """Say whether I would like to learn it from whoever offers."""
    pairs.answer_offer(request.auth, pair_id, yes=body.yes)
    return mentor_page.show(request.auth)


@routes.show("/pairs/{pair_id}")
def pair(request: Request, pair_id: Id) -> MentorPairView:
    """A pair of mine to which both have agreed."""
    return mentor_page.one(request.auth, pair_id)


@routes.act("/pairs/{pair_id}/close")
def close(request: Request, pair_id: Id, body: WhatCameOfIt) -> MentorPairView:
    """End a pair with what came of it."""
    pairs.close(request.auth, pair_id, body.outcome)
    return mentor_page.one(request.auth, pair_id)
