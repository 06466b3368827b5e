"""Meetings in which goals are set: called, held with a round of agreement, and closed.

A meeting belongs to a unit and is read and led like its plans. Only who takes part proposes and
speaks; whoever leads the unit settles what was agreed, and a goal comes of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goals, graph
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.people.people import UnitView, units
from trigpoint.store import chart
from trigpoint.store.models import Attendance, Goal, Meeting, Motion, MotionVoice, Person

AGENDA = (
    _("What we work for, and the goals above ours"),
    _("What the numbers of the last months say"),
    _("Proposals, one after the other"),
    _("A round of agreement on each"),
    _("Who does what next"),
)
"""The points of a meeting that nobody has written an agenda for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """A meeting as somebody calls it; unit, period and people are public ids."""

    unit: str
    period: str
    title: str
    day: datetime.date
    agenda: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDraft:
    """A goal as somebody proposes it; `above` is a goal or a direction."""

    title: str
    why: str
    owner: str
    above: str = ""
    sentence: str = ""


def thing_of(actor: Actor, meeting: Meeting, verb: Verb) -> bool:
    """Whether the policy lets the actor do this with a meeting, as with a plan of its unit."""
    thing = chart.thing_of_holder(
        access.viewer_of(actor).chart, actor.organisation, meeting.unit_id, None
    )
    return bool(access.decision(actor, verb, Kind.PLAN, thing))


def led(actor: Actor) -> list[UnitView]:
    """Return the units whose meetings the actor may call."""
    drawn = access.viewer_of(actor).chart
    known = {unit.public_id: unit.pk for unit in graph.load(actor).units.values()}

    def mine(unit: UnitView) -> bool:
        thing = chart.thing_of_holder(drawn, actor.organisation, known[unit.id], None)
        return bool(access.decision(actor, Verb.CREATE, Kind.PLAN, thing))

    return [unit for unit in units(actor) if unit.id in known and mine(unit)]


def find(actor: Actor, public_id: str, verb: Verb) -> Meeting:
    """Return a meeting for a verb.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    found = Meeting.objects.select_related("unit", "period", "called_by").filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    )
    meeting = found.first()
    if meeting is None or not thing_of(actor, meeting, Verb.SEE):
        raise NotThere
    if verb is not Verb.SEE and not thing_of(actor, meeting, verb):
        raise NotAllowed(_("Whoever leads this unit leads its meetings."))
    return meeting


def takes_part(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor takes part in a meeting."""
    return (
        actor.person is not None
        and meeting.attendances.filter(person=actor.person, retired=False).exists()
    )


def call(actor: Actor, draft: MeetingDraft) -> str:
    """Call a meeting; whoever calls it takes part. Return its public id.

    Raises:
        Invalid: without a title, or for a unit or period that there is not.
        NotAllowed: where the actor does not lead the unit.
    """
    unit, _person = access.holder(actor, draft.unit, sets_goals=False)
    if unit is None:
        raise Invalid({"unit": _("Choose the team whose goals are to be set.")})
    if not draft.title.strip():
        raise Invalid({"title": _("Say in a few words what the meeting is for.")})
    meeting = Meeting(
        organisation=actor.organisation,
        unit=unit,
        period=goals.period(actor.organisation, draft.period),
        called_by=actor.person,
        title=draft.title.strip(),
        day=draft.day,
        agenda=draft.agenda.strip(),
    )
    if not thing_of(actor, meeting, Verb.CREATE):
        raise NotAllowed(_("Whoever leads this unit leads its meetings."))
    people = [access.person(actor, who, Verb.SEE) for who in draft.people]
    if actor.person is not None:
        people.append(actor.person)
    with command(actor, "meeting.call") as journal:
        journal.create(meeting)
        journal.create_many(attendances(meeting, people))
        journal.tell("meeting.called", meeting=meeting.public_id)
    return meeting.public_id


def attendances(meeting: Meeting, people: Iterable[Person]) -> list[Attendance]:
    """Return who takes part, each once."""
    known = {person.pk: person for person in people}
    return [
        Attendance(organisation=meeting.organisation, meeting=meeting, person=person)
        for person in known.values()
    ]


