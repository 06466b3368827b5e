"""From a ticket to the vision, and back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import ticket_sight
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import ticket_sight as shape
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what a ticket serves; without a number, which tickets moved what we work for."""
    number = request.GET.get("number", "")[: ticket_sight.LONGEST + 1]
    context: dict[str, object] = {"number": number, "section": "goals"}
    status = 200
    if number.strip():
        try:
            context["page"] = shape.page(ticket_sight.of_ticket(actor, number), actor.now)
        except Invalid as error:
            context["error"], status = say(error.text), 422
    context["directions"] = shape.directions(ticket_sight.all_directions(actor))
    return render(request, "pages/ticket_sight.html", context, status=status)
