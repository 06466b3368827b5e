"""Pairs: who is asked to show what somebody wants to learn, what both say, and what came of it.

Whoever does it well is asked first, with the reason; then whoever wants to learn it. A no is known
to nobody but the one who said it: to the other it is as if no answer had come.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.core.loop.matching import fits
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.mentors import mentor_state, strengths
from trigpoint.services.mentors.mentor_words import own
from trigpoint.services.mentors.strengths import Strength
from trigpoint.store.models import MentorPair, MentorWord

LONGEST = 2000
NO_ANSWER = datetime.timedelta(days=28)
"""After so long without an answer an offer is no longer shown to whoever made it."""
State = MentorPair.State


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody else wants to learn and the actor does well."""

    wish: MentorWord
    strength: Strength


def wanted_of(actor: Actor) -> list[Wanted]:
    """Return the wishes that the actor is asked about: those of people whom they may see."""
    if actor.person is None:
        return []
    held, me = mentor_state.load(actor), actor.person.pk
    seen = access.visible_ids(actor, "person")
    wishes = [
        wish
        for wish in held.open_wishes(me)
        if wish.person_id in seen and is_here(actor, wish) and not held.asked(wish.pk, me)
    ]
    own_ones = strengths.strengths(actor) if wishes else []
    return [Wanted(wish, found) for wish in wishes for found in first_fit(wish, own_ones)]


def is_here(actor: Actor, wish: MentorWord) -> bool:
    """Whether whoever wants to learn still works here."""
    ended = wish.person.valid_to
    return ended is None or ended > actor.today


def first_fit(wish: MentorWord, own_ones: list[Strength]) -> Iterator[Strength]:
    """Yield the first strength that fits a wish, if any does."""
    about = mentor_state.subject(wish)
    yield from [found for found in own_ones if fits(about, found.subject)][:1]


def offered_to(actor: Actor) -> list[MentorPair]:
    """Return the pairs in which somebody has said that they would show the actor something."""
    if actor.person is None:
        return []
    me = actor.person.pk
    return [
        pair
        for pair in mentor_state.load(actor).pairs
        if pair.state == State.OFFERED and pair.wish.person_id == me
    ]


def answer_wish(actor: Actor, wish_id: str, *, yes: bool) -> str:
    """Say whether one would show somebody what they want to learn; return the pair's public id.

    A no is kept so that nobody asks again, and is told to nobody.

    Raises:
        NotThere: for a wish about which the actor is not asked.
    """
    me = own(actor)
    found = next((w for w in wanted_of(actor) if w.wish.public_id == wish_id), None)
    if found is None:
        raise NotThere
    strong = found.strength.subject
    pair = MentorPair(
        organisation=actor.organisation,
        wish=found.wish,
        mentor=me,
        state=State.OFFERED if yes else State.PASSED,
        shown=found.wish.subject if strong.kpi else strong.name[:120],
        answered_at=actor.now,
    )
    with command(actor, "mentor.answer") as journal:
        journal.create(pair)
    return pair.public_id


def answer_offer(actor: Actor, pair_id: str, *, yes: bool) -> None:
    """Say whether one would like to learn it from whoever has offered.

    Raises:
        NotThere: for an offer that is not made to the actor.
    """
    own(actor)
    found = next((p for p in offered_to(actor) if p.public_id == pair_id), None)
    if found is None:
        raise NotThere
    pair = fresh(found)
    pair.state = State.RUNNING if yes else State.DECLINED
    pair.began_on = actor.today if yes else None
    with command(actor, "mentor.answer") as journal:
        journal.save(pair)


def close(actor: Actor, pair_id: str, outcome: str) -> None:
    """End a pair with what came of it.

    Raises:
        NotThere: for a pair that is not the actor's, or that both have not agreed to.
        NotAllowed: for the mentor: whoever learned says what came of it.
        Invalid: without words, or where it is closed.
    """
    pair, me = fresh(find(actor, pair_id)), own(actor)
    if pair.wish.person_id != me.pk:
        raise NotAllowed(_("Whoever learned says what came of it."))
    if pair.state != State.RUNNING:
        raise Invalid({"": _("It is closed already.")})
    if not outcome.strip() or len(outcome) > LONGEST:
        raise Invalid({"outcome": _("Say in a sentence or two what came of it.")})
    pair.state, pair.ended_on, pair.outcome = State.CLOSED, actor.today, outcome.strip()
    with command(actor, "mentor.close") as journal:
        journal.save(pair)


def fresh(pair: MentorPair) -> MentorPair:
    """Return a pair from the store, to be written: what is kept in memory is for all who read."""
    return MentorPair.objects.select_related("wish").get(pk=pair.pk)


def find(actor: Actor, pair_id: str) -> MentorPair:
    """Return a pair of the actor's to which both have agreed; raise `NotThere` otherwise."""
    pair = next((p for p in of_both(actor) if p.public_id == pair_id), None)
    if pair is None:
        raise NotThere
    return pair


def of_both(actor: Actor) -> list[MentorPair]:
    """Return the actor's pairs to which both have agreed, the newest first."""
    if actor.person is None:
        return []
    me = actor.person.pk
    pairs = [p for p in mentor_state.load(actor).pairs if p.state in mentor_state.TAKEN]
    return [p for p in reversed(pairs) if me in {p.mentor_id, p.wish.person_id}]


def waiting(actor: Actor) -> list[MentorPair]:
    """Return what the actor has offered and has no answer to, as far as they are to know."""
    if actor.person is None:
        return []
    me, unanswered = actor.person.pk, {State.OFFERED, State.DECLINED}
    return [
        pair
        for pair in mentor_state.load(actor).pairs
        if pair.mentor_id == me
        and pair.state in unanswered
        and actor.now - pair.answered_at < NO_ANSWER
    ]
