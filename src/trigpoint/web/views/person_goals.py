"""A person's own page: goals, what they carry, what to do next, aspirations."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, Stale
from trigpoint.services.pyramid import person_goals
from trigpoint.web import addresses
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.shapes import person_goals as shape
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, person: str) -> HttpResponse:
    """Show somebody's goals, now or as they stood."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    found = person_goals.show(actor, person, at)
    section = "my-goals" if found.mine else "people"
    context = {"page": shape.page(found, actor.today), "section": section}
    return render(request, "pages/person_goals.html", context)


@require_POST
@signed_in
def share(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Share an aspiration with everybody."""
    try:
        person_goals.share_aspiration(actor, goal)
    except (Invalid, Stale) as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("Shared. Everybody can see it from now on."))
    return redirect(addresses.goal(goal))
