"""Who looked at my data; for administrators and observers, how often anybody's was."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed
from trigpoint.services.people import privacy
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import reads as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who looked at my personal data, and when."""
    mine = [] if actor.person is None else privacy.reads_of_me(actor)
    context = {
        "mine": [shape.read(line, actor.now) for line in mine],
        "everybody": everybody(actor),
        "section": "settings",
    }
    return render(request, "pages/reads.html", context)


def everybody(actor: Actor) -> list[shape.DayPart] | None:
    """Return the counts for those who watch over them, None for others."""
    try:
        return [shape.day(line) for line in privacy.access_log(actor)]
    except NotAllowed:
        return None
