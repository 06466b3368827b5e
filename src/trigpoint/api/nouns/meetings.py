"""Meetings in which goals are set: called, held, closed, and the goals that came of them."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import AsOf, Body, Day, Essay, Id, Note, Sentence, Title, Version
from trigpoint.services.pyramid import meeting_pages, meetings
from trigpoint.services.pyramid.meeting_pages import MeetingLine, MeetingPage
from trigpoint.services.pyramid.meetings import MeetingDraft, MotionDraft

routes = Noun("/meetings", "goals")
motions = Noun("/meetings/{meeting_id}/proposals", "goals")


class NewMeeting(Body):
    """A meeting of a unit on its goals of a period; `people` take part."""

    unit: Id
    period: Id
    title: Title
    day: Day
    agenda: Essay = ""
    people: Annotated[list[Id], Field(max_length=200)] = Field(default_factory=list)


class MeetingChange(Body):
    """What is to change in a meeting."""

    title: Title | None = None
    day: Day | None = None
    agenda: Essay | None = None
    notes: Essay | None = None


class Guest(Body):
    """Who is to take part."""

    person: Id


class NewMotion(Body):
    """A goal as it is proposed; `above` is a goal or a direction that it would carry."""

    title: Title
    why: Essay
    owner: Id
    above: Id | Literal[""] = ""
    sentence: Sentence = ""


class Spoken(Body):
    """What somebody says of a proposal; a reservation and a no need words."""

    answer: Literal["agree", "reservation", "disagree"]
    words: Note = ""


class Settled(Body):
    """Whether a goal comes of a proposal."""

    agreed: bool
    reason: Note = ""


class MeetingEnded(Body):
    """What was decided, in words."""

    notes: Essay = ""


@routes.show("")
def index(request: Request, as_of: AsOf | None = None) -> tuple[MeetingLine, ...]:
    """The meetings, the newest first."""
    return meeting_pages.index(request.auth, as_of)


@routes.make("")
def call(request: Request, body: NewMeeting) -> MeetingPage:
    """Call a meeting."""
    asked = body.model_dump()
    made = meetings.call(request.auth, MeetingDraft(**{**asked, "people": tuple(body.people)}))
    return meeting_pages.show(request.auth, made)


@routes.show("/{meeting_id}")
def show(request: Request, meeting_id: Id, as_of: AsOf | None = None) -> MeetingPage:
    """A meeting with its agenda, its people, its proposals and what came of them."""
    return meeting_pages.show(request.auth, meeting_id, as_of)


@routes.change("/{meeting_id}")
def edit(request: Request, meeting_id: Id, body: MeetingChange, version: Version) -> MeetingPage:
    """Change title, day, agenda or notes."""
    actor = request.auth
    return changed(
        request,
        lambda: meetings.edit(actor, meeting_id, version, body.model_dump(exclude_none=True)),
        lambda: meeting_pages.show(actor, meeting_id),
    )


@routes.remove("/{meeting_id}")
def call_off(request: Request, meeting_id: Id, version: Version) -> None:
    """Call a meeting off of which no goal came."""
    actor = request.auth
    removed(
        request,
        lambda: meetings.call_off(actor, meeting_id, version),
        lambda: meeting_pages.show(actor, meeting_id),
    )


@routes.act("/{meeting_id}/invite")
def invite(request: Request, meeting_id: Id, body: Guest) -> MeetingPage:
    """Let somebody more take part."""
    meetings.invite(request.auth, meeting_id, body.person)
    return meeting_pages.show(request.auth, meeting_id)


@routes.act("/{meeting_id}/close")
def close(request: Request, meeting_id: Id, body: MeetingEnded) -> MeetingPage:
    """End the meeting."""
    version = meeting_pages.show(request.auth, meeting_id).version
    meetings.close(request.auth, meeting_id, version, body.notes)
    return meeting_pages.show(request.auth, meeting_id)


@motions.make("")
def propose(request: Request, meeting_id: Id, body: NewMotion) -> MeetingPage:
    """Propose a goal."""
    meetings.propose(request.auth, meeting_id, MotionDraft(**body.model_dump()))
    return meeting_pages.show(request.auth, meeting_id)


@motions.act("/{motion_id}/speak")
def speak(request: Request, meeting_id: Id, motion_id: Id, body: Spoken) -> MeetingPage:
    """Agree with a proposal, agree with a reservation, or disagree."""
    meetings.speak(request.auth, motion_id, body.answer, body.words)
    return meeting_pages.show(request.auth, meeting_id)


@motions.act("/{motion_id}/settle")
def settle(request: Request, meeting_id: Id, motion_id: Id, body: Settled) -> MeetingPage:
    """Make a goal of a proposal, or drop it."""
    meetings.settle(request.auth, motion_id, agreed=body.agreed, reason=body.reason)
    return meeting_pages.show(request.auth, meeting_id)
