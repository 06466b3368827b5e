"""Who looked at my data; for administrators and observers, how often anybody's was."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed
from trigpoint.services.people import privacy
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import paging
from trigpoint.web.shapes import reads as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who looked at my personal data, and when."""
    get = request.GET.get
    asked = shape.Asked(get("words", "").strip()[:200], get("page", ""), get("days", ""))
    context = {"page": mine(actor, asked), "everybody": everybody(actor, asked)}
    return render(request, "pages/reads.html", {**context, "section": "settings"})


def mine(actor: Actor, asked: shape.Asked) -> shape.MyReads:
    """Return the page of looks at my data that is asked for; none for whoever is no person."""
    total = privacy.count_reads_of_me(actor, asked.words) if actor.person else 0
    here = paging.asked(asked.page, shape.PAGE, total)
    first = (here - 1) * shape.PAGE
    rows = privacy.reads_of_me(actor, asked.words, first, shape.PAGE) if total else []
    return shape.mine(rows, here, total, asked, actor.now)


def everybody(actor: Actor, asked: shape.Asked) -> shape.DayReads | None:
    """Return the counts for those who watch over them, None for others."""
    try:
        return shape.days(privacy.access_log(actor), asked)
    except NotAllowed:
        return None
