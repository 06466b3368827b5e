"""The side sheet of all views, and the views that are still to come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access, goal_uses
from trigpoint.services.actor import Actor
from trigpoint.web import addresses, lens
from trigpoint.web.components import Link, Nothing
from trigpoint.web.door import signed_in
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import words


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


@require_safe
@signed_in
def ladders(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say that ladders come later."""
    text = gettext(
        "They will show how a goal is reached step by step, with what each step needs. "
        "Until then a goal’s steps stand on its own page."
    )
    return later(request, actor, "ladders", "ladder", text)


def later(request: HttpRequest, actor: Actor, key: str, way: str, text: str) -> HttpResponse:
    """Show the frame of a view that is not built yet, and the goals chosen for it so far.

    `way` is how a plan of that view is called.
    """
    frame = lens.frame(request, actor, key)
    where = addresses.goals(period=frame.scope.period.id if frame.scope.period else "")
    nothing = Nothing(
        gettext("{view}: this view comes later").format(view=frame.title),
        text,
        Link(gettext("See these goals as a list"), where),
        "layers",
    )
    chosen = goal_uses.chosen(actor, way, frame.scope)
    lines = [(card, addresses.goal(card.id), words.chip(card)) for card in chosen]
    context = {"lens": frame, "nothing": nothing, "lines": lines, "section": "views"}
    return render(request, "pages/lens_later.html", context)
