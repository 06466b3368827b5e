"""What was announced to everybody whom a goal concerns, half of them having read it."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.services.inbox import announcements
from trigpoint.services.inbox.announcements import AnnouncementDraft

GOAL = "right-person"
BY = "tuan.nguyen"
ANNOUNCED = AnnouncementDraft(
    title="One hand from the first word to the last",
    purpose="Every hand-over costs a customer most of a day, and claims wander most of all.",
    expectation="Whoever opens a claim sees it through. Pass on only what you cannot decide.",
    benefit="Fewer tickets that begin with “I have written three times already”.",
    media=(("The new form, shown in four minutes", "https://films.example/form"),),
    question="A claim needs a refund of 40 euros. Who decides?",
    choices=("I do", "My lead", "The claims team"),
    right=0,
)
READ = (
    ("dev.patel", 0, "I call the carrier before I pass anything on."),
    ("ben.okafor", 0, ""),
    ("chloe.martin", 1, ""),
    ("noor.aziz", 0, "I ask Lena once, not five people."),
)


def fill_announcements(filled: Filled) -> None:
    """Announce, let some read it, and record the meeting in which it was explained."""
    day = filled.timeline.last_day - datetime.timedelta(days=4)
    writer = filled.person(BY, day)
    made = announcements.announce(writer, filled.goals[GOAL], ANNOUNCED)
    for who, choice, part in READ:
        reader = filled.person(who, day + datetime.timedelta(days=1))
        announcements.read(reader, made, choice=choice, part=part)
    unit = filled.holder("orders")
    held = day + datetime.timedelta(days=2)
    notes = "Asked: what of claims that began before? They stay with whoever has them."
    announcements.record_talk(filled.person(BY, held), made, unit, held, notes)
