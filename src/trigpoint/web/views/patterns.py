"""What stands out in people's tickets: my own, to be answered, and what is mine to read."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.insight import patterns, unseen_signs
from trigpoint.web.door import signed_in
from trigpoint.web.forms.goals import Versioned
from trigpoint.web.shapes import patterns as shape
from trigpoint.web.views.parts import Cleaned, Part, part_of, serve


class AnswerForm(Versioned):
    """What is behind it."""

    words = forms.CharField(
        label=_("What is behind it"),
        max_length=2000,
        help_text=_("Your lead reads it together with the figures."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what stands out, what waits for an answer first; answer in place."""
    part = part_of(request, actor, {"answer": answering})

    def context() -> Mapping[str, object]:
        return {
            "patterns": [shape.part(one, actor.now) for one in patterns.patterns(actor)],
            "unseen": unseen_signs.unseen(actor),
            "editing": request.GET.get("edit", "") if part else "",
            "section": "settings",
        }

    return serve(request, actor, "pages/patterns.html", reverse("patterns"), part, context)


@require_safe
@signed_in
def one(_request: HttpRequest, actor: Actor, pattern: str) -> HttpResponse:
    """Lead to the place of one pattern on the page of all."""
    found = patterns.show(actor, pattern)
    return redirect(f"{reverse('patterns')}#pattern-{found.id}")


def answering(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form that answers a pattern."""
    found = patterns.show(actor, part)
    if not found.mine:
        raise NotThere
    initial = {"version": found.version, "words": found.words}
    form = AnswerForm(request.POST or None, initial=initial)

    def save(said: Cleaned) -> None:
        patterns.answer(actor, part, said["version"], said["words"])

    return Part(form, save, label=gettext("Answer"), done=gettext("Answered."))
