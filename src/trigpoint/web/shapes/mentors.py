"""Learning and showing, as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse

from trigpoint.services.goals.cards import HolderView
from trigpoint.services.mentors.mentor_page import (
    MentorPage,
    MentorPairView,
    MentorSuggestion,
    WishForMe,
)
from trigpoint.services.mentors.mentor_words import MentorWordView
from trigpoint.web import addresses, formats
from trigpoint.web.components import PersonMark
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class WordPart:
    """Something that is said, with where it is taken back; or suggested, and why."""

    name: str
    back: str = ""
    why: str = ""
    side: str = ""
    kpi: str = ""


@dataclass(frozen=True, slots=True)
class AskedPart:
    """What somebody asks or offers: who, what, why, and where it is answered."""

    id: str
    person: PersonMark
    name: str
    why: str
    action: str


@dataclass(frozen=True, slots=True)
class PairPart:
    """A pair: with whom, what, since when, what came of it."""

    id: str
    mentor: PersonMark
    learner: PersonMark
    name: str
    began: str
    ended: str
    outcome: str
    effect: str
    close: str


@dataclass(frozen=True, slots=True)
class MentorsPage:
    """What pages/mentors.html reads."""

    wants: tuple[WordPart, ...]
    shows: tuple[WordPart, ...]
    could_want: tuple[WordPart, ...]
    could_show: tuple[WordPart, ...]
    asked: tuple[AskedPart, ...]
    offers: tuple[AskedPart, ...]
    waiting: tuple[AskedPart, ...]
    pairs: tuple[PairPart, ...]


def page(found: MentorPage, today: datetime.date) -> MentorsPage:
    """Return the page."""
    return MentorsPage(
        wants=tuple(word(one) for one in found.words if one.side == "wants"),
        shows=tuple(word(one) for one in found.words if one.side == "shows"),
        could_want=tuple(suggested(one) for one in found.suggestions if one.side == "wants"),
        could_show=tuple(suggested(one) for one in found.suggestions if one.side == "shows"),
        asked=tuple(wish(one) for one in found.asked),
        offers=tuple(offer(one) for one in found.offers),
        waiting=tuple(given(one) for one in found.waiting),
        pairs=tuple(pair(one, today) for one in found.pairs),
    )


def word(found: MentorWordView) -> WordPart:
    """Return what somebody said of themselves."""
    return WordPart(found.name, reverse("mentor_word", args=[found.id]))


def suggested(found: MentorSuggestion) -> WordPart:
    """Return what somebody could say, with one click."""
    return WordPart(say(found.name), why=say(found.why), side=found.side, kpi=found.kpi)


def wish(found: WishForMe) -> AskedPart:
    """Return what somebody wants to learn."""
    action = reverse("mentor_asked", args=[found.id])
    return AskedPart(found.id, mark(found.learner), found.name, say(found.why), action)


def offer(found: MentorPairView) -> AskedPart:
    """Return what somebody offers to show."""
    action = reverse("mentor_asked", args=[found.id])
    return AskedPart(found.id, mark(found.mentor), found.name, found.shown, action)


def given(found: MentorPairView) -> AskedPart:
    """Return what I have offered to somebody."""
    return AskedPart(found.id, mark(found.learner), found.name, "", "")


def mark(holder: HolderView) -> PersonMark:
    """Return a person as a link."""
    return PersonMark(holder.name, href=addresses.holder(holder.kind, holder.id))


def pair(found: MentorPairView, today: datetime.date) -> PairPart:
    """Return a pair to which both have agreed."""
    effect = found.effect
    told = (effect.headline or effect.refused) if effect else None
    return PairPart(
        id=found.id,
        mentor=mark(found.mentor),
        learner=mark(found.learner),
        name=found.name,
        began=formats.day(found.began_on, today) if found.began_on else "",
        ended=formats.day(found.ended_on, today) if found.ended_on else "",
        outcome=found.outcome,
        effect=say(told) if told else "",
        close=reverse("mentor_pair", args=[found.id]) if found.mine_to_close else "",
    )
