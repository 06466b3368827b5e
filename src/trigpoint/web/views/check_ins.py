"""Checking in on a goal; who needs help; what was asked for and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goal_page
from trigpoint.services.loop import check_ins, help_wanted, needs
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.loop.needs import NeedDraft
from trigpoint.web.components import CheckIn, Status
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.needs import NeedAnswerForm
from trigpoint.web.shapes import check_ins as shape
from trigpoint.web.shapes import home as home_shape
from trigpoint.web.templatetags.trigpoint import say

SAID: tuple[Status, ...] = ("on_track", "at_risk", "off_track")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def check_in(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show the check-in of one goal, or take it; one that is sent back keeps what was typed.

    A link in a mail names the status that its reader has pressed; it is said once they send it.
    """
    access.goal_to_check_in(actor, goal)
    form = picked(empty(actor, goal), request.GET.get("status", ""))
    if request.method == "POST":
        try:
            check_ins.check_in(actor, goal, draft_of(request.POST))
        except Invalid as error:
            form = typed_as(draft_of(request.POST), form, say(error.text))
        else:
            messages.success(request, gettext("Checked in. Thank you."))
            return redirect("home")
    context = {"form": form, "goal": goal, "section": "goals"}
    return render(request, "pages/check_in.html", context, status=422 if form.error else 200)


def empty(actor: Actor, goal: str) -> CheckIn:
    """Return the form with the number and what was in the way before."""
    found = goal_page.show(actor, goal)
    return home_shape.check_in(
        found.card, actor.today, check_ins.hurdles(actor, goal), needs.leaders(actor)
    )


def picked(form: CheckIn, status: str) -> CheckIn:
    """Return the form with the status that somebody came with, if it is one."""
    found = next((one for one in SAID if one == status), None)
    return replace(form, chosen=found) if found else form


def draft_of(sent: Mapping[str, str]) -> CheckInDraft:
    """Return what was typed, on the page or in a chat."""
    sure, kind = sent.get("sure", ""), sent.get("need", "")
    return CheckInDraft(
        status=sent.get("status", ""),
        note=sent.get("note", ""),
        confidence=int(sure) if sure.isdecimal() and len(sure) < 3 else None,
        wants_help=sent.get("help") == "yes",
        hurdles=tuple(said_of(sent)),
        new_hurdle=sent.get("new_hurdle", ""),
        need=NeedDraft(kind=kind, words=sent.get("need_words", ""), leader=sent.get("leader", ""))
        if kind
        else None,
    )


def said_of(sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what was said of each hurdle."""
    for name, state in sent.items():
        if name.startswith("hurdle-") and state and state != "same":
            yield name.removeprefix("hurdle-"), str(state)


def typed_as(said: CheckInDraft, form: CheckIn, why: str) -> CheckIn:
    """Return the form as it was typed, with what is wrong."""
    return replace(
        form,
        chosen=next((one for one in SAID if one == said.status), ""),
        note=said.note,
        sure="" if said.confidence is None else str(said.confidence),
        new_hurdle=said.new_hurdle,
        help=said.wants_help,
        need=said.need.kind if said.need else "",
        need_words=said.need.words if said.need else "",
        error=why,
    )


@require_safe
@signed_in
def helping(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who needs help."""
    page = shape.helping(help_wanted.show(actor), actor.now)
    return render(request, "pages/help.html", {"page": page, "section": "help"})


@require_POST
@signed_in
def talked(request: HttpRequest, actor: Actor, check: str) -> HttpResponse:
    """Note that help was talked about."""
    check_ins.talked(actor, check)
    messages.success(request, gettext("It is off the list. The check-in keeps it."))
    met = request.POST.get("met", "")
    if met.isascii() and met.isalnum():
        return redirect("one_on_one", met)
    return redirect("help")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def need(request: HttpRequest, actor: Actor, need: str) -> HttpResponse:
    """Show what was asked for, and take the leader's answer."""
    found = needs.show(actor, need)
    form = NeedAnswerForm(request.POST or None)
    done, _clashes = attempt(
        form,
        lambda said: needs.answer(actor, need, said["answer"], said["words"], said["day"]),
    )
    if done:
        messages.success(request, gettext("Your answer is kept. They can read it."))
        return redirect("need", need)
    context = {"page": shape.need(found, actor.now), "form": form, "section": "help"}
    return render(request, "pages/need.html", context, status=status_of(form))
