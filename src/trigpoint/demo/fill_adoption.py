"""How the demo's organisation took the product up: what was planned, and what was in the way."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.services.adoption import plan, resistance
from trigpoint.services.adoption.plan import AdoptionStepDraft

#: by, unit, kind, title, weeks ago that it was due, what came of it
STEPS = (
    (
        "tuan.nguyen",
        "orders",
        "training",
        "Half an hour: my goal, and why it matters",
        30,
        "Eleven of twelve came. Checking in on the phone was what they asked for.",
    ),
    (
        "tuan.nguyen",
        "orders",
        "help",
        "Tuan sits beside whoever checks in first",
        28,
        "Two mornings.",
    ),
    ("sofia.lind", "billing", "talk", "What Orders did with it, told by Orders", -2, ""),
)
#: by, named, words, weeks ago, who answered, the answer
VOICES = (
    (
        "chloe.martin",
        True,
        "I write the same number into two systems.",
        25,
        "tuan.nguyen",
        "From April on it is filled in from the help desk. You only say how you see it.",
    ),
    ("grace.liu", False, "Is this to find out who is slow?", 3, "", ""),
)


def fill_adoption(filled: Filled) -> None:
    """Plan the steps, finish those that are done, say what is in the way, and answer."""
    last = filled.timeline.last_day
    for by, unit, kind, title, weeks, result in STEPS:
        due = last - datetime.timedelta(weeks=weeks)
        began = min(due, last) - datetime.timedelta(weeks=2)
        draft = AdoptionStepDraft(unit=filled.units[unit], kind=kind, title=title, due=due)
        made = plan.add(filled.person(by, began), draft)
        if result:
            plan.finish(filled.person(by, due), made, 1, result)
    for by, named, words, weeks, answers, answer in VOICES:
        day = last - datetime.timedelta(weeks=weeks)
        voice = resistance.say(filled.person(by, day), words, named=named)
        if answer:
            later = filled.person(answers, day + datetime.timedelta(days=3))
            resistance.answer(later, voice, 1, answer)