def invite(actor: Actor, meeting_id: str, person_id: str) -> None:
    """Let somebody more take part."""
    meeting = open_for(find(actor, meeting_id, Verb.CHANGE))
    person = access.person(actor, person_id, Verb.SEE)
    if meeting.attendances.filter(person=person, retired=False).exists():
        return
    with command(actor, "meeting.invite") as journal:
        journal.create_many(attendances(meeting, [person]))
        journal.tell("meeting.called", meeting=meeting.public_id)


def edit(actor: Actor, meeting_id: str, version: int, changes: dict[str, object]) -> None:
    """Change title, day, agenda or notes.

    Raises:
        Invalid: for a field that there is not, or an empty title.
        Stale: where somebody changed the meeting since `version`.
    """
    meeting = find(actor, meeting_id, Verb.CHANGE)
    for name, value in changes.items():
        if name not in {"title", "day", "agenda", "notes"}:
            raise Invalid({name: _("There is no field called {name}.", name=name)})
        setattr(meeting, name, value.strip() if isinstance(value, str) else value)
    if not meeting.title:
        raise Invalid({"title": _("Say in a few words what the meeting is for.")})
    with command(actor, "meeting.edit") as journal:
        journal.save(meeting, expected=version)


def call_off(actor: Actor, meeting_id: str, version: int, *, reason: str = "") -> None:
    """Call a meeting off; it is gone from everybody's calendar.

    Raises:
        Invalid: for one that has ended, or one of which a goal came.
        Stale: where somebody changed the meeting since `version`.
    """
    meeting = open_for(find(actor, meeting_id, Verb.CHANGE))
    if meeting.motions.filter(outcome=Motion.Outcome.AGREED, retired=False).exists():
        raise Invalid({"": _("A goal came of this meeting. End it instead.")})
    with command(actor, "meeting.call_off", reason=reason) as journal:
        journal.retire(meeting, expected=version)
        journal.tell("meeting.closed", meeting=meeting.public_id)


def close(actor: Actor, meeting_id: str, version: int, notes: str) -> None:
    """End a meeting, with what was decided in words.

    Raises:
        Invalid: while a proposal is neither agreed nor dropped.
        Stale: where somebody changed the meeting since `version`.
    """
    meeting = open_for(find(actor, meeting_id, Verb.CHANGE))
    if meeting.motions.filter(outcome=Motion.Outcome.OPEN, retired=False).exists():
        raise Invalid({"": _("Agree on each proposal or drop it before the meeting ends.")})
    meeting.state, meeting.notes = Meeting.State.CLOSED, notes.strip()
    with command(actor, "meeting.close") as journal:
        journal.save(meeting, expected=version)
        journal.tell("meeting.closed", meeting=meeting.public_id)


def open_for(meeting: Meeting) -> Meeting:
    """Return a meeting that still goes on; raise `Invalid` for one that has ended."""
    if meeting.state == Meeting.State.CLOSED:
        raise Invalid({"": _("This meeting has ended. Call another one.")})
    return meeting


def propose(actor: Actor, meeting_id: str, draft: MotionDraft) -> str:
    """Propose a goal in a meeting; return the proposal's public id.

    Raises:
        Invalid: without title or why, or for an owner or a goal above that there is not.
        NotAllowed: for somebody who does not take part.
    """
    meeting = open_for(find(actor, meeting_id, Verb.SEE))
    person = participant(actor, meeting)
    wrong: dict[str, Text] = {}
    if not draft.title.strip():
        wrong["title"] = _("Say in a few words what is to be reached.")
    if not draft.why.strip():
        wrong["why"] = _("Say why: people agree to what they understand.")
    if draft.above and not draft.sentence.strip():
        wrong["sentence"] = _("Say in one sentence how this helps the goal above.")
    if wrong:
        raise Invalid(wrong)
    unit, owner = access.holder(actor, draft.owner, sets_goals=False)
    parent, direction = goals.above(actor, draft.above) if draft.above else (None, None)
    with command(actor, "meeting.propose") as journal:
        motion = journal.create(
            Motion(
                organisation=actor.organisation,
                meeting=meeting,
                person=person,
                title=draft.title.strip()[:200],
                why=draft.why.strip(),
                owner_unit=unit,
                owner_person=owner,
                parent=parent,
                direction=direction,
                sentence=draft.sentence.strip(),
            )
        )
    return motion.public_id


