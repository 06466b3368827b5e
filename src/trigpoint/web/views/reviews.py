"""A unit's review: its agenda, and what is decided in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.loop import reviews
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.reviews import DecisionForm
from trigpoint.web.shapes import reviews as shape
from trigpoint.web.views import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, unit: str) -> HttpResponse:
    """Show the agenda, and take down what is decided."""
    asked = request.GET.get("rhythm", "")
    rhythm = asked if asked in reviews.RHYTHMS else "weekly"
    found = reviews.show(actor, unit, rhythm)
    form = DecisionForm(
        request.POST or None,
        goals=[(goal.id, goal.title) for goal in found.open_to],
        people=choices.all_people(actor) if found.open_to else [],
    )
    done, _clashes = attempt(
        form,
        lambda said: reviews.decide(
            actor, unit, said["goal"], said["title"], person=said["person"], due=said["due"]
        ),
    )
    if done:
        messages.success(request, gettext("Noted as a step of its goal. The next review asks."))
        return redirect(f"{reverse('review', args=[unit])}?rhythm={rhythm}")
    context = {"page": shape.sheet(found), "form": form, "section": f"unit-{unit}"}
    return render(request, "pages/review.html", context, status=status_of(form))
