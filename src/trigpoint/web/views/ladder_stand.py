"""Where somebody stands before they climb."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.ladders import assessment, ladder_page
from trigpoint.web.door import signed_in
from trigpoint.web.forms.ladders import HINDRANCES, LEVELS
from trigpoint.web.shapes import ladder_stand as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, ladder: str) -> HttpResponse:
    """Show where the owner of a ladder stands by measure, channel and topic, and by skill."""
    found = ladder_page.show(actor, ladder)
    context = {
        "page": shape.page(assessment.show(actor, ladder)),
        "ladder": found,
        "changes": "change" in found.may,
        "levels": LEVELS,
        "hindrances": HINDRANCES,
        "section": "views",
    }
    return render(request, "pages/ladder_stand.html", context)
