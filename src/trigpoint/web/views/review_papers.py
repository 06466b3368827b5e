"""Review papers for HR: a list, and one that its person reads first, comments on and releases."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.services.actor import Actor
from trigpoint.services.loop import review_papers
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.review_papers import CommentForm, PrepareForm
from trigpoint.web.views import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the papers that I know of; have one prepared."""
    people = sorted(choices.all_people(actor), key=lambda one: one[0] != choices.me(actor))
    form = PrepareForm(
        request.POST or None, people=people, initial={"person": request.GET.get("person", "")}
    )
    done, _clashes = attempt(
        form,
        lambda said: review_papers.ask(
            actor, said["person"], said["since"], said["until"], to=said["to"]
        ),
    )
    if done:
        messages.success(request, gettext("It is prepared. The person reads it first."))
        return redirect("review_papers")
    context = {"lines": review_papers.everything(actor), "form": form, "section": "people"}
    return render(request, "pages/review_papers.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, paper: str) -> HttpResponse:
    """Show one paper; take its person's comment while it is not released."""
    found = review_papers.show(actor, paper)
    form = CommentForm(request.POST or None, initial={"comment": found.comment})
    if request.method == "POST":
        done, _clashes = attempt(
            form, lambda said: review_papers.comment(actor, paper, said["comment"])
        )
        if done:
            messages.success(request, gettext("Your comment is kept with it."))
            return redirect("review_paper", paper)
    context = {"page": found, "form": form, "section": "people"}
    return render(request, "pages/review_paper.html", context, status=status_of(form))


@require_POST
@signed_in
def release(request: HttpRequest, actor: Actor, paper: str) -> HttpResponse:
    """Let its reader read my own paper, or take that back."""
    released = request.POST.get("released") == "yes"
    review_papers.release(actor, paper, released=released)
    said = gettext("It is released.") if released else gettext("It is yours alone again.")
    messages.success(request, said)
    return redirect("review_paper", paper)
