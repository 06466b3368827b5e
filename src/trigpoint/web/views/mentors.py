"""Learning and showing: one's own page, and what is said there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.services.actor import Actor
from trigpoint.services.inbox import inbox
from trigpoint.services.measures import catalogue
from trigpoint.services.mentors import mentor_page, mentor_words, pairs
from trigpoint.services.mentors.mentor_questions import MentorQuestions
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.mentors import MentorWordForm, OutcomeForm
from trigpoint.web.shapes import mentors as shape
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what I said, what I am asked and my pairs; take what I say of myself."""
    kpis = [(each.key, say(each.title)) for each in catalogue.kpis()]
    form = MentorWordForm(request.POST or None, kpis=kpis)

    def take(cleaned: dict[str, Any]) -> None:
        words = cleaned["subject"] or dict(kpis).get(cleaned["kpi"], "")
        mentor_words.say(actor, cleaned["side"], words, cleaned["kpi"])

    done, _none = attempt(form, take)
    if done:
        messages.success(request, gettext("Kept. Whoever fits is asked, nobody else."))
        return redirect("mentors")
    return page(request, actor, form)


def page(
    request: HttpRequest, actor: Actor, form: MentorWordForm, closing: OutcomeForm | None = None
) -> HttpResponse:
    """Return the page with what was typed."""
    context = {
        "page": shape.page(mentor_page.show(actor), actor.today),
        "form": form,
        "open": form.is_bound,
        "outcome": closing or OutcomeForm(),
        "section": "mentors",
    }
    status = status_of(closing) if closing else status_of(form)
    return render(request, "pages/mentors.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def asked(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Go to what is asked on the page; take the answer."""
    if request.method == "POST":
        inbox.answer(actor, MentorQuestions.kind, key, request.POST.get("answer", ""))
        messages.success(request, gettext("Kept. Nobody hears of a no."))
        return redirect("mentors")
    return redirect(f"{reverse('mentors')}#{key}")


@require_POST
@signed_in
def take_back(request: HttpRequest, actor: Actor, word: str) -> HttpResponse:
    """Take back what I said."""
    mentor_words.take_back(actor, word)
    messages.success(request, gettext("Taken back."))
    return redirect("mentors")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: HttpRequest, actor: Actor, pair: str) -> HttpResponse:
    """Go to a pair; end it with what came of it."""
    mentor_page.one(actor, pair)
    if request.method != "POST":
        return redirect(f"{reverse('mentors')}#{pair}")
    form = OutcomeForm(request.POST)
    done, _none = attempt(form, lambda said: pairs.close(actor, pair, said["outcome"]))
    if done:
        messages.success(request, gettext("Closed. Good that you both took the time."))
        return redirect("mentors")
    kpis = [(each.key, say(each.title)) for each in catalogue.kpis()]
    return page(request, actor, MentorWordForm(kpis=kpis), form)
