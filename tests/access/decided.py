"""What is said, asked and decided in meetings, reviews, plans and pay, for everybody's."""

from tests.access.acts import DAY, PLACES
from tests.cast import NOW, Cast
from trigpoint.services.goals import graph
from trigpoint.services.loop import briefings
from trigpoint.store.models import (
    Attendance,
    Briefing,
    CheckIn,
    Edition,
    Incentive,
    Motion,
    MotionVoice,
    Organisation,
    PayPurpose,
    Plan,
    Target,
)


def make(cast: Cast, keep: dict) -> None:
    """Make one of each."""
    home = cast.organisation
    for pays in (home, keep["unit", "elsewhere"].organisation):
        PayPurpose.objects.create(organisation=pays, words="Care.", stated_at=NOW)
    above = keep["plan_above", "own"] = Plan.objects.create(
        organisation=home,
        owner_unit=keep["unit", "own"].parent,
        period=keep["period", "own"],
        state="discussion",
    )
    for whose in PLACES:
        of_goal(home, keep, whose)
        keep["edition", whose] = of_plan(home, keep["plan", whose], above)
        keep["incentive", whose] = incentive(home, keep, whose)
    for whose in ("own", "other"):
        of_meeting(home, keep, whose)
    graph.forget()  # what was made past the journal, a state of before does not have
    for whose, lead in (("own", cast.tuan), ("other", cast.amir)):
        made = briefings.freeze(lead, keep["unit", whose].public_id, "monthly")
        keep["briefing", whose] = Briefing.objects.get(public_id=made)


def of_goal(home: Organisation, keep: dict, whose: str) -> None:
    """Make a number to be reached, and a check-in in which help is wanted."""
    goal = keep["goal", whose]
    Target.objects.create(
        organisation=home,
        goal=goal,
        kind_of_target="raise",
        measure=keep["typed", whose],
        due=DAY,
        points=[[str(DAY), 2.0]],
    )
    keep["check_in", whose] = CheckIn.objects.create(
        organisation=home,
        goal=goal,
        person=keep["person", whose],
        at=NOW,
        status="at_risk",
        note="We are stuck.",
        wants_help=True,
    )


def of_plan(home: Organisation, plan: Plan, above: Plan) -> Edition:
    """Publish a plan that serves another one."""
    plan.above = above
    plan.save(update_fields=["above"])
    return Edition.objects.create(organisation=home, plan=plan, number=1, at=NOW, body={})


def of_meeting(home: Organisation, keep: dict, whose: str) -> None:
    """Let somebody take part in a meeting, propose a goal in it and agree."""
    shared = {"organisation": home, "person": keep["person", whose]}
    Attendance.objects.create(meeting=keep["meeting", whose], **shared)
    motion = keep["motion", whose] = Motion.objects.create(
        meeting=keep["meeting", whose],
        title="Quicker",
        why="So.",
        owner_unit=keep["unit", whose],
        **shared,
    )
    MotionVoice.objects.create(motion=motion, answer="agree", **shared)


def incentive(home: Organisation, keep: dict, whose: str) -> Incentive:
    """Return what somebody gets for the results of three goals."""
    return Incentive.objects.create(
        organisation=home,
        person=keep["person", whose],
        title="The year",
        amount=100.0,
        currency="EUR",
        own_goal=keep["goal", whose],
        own_share=50,
        team_goal=keep["goal", "team"],
        team_share=30,
        whole_goal=keep["goal", "other"],
        whole_share=20,
    )
