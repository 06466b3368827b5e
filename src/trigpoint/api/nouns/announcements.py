"""Announcements of a goal or a plan: written, read, explained in meetings, counted."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Id, Line, Note, Sentence, Title
from trigpoint.services.inbox import announcements
from trigpoint.services.inbox.announcements import AnnouncementDraft, AnnouncementView

of_goals = Noun("/goals/{goal_id}/announcements", "goals")
of_plans = Noun("/plans/{plan_id}/announcements", "goals")
routes = Noun("/announcements", "goals")

Place = Annotated[int, Field(ge=0, le=4, description="counted from 0")]


class Medium(Body):
    """Something else that explains it: a film, a page, a recording."""

    title: Title
    address: Sentence


class NewAnnouncement(Body):
    """What it is for, what is expected, what it brings, and one question on it."""

    title: Title
    purpose: Note
    expectation: Note
    benefit: Note
    media: list[Medium] = Field(default_factory=list, max_length=10)
    question: Line = ""
    choices: list[Line] = Field(default_factory=list, max_length=5)
    right: Place | None = None
    mandatory: bool = False

    def draft(self) -> AnnouncementDraft:
        """Return it as the services know it."""
        return AnnouncementDraft(
            **self.model_dump(exclude={"media", "choices"}),
            media=tuple((medium.title, medium.address) for medium in self.media),
            choices=tuple(self.choices),
        )


class HaveRead(Body):
    """One's part in one's own words, and the place of the answer to the question."""

    part: Note = ""
    choice: Place | None = None


class NewTalk(Body):
    """A meeting in which it was explained."""

    unit: Id
    day: Day
    notes: Note = ""


@of_goals.show("")
def of_goal(request: Request, goal_id: Id) -> tuple[AnnouncementView, ...]:
    """The announcements of a goal, the newest first."""
    return announcements.of_goal(request.auth, goal_id)


@of_goals.make("")
def announce(request: Request, goal_id: Id, body: NewAnnouncement) -> AnnouncementView:
    """Send an announcement to all whom the goal concerns."""
    made = announcements.announce(request.auth, goal_id, body.draft())
    return announcements.show(request.auth, made)


@of_plans.show("")
def of_plan(request: Request, plan_id: Id) -> tuple[AnnouncementView, ...]:
    """The announcements of a plan, the newest first."""
    return announcements.of_plan(request.auth, plan_id)


@of_plans.make("")
def announce_plan(request: Request, plan_id: Id, body: NewAnnouncement) -> AnnouncementView:
    """Send an announcement to everybody whose plan it is, and who wrote along."""
    made = announcements.announce_plan(request.auth, plan_id, body.draft())
    return announcements.show(request.auth, made)


@routes.show("/{announcement_id}")
def show(request: Request, announcement_id: Id) -> AnnouncementView:
    """One announcement, with my part in it."""
    return announcements.show(request.auth, announcement_id)


@routes.act("/{announcement_id}/read")
def read(request: Request, announcement_id: Id, body: HaveRead) -> AnnouncementView:
    """Say "I have read this"."""
    announcements.read(request.auth, announcement_id, part=body.part, choice=body.choice)
    return announcements.show(request.auth, announcement_id)


@routes.act("/{announcement_id}/talks")
def record_talk(request: Request, announcement_id: Id, body: NewTalk) -> AnnouncementView:
    """Record a meeting in which it was explained."""
    announcements.record_talk(request.auth, announcement_id, body.unit, body.day, body.notes)
    return announcements.show(request.auth, announcement_id)
