"""Whether what was done for a goal worked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor, local_day
from trigpoint.services.insight import effects
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.shapes import effects as shape
from trigpoint.web.shapes import past


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show the effects on a goal's measures, from its beginning or from a day that is chosen."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    since = day_of(request.GET.get("on", "")) or day_of(request.GET.get("since", ""))
    late = since is not None and since > local_day(at or actor.now, actor.organisation)
    found = effects.show(actor, goal, None if late else since, at)
    context = {
        "page": shape.page(found, actor.today, past.day(at)),
        "banner": past.banner(at),
        "late": late,
        "section": "goals",
    }
    return render(request, "pages/effect.html", context, status=422 if late else 200)
