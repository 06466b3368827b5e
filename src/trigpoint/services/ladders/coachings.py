"""Coaching: meetings of a person with the coach they chose, with notes for the two alone."""

from __future__ import annotations

import datetime

from trigpoint.core.delivery.calendar_file import CalendarEvent, calendar_file
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.ladders import ladder_access
from trigpoint.services.wording import Wording
from trigpoint.store.models import Coaching

LONGEST = 480


def book(actor: Actor, ladder_id: str, at: datetime.datetime, topic: str, minutes: int = 30) -> str:
    """Book a meeting of the person and their coach; return its public id.

    Raises:
        Invalid: without a coach or a topic, or for a moment that has passed.
        NotAllowed: for anybody but the two.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.SEE)
    person = actor.person.pk if actor.person else None
    if person is None or person not in {ladder.owner_person_id, ladder.coach_id}:
        raise NotAllowed(_("The person and their coach meet, nobody else books it."))
    if ladder.coach is None:
        raise Invalid({"": _("Choose a coach first: adjust the ladder.")})
    texts = Wording()
    said = texts.text("topic", topic, 200, _("Say what it is about."))
    late = _("That moment has passed. Choose a later one.")
    texts.check("at", holds=at > actor.now, otherwise=late)
    long = _("Choose between 5 minutes and 8 hours.")
    texts.check("minutes", holds=5 <= minutes <= LONGEST, otherwise=long)
    texts.refuse()
    with command(actor, "coaching.book") as journal:
        made = journal.create(
            Coaching(
                organisation=actor.organisation,
                ladder=ladder,
                coach=ladder.coach,
                at=at,
                minutes=minutes,
                topic=said,
            )
        )
    return made.public_id


def note(actor: Actor, coaching_id: str, version: int, notes: str) -> None:
    """Write down what was said; only the two read it, not even administrators.

    Raises:
        Stale: where the other one wrote since `version`.
    """
    found = ladder_access.coaching(actor, coaching_id, Verb.CHANGE)
    texts = Wording()
    found.notes = texts.text("notes", notes, 4000)
    texts.refuse()
    with command(actor, "coaching.note") as journal:
        journal.save(found, expected=version)


def cancel(actor: Actor, coaching_id: str, version: int) -> None:
    """Take a meeting out of the calendar.

    Raises:
        Stale: where the other one changed it since `version`.
    """
    found = ladder_access.coaching(actor, coaching_id, Verb.RETIRE)
    with command(actor, "coaching.cancel") as journal:
        journal.retire(found, expected=version)


def calendar(actor: Actor, coaching_id: str) -> str:
    """Return a meeting as a calendar file (RFC 5545), without its notes.

    Raises:
        NotThere: for anybody but the two.
    """
    found = ladder_access.coaching(actor, coaching_id, Verb.SEE)
    meeting = CalendarEvent(
        id=found.public_id,
        summary=found.topic,
        begins=found.at,
        ends=found.at + datetime.timedelta(minutes=found.minutes),
        sequence=found.version - 1,
    )
    return calendar_file("Trigpoint", [meeting], actor.now)
