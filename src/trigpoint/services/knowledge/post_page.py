"""Posts as they are read: a list that is searched, and one with its answers and its effect."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.insight import effects
from trigpoint.services.insight.effects import MeasuredEffect
from trigpoint.services.knowledge import posts
from trigpoint.store import full_text
from trigpoint.store.models import Person, Post, PostAnswer
from trigpoint.store.state import records

SHOWN = 50


@dataclass(frozen=True, slots=True)
class PostAnswerView:
    """What somebody says to a post; `solved` where it is what solved it."""

    id: str
    by: HolderView
    at: datetime.datetime
    words: str
    solved: bool


@dataclass(frozen=True, slots=True)
class PostExperiment:
    """What a post was turned into; empty ids where the reader may not see its goal."""

    id: str
    goal: str
    title: str


@dataclass(frozen=True, slots=True)
class PostView:
    """A post. `effects` are those on its goal's measures since the day, of a story.

    In a list `answers` is empty; `count` is how many there are.
    """

    id: str
    version: int
    kind: str
    by: HolderView
    at: datetime.datetime
    title: str
    words: str
    goal: str
    goal_title: str
    since: datetime.date | None
    effects: tuple[MeasuredEffect, ...]
    answers: tuple[PostAnswerView, ...]
    count: int
    solved: bool
    experiment: PostExperiment | None
    mine: bool


def search(actor: Actor, words: str = "", kind: str = "") -> tuple[PostView, ...]:
    """Return the posts in which all the words stand, in them or in an answer; all without words."""
    found = posts.rows(actor)
    if kind:
        found = found.filter(kind_of_post=kind)
    if words.strip():
        order = keys(actor, full_text.terms(words), every=True)
        return views(actor, sorted(found.filter(pk__in=order), key=lambda row: order.index(row.pk)))
    return views(actor, found[:SHOWN])


def keys(actor: Actor, terms: list[str], *, every: bool) -> list[int]:
    """Return the keys of posts in which terms stand, then of those in whose answers they do."""
    home = actor.organisation.pk
    own = full_text.found("store_post", home, terms, every=every)
    said = full_text.found("store_postanswer", home, terms, every=every)
    rows = PostAnswer.objects.filter(pk__in=said).values_list("pk", "post") if said else ()
    tied = dict(rows)
    return list(dict.fromkeys([*own, *(tied[key] for key in said)]))


def show(actor: Actor, post_id: str, at: datetime.datetime | None = None) -> PostView:
    """Return one post with its answers, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where it is not to be read, or was not then.
    """
    row = posts.find(actor, post_id) if at is None else posts.stood(actor, post_id, at)
    answers = records(PostAnswer, actor.organisation, at, "by", post_id=row.pk)
    in_order = sorted(answers, key=lambda each: (each.at, each.pk))
    return view(Cards(actor, graph.load(actor, at)), row, in_order)


def views(actor: Actor, found: Iterable[Post]) -> tuple[PostView, ...]:
    """Return posts as a list shows them."""
    cards, held = Cards(actor, graph.load(actor)), list(found)
    counts: dict[int, int] = {}
    rows = PostAnswer.objects.filter(post__in=held, retired=False).values_list("post", flat=True)
    for post in rows:
        counts[post] = counts.get(post, 0) + 1
    return tuple(view(cards, row, (), counts.get(row.pk, 0)) for row in held)


def view(cards: Cards, row: Post, answers: Iterable[PostAnswer], count: int = 0) -> PostView:
    """Return one post as it is shown."""
    said = tuple(
        PostAnswerView(
            each.public_id, holder(each.by), each.at, each.words, each.pk == row.solved_by_id
        )
        for each in answers
    )
    me = cards.actor.person.pk if cards.actor.person else 0
    return PostView(
        id=row.public_id,
        version=row.version,
        kind=row.kind_of_post,
        by=holder(row.by),
        at=row.at,
        title=row.title,
        words=row.words,
        goal=row.goal.public_id if row.goal else "",
        goal_title=row.goal.title if row.goal else "",
        since=row.since,
        effects=measured(cards, row),
        answers=said,
        count=count or len(said),
        solved=row.solved_by_id is not None,
        experiment=turned(cards, row),
        mine=row.by_id == me,
    )


def holder(person: Person) -> HolderView:
    """Return a person in short."""
    return HolderView("person", person.public_id, person.name)


def measured(cards: Cards, row: Post) -> tuple[MeasuredEffect, ...]:
    """Return what a story's work did, as far as its figures are for the actor."""
    goal = cards.state.goals.get(row.goal_id or 0)
    if goal is None or goal.pk not in cards.goals or row.since is None:
        return ()
    return effects.of_goal(cards, goal, row.since).effects


def turned(cards: Cards, row: Post) -> PostExperiment | None:
    """Return the experiment that a post was turned into."""
    made = row.experiment
    if made is None:
        return None
    if made.goal_id not in cards.goals:
        return PostExperiment("", "", "")
    return PostExperiment(made.public_id, made.goal.public_id, made.title)
