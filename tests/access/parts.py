"""What belongs to ladders, plans, goals and measures: one of each, for everybody's."""

import datetime

from tests.access.acts import DAY, PLACES
from tests.cast import NOW
from trigpoint.store.models import (
    Coaching,
    Hindrance,
    LadderRound,
    LadderSkill,
    Measure,
    Organisation,
    Participant,
    Person,
    PlanRequest,
    RungResource,
    Signal,
    Suggestion,
    TypedValue,
)

BESIDE = {"own": "other", "team": "other", "other": "own"}
"""Of whom something is asked: of a unit that it does not belong to."""


def make(home: Organisation, keep: dict) -> None:
    """Make one of each part; nobody who asks is invited anywhere by it."""
    for whose in PLACES:
        of_ladder(home, keep, whose)
        of_plan(home, keep, whose)
        of_measure(home, keep, whose)
        keep["signal", whose] = Signal.objects.create(
            organisation=home,
            kind_of_signal="law",
            title="A law",
            day=DAY,
            questions=[keep["goal", whose].public_id],
        )
    for whose in ("own", "other"):
        keep["ladder_round", whose] = LadderRound.objects.create(
            organisation=home, unit=keep["unit", whose], question="Where?", opened_on=DAY
        )


def of_ladder(home: Organisation, keep: dict, whose: str) -> None:
    """Make what helps and hinders; Rui coaches Ana, and Mira the others."""
    ladder = keep["ladder", whose]
    coach = "Rui Matos" if whose == "own" else "Mira Rossi"
    ladder.coach = Person.objects.get(organisation=home, name=coach)
    ladder.save(update_fields=["coach"])
    shared = {"organisation": home, "ladder": ladder}
    keep["skill", whose] = LadderSkill.objects.create(name="Listening", **shared)
    keep["hindrance", whose] = Hindrance.objects.create(
        kind_of_hindrance="process", words="Snow", **shared
    )
    keep["coaching", whose] = Coaching.objects.create(
        coach=ladder.coach, at=NOW + datetime.timedelta(days=1), topic="Calls", **shared
    )
    keep["resource", whose] = RungResource.objects.create(
        organisation=home, rung=keep["rung", whose], kind_of_resource="time", title="An hour"
    )


def of_plan(home: Organisation, keep: dict, whose: str) -> None:
    """Make an invitation and a suggestion of Lena's, who does not ask, and what is asked."""
    shared = {"organisation": home, "plan": keep["plan", whose]}
    lena = Person.objects.get(organisation=home, name="Lena Bauer")
    keep["participant", whose] = Participant.objects.create(person=lena, **shared)
    keep["suggestion", whose] = Suggestion.objects.create(
        section="vision", person=lena, text="Be kind.", at=NOW, **shared
    )
    keep["request", whose] = PlanRequest.objects.create(
        unit=keep["unit", BESIDE[whose]], part="Two days.", asked_at=NOW, **shared
    )


def of_measure(home: Organisation, keep: dict, whose: str) -> None:
    """Make a measure of the same scope that is typed in, with a value."""
    like = keep["measure", whose]
    typed = keep["typed", whose] = Measure.objects.create(
        organisation=home,
        title="Typed",
        kpi="typed_number_to_raise",
        params={"name": "Typed"},
        scope=like.scope,
        person=like.person,
        unit=like.unit,
    )
    keep["typed_value", whose] = TypedValue.objects.create(
        organisation=home, measure=typed, day=DAY, value=1.0, note="The sheet."
    )
