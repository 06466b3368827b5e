"""What teams know, as its pages show it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from trigpoint.services.goals.cards import HolderView
from trigpoint.services.knowledge.alike import AlikeGoals
from trigpoint.services.knowledge.post_page import PostAnswerView, PostView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link, PersonMark
from trigpoint.web.forms.knowledge import KINDS
from trigpoint.web.shapes import effects
from trigpoint.web.shapes.effects import EffectPart


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What somebody says; `solve` is the id to be sent by whoever asked."""

    id: str
    by: PersonMark
    when: str
    words: str
    solved: bool


@dataclass(frozen=True, slots=True)
class PostPart:
    """A post, in a list or on its own page."""

    id: str
    version: int
    href: str
    kind: str
    key: str
    title: str
    by: PersonMark
    when: str
    words: str
    goal: Link | None
    since: str
    effects: tuple[EffectPart, ...]
    answers: tuple[AnswerPart, ...]
    count: str
    solved: bool
    experiment: Link | None
    mine: bool


@dataclass(frozen=True, slots=True)
class AlikePage:
    """What pages/alike.html reads."""

    title: str
    href: str
    tell: str
    goals: tuple[tuple[Link, str], ...]
    posts: tuple[PostPart, ...]


def post(found: PostView, now: datetime.datetime, today: datetime.date) -> PostPart:
    """Return a post."""
    made = found.experiment
    answered = ngettext("{count} answer", "{count} answers", found.count)
    return PostPart(
        id=found.id,
        version=found.version,
        href=reverse("post", args=[found.id]),
        kind=str(KINDS[found.kind]),
        key=found.kind,
        title=found.title,
        by=mark(found.by),
        when=formats.when(found.at, now),
        words=found.words,
        goal=Link(found.goal_title, addresses.goal(found.goal)) if found.goal else None,
        since=formats.day(found.since, today) if found.since else "",
        effects=tuple(effects.part(each, today) for each in found.effects),
        answers=tuple(answer(each, now) for each in found.answers),
        count=answered.format(count=found.count) if found.count else "",
        solved=found.solved,
        experiment=Link(made.title, reverse("goal_experiments", args=[made.goal]))
        if made and made.id
        else None,
        mine=found.mine,
    )


def answer(found: PostAnswerView, now: datetime.datetime) -> AnswerPart:
    """Return an answer."""
    when = formats.when(found.at, now)
    return AnswerPart(found.id, mark(found.by), when, found.words, found.solved)


def mark(holder: HolderView) -> PersonMark:
    """Return a person as a link."""
    return PersonMark(holder.name, href=addresses.holder(holder.kind, holder.id))


def alike(found: AlikeGoals, now: datetime.datetime, today: datetime.date) -> AlikePage:
    """Return the page of others with a goal like one."""
    tell = addresses.query(edit="post", kind="story", goal=found.goal)
    return AlikePage(
        title=found.title,
        href=addresses.goal(found.goal),
        tell=f"{reverse('knowledge')}{tell}#edit",
        goals=tuple(
            (Link(card.title, addresses.goal(card.id)), card.owner.name) for card in found.goals
        ),
        posts=tuple(post(each, now, today) for each in found.posts),
    )
