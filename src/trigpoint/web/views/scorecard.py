"""The scorecard of each unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.cascade import scorecard
from trigpoint.web import lens
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import scorecard as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the perspectives of the nearest map as the columns of each unit."""
    frame = lens.frame(request, actor, "cascade")
    focus = frame.focus
    found = scorecard.show(actor, focus.unit, focus.period, focus.moment(actor))
    context = {"lens": frame, "page": shape.page(found, focus), "section": "views"}
    return render(request, "pages/scorecard.html", context)
