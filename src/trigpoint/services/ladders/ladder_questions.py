"""Steps that were reached, as news of the inbox: to the person, or to whoever leads the unit."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable

from django.db.models import Q

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.store.models import Rung

SEEN = Choice("seen", _("I have seen it"))


class LadderQuestions:
    """Tells that a step is reached, until somebody has seen it."""

    kind = "ladder"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the steps that were reached and not seen yet."""
        return [
            Question(
                kind=self.kind,
                id=rung.public_id,
                about=Thing("ladder", rung.ladder.public_id, rung.title),
                by=None,
                at=moment(actor, rung.reached_on or actor.today),
                asks=_("You have reached a step. The next one is open."),
                terms=rung.ladder.title,
                choices=(SEEN,),
            )
            for rung in unseen(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - every noun takes words
        """Say that it was seen."""
        if said != SEEN.key:
            raise Invalid({"answer": _("Say that you have seen it.")})
        found = [rung for rung in unseen(actor) if rung.public_id == question]
        with command(actor, "rung.seen") as journal:
            for rung in found:
                rung.seen_on = actor.today
                journal.save(rung)


def unseen(actor: Actor) -> list[Rung]:
    """Return reached steps of the actor's own ladders and of units they lead, not seen yet."""
    led = [int(name) for name in access.viewer_of(actor).facts.leads]
    mine = Q(ladder__owner_person=actor.person) | Q(ladder__owner_unit__in=led)
    rows = Rung.objects.filter(
        mine,
        organisation=actor.organisation,
        retired=False,
        ladder__retired=False,
        reached_on__isnull=False,
        seen_on=None,
    ).select_related("ladder")
    return list(rows.order_by("reached_on", "pk"))


def moment(actor: Actor, day: datetime.date) -> datetime.datetime:
    """Return noon of a day in the organisation's zone."""
    zone = zoneinfo.ZoneInfo(actor.organisation.zone)
    return datetime.datetime.combine(day, datetime.time(12), zone)
