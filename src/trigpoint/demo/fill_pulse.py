"""The pulse of a department: two rounds that are over, and one that goes on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.demo import organisation as ours
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.people import PEOPLE, Person
from trigpoint.services.loop import pulses
from trigpoint.services.loop.pulses import PulseDraft

ASKED_BY, ASKED = "jo.silva", "front-line"
OWN = "I can say when something goes wrong."
LASTS = 10
SHARE_OF_FOUR = 3
"""So many of four answer."""


@dataclass(frozen=True)
class Round:
    """A round: how many days ago it began, and how much better than the first people feel."""

    began: int
    better: int


ROUNDS = (Round(110, 0), Round(50, 1), Round(3, 1))


def fill_pulse(filled: Filled) -> None:
    """Ask three times; most answer, and in the running round those who may log in do not."""
    for one in ROUNDS:
        began = filled.timeline.last_day - datetime.timedelta(days=one.began)
        draft = PulseDraft(
            unit=filled.units[ASKED],
            closes_on=began + datetime.timedelta(days=LASTS),
            statements=[OWN],
        )
        made = pulses.begin(filled.person(ASKED_BY, began), draft)
        goes_on = one.began < LASTS
        for place, person in enumerate(there(filled, began)):
            waits = goes_on and person.key in ours.LOGINS
            if place % 4 < SHARE_OF_FOUR and not waits:
                day = min(began + datetime.timedelta(days=1), filled.timeline.last_day)
                pulses.answer(filled.person(person.key, day), made, said(place, one.better))


def there(filled: Filled, day: datetime.date) -> list[Person]:
    """Return the people of the department on a day."""
    units = {u.key for u in ours.UNITS if ASKED in (u.key, u.parent)}
    line = filled.timeline
    return [
        person
        for person in PEOPLE
        if person.team in units
        and line.day(person.joined or 0) <= day
        and (person.left is None or line.day(person.left) > day)
    ]


def said(place: int, better: int) -> Mapping[str, int]:
    """Return the answers of somebody: spread over all of them, a little better later on."""
    return {
        "engagement": min(2, (place * 5 + better) % 7 // 2),
        "clarity": min(2, (place * 3 + better) % 5),
        "buy_in": (place * 7 + better) % 3,
        "enps": min(10, 4 + (place * 11 + 2 * better) % 8),
        "own_1": min(2, (place + better) % 4),
    }
