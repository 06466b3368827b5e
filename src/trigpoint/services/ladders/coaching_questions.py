"""What coaching puts into the inbox: meetings that somebody else called, moved or cancelled."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.inbox import noted
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.ladders import coachings
from trigpoint.store.models import Coaching


class CoachingQuestions:
    """Tells those who meet of a meeting to come, until they have seen it."""

    kind = coachings.KIND

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return what is new of meetings that lie ahead."""
        ahead = list(meetings(actor, actor.now))
        seen = noted.known(actor, self.kind) if ahead else frozenset()
        known = {name.partition("-")[0] for name in seen}
        for row in ahead:
            told = coachings.told_as(row)
            if told not in seen:
                yield question(actor, row, told, again=row.public_id in known)

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Say that it was seen."""
        noted.answer(actor, self.kind, question, said)


def meetings(actor: Actor, after: datetime.datetime) -> QuerySet[Coaching]:
    """Return the meetings after a moment that the actor takes part in, cancelled ones too."""
    drawn = access.viewer_of(actor).chart
    own = access.viewer_of(actor).facts.units
    units = {int(unit) for each in own for unit in (each, *drawn.above(each))}
    mine = Q(ladder__owner_person=actor.person) | Q(ladder__owner_unit__in=units)
    rows = Coaching.objects.filter(
        Q(coach=actor.person) | mine,
        organisation=actor.organisation,
        at__gt=after,
        ladder__retired=False,
    )
    return rows.select_related("ladder__owner_person", "ladder__owner_unit", "coach").order_by("at")


def question(actor: Actor, row: Coaching, told: str, *, again: bool) -> Question:
    """Return the tidings of one meeting; what it is about stands in the terms alone."""
    about = Thing("coaching", row.public_id, row.ladder.title)
    if row.retired:
        about = Thing("ladder", row.ladder.public_id, row.ladder.title)
    return Question(
        kind=CoachingQuestions.kind,
        id=told,
        about=about,
        by=other(actor, row),
        at=actor.now,
        asks=said(actor, row, again=again),
        terms=row.topic,
        choices=(noted.NOTED,),
    )


def said(actor: Actor, row: Coaching, *, again: bool) -> Text:
    """Return what happened to a meeting, with its moment in the organisation's zone."""
    here = row.at.astimezone(zoneinfo.ZoneInfo(actor.organisation.zone))
    when = {"day": here.date(), "time": f"{here:%H:%M}", "n": row.minutes}
    if row.retired:
        return _("The coaching meeting on {day} at {time} is cancelled.", **when)
    if again:
        return _("A coaching meeting is changed: {day} at {time}, {n} minutes.", **when)
    return _("A coaching meeting is booked: {day} at {time}, {n} minutes.", **when)


def other(actor: Actor, row: Coaching) -> HolderView:
    """Return whom one meets: the coach; for the coach the person or the unit that climbs."""
    coach, person, unit = row.coach, row.ladder.owner_person, row.ladder.owner_unit
    if actor.person is None or coach.pk != actor.person.pk:
        return HolderView("person", coach.public_id, coach.name)
    if person is not None:
        return HolderView("person", person.public_id, person.name)
    return HolderView("unit", unit.public_id, unit.name) if unit else HolderView("", "", "")
