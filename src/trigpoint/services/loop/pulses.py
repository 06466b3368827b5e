"""The pulse: a unit is asked how it is, without names; what it says is told when the round is over.

An answer is added to counts of its group and kept nowhere else. Nothing is told while a round is
open, so that nobody can watch a count move; and two rounds do not ask the same people close
together, so that they cannot be compared to find out who is in one of them alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.units import Chart
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.wording import Wording
from trigpoint.store import chart
from trigpoint.store.models import PulseRound, PulseSeat, PulseTally, Unit

ENPS = "enps"
QUESTIONS: dict[str, Text] = {
    "engagement": _("I like doing my work here."),
    "clarity": _("I know how my goal helps the company."),
    "buy_in": _("I think that the goals I carry are the right ones."),
    ENPS: _("Would you recommend working here to a friend? 0 is never, 10 is at once."),
}
"""What everybody is asked; the first three are answered with no, partly or yes."""
MOST_STATEMENTS = 3
LONGEST_STATEMENT = 200
MOST_DAYS = 31
APART = datetime.timedelta(days=28)
"""So long nobody is asked again."""
COLUMNS = ("low", "middle", "high")
PROMOTES, PASSIVE = 9, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseDraft:
    """Which unit is asked, until which day, and questions of one's own."""

    unit: str
    closes_on: datetime.date
    statements: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PulseQuestion:
    """A question: `text` in our words, `own` in the words of whoever asks; `scale` is 2 or 10."""

    key: str
    text: Text | None
    own: str
    scale: int


@dataclass(frozen=True, slots=True)
class PulseRoundView:
    """A round: how many were asked and how many have answered.

    `open` is whether it goes on; `mine` is whether the actor is asked and has not answered yet.
    """

    id: str
    unit: HolderView
    opened_on: datetime.date
    closes_on: datetime.date
    open: bool
    asked: int
    answered: int
    mine: bool
    questions: tuple[PulseQuestion, ...]


def begin(actor: Actor, draft: PulseDraft) -> str:
    """Ask a unit; return the round's public id.

    Raises:
        NotThere: for a unit that the actor may not see.
        NotAllowed: for whoever is not in charge of it.
        Invalid: for fewer than five people, for a day that is not within a month, for too many
            questions, or where some of the people were asked within four weeks.
    """
    unit = access.unit(actor, draft.unit, Verb.SEE)
    if not in_charge(actor, unit):
        raise NotAllowed(_("Whoever leads this unit asks for its pulse."))
    drawn = access.viewer_of(actor).chart
    seats = dict(seated(drawn, str(unit.pk)))
    wording = Wording()
    few = _("Fewer than {count} people: talk with them, or ask with the unit above.")
    wording.check(
        "unit",
        holds=len(seats) >= access.GROUP_FLOOR,
        otherwise=Text(few.msgid, {"count": access.GROUP_FLOOR}),
    )
    near = actor.today < draft.closes_on <= actor.today + datetime.timedelta(days=MOST_DAYS)
    wording.check("closes_on", holds=near, otherwise=_("Choose a day within a month."))
    said = [words.strip() for words in draft.statements if words.strip()]
    fits = len(said) <= MOST_STATEMENTS and all(len(s) <= LONGEST_STATEMENT for s in said)
    wording.check("statements", holds=fits, otherwise=_("At most three, of one line each."))
    wording.refuse()
    refuse_soon(actor, seats)
    return store(actor, unit, draft.closes_on, said, seats)


def in_charge(actor: Actor, unit: Unit) -> bool:
    """Whether the actor may ask a unit."""
    drawn = access.viewer_of(actor).chart
    thing = chart.thing_of_holder(drawn, actor.organisation, unit.pk, None)
    return bool(access.decision(actor, Verb.CHANGE, Kind.GOAL, thing))


def seated(drawn: Chart, unit: str) -> Iterable[tuple[int, int]]:
    """Yield everybody of a unit and below with the one unit in which they are counted.

    Whoever is in several is counted where they are most.
    """
    units = {unit, *drawn.below(unit)}
    for person in sorted(drawn.everyone(unit)):
        held = [link for link in drawn.units[person] if link.unit in units]
        most = max(held, key=lambda link: (link.share, link.unit))
        yield int(person), int(most.unit)


def refuse_soon(actor: Actor, seats: Mapping[int, int]) -> None:
    """Raise `Invalid` where some of the people are asked now, or were within four weeks."""
    late = PulseRound.objects.filter(
        organisation=actor.organisation, retired=False, closes_on__gt=actor.today - APART
    )
    asked = PulseSeat.objects.filter(round__in=late, person__in=list(seats))
    last = asked.order_by("-round__closes_on").values_list("round__closes_on", flat=True).first()
    if last is not None:
        day = last + APART
        raise Invalid({"unit": _("Some of them were asked lately. Ask from {day} on.", day=day)})


