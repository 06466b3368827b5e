"""A coaching meeting: its notes for the two, and its calendar file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import coachings, ladder_access
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.ladders import NotesForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, coaching: str) -> HttpResponse:
    """Show a meeting to one of the two; on POST, keep its notes or cancel it."""
    record = ladder_access.coaching(actor, coaching, Verb.SEE)
    if "remove" in request.POST:
        coachings.cancel(actor, coaching, record.version)
        messages.success(request, gettext("Cancelled."))
        return redirect("ladder", record.ladder.public_id)
    initial = {"version": record.version, "notes": record.notes}
    form = NotesForm(request.POST or None, initial=initial)

    def save(cleaned: dict[str, object]) -> None:
        coachings.note(actor, coaching, form.cleaned_data["version"], str(cleaned["notes"]))

    done, clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        messages.success(request, gettext("Kept. Only you two read it."))
        return redirect("coaching", coaching)
    context = {"form": form, "clashes": clashes, "coaching": record, "section": "views"}
    return render(request, "pages/coaching.html", context, status=status_of(form))


@require_safe
@signed_in
def calendar(request: HttpRequest, actor: Actor, coaching: str) -> HttpResponse:  # noqa: ARG001 - a view has a request
    """Give a meeting as a calendar file."""
    made = coachings.calendar(actor, coaching)
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="coaching-{coaching}.ics"'
    return answer
