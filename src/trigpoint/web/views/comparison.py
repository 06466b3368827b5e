"""Who differs from the others on a measure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.insight import comparison
from trigpoint.services.insight.comparison import Whom
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import comparison as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Compare the people, or with `?whom=teams` the teams, of a measure's unit."""
    whom = Whom.TEAMS if request.GET.get("whom") == Whom.TEAMS else Whom.PEOPLE
    page = shape.page(comparison.compare(actor, measure, whom))
    return render(request, "pages/comparison.html", {"page": page, "section": "measures"})
