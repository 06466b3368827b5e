"""Our figure beside what help desks count under the same name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.measures import desk_numbers
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import desk_numbers as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Show a measure's figure by our rule and by those of help desks."""
    page = shape.page(desk_numbers.beside(actor, measure))
    return render(request, "pages/desk_numbers.html", {"page": page, "section": "measures"})
