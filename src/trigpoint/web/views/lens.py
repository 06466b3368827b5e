"""The side sheet of all views, and the views that are still to come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.web import lens
from trigpoint.web.door import signed_in
from trigpoint.web.lens import Focus


@require_safe
@signed_in
def sheet(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Give the side sheet of a goal, to be put beside the view that `?view=` names."""
    access.goal(actor, goal, Verb.SEE)
    key = request.GET.get("view", "")
    key = key if key in lens.LENSES else "pyramid"
    focus = Focus.of(request.GET).to(goal=goal)
    found = lens.open_sheet(actor, key, focus, **own_parameters(request))
    return render(request, "components/side_sheet.html", {"sheet": found})


def own_parameters(request: HttpRequest) -> dict[str, str]:
    """Return what only one view knows of an address, so that its links keep it."""
    common = {"view", "unit", "period", "goal", "at", *lens.FILTERS}
    return {name: str(value) for name, value in request.GET.items() if name not in common}
