"""My calendar: its secret address, made, taken back, and read by a calendar without a log-in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.letters import calendar_feed
from trigpoint.services.letters.calendar_feed import TooOften
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import calendar as shape


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whether my calendar has an address; make a new one, or take it back."""
    address = ""
    if request.method == "POST" and "revoke" in request.POST:
        calendar_feed.revoke(actor)
        messages.success(request, gettext("The address opens nothing any more."))
        return redirect("calendar")
    if request.method == "POST":
        address = settings.TRIGPOINT_ADDRESS + calendar_feed.make(actor).path
    context = {"feed": calendar_feed.show(actor), "address": address, "section": "settings"}
    answer = render(request, "pages/calendar.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - a view has a request
    """Give the calendar behind a secret address; one that was taken back is as if never made."""
    try:
        found = calendar_feed.opened(token, timezone.now())
    except NotThere:
        words = gettext(
            "There is no calendar at this address, or not any more. Make a new address in "
            "Trigpoint, under Settings, My calendar."
        )
        return guarded(HttpResponse(words, status=404, content_type="text/plain; charset=utf-8"))
    except TooOften as often:
        answer = HttpResponse(status=429)
        answer.headers["Retry-After"] = str(often.wait)
        return guarded(answer)
    with translation.override(found.language):
        made = shape.told(found)
    return guarded(HttpResponse(made, content_type="text/calendar; charset=utf-8"))


def guarded(answer: HttpResponse) -> HttpResponse:
    """Let nobody keep or find what stands behind the address."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
