"""What ladders put into the inbox: steps that were reached, and rounds that ask where one helps.

Both come in one query: steps of the person's own ladders and of units they lead, until somebody
has seen them; open rounds of the person's units, until they have said something.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.ladders import ladder_rounds
from trigpoint.store.models import LadderRound, RoundVoice, Rung

SEEN = Choice("seen", _("I have seen it"))
STEP, ROUND = "ladder", "ladder_round"


class News(NamedTuple):
    """A step that was reached, or a round that is open: `about` is the ladder or the round."""

    what: str
    id: str
    about: str
    title: str
    day: datetime.date
    under: str


class LadderQuestions:
    """Tells that a step is reached, and asks where a ladder helps most."""

    kind = "ladder"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the steps not seen yet, and the rounds in which the actor has said nothing."""
        return [
            reached(actor, each) if each.what == STEP else asked(actor, each)
            for each in news(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Say that a step was seen, or where a ladder helps most."""
        if any(each.id == question and each.what == ROUND for each in news(actor)):
            ladder_rounds.say(actor, question, said, words)
            return
        if said != SEEN.key:
            raise Invalid({"answer": _("Say that you have seen it.")})
        with command(actor, "rung.seen") as journal:
            for rung in steps(actor).filter(public_id=question):
                rung.seen_on = actor.today
                journal.save(rung)


def reached(actor: Actor, found: News) -> Question:
    """Return the news of a step."""
    return Question(
        kind=LadderQuestions.kind,
        id=found.id,
        about=Thing(STEP, found.about, found.title),
        by=None,
        at=moment(actor, found.day),
        asks=_("You have reached a step. The one above it is open now, if there is one."),
        terms=found.under,
        choices=(SEEN,),
    )


def asked(actor: Actor, found: News) -> Question:
    """Return the question of a round."""
    return Question(
        kind=LadderQuestions.kind,
        id=found.id,
        about=Thing(ROUND, found.about, found.title),
        by=None,
        at=moment(actor, found.day),
        asks=_("Say where a ladder would help most. It is shown without names."),
        terms=found.under,
    )


def news(actor: Actor) -> list[News]:
    """Return what is new for the actor, in one query."""
    done = steps(actor).values_list(
        Value(STEP, CharField()),
        "public_id",
        "ladder__public_id",
        "title",
        F("reached_on"),
        "ladder__title",
    )
    open_ = rounds(actor).values_list(
        Value(ROUND, CharField()),
        "public_id",
        F("public_id"),
        "question",
        F("opened_on"),
        "unit__name",
    )
    return sorted((News(*row) for row in done.union(open_, all=True)), key=lambda each: each.day)


def steps(actor: Actor) -> QuerySet[Rung]:
    """Return reached steps of the actor's own ladders and of units they lead, not seen yet."""
    led = [int(name) for name in access.viewer_of(actor).facts.leads]
    mine = Q(ladder__owner_person=actor.person) | Q(ladder__owner_unit__in=led)
    return Rung.objects.filter(
        mine,
        organisation=actor.organisation,
        retired=False,
        ladder__retired=False,
        reached_on__isnull=False,
        seen_on=None,
    )


def rounds(actor: Actor) -> QuerySet[LadderRound]:
    """Return open rounds of the actor's units and those above, in which they have said nothing."""
    drawn = access.viewer_of(actor).chart
    own = access.viewer_of(actor).facts.units
    units = {int(unit) for each in own for unit in (each, *drawn.above(each))}
    spoken = RoundVoice.objects.filter(round=OuterRef("pk"), person=actor.person, retired=False)
    return LadderRound.objects.filter(
        ~Exists(spoken),
        organisation=actor.organisation,
        unit__in=units,
        closed_on=None,
        retired=False,
    )


def moment(actor: Actor, day: datetime.date) -> datetime.datetime:
    """Return noon of a day in the organisation's zone."""
    zone = zoneinfo.ZoneInfo(actor.organisation.zone)
    return datetime.datetime.combine(day, datetime.time(12), zone)
