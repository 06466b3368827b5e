"""What people plan and learn together: pulses, steps, mentors, changes of the cascade."""

import datetime

from tests.access.acts import DAY, PLACES
from tests.cast import NOW
from trigpoint.store.models import (
    AdoptionStep,
    MentorPair,
    MentorWord,
    Organisation,
    Person,
    PulseRound,
    PulseSeat,
    Realignment,
    RealignmentVoice,
    Resistance,
)

LEARN = {
    "own": ("Ana Costa", "Rui Matos", "running"),
    "team": ("Rui Matos", "Tuan Nguyen", "running"),
    "other": ("Bea Lund", "Ana Costa", "offered"),
}
"""Who learns from whom, and how far they are."""
TRY = {
    "own": ("Ana Costa", "draft", ()),
    "team": ("Tuan Nguyen", "asked", ("Rui Matos",)),
    "other": ("Amir Patel", "asked", ("Bea Lund",)),
}
"""Who tries a change of the cascade, how far it is, and who is asked."""


def make(home: Organisation, keep: dict) -> None:
    """Make one of each."""
    people = {each.name: each for each in Person.objects.filter(organisation=home)}
    for whose in PLACES:
        learner, mentor, state = LEARN[whose]
        wish = keep["word", whose] = MentorWord.objects.create(
            organisation=home, person=people[learner], side="wants", subject="Refunds"
        )
        keep["pair", whose] = MentorPair.objects.create(
            organisation=home,
            wish=wish,
            mentor=people[mentor],
            state=state,
            shown="Refunds",
            answered_at=NOW,
        )
        maker, state, asked = TRY[whose]
        tried = keep["realignment", whose] = Realignment.objects.create(
            organisation=home, title="Otherwise", state=state, made_by=people[maker], made_at=NOW
        )
        for name in asked:
            keep["voice", whose] = RealignmentVoice.objects.create(
                organisation=home, realignment=tried, stage="before", person=people[name], at=NOW
            )
    for whose in ("own", "other"):
        of_unit(home, keep, whose)


def of_unit(home: Organisation, keep: dict, whose: str) -> None:
    """Make what a unit plans, is told and is asked: one of its people has a seat in its round."""
    shared = {"organisation": home, "unit": keep["unit", whose]}
    keep["adoption_step", whose] = AdoptionStep.objects.create(
        kind_of_step="talk", title="A talk", due=DAY, **shared
    )
    keep["resistance", whose] = Resistance.objects.create(words="No time.", said_on=DAY, **shared)
    closes = NOW.date() + datetime.timedelta(days=7)
    keep["pulse", whose] = PulseRound.objects.create(opened_on=DAY, closes_on=closes, **shared)
    PulseSeat.objects.create(round=keep["pulse", whose], person=keep["person", whose], **shared)
