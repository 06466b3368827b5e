"""Announcements: written to all whom a goal concerns, read, explained in meetings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox import announcements
from trigpoint.services.inbox.announcements import AnnouncementDraft
from trigpoint.services.plans import plan_access
from trigpoint.web import addresses
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.announcements import AnnouncementForm, TalkForm
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Write an announcement of a goal."""
    found = access.goal(actor, goal, Verb.CHANGE)
    send = partial(announcements.announce, actor, goal)
    return written(request, send, found.title, addresses.goal(goal))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_of_plan(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Write an announcement of a plan."""
    plan_access.plan(actor, plan, Verb.CHANGE)
    send = partial(announcements.announce_plan, actor, plan)
    return written(request, send, gettext("V2MOM"), addresses.plan(plan))


def written(
    request: HttpRequest, send: Callable[[AnnouncementDraft], str], title: str, back: str
) -> HttpResponse:
    """Show the form of an announcement, or send it and show it."""
    form = AnnouncementForm(request.POST or None)
    made: list[str] = []
    done, _clashes = attempt(form, lambda typed: made.append(send(AnnouncementForm.draft(typed))))
    if done:
        messages.success(request, gettext("It is sent to everybody whom it concerns."))
        return redirect("announcement", made[0])
    context = {"form": form, "title": title, "back": back, "section": "goals"}
    return render(request, "pages/announcement_new.html", context, status=status_of(form))


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, announcement: str) -> HttpResponse:
    """Show an announcement, with the reader's part in it."""
    return page(request, actor, announcement, None)


@require_POST
@signed_in
def read(request: HttpRequest, actor: Actor, announcement: str) -> HttpResponse:
    """Take "I have read this"; what was typed stays where something is missing."""
    chosen = request.POST.get("choice", "")
    choice = int(chosen) if chosen in {"0", "1", "2", "3", "4"} else None
    part = request.POST.get("part", "")
    try:
        announcements.read(actor, announcement, part=part, choice=choice)
    except Invalid as error:
        return page(request, actor, announcement, None, why=say(error.text), typed=part)
    messages.success(request, gettext("Thank you. It is out of your inbox."))
    return redirect("announcement", announcement)


@require_POST
@signed_in
def talk(request: HttpRequest, actor: Actor, announcement: str) -> HttpResponse:
    """Record a meeting in which it was explained."""
    form = TalkForm(request.POST, units=choices.units(actor))
    done, _clashes = attempt(
        form,
        lambda typed: announcements.record_talk(
            actor, announcement, typed["unit"], typed["day"], typed["notes"]
        ),
    )
    if done:
        messages.success(request, gettext("The meeting is recorded."))
        return redirect("announcement", announcement)
    return page(request, actor, announcement, form)


def page(
    request: HttpRequest,
    actor: Actor,
    announcement: str,
    form: TalkForm | None,
    *,
    why: str = "",
    typed: str = "",
) -> HttpResponse:
    """Return the page of an announcement, 403 or 422 where something was sent back."""
    found = announcements.show(actor, announcement)
    form = form or TalkForm(units=choices.units(actor), initial={"day": actor.today})
    context = {
        "page": found,
        "form": form,
        "why": why,
        "typed": typed or found.own_part,
        "section": "goals",
    }
    status = 422 if why else status_of(form)
    return render(request, "pages/announcement.html", context, status=status)
