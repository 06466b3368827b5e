"""Rounds: the people of a unit say where a ladder helps most, and what stands in the way.

Everybody says one thing, and may change it while the round is open. What was said is shown without
names, and only once enough have spoken that nobody can be guessed.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.ladders import ladder_access
from trigpoint.services.ladders.assessment import LOOKED_AT
from trigpoint.services.measures import catalogue
from trigpoint.services.wording import Wording
from trigpoint.store.models import Hindrance, LadderRound, RoundVoice

PROCESS, CONSTRAINT = Hindrance.Kind.PROCESS.value, Hindrance.Kind.CONSTRAINT.value
BESIDE = {
    PROCESS: _("How we work gets in the way"),
    CONSTRAINT: _("Something that cannot be changed now"),
}
"""What can be said instead of a measure: a weakness of the process, or a constraint."""
USUAL = _("Where would a ladder help us most?")
CLOSED = _("This round has ended. What was said stays.")


@dataclass(frozen=True, slots=True)
class RoundAnswer:
    """Something that can be said: `key` is a KPI's, or process or constraint."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class Voted:
    """How many said one thing, and their words without names."""

    key: str
    title: Text
    count: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list: how many of how many have spoken."""

    id: str
    question: str
    unit: HolderView
    opened_on: datetime.date
    closed_on: datetime.date | None
    asked: int
    spoke: int
    mine: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round with what was said: `result` is empty until `needed` have spoken.

    `key` and `words` are what the actor said, "" before. `asks` says whether they are asked.
    """

    id: str
    version: int
    question: str
    unit: HolderView
    opened_on: datetime.date
    closed_on: datetime.date | None
    asked: int
    spoke: int
    needed: int
    asks: bool
    key: str
    words: str
    answers: tuple[RoundAnswer, ...]
    result: tuple[Voted, ...]
    may: frozenset[str]


def answers() -> tuple[RoundAnswer, ...]:
    """Return what can be said, measures first."""
    measures = [RoundAnswer(kpi, catalogue.kpi(kpi).title) for kpi in LOOKED_AT]
    return (*measures, *(RoundAnswer(key, title) for key, title in BESIDE.items()))


def begin(actor: Actor, unit_id: str, question: str = "") -> str:
    """Ask the people of a unit; return the round's public id. Without a question the usual one.

    Raises:
        NotAllowed: for anybody who does not lead the unit.
        Invalid: for a unit of few people, and while a round of it is open.
    """
    unit = access.unit(actor, unit_id, Verb.SEE)
    if not ladder_access.may_in_unit(actor, unit.pk, Verb.CREATE):
        raise NotAllowed(_("Whoever leads this unit opens and ends its rounds."))
    if len(people(actor, unit.pk)) < access.GROUP_FLOOR:
        few = _("Fewer than {count} people: talk it over, or ask with the unit above.")
        raise Invalid({"unit": Text(few.msgid, {"count": access.GROUP_FLOOR})})
    if LadderRound.objects.filter(unit=unit, closed_on=None, retired=False).exists():
        raise Invalid({"unit": _("A round of this unit is open. End it first.")})
    texts = Wording()
    said = texts.text("question", question, 200) or str(USUAL)
    texts.refuse()
    with command(actor, "ladder_round.begin") as journal:
        made = journal.create(
            LadderRound(
                organisation=actor.organisation,
                unit=unit,
                question=said,
                opened_on=actor.today,
                opened_by=actor.person,
            )
        )
    return made.public_id


