"""A meeting of Orders & delivery that goes on: what was proposed, and what people said of it."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.services.pyramid import meetings
from trigpoint.services.pyramid.meetings import MeetingDraft, MotionDraft

LEAD = "tuan.nguyen"
PEOPLE = ("ana.costa", "ben.okafor", "chloe.martin", "dev.patel")
AGENDA = (
    "What hand-overs cost our customers",
    "Proposals for the new year",
    "A round of agreement on each",
)


def fill_meetings(filled: Filled) -> None:
    """Call the meeting two weeks ago, propose, speak; one proposal is still open."""
    called = filled.timeline.last_day - datetime.timedelta(days=14)
    held = called + datetime.timedelta(days=7)
    lead = filled.person(LEAD, called)
    meeting = meetings.call(
        lead,
        MeetingDraft(
            unit=filled.units["orders"],
            period=filled.periods["running"],
            title="What we want to be good at next year",
            day=held,
            agenda="\n".join(AGENDA),
            people=tuple(filled.people[key] for key in PEOPLE if key in filled.people),
        ),
    )
    open_one(filled, meeting, held)
    dropped_one(filled, meeting, held)


def open_one(filled: Filled, meeting: str, day: datetime.date) -> None:
    """Propose what not everybody has spoken about yet."""
    motion = meetings.propose(
        filled.person("ana.costa", day),
        meeting,
        MotionDraft(
            title="Customs questions end with us",
            why="They are one in nine tickets, and each is passed on twice.",
            owner=filled.units["orders"],
            above=filled.goals["first-time"],
            sentence="A customs question that stays with us is solved at the first contact.",
        ),
    )
    meetings.speak(filled.person("ana.costa", day), motion, "agree")
    words = "Yes, once the training in January has taken place."
    meetings.speak(filled.person("ben.okafor", day), motion, "reservation", words)


def dropped_one(filled: Filled, meeting: str, day: datetime.date) -> None:
    """Propose what was talked over and dropped, with the reason beside it."""
    motion = meetings.propose(
        filled.person("ben.okafor", day),
        meeting,
        MotionDraft(
            title="Answer every chat within a minute",
            why="Chats that wait turn into mails.",
            owner=filled.units["orders"],
        ),
    )
    words = "A minute leaves no time to read. Quality would pay for it."
    meetings.speak(filled.person("ana.costa", day), motion, "disagree", words)
    reason = "We have no measure that would hold quality on chat. Proposed again in spring."
    meetings.settle(filled.person(LEAD, day), motion, agreed=False, reason=reason)
