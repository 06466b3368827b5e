"""What pages and programs read of meetings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.pyramid import meetings
from trigpoint.store.models import Attendance, Meeting, Motion, MotionVoice


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    id: str
    title: str
    unit: HolderView
    day: datetime.date
    state: str
    people: int
    proposals: int
    agreed: int


@dataclass(frozen=True, slots=True)
class MotionVoiceView:
    """What somebody said of a proposal."""

    person: HolderView
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class MotionView:
    """A proposal: its goal as proposed, what people said, what became of it, and the goal."""

    id: str
    title: str
    why: str
    by: HolderView
    owner: HolderView
    above: str
    sentence: str
    voices: tuple[MotionVoiceView, ...]
    missing: tuple[HolderView, ...]
    mine: str
    outcome: str
    reason: str
    goal: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting: its agenda, who takes part, what was proposed, what came of it.

    `suggested` are the points to use where nobody has written an agenda.
    """

    id: str
    version: int
    title: str
    unit: HolderView
    period: str
    period_id: str
    day: datetime.date
    state: str
    called_by: HolderView | None
    agenda: tuple[str, ...]
    suggested: tuple[Text, ...]
    people: tuple[HolderView, ...]
    motions: tuple[MotionView, ...]
    notes: str
    takes_part: bool
    may: frozenset[str]


def index(actor: Actor) -> tuple[MeetingLine, ...]:
    """Return the meetings that the actor may see, the newest first."""
    found = Meeting.objects.filter(organisation=actor.organisation, retired=False)
    shown = [
        m
        for m in found.select_related("unit").order_by("-day", "-pk")
        if meetings.thing_of(actor, m, Verb.SEE)
    ]
    here = {m.pk for m in shown}
    people = counted(Attendance.objects.filter(meeting__in=here, retired=False))
    motions = counted(Motion.objects.filter(meeting__in=here, retired=False))
    agreed = counted(Motion.objects.filter(meeting__in=here, retired=False, outcome="agreed"))
    return tuple(
        MeetingLine(
            m.public_id,
            m.title,
            HolderView("unit", m.unit.public_id, m.unit.name),
            m.day,
            m.state,
            people.get(m.pk, 0),
            motions.get(m.pk, 0),
            agreed.get(m.pk, 0),
        )
        for m in shown
    )


def counted(rows: object) -> dict[int, int]:
    """Return how many rows each meeting has."""
    found: dict[int, int] = {}
    for meeting in rows.values_list("meeting", flat=True):  # type: ignore[attr-defined]  # any model of a meeting's rows
        found[meeting] = found.get(meeting, 0) + 1
    return found


def show(actor: Actor, meeting_id: str) -> MeetingPage:
    """Return a meeting.

    Raises:
        NotThere: where it is not for the actor to see.
    """
    meeting = meetings.find(actor, meeting_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor))
    there = list(meeting.attendances.filter(retired=False).order_by("pk"))
    people = {a.person_id: cards.holder(None, a.person_id) for a in there}
    voices: dict[int, list[MotionVoice]] = {}
    for voice in MotionVoice.objects.filter(motion__meeting=meeting, retired=False).order_by("pk"):
        voices.setdefault(voice.motion_id, []).append(voice)
    motions = meeting.motions.filter(retired=False).order_by("pk")
    return MeetingPage(
        id=meeting.public_id,
        version=meeting.version,
        title=meeting.title,
        unit=HolderView("unit", meeting.unit.public_id, meeting.unit.name),
        period=meeting.period.name,
        period_id=meeting.period.public_id,
        day=meeting.day,
        state=meeting.state,
        called_by=cards.holder(None, meeting.called_by_id) if meeting.called_by_id else None,
        agenda=tuple(line.strip() for line in meeting.agenda.splitlines() if line.strip()),
        suggested=meetings.AGENDA,
        people=tuple(people.values()),
        motions=tuple(motion_view(cards, m, voices.get(m.pk, []), people) for m in motions),
        notes=meeting.notes,
        takes_part=actor.person is not None and actor.person.pk in people,
        may=frozenset(v.value for v in Verb if meetings.thing_of(actor, meeting, v)),
    )


def motion_view(
    cards: Cards, motion: Motion, voices: list[MotionVoice], people: dict[int, HolderView]
) -> MotionView:
    """Return a proposal with the round of agreement; `missing` have not spoken yet."""
    state, actor = cards.state, cards.actor
    parent = state.goals.get(motion.parent_id or 0)
    direction = state.directions.get(motion.direction_id or 0)
    above = parent.title if parent and parent.pk in cards.goals else ""
    goal = state.goals.get(motion.goal_id or 0)
    heard = {voice.person_id for voice in voices}
    mine = [v.answer for v in voices if actor.person and v.person_id == actor.person.pk]
    return MotionView(
        id=motion.public_id,
        title=motion.title,
        why=motion.why,
        by=cards.holder(None, motion.person_id),
        owner=cards.holder(motion.owner_unit_id, motion.owner_person_id),
        above=direction.text if direction else above,
        sentence=motion.sentence,
        voices=tuple(
            MotionVoiceView(cards.holder(None, v.person_id), v.answer, v.words) for v in voices
        ),
        missing=tuple(view for pk, view in people.items() if pk not in heard),
        mine=mine[0] if mine else "",
        outcome=motion.outcome,
        reason=motion.reason,
        goal=goal.public_id if goal and goal.pk in cards.goals else "",
    )