def store(
    actor: Actor,
    unit: Unit,
    closes_on: datetime.date,
    statements: list[str],
    seats: Mapping[int, int],
) -> str:
    """Write a round down, with a seat for everybody and empty counts for every group."""
    drawn, home = access.viewer_of(actor).chart, actor.organisation
    units = graph.load(actor).units
    below = [units[int(key)] for key in drawn.below(str(unit.pk)) if int(key) in units]
    above = {one.pk: units[int(drawn.parent[str(one.pk)])].public_id for one in below}
    row = PulseRound(
        organisation=home,
        unit=unit,
        opened_on=actor.today,
        closes_on=closes_on,
        statements=statements,
        groups={unit.public_id: ""} | {one.public_id: above[one.pk] for one in below},
        by=actor.person,
    )
    with command(actor, "pulse.begin") as journal:
        journal.create(row)
        for person, where in seats.items():
            journal.create(PulseSeat(organisation=home, round=row, person_id=person, unit_id=where))
        PulseTally.objects.bulk_create(
            PulseTally(organisation=home, round=row, unit_id=where, question=question.key)
            for where in sorted(set(seats.values()))
            for question in questions(row)
        )
    return row.public_id


def questions(row: PulseRound) -> tuple[PulseQuestion, ...]:
    """Return what a round asks."""
    usual = [
        PulseQuestion(key, text, "", 10 if key == ENPS else 2) for key, text in QUESTIONS.items()
    ]
    own = [PulseQuestion(f"own_{n}", None, s, 2) for n, s in enumerate(row.statements, start=1)]
    return (*usual, *own)


def answer(actor: Actor, round_id: str, said: Mapping[str, int]) -> None:
    """Take the actor's answers; a question that is left out is not counted.

    What is written is a count: who answered is kept, so that nobody is asked twice, and what
    they answered is not.

    Raises:
        NotThere: for whoever is not asked.
        Invalid: after the last day, a second time, or for an answer that is none.
    """
    seat = seat_of(actor, round_id)
    if actor.today > seat.round.closes_on:
        raise Invalid({"": _("This round is over.")})
    columns = dict(counted(seat.round, said))
    if seat.taken:
        raise Invalid({"": _("You have answered already. Nobody can take it out again.")})
    seat.taken = True
    with command(actor, "pulse.answer") as journal:
        journal.save(seat)
        for question, column in columns.items():
            rows = PulseTally.objects.filter(round=seat.round, unit=seat.unit_id, question=question)
            rows.update(**{column: F(column) + 1})


_waiting: graph.Cache[Mapping[int, tuple[PulseRound, ...]]] = graph.Cache()


def waiting(actor: Actor) -> list[PulseRound]:
    """Return the rounds that wait for the actor's answer.

    They are read for everybody once for each state of the organisation: the inbox, whose number
    stands on every page, asks for them.
    """
    if actor.person is None:
        return []
    key = graph.key_of(actor)
    known = _waiting.found(key, lambda: free_seats(actor))
    return [row for row in known.get(actor.person.pk, ()) if row.closes_on >= actor.today]


def free_seats(actor: Actor) -> Mapping[int, tuple[PulseRound, ...]]:
    """Return the rounds that go on, by the key of everybody who has not answered."""
    seats = PulseSeat.objects.select_related("round__unit").filter(
        organisation=actor.organisation,
        taken=False,
        round__retired=False,
        round__closes_on__gte=actor.today,
    )
    found: dict[int, tuple[PulseRound, ...]] = {}
    for seat in seats.order_by("pk"):
        found[seat.person_id] = (*found.get(seat.person_id, ()), seat.round)
    return found


def seat_of(actor: Actor, round_id: str) -> PulseSeat:
    """Return the actor's seat in a round, or raise `NotThere`."""
    if actor.person is None:
        raise NotThere
    rows = PulseSeat.objects.select_related("round").filter(
        organisation=actor.organisation, person=actor.person, round__retired=False
    )
    found = rows.filter(round__public_id=round_id).first()
    if found is None:
        raise NotThere
    return found


def counted(row: PulseRound, said: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    """Yield each answered question with the count that grows; raise `Invalid` for a wrong one."""
    known = {question.key: question for question in questions(row)}
    for key, value in said.items():
        if key not in known or value not in range(known[key].scale + 1):
            raise Invalid({key: _("Choose one of the answers.")})
        if known[key].scale == len(COLUMNS) - 1:
            yield key, COLUMNS[value]
        else:
            yield key, COLUMNS[(value >= PASSIVE) + (value >= PROMOTES)]
    if not said:
        raise Invalid({"": _("Answer one question at least.")})