def participant(actor: Actor, meeting: Meeting) -> Person:
    """Return the actor as somebody who takes part, or raise `NotAllowed`."""
    if actor.person is None or not takes_part(actor, meeting):
        raise NotAllowed(_("Only who takes part in the meeting has a say in it."))
    return actor.person


def motion_of(actor: Actor, motion_id: str, verb: Verb) -> Motion:
    """Return an open proposal of a meeting that goes on, for a verb on the meeting."""
    found = Motion.objects.select_related("meeting", "owner_unit", "owner_person").filter(
        organisation=actor.organisation, public_id=motion_id, retired=False
    )
    motion = found.first()
    if motion is None:
        raise NotThere
    open_for(find(actor, motion.meeting.public_id, verb))
    if motion.outcome != Motion.Outcome.OPEN:
        raise Invalid({"": _("This proposal is settled.")})
    return motion


def speak(actor: Actor, motion_id: str, answer: str, words: str = "") -> None:
    """Agree with a proposal, agree with a reservation, or disagree; the last word counts.

    Raises:
        Invalid: for what is no answer, or for a reservation or a no without words.
        NotAllowed: for somebody who does not take part.
    """
    motion = motion_of(actor, motion_id, Verb.SEE)
    person = participant(actor, motion.meeting)
    if answer not in MotionVoice.Answer.values:
        raise Invalid({"answer": _("Choose agree, agree with a reservation, or disagree.")})
    if answer != MotionVoice.Answer.AGREE and not words.strip():
        raise Invalid({"words": _("Say why, so that it can be answered.")})
    given = motion.voices.filter(person=person, retired=False).first()
    voice = given or MotionVoice(organisation=actor.organisation, motion=motion, person=person)
    voice.answer, voice.words = answer, words.strip()
    with command(actor, "meeting.speak") as journal:
        if given is None:
            journal.create(voice)
        else:
            journal.save(voice)


def settle(actor: Actor, motion_id: str, *, agreed: bool, reason: str = "") -> str:
    """Make a goal of a proposal, or drop it; return the goal's public id, "" for none.

    Raises:
        Invalid: where nobody has said yes yet; where somebody disagrees, or a proposal is dropped,
            without a reason.
        NotAllowed: where the actor may not set goals for that owner.
    """
    motion = motion_of(actor, motion_id, Verb.CHANGE)
    refuse_settling(motion, agreed=agreed, reason=reason)
    motion.outcome = Motion.Outcome.AGREED if agreed else Motion.Outcome.DROPPED
    motion.reason = reason.strip()
    draft = draft_of(motion)
    built, links = None, []
    if agreed:
        built, _draft = goals.build(actor, draft)
        links = [goals.build_link(actor, built, link) for link in draft.carries]
    with command(actor, "meeting.settle", reason=reason) as journal:
        if built is not None:
            motion.goal = journal.create(built)
            journal.create_many(links)
            journal.tell("goal.changed", goal=built.public_id)
        journal.save(motion)
    return built.public_id if built else ""


def refuse_settling(motion: Motion, *, agreed: bool, reason: str) -> None:
    """Raise `Invalid` for an end that the round of agreement does not bear."""
    said = set(motion.voices.filter(retired=False).values_list("answer", flat=True))
    if agreed and not said - {MotionVoice.Answer.DISAGREE}:
        raise Invalid({"": _("Nobody has agreed yet. Ask for a round first.")})
    if agreed and MotionVoice.Answer.DISAGREE in said and not reason.strip():
        raise Invalid({"reason": _("Somebody disagrees. Say why it is to hold all the same.")})
    if not agreed and not reason.strip():
        raise Invalid({"reason": _("Say why it is dropped; whoever proposed it will read it.")})


def draft_of(motion: Motion) -> GoalDraft:
    """Return the goal that a proposal describes."""
    owner = motion.owner_unit or motion.owner_person
    above = motion.parent or motion.direction
    link = LinkDraft(above=above.public_id, sentence=motion.sentence) if above else None
    return GoalDraft(
        title=motion.title,
        why=motion.why,
        owner=owner.public_id if owner else "",
        period=motion.meeting.period.public_id,
        state=Goal.State.AGREED,
        carries=(link,) if link else (),
    )