def say(actor: Actor, round_id: str, key: str, words: str = "") -> None:
    """Say where a ladder helps most, or change what one has said.

    Raises:
        NotAllowed: for anybody who is not asked.
        Invalid: for what cannot be said, and after the round has ended.
    """
    found = ladder_access.round_(actor, round_id, Verb.SEE)
    person = actor.person
    if person is None or str(person.pk) not in people(actor, found.unit_id):
        raise NotAllowed(_("The people of the unit are asked."))
    if found.closed_on:
        raise Invalid({"": CLOSED})
    texts = Wording()
    known = any(key == each.key for each in answers())
    texts.check("key", holds=known, otherwise=_("Choose one of the answers."))
    said = texts.text("words", words, 500)
    texts.refuse()
    mine = found.voices.filter(person=person, retired=False).first()
    voice = mine or RoundVoice(organisation=actor.organisation, round=found, person=person)
    voice.kpi, voice.words = key, said
    with command(actor, "ladder_round.say") as journal:
        journal.save(voice) if mine else journal.create(voice)


def end(actor: Actor, round_id: str) -> None:
    """End a round; raises `Invalid` where it has ended."""
    found = ladder_access.round_(actor, round_id, Verb.CHANGE)
    if found.closed_on:
        raise Invalid({"": CLOSED})
    found.closed_on = actor.today
    with command(actor, "ladder_round.end") as journal:
        journal.save(found)


def index(actor: Actor) -> list[RoundLine]:
    """Return the rounds of units whose ladders the actor may see, open ones first."""
    cards = Cards(actor, graph.load(actor))
    rows = LadderRound.objects.filter(organisation=actor.organisation, retired=False)
    found = [r for r in rows if ladder_access.may_in_unit(actor, r.unit_id, Verb.SEE)]
    held = RoundVoice.objects.filter(round__in=found, retired=False)
    spoke = list(held.values_list("round_id", "person_id"))
    counts = Counter(pk for pk, _person in spoke)
    mine = {pk for pk, person in spoke if actor.person and person == actor.person.pk}
    found.sort(key=lambda r: (r.closed_on is not None, -r.opened_on.toordinal(), r.pk))
    return [
        RoundLine(
            id=r.public_id,
            question=r.question,
            unit=cards.holder(r.unit_id, None),
            opened_on=r.opened_on,
            closed_on=r.closed_on,
            asked=len(people(actor, r.unit_id)),
            spoke=counts[r.pk],
            mine=r.pk in mine,
        )
        for r in found
    ]


def show(actor: Actor, round_id: str) -> RoundPage:
    """Return a round with what was said, without names.

    Raises:
        NotThere: where the actor may not see it, or there is none.
    """
    found = ladder_access.round_(actor, round_id, Verb.SEE)
    voices = list(found.voices.filter(retired=False).order_by("pk"))
    me = actor.person.pk if actor.person else None
    mine = next((voice for voice in voices if voice.person_id == me), None)
    asked = people(actor, found.unit_id)
    changes = ladder_access.may_in_unit(actor, found.unit_id, Verb.CHANGE)
    return RoundPage(
        id=found.public_id,
        version=found.version,
        question=found.question,
        unit=Cards(actor, graph.load(actor)).holder(found.unit_id, None),
        opened_on=found.opened_on,
        closed_on=found.closed_on,
        asked=len(asked),
        spoke=len(voices),
        needed=access.GROUP_FLOOR,
        asks=str(me) in asked and found.closed_on is None,
        key=mine.kpi if mine else "",
        words=mine.words if mine else "",
        answers=answers(),
        result=tuple(result(voices)) if len(voices) >= access.GROUP_FLOOR else (),
        may=frozenset({"change"} if changes and found.closed_on is None else ()),
    )


def result(voices: Iterable[RoundVoice]) -> list[Voted]:
    """Return what was said, what most said first; words in the order of the alphabet."""
    held = list(voices)
    found = []
    for answer in answers():
        same = [voice for voice in held if voice.kpi == answer.key]
        if same:
            words = sorted(voice.words for voice in same if voice.words)
            found.append(Voted(answer.key, answer.title, len(same), tuple(words)))
    return sorted(found, key=lambda each: -each.count)


def people(actor: Actor, unit: int) -> frozenset[str]:
    """Return the keys of the people of a unit and below it, today."""
    drawn = access.viewer_of(actor).chart
    return drawn.everyone(str(unit)) if str(unit) in drawn.kinds else frozenset()
