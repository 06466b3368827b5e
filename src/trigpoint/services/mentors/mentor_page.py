"""One's own page of learning and showing: words, suggestions, what one is asked, pairs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.loop.matching import Subject
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.insight import effects
from trigpoint.services.insight.effects import MeasuredEffect
from trigpoint.services.measures import catalogue
from trigpoint.services.mentors import mentor_state, mentor_words, pairs, strengths
from trigpoint.services.mentors.mentor_words import MentorWordView
from trigpoint.services.mentors.strengths import Strength
from trigpoint.store.models import MentorPair, MentorWord, Person


@dataclass(frozen=True, slots=True)
class MentorSuggestion:
    """Something that the actor could say of themselves, and why; nobody else reads it."""

    side: str
    name: Text | str
    kpi: str
    why: Text


@dataclass(frozen=True, slots=True)
class WishForMe:
    """What somebody wants to learn, and why the actor is asked to show them."""

    id: str
    learner: HolderView
    name: str
    why: Text


@dataclass(frozen=True, slots=True)
class MentorPairView:
    """A pair as the two see it. `state` is offered, running or closed.

    `shown` is what the mentor does well. `effect` is what the learner's own measure did since the
    pair began, where there is one and its figures are for the actor.
    """

    id: str
    mentor: HolderView
    learner: HolderView
    name: str
    shown: str
    state: str
    began_on: datetime.date | None
    ended_on: datetime.date | None
    outcome: str
    effect: MeasuredEffect | None
    mine_to_close: bool


@dataclass(frozen=True, slots=True)
class MentorPage:
    """All of it, of the asking person alone."""

    words: tuple[MentorWordView, ...]
    suggestions: tuple[MentorSuggestion, ...]
    asked: tuple[WishForMe, ...]
    offers: tuple[MentorPairView, ...]
    waiting: tuple[MentorPairView, ...]
    pairs: tuple[MentorPairView, ...]


def show(actor: Actor) -> MentorPage:
    """Return the page; raise `NotAllowed` for a log-in without a person."""
    me = mentor_words.own(actor)
    cards = Cards(actor, graph.load(actor))
    said = [word for word in mentor_state.load(actor).words if word.person_id == me.pk]
    return MentorPage(
        words=tuple(map(mentor_words.view, said)),
        suggestions=tuple(suggestions(actor, said)),
        asked=tuple(wish(one) for one in pairs.wanted_of(actor)),
        offers=tuple(view(cards, pair) for pair in pairs.offered_to(actor)),
        waiting=tuple(view(cards, pair, "offered") for pair in pairs.waiting(actor)),
        pairs=tuple(view(cards, pair) for pair in pairs.of_both(actor)),
    )


def suggestions(actor: Actor, said: list[MentorWord]) -> list[MentorSuggestion]:
    """Return what the actor has not said yet and their ladders and figures bear out."""
    known = {(word.side, same(mentor_state.subject(word))) for word in said}
    shows = strengths.merged([*strengths.strengths(actor), *strengths.compared(actor)])
    sides = ((MentorWord.Side.SHOWS, shows), (MentorWord.Side.WANTS, strengths.lessons(actor)))
    return [
        MentorSuggestion(str(side), named(one), one.subject.kpi, one.why)
        for side, found in sides
        for one in found
        if (side, same(one.subject)) not in known
    ]


def same(subject: Subject) -> str:
    """Return what tells one subject from another."""
    return subject.kpi or subject.name.casefold()


def named(found: Strength) -> Text | str:
    """Return what a strength is about, as people read it."""
    kpi = found.subject.kpi
    return catalogue.kpi(kpi).title if kpi else found.subject.name


def wish(found: pairs.Wanted) -> WishForMe:
    """Return a wish about which the actor is asked."""
    row = found.wish
    return WishForMe(row.public_id, holder(row.person), row.subject, found.strength.why)


def holder(person: Person) -> HolderView:
    """Return a person in short."""
    return HolderView("person", person.public_id, person.name)


def one(actor: Actor, pair_id: str) -> MentorPairView:
    """Return a pair to which both have agreed; raise `NotThere` for anybody but the two."""
    return view(Cards(actor, graph.load(actor)), pairs.find(actor, pair_id))


def view(cards: Cards, pair: MentorPair, state: str = "") -> MentorPairView:
    """Return a pair as it is shown."""
    me = cards.actor.person.pk if cards.actor.person else 0
    return MentorPairView(
        id=pair.public_id,
        mentor=holder(pair.mentor),
        learner=holder(pair.wish.person),
        name=pair.wish.subject,
        shown=pair.shown,
        state=state or pair.state,
        began_on=pair.began_on,
        ended_on=pair.ended_on,
        outcome=pair.outcome,
        effect=effect(cards, pair),
        mine_to_close=pair.state == pairs.State.RUNNING and pair.wish.person_id == me,
    )


def effect(cards: Cards, pair: MentorPair) -> MeasuredEffect | None:
    """Return what the learner's measure did since the pair began; None where nobody can say."""
    if pair.began_on is None or not pair.wish.kpi:
        return None
    for measure in cards.state.measures.values():
        own = measure.person_id == pair.wish.person_id and measure.kpi == pair.wish.kpi
        if own and measure.pk in cards.measures:
            return effects.effect_on(cards, "", measure, pair.began_on)
    return None
