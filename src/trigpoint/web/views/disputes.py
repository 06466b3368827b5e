"""What people say against figures about them: my own, and those that I may answer."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.measures import disputes
from trigpoint.web.door import signed_in
from trigpoint.web.forms.goals import Versioned
from trigpoint.web.shapes import disputes as shape
from trigpoint.web.views.parts import Cleaned, Part, part_of, serve


class AnswerForm(Versioned):
    """What was found out about the figure."""

    answer = forms.CharField(
        label=_("What you found"),
        max_length=2000,
        help_text=_("The person reads it, and the figure counts again."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show disputes, the open ones first; answer one in place."""
    part = part_of(request, actor, {"answer": answering})

    def context() -> Mapping[str, object]:
        return {
            "disputes": [shape.part(d, actor.now) for d in disputes.disputes(actor)],
            "editing": request.GET.get("edit", "") if part else "",
            "section": "settings",
        }

    return serve(request, actor, "pages/disputes.html", reverse("disputes"), part, context)


def answering(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form that answers a dispute."""
    found = disputes.show(actor, part)
    if not found.mine_to_answer:
        raise NotThere
    form = AnswerForm(request.POST or None, initial={"version": found.version})

    def save(said: Cleaned) -> None:
        disputes.answer(actor, part, said["version"], said["answer"])

    return Part(form, save, label=gettext("Answer"), done=gettext("Answered."))
