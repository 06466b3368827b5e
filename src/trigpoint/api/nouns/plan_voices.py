"""A plan written together: who takes part, what they suggest, what departments are asked."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.nouns.plans import Section
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Id, Note, Sentence, Version
from trigpoint.services.plans import plan_people, plan_presence, plan_requests, v2mom_page
from trigpoint.services.plans.plan_people import ParticipantView, SuggestionView
from trigpoint.services.plans.plan_presence import Writing
from trigpoint.services.plans.plan_requests import RequestView

participants = Noun("/plans/{plan_id}/participants", "goals")
suggestions = Noun("/plans/{plan_id}/suggestions", "goals")
requests = Noun("/plans/{plan_id}/requests", "goals")
writers = Noun("/plans/{plan_id}/writers", "goals")

Area = Annotated[str, Field(max_length=80, pattern=NO_NUL)]


class Invitation(Body):
    """Somebody who is to write along."""

    person: Id
    area: Area = ""
    writes: bool = False


class InvitedArea(Body):
    """A functional area whose people are all to write along."""

    area: Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL)]


class NewSuggestion(Body):
    """What somebody would write into a part of the plan."""

    section: Section
    text: Note


class SuggestionAnswer(Body):
    """What became of a suggestion; declined needs words."""

    taken: bool
    words: Note = ""


class NewRequest(Body):
    """What a department is asked to do, for a method's goal or for the whole."""

    unit: Id
    part: Sentence
    goal: Id | Literal[""] = ""


class RequestAnswer(Body):
    """Whether the department does its part; a refusal needs words."""

    accepted: bool
    words: Note = ""


class WritesIn(Body):
    """The part of the plan in which somebody writes."""

    section: Section | Literal["people"]


@participants.show("")
def taking_part(
    request: Request, plan_id: Id, as_of: AsOf | None = None
) -> tuple[ParticipantView, ...]:
    """Who takes part, and what each of them gave."""
    return v2mom_page.show(request.auth, plan_id, as_of).participants


@participants.make("")
def invite(request: Request, plan_id: Id, body: Invitation) -> ParticipantView:
    """Invite somebody to write along."""
    made = plan_people.invite(
        request.auth, plan_id, body.person, area=body.area, writes=body.writes
    )
    return one(v2mom_page.show(request.auth, plan_id).participants, made)


@participants.act("/areas")
def invite_area(request: Request, plan_id: Id, body: InvitedArea) -> tuple[ParticipantView, ...]:
    """Invite everybody of a functional area."""
    plan_people.invite_area(request.auth, plan_id, body.area)
    return v2mom_page.show(request.auth, plan_id).participants


@participants.remove("/{participant_id}")
def uninvite(request: Request, plan_id: Id, participant_id: Id, version: Version) -> None:
    """Take an invitation back; what they gave stays."""
    removed(
        request,
        lambda: plan_people.uninvite(request.auth, participant_id, version),
        lambda: one(v2mom_page.show(request.auth, plan_id).participants, participant_id),
    )


@suggestions.show("")
def all_suggestions(
    request: Request, plan_id: Id, as_of: AsOf | None = None
) -> tuple[SuggestionView, ...]:
    """The suggestions; those that wait for an answer come first."""
    return v2mom_page.show(request.auth, plan_id, as_of).suggestions


@suggestions.make("")
def suggest(request: Request, plan_id: Id, body: NewSuggestion) -> SuggestionView:
    """Suggest something for a part that is open."""
    made = plan_people.suggest(request.auth, plan_id, body.section, body.text)
    return suggestion(request, plan_id, made)


@suggestions.show("/{suggestion_id}")
def suggestion(
    request: Request, plan_id: Id, suggestion_id: Id, as_of: AsOf | None = None
) -> SuggestionView:
    """One suggestion, and what became of it."""
    return one(v2mom_page.show(request.auth, plan_id, as_of).suggestions, suggestion_id)


@suggestions.replace("/{suggestion_id}/answer")
def answer_suggestion(
    request: Request, plan_id: Id, suggestion_id: Id, body: SuggestionAnswer, version: Version
) -> SuggestionView:
    """Take a suggestion, or decline it."""
    suggestion(request, plan_id, suggestion_id)
    return changed(
        request,
        lambda: plan_people.answer(
            request.auth, suggestion_id, version, taken=body.taken, words=body.words
        ),
        lambda: suggestion(request, plan_id, suggestion_id),
    )


@requests.show("")
def all_requests(
    request: Request, plan_id: Id, as_of: AsOf | None = None
) -> tuple[RequestView, ...]:
    """What the plan asks of departments."""
    return v2mom_page.show(request.auth, plan_id, as_of).requests


@requests.make("")
def ask(request: Request, plan_id: Id, body: NewRequest) -> RequestView:
    """Ask a department for its part."""
    made = plan_requests.ask(request.auth, plan_id, body.unit, body.part, body.goal)
    return show_request(request, plan_id, made)


@requests.show("/{request_id}")
def show_request(
    request: Request, plan_id: Id, request_id: Id, as_of: AsOf | None = None
) -> RequestView:
    """One part that is asked of a department."""
    return one(v2mom_page.show(request.auth, plan_id, as_of).requests, request_id)


@requests.replace("/{request_id}/answer")
def answer_request(
    request: Request, plan_id: Id, request_id: Id, body: RequestAnswer, version: Version
) -> RequestView:
    """Accept or refuse what one's department is asked."""
    show_request(request, plan_id, request_id)
    return changed(
        request,
        lambda: plan_requests.answer(
            request.auth, request_id, version, accepted=body.accepted, words=body.words
        ),
        lambda: show_request(request, plan_id, request_id),
    )


@requests.remove("/{request_id}")
def withdraw(request: Request, plan_id: Id, request_id: Id, version: Version) -> None:
    """Ask no longer."""
    removed(
        request,
        lambda: plan_requests.withdraw(request.auth, request_id, version),
        lambda: show_request(request, plan_id, request_id),
    )


@writers.show("")
def writing(request: Request, plan_id: Id) -> tuple[Writing, ...]:
    """Who else writes in the plan right now."""
    return plan_presence.others(request.auth, plan_id)


@writers.act("")
def write_here(request: Request, plan_id: Id, body: WritesIn) -> tuple[Writing, ...]:
    """Say that one writes in a part of the plan; forgotten after 45 seconds."""
    plan_presence.here(request.auth, plan_id, body.section)
    return plan_presence.others(request.auth, plan_id)
