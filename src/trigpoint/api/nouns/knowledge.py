"""What teams know: stories with their effect, problems and ideas, answers, experiments of them."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import AsOf, Body, Day, Essay, Id, Line, Title, Version
from trigpoint.services.knowledge import alike, post_page, posts
from trigpoint.services.knowledge.alike import AlikeGoals
from trigpoint.services.knowledge.post_page import PostView
from trigpoint.services.knowledge.posts import PostDraft

routes = Noun("/knowledge", "goals")
of_goals = Noun("/goals/{goal_id}/alike", "goals")

Kind = Literal["story", "problem", "idea"]
Told = Annotated[Essay, Field(min_length=1)]
Nothing = Literal[""]


class WrittenPost(Body):
    """A story of what worked on a goal since a day, a problem, or an idea."""

    kind: Kind
    title: Title
    words: Told
    goal: Id | Nothing = ""
    since: Day | None = None

    def draft(self) -> PostDraft:
        """Return it as the services know it."""
        return PostDraft(**self.model_dump())


class WrittenAnswer(Body):
    """What I say to it."""

    words: Told


class WhatSolvedIt(Body):
    """The answer that solved it, or "" for none."""

    answer: Id | Nothing


class WhatItBecame(Body):
    """The experiment that it was turned into, and its goal."""

    goal: Id
    experiment: Id


@routes.show("")
def search(request: Request, words: Line = "", kind: Kind | Nothing = "") -> tuple[PostView, ...]:
    """The posts in which all words stand, in them or in an answer; the newest without words."""
    return post_page.search(request.auth, words, kind)


@routes.make("")
def write(request: Request, body: WrittenPost) -> PostView:
    """Write a story, a problem or an idea."""
    return post_page.show(request.auth, posts.write(request.auth, body.draft()))


@routes.show("/{post_id}")
def show(request: Request, post_id: Id, as_of: AsOf | None = None) -> PostView:
    """A post with its answers, and what a story's work did."""
    return post_page.show(request.auth, post_id, as_of)


@routes.replace("/{post_id}")
def edit(request: Request, post_id: Id, body: WrittenPost, version: Version) -> PostView:
    """Write my post anew."""
    return changed(
        request,
        lambda: posts.edit(request.auth, post_id, version, body.draft()),
        lambda: post_page.show(request.auth, post_id),
    )


@routes.remove("/{post_id}")
def remove(request: Request, post_id: Id, version: Version) -> None:
    """Take my post away."""
    removed(
        request,
        lambda: posts.remove(request.auth, post_id, version),
        lambda: post_page.show(request.auth, post_id),
    )


@routes.make("/{post_id}/answers")
def answer(request: Request, post_id: Id, body: WrittenAnswer) -> PostView:
    """Answer a post."""
    posts.answer(request.auth, post_id, body.words)
    return post_page.show(request.auth, post_id)


@routes.replace("/{post_id}/solved")
def solve(request: Request, post_id: Id, body: WhatSolvedIt, version: Version) -> PostView:
    """Say which answer solved my problem or idea."""
    return changed(
        request,
        lambda: posts.solve(request.auth, post_id, body.answer, version=version),
        lambda: post_page.show(request.auth, post_id),
    )


@routes.replace("/{post_id}/experiment")
def turn_into(request: Request, post_id: Id, body: WhatItBecame, version: Version) -> PostView:
    """Say which experiment it was turned into."""
    return changed(
        request,
        lambda: posts.turn_into(request.auth, post_id, body.goal, body.experiment, version=version),
        lambda: post_page.show(request.auth, post_id),
    )


@of_goals.show("")
def like_this(request: Request, goal_id: Id) -> AlikeGoals:
    """Others with a goal like this, and what they say worked."""
    return alike.show(request.auth, goal_id)
