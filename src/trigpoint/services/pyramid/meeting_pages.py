"""What pages and programs read of meetings."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThen
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.pyramid import meetings
from trigpoint.store.models import Attendance, Meeting, Motion, MotionVoice
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import records

R = TypeVar("R", bound=Recorded)


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


def index(actor: Actor, at: datetime.datetime | None = None) -> tuple[MeetingLine, ...]:
    """Return the meetings that the actor may see, now or as of a moment, the newest first."""
    home = actor.organisation
    found = records(Meeting, home, at, "unit")
    shown = [m for m in found if meetings.thing_of(actor, m, Verb.SEE)]
    here = [m.pk for m in shown]
    proposed = records(Motion, home, at, meeting_id__in=here)
    people = Counter(a.meeting_id for a in records(Attendance, home, at, meeting_id__in=here))
    motions = Counter(m.meeting_id for m in proposed)
    agreed = Counter(m.meeting_id for m in proposed if m.outcome == Motion.Outcome.AGREED)
    return tuple(
        MeetingLine(
            m.public_id,
            m.title,
            HolderView("unit", m.unit.public_id, m.unit.name),
            m.day,
            m.state,
            people[m.pk],
            motions[m.pk],
            agreed[m.pk],
        )
        for m in sorted(shown, key=lambda m: (m.day, m.pk), reverse=True)
    )


def show(actor: Actor, meeting_id: str, at: datetime.datetime | None = None) -> MeetingPage:
    """Return a meeting, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where it is not for the actor to see, or was not then.
    """
    meeting, home = stood(actor, meeting_id, at), actor.organisation
    cards = Cards(actor, graph.load(actor, at))
    there = in_order(records(Attendance, home, at, meeting_id=meeting.pk))
    people = {a.person_id: cards.holder(None, a.person_id) for a in there}
    motions = in_order(records(Motion, home, at, meeting_id=meeting.pk))
    voices: dict[int, list[MotionVoice]] = {}
    said = records(MotionVoice, home, at, motion_id__in=[m.pk for m in motions])
    for voice in in_order(said):
        voices.setdefault(voice.motion_id, []).append(voice)
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


def stood(actor: Actor, meeting_id: str, at: datetime.datetime | None) -> Meeting:
    """Return a meeting that the actor sees, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where it is not for the actor to see.
        NotThen: where it was not there then, or was of a unit that is not for them to see.
    """
    meeting = meetings.find(actor, meeting_id, Verb.SEE)
    if at is None:
        return meeting
    for then in records(Meeting, actor.organisation, at, "unit", "period", public_id=meeting_id):
        if meetings.thing_of(actor, then, Verb.SEE):
            return then
    raise NotThen


def in_order(found: list[R]) -> list[R]:
    """Return records in the order in which they came."""
    return sorted(found, key=lambda row: row.pk)


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
