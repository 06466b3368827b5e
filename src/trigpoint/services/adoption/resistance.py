"""What people say is in the way of using the product, with their name or without, and the answers.

Without a name nothing that is kept leads to whoever said it: neither the row nor the entry of the
history names them, and the unit is one of at least five people.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor, part_of_ours
from trigpoint.services.adoption.plan import may_lead
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.wording import Wording
from trigpoint.store.models import Resistance, Unit

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class ResistanceView:
    """What is in the way; `by` is None without a name, `answer` "" until somebody answers."""

    id: str
    version: int
    unit: HolderView
    by: HolderView | None
    words: str
    said_on: datetime.date
    answer: str
    answered_by: HolderView | None
    answered_on: datetime.date | None
    may_answer: bool


def rows(actor: Actor) -> QuerySet[Resistance]:
    """Return what was said in units that the actor sees, what waits for an answer first."""
    found = Resistance.objects.filter(
        organisation=actor.organisation, retired=False, unit__in=access.visible_ids(actor, "unit")
    )
    return found.select_related("unit", "person", "answered_by").order_by("-said_on", "-pk")


def everything(actor: Actor) -> tuple[ResistanceView, ...]:
    """Return the log: what waits for an answer first, then the newest."""
    found = [view(actor, row) for row in rows(actor)]
    return tuple(sorted(found, key=lambda each: bool(each.answer)))


def say(actor: Actor, words: str, *, named: bool) -> str:
    """Say what is in the way, in one's own unit; return its public id.

    Raises:
        NotAllowed: for a log-in without a person, or a person without a unit.
        Invalid: without words; without a name where no unit is large enough.
    """
    wording = Wording()
    said = wording.text("words", words, LONGEST, _("Say what is in the way."))
    wording.refuse()
    row = Resistance(
        organisation=actor.organisation,
        unit=unit_of(actor, named=named),
        person=actor.person if named else None,
        words=said,
        said_on=actor.today,
    )
    speaker = actor if named else part_of_ours(actor.organisation, "voice", actor.now)
    with command(speaker, "adoption.say") as journal:
        journal.create(row)
    access.forget(actor)
    return row.public_id


def unit_of(actor: Actor, *, named: bool) -> Unit:
    """Return the actor's unit; without a name, the smallest of at least five people around them."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can say what is in the way."))
    drawn = access.viewer_of(actor).chart
    own = sorted(drawn.units_of(str(actor.person.pk)), key=int)
    if not own:
        raise NotAllowed(_("You are in no unit now."))
    around = [unit for each in own for unit in (each, *drawn.above(each))]
    if named:
        return Unit.objects.get(pk=int(own[0]))
    large = [unit for unit in around if len(drawn.everyone(unit)) >= access.GROUP_FLOOR]
    if not large:
        raise Invalid({"named": _("You are too few to stay unknown. Say it with your name?")})
    smallest = min(large, key=lambda unit: len(drawn.everyone(unit)))
    return Unit.objects.get(pk=int(smallest))


def find(actor: Actor, voice_id: str) -> Resistance:
    """Return what was said; raise `NotThere` where its unit is not for the actor to see."""
    row = rows(actor).filter(public_id=voice_id).first()
    if row is None:
        raise NotThere
    return row


def show(actor: Actor, voice_id: str) -> ResistanceView:
    """Return one; raises like `find`."""
    return view(actor, find(actor, voice_id))


def answer(actor: Actor, voice_id: str, version: int, words: str) -> None:
    """Answer what was said.

    Raises:
        NotAllowed: for whoever does not lead the unit.
        Invalid: without words.
        Stale: where somebody answered meanwhile.
    """
    row = find(actor, voice_id)
    if not may_lead(actor, row.unit_id):
        raise NotAllowed(_("Whoever leads the unit answers this."))
    wording = Wording()
    row.answer = wording.text("answer", words, LONGEST, _("Say what will be done about it."))
    wording.refuse()
    row.answered_by, row.answered_on = actor.person, actor.today
    with command(actor, "adoption.answer") as journal:
        journal.save(row, expected=version)


def view(actor: Actor, row: Resistance) -> ResistanceView:
    """Return it as it is shown."""
    by, said = row.person, row.answered_by
    return ResistanceView(
        id=row.public_id,
        version=row.version,
        unit=HolderView("unit", row.unit.public_id, row.unit.name),
        by=HolderView("person", by.public_id, by.name) if by else None,
        words=row.words,
        said_on=row.said_on,
        answer=row.answer,
        answered_by=HolderView("person", said.public_id, said.name) if said else None,
        answered_on=row.answered_on,
        may_answer=may_lead(actor, row.unit_id),
    )
