"""The inbox: what I am asked, answered in place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox import inbox, noted
from trigpoint.services.insight import alerts, patterns
from trigpoint.services.ladders import ladder_questions
from trigpoint.services.mentors.mentor_questions import MentorQuestions
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import inbox as shape
from trigpoint.web.shapes.inbox import SentBack
from trigpoint.web.templatetags.trigpoint import say

SEEN = {noted.NOTED.key, ladder_questions.SEEN.key}
"""The answers that only say that something was read."""


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what waits for my word."""
    return page(request, actor)


@require_safe
@signed_in
def count(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say how much waits now, for the frame of a page that says what was last known."""
    return render(request, "shell/waiting.html", {"count": inbox.count(actor)})


@require_POST
@signed_in
def answer(request: HttpRequest, actor: Actor, kind: str, question: str) -> HttpResponse:
    """Take an answer; one that is sent back keeps what was typed."""
    said, words = request.POST.get("answer", ""), request.POST.get("words", "")
    try:
        inbox.answer(actor, kind, question, said, words)
    except Invalid as error:
        return page(request, actor, SentBack(kind, question, say(error.text), words))
    messages.success(request, kept(kind, said))
    return redirect("inbox")


def kept(kind: str, said: str) -> str:
    """Return who reads an answer to a kind of question; nobody that something was seen."""
    if said in SEEN:
        return gettext("It is off your list.")
    if kind == MentorQuestions.kind:
        return gettext("Kept. Nobody hears of a no.")
    return gettext("Your answer is kept. Whoever asked can read it.")


def page(request: HttpRequest, actor: Actor, wrong: SentBack | None = None) -> HttpResponse:
    """Return the page, with an answer that was sent back at its question."""
    patterns.note_sight(actor)
    context = {
        "page": shape.inbox(inbox.questions(actor), actor.now, wrong),
        "changes": shape.changes(alerts.mine(actor), actor.today),
        "section": "inbox",
    }
    return render(request, "pages/inbox.html", context, status=422 if wrong else 200)
