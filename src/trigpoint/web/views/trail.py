"""The record of all changes, for administrators; and the rules, for everybody."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.history import trail
from trigpoint.services.people import rules as book
from trigpoint.web import parse
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import settings as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who changed what kind of thing, and whether the record is whole."""
    found = trail.entries(actor, before=parse.whole(request.GET.get("before", "")) or None)
    verdict = trail.check(actor) if request.GET.get("verify") else None
    page = shape.trail(found, verdict, actor.now)
    return render(request, "pages/listing.html", {"page": page, "section": "settings"})


@require_safe
@signed_in
def head(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Hand out the signed end, to be kept where nobody here can reach it."""
    found = json.dumps(asdict(trail.head(actor)), indent=2)
    answer = HttpResponse(found, content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="history-head.json"'
    return answer


@require_safe
@signed_in
def rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who may see and do what, in the privacy mode that is chosen."""
    context = {"book": book.book(actor), "section": "settings"}
    return render(request, "pages/rules.html", context)
