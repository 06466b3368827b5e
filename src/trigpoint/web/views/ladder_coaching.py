"""A coaching meeting: its notes for the two, and its calendar file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import coachings, ladder_access
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.ladders import CoachingForm, NotesForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, coaching: str) -> HttpResponse:
    """Show a meeting to one of those who meet; on POST, keep its notes, move it or cancel it."""
    record = ladder_access.coaching(actor, coaching, Verb.SEE)
    if "remove" in request.POST:
        coachings.cancel(actor, coaching, record.version)
        messages.success(request, gettext("Cancelled. Whoever else meets is told."))
        return redirect("ladder", record.ladder.public_id)
    moves = "topic" in request.POST
    initial = {"version": record.version, "notes": record.notes}
    notes = NotesForm(None if moves else request.POST or None, initial=initial)
    place = {"version": record.version, "topic": record.topic, "minutes": record.minutes}
    initial = {**place, "at": timezone.localtime(record.at)}
    moved = CoachingForm(request.POST if moves else None, initial=initial, auto_id="move_%s")

    def save(cleaned: dict[str, Any]) -> None:
        version = cleaned["version"]
        if moves:
            given = cleaned["at"], cleaned["topic"], cleaned["minutes"]
            coachings.move(actor, coaching, version, *given)
        else:
            coachings.note(actor, coaching, version, cleaned["notes"])

    form: Form = moved if moves else notes
    done, clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        told = gettext("Kept. Whoever else meets is told.")
        messages.success(request, told if moves else gettext("Kept. Only those who meet read it."))
        return redirect("coaching", coaching)
    context = {
        "notes": notes,
        "moved": moved,
        "moves": moves,
        "ahead": record.at > actor.now,
        "note_clashes": [] if moves else clashes,
        "move_clashes": clashes if moves else [],
        "coaching": record,
        "section": "views",
    }
    return render(request, "pages/coaching.html", context, status=status_of(form))


@require_safe
@signed_in
def calendar(request: HttpRequest, actor: Actor, coaching: str) -> HttpResponse:  # noqa: ARG001 - a view has a request
    """Give a meeting as a calendar file."""
    made = coachings.calendar(actor, coaching)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="coaching-{coaching}.ics"'
    return answer
