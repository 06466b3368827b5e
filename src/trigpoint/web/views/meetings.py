"""Meetings in which goals are set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, Stale
from trigpoint.services.goals import goal_list, scope
from trigpoint.services.pyramid import meeting_pages, meetings
from trigpoint.services.pyramid.meetings import MeetingDraft, MotionDraft
from trigpoint.web.door import attempt, signed_in, status_of, version_of
from trigpoint.web.forms.meetings import ANSWERS, MeetingChangeForm, MeetingForm, MotionForm
from trigpoint.web.shapes import meetings as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices
from trigpoint.web.views.parts import Part, serve


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show all meetings."""
    lines = shape.lines(meeting_pages.index(actor), actor.today)
    context = {"lines": lines, "may_call": bool(meetings.led(actor)), "section": "meetings"}
    return render(request, "pages/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Call a meeting."""
    led = meetings.led(actor)
    if not led:
        raise NotAllowed(_("Whoever leads a team calls its meetings."))
    period = scope.find(actor).period
    form = MeetingForm(
        request.POST or None,
        units=[(unit.id, unit.name) for unit in led],
        periods=choices.periods(actor),
        people=choices.all_people(actor),
        initial={
            "unit": request.GET.get("unit", ""),
            "period": period.id if period else "",
            "day": actor.today,
            "agenda": "\n".join(say(point) for point in meetings.AGENDA),
        },
    )
    made: list[str] = []

    def save(cleaned: dict[str, object]) -> None:
        draft = {**cleaned, "people": tuple(cleaned["people"])}  # type: ignore[arg-type]  # a list of ids
        made.append(meetings.call(actor, MeetingDraft(**draft)))  # type: ignore[arg-type]  # the form's fields

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("meeting", made[0])
    context = {"form": form, "section": "meetings"}
    return render(request, "pages/meeting_new.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, meeting: str) -> HttpResponse:
    """Show a meeting; somebody who takes part proposes a goal here."""
    found = meeting_pages.show(actor, meeting)
    form = motion_form(actor, found, request.POST or None)

    def save(cleaned: dict[str, object]) -> None:
        meetings.propose(actor, meeting, MotionDraft(**cleaned))  # type: ignore[arg-type]  # the form's fields

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        messages.success(request, gettext("Proposed. Now everybody has a say."))
        return redirect("meeting", meeting)
    return page_of(request, actor, found, form, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, actor: Actor, meeting: str) -> HttpResponse:
    """Change what was said when the meeting was called, or call it off."""
    found = meeting_pages.show(actor, meeting)
    if "change" not in found.may:
        raise NotAllowed(_("Whoever leads this unit leads its meetings."))
    form = MeetingChangeForm(
        request.POST or None,
        initial={
            "version": found.version,
            "title": found.title,
            "day": found.day,
            "agenda": "\n".join(found.agenda),
            "notes": found.notes,
        },
    )

    def save(cleaned: dict[str, object]) -> None:
        changes = {name: cleaned[name] for name in ("title", "day", "agenda", "notes")}
        meetings.edit(actor, meeting, version_of(request.POST), changes)

    def call_off(reason: str) -> None:
        meetings.call_off(actor, meeting, version_of(request.POST), reason=reason)

    part = Part(
        form,
        save,
        remove=call_off if found.state == "open" else None,
        remove_label=gettext("Call it off"),
        gone=reverse("meetings"),
        removed=gettext("Called off. It is gone from every calendar."),
    )
    here = reverse("meeting", args=[meeting])
    context = {"title": found.title, "section": "meetings"}
    return serve(request, actor, "pages/meeting_edit.html", here, part, lambda: context)


def motion_form(
    actor: Actor, found: meeting_pages.MeetingPage, sent: QueryDict | None
) -> MotionForm:
    """Return the form by which a goal is proposed."""
    owners = [(found.unit.id, found.unit.name), *((p.id, p.name) for p in found.people)]
    return MotionForm(sent, owners=owners, above=goal_list.above(actor))


def page_of(
    request: HttpRequest,
    actor: Actor,
    found: meeting_pages.MeetingPage,
    form: MotionForm,
    *,
    refused: Refused | None = None,
    status: int,
) -> HttpResponse:
    """Show a meeting with its forms, with what was typed into one that was refused."""
    context = {
        "page": shape.page(found, actor.today),
        "form": form,
        "refused": refused,
        "answers": ANSWERS,
        "people": choices.all_people(actor) if "change" in found.may else [],
        "section": "meetings",
    }
    return render(request, "pages/meeting.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent and refused: why, at which proposal ("" for the meeting), and the words."""

    why: str
    motion: str
    do: str
    sent: dict[str, str]


@require_POST
@signed_in
def act(request: HttpRequest, actor: Actor, meeting: str) -> HttpResponse:
    """Do one thing in a meeting: speak, settle, invite, end it. What is refused stays typed."""
    found = meeting_pages.show(actor, meeting)
    sent = {name: str(value) for name, value in request.POST.items()}
    do = ACTS.get(sent.get("do", ""))
    try:
        if do is None:
            raise Invalid({"": _("Choose what to do.")})
        messages.success(request, do(actor, found, request.POST))
    except (Invalid, NotAllowed, Stale) as error:
        refused = Refused(say(error.text), sent.get("motion", ""), sent.get("do", ""), sent)
        access.forget(actor)
        found = meeting_pages.show(actor, meeting)
        form = motion_form(actor, found, None)
        return page_of(request, actor, found, form, refused=refused, status=422)
    return redirect("meeting", meeting)


def speak(actor: Actor, _found: meeting_pages.MeetingPage, sent: QueryDict) -> str:
    """Say something of a proposal."""
    meetings.speak(
        actor, sent.get("motion", ""), sent.get("answer", ""), sent.get("words", "")[:2000]
    )
    return gettext("Your word is kept with the proposal.")


def agree(actor: Actor, _found: meeting_pages.MeetingPage, sent: QueryDict) -> str:
    """Make a goal of a proposal."""
    reason = sent.get("reason", "")[:2000]
    meetings.settle(actor, sent.get("motion", ""), agreed=True, reason=reason)
    return gettext("Agreed. The goal is there.")


def drop(actor: Actor, _found: meeting_pages.MeetingPage, sent: QueryDict) -> str:
    """Drop a proposal."""
    reason = sent.get("reason", "")[:2000]
    meetings.settle(actor, sent.get("motion", ""), agreed=False, reason=reason)
    return gettext("Dropped, with your reason beside it.")


def invite(actor: Actor, found: meeting_pages.MeetingPage, sent: QueryDict) -> str:
    """Let somebody more take part."""
    meetings.invite(actor, found.id, sent.get("person", ""))
    return gettext("They take part now.")


def end(actor: Actor, found: meeting_pages.MeetingPage, sent: QueryDict) -> str:
    """End the meeting."""
    meetings.close(actor, found.id, version_of(sent), sent.get("notes", "")[:4000])
    return gettext("The meeting has ended. What came of it stays here.")


Act = Callable[[Actor, meeting_pages.MeetingPage, QueryDict], str]
ACTS: dict[str, Act] = {
    "speak": speak,
    "agree": agree,
    "drop": drop,
    "invite": invite,
    "end": end,
}
