"""What if? Other values, weights, goals above and another state of a goal, tried by oneself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goal_list, goal_page, whatif
from trigpoint.services.goals.whatif import Preview
from trigpoint.web.door import signed_in, status_of
from trigpoint.web.forms.what_if import WhatIfForm
from trigpoint.web.shapes import moved
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show what would change up to the top if a goal were otherwise. Nothing is written."""
    page = goal_page.show(actor, goal)
    form = WhatIfForm(request.GET.dict(), page=page, above=goal_list.all_goals(actor))
    found = tried(actor, form) if form.is_bound and form.is_valid() else None
    context = {
        "goal": page.card,
        "form": form,
        "moved": None if found is None else [moved.line(effect) for effect in found.effects],
        "seen_by": page.who_can_see,
        "section": "goals",
    }
    status = status_of(form) if form.errors else 200
    return render(request, "pages/what_if.html", context, status=status)


def tried(actor: Actor, form: WhatIfForm) -> Preview | None:
    """Return what comes of what is tried; None where it cannot be, or nothing is changed."""
    edits = form.edits()
    if not edits:
        form.add_error(None, gettext("Change something first."))
        return None
    try:
        return whatif.preview(actor, edits)
    except Invalid as wrong:
        form.add_error(None, say(wrong.text))
        return None
