"""Feedback on goals: asked for, given, replied to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.loop import feedback
from trigpoint.services.loop.feedback import FeedbackView
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.feedback import (
    AnswerForm,
    AskForm,
    FeedbackForm,
    ReplyForm,
    RhythmForm,
)
from trigpoint.web.views import choices
from trigpoint.web.views.parts import Cleaned


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what I was given, what I gave, and what is asked of me."""
    context = {"page": feedback.mine(actor), "section": "help"}
    return render(request, "pages/feedbacks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_goal(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show the feedback on a goal; take a word on it, or the wish for one."""
    found = access.goal(actor, goal, Verb.SEE)
    part = request.GET.get("part", "") if request.method == "POST" else ""
    people = choices.all_people(actor)
    give = FeedbackForm(request.POST if part == "give" else None, people=people)
    ask = AskForm(request.POST if part == "ask" else None, people=people)

    def given(said: Cleaned) -> None:
        feedback.give(actor, goal, said["person"], FeedbackForm.draft(said))

    def asked(said: Cleaned) -> None:
        private = said["seen"] == "private"
        person, question, every = said["person"], said["question"], said["every_days"]
        feedback.ask(actor, goal, person, question, private=private, every_days=every)

    done, _none = attempt(give, given) if part == "give" else attempt(ask, asked)
    if done:
        messages.success(request, gettext("It is with them."))
        return redirect("goal_feedback", goal)
    context = {
        "title": found.title,
        "goal": goal,
        "page": feedback.of_goal(actor, goal),
        "give": give,
        "ask": ask,
        "section": "goals",
    }
    return render(request, "pages/goal_feedback.html", context, status=422 if part else 200)


def form_for(found: FeedbackView, sent: QueryDict | None) -> AnswerForm | ReplyForm:
    """Return the form for the actor's next word: a rhythm's four parts, an answer, or a reply."""
    if not found.mine_to_give:
        return ReplyForm(sent)
    return RhythmForm(sent) if found.every_days else AnswerForm(sent)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, feedback_id: str) -> HttpResponse:
    """Show one word of feedback; take it where it is asked for, decline it, or reply to it."""
    found = feedback.show(actor, feedback_id)
    sent = request.POST or None
    if sent and sent.get("answer") == "declined":
        feedback.decline(actor, feedback_id)
        messages.success(request, gettext("They are told no more than that."))
        return redirect("inbox")
    if sent and sent.get("answer") == "stop":
        feedback.stop(actor, feedback_id)
        messages.success(request, gettext("It is asked for no more. What was given stays."))
        return redirect("goal_feedback", found.goal)
    form = form_for(found, sent)

    def save(said: Cleaned) -> None:
        if found.mine_to_give:
            feedback.answer(actor, feedback_id, AnswerForm.draft(said))
        else:
            feedback.reply(actor, feedback_id, said["words"])

    done, _none = attempt(form, save)
    if done:
        messages.success(request, gettext("It is with them."))
        return redirect("feedback", feedback_id)
    context = {"one": found, "form": form, "section": "help"}
    return render(request, "pages/feedback.html", context, status=status_of(form))
