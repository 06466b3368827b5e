"""Whether what was done for a goal worked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.insight import effects
from trigpoint.web.door import day_of, signed_in
from trigpoint.web.shapes import effects as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show the effects on a goal's measures, from its beginning or from a day that is chosen."""
    since = day_of(request.GET.get("on", "")) or day_of(request.GET.get("since", ""))
    late = since is not None and since > actor.today
    found = effects.show(actor, goal, None if late else since)
    context = {"page": shape.page(found, actor.today), "late": late, "section": "goals"}
    return render(request, "pages/effect.html", context, status=422 if late else 200)
