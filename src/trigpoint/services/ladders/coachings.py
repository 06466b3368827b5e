"""Coaching: meetings of a person or a team with the coach they chose, noted for them alone.

Whoever did not call, move or cancel a meeting is told of it: see `coaching_questions`.
"""

from __future__ import annotations

import datetime

from trigpoint.core.delivery.calendar_file import CalendarEvent, calendar_file
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.inbox import noted
from trigpoint.services.ladders import ladder_access
from trigpoint.services.wording import Wording
from trigpoint.store.models import Coaching

KIND = "coaching"
LONGEST = 480


def book(actor: Actor, ladder_id: str, at: datetime.datetime, topic: str, minutes: int = 30) -> str:
    """Book a meeting of whoever climbs with their coach; return its public id.

    Raises:
        Invalid: without a coach or a topic, or for a moment that has passed.
        NotAllowed: for anybody but those who meet.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.SEE)
    if ladder.coach is None and ladder_access.may(actor, ladder, Verb.CHANGE):
        raise Invalid({"": _("Choose a coach first: adjust the ladder.")})
    if ladder.coach is None or not ladder_access.meets(actor, ladder):
        raise NotAllowed(_("Whoever climbs and their coach meet, nobody else books it."))
    made = Coaching(organisation=actor.organisation, ladder=ladder, coach=ladder.coach)
    put(actor, made, at, topic, minutes)
    with command(actor, "coaching.book") as journal:
        journal.create(made)
        noted.note(actor, KIND, [told_as(made)])
    return made.public_id


def move(
    actor: Actor, coaching_id: str, version: int, at: datetime.datetime, topic: str, minutes: int
) -> None:
    """Put a meeting at another moment, or say anew what it is about.

    Raises:
        Invalid: without a topic, for a moment that has passed, or for a meeting that is over.
        Stale: where somebody else changed it since `version`.
    """
    found = ladder_access.coaching(actor, coaching_id, Verb.CHANGE)
    as_read(found, version)
    if found.at <= actor.now:
        raise Invalid({"at": _("This meeting is over. Book another one.")})
    put(actor, found, at, topic, minutes)
    with command(actor, "coaching.move") as journal:
        journal.save(found, expected=version)
        noted.note(actor, KIND, [told_as(found)])


def put(actor: Actor, found: Coaching, at: datetime.datetime, topic: str, minutes: int) -> None:
    """Write what is said of a meeting into it; raises `Invalid`."""
    texts = Wording()
    found.topic = texts.text("topic", topic, 200, _("Say what it is about."))
    late = _("That moment has passed. Choose a later one.")
    texts.check("at", holds=at > actor.now, otherwise=late)
    long = _("Choose between 5 minutes and 8 hours.")
    texts.check("minutes", holds=5 <= minutes <= LONGEST, otherwise=long)
    texts.refuse()
    found.at, found.minutes = at, minutes


def told_as(meeting: Coaching) -> str:
    """Return as what a meeting is told of: anew when it is moved, and when it is cancelled."""
    moment = "off" if meeting.retired else f"{meeting.at.astimezone(datetime.UTC):%Y%m%d%H%M}"
    return f"{meeting.public_id}-{moment}"


def note(actor: Actor, coaching_id: str, version: int, notes: str) -> None:
    """Write down what was said; only those who meet read it, not even administrators.

    Raises:
        Stale: where somebody else wrote since `version`.
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
        Stale: where somebody else changed it since `version`.
    """
    found = ladder_access.coaching(actor, coaching_id, Verb.RETIRE)
    with command(actor, "coaching.cancel") as journal:
        journal.retire(found, expected=version)
        noted.note(actor, KIND, [told_as(found)])


def calendar(actor: Actor, coaching_id: str) -> str:
    """Return a meeting as a calendar file (RFC 5545), without its notes.

    Raises:
        NotThere: for anybody but those who meet.
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
