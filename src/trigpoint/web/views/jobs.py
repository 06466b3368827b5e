"""What the worker does, what the outbox still owes, and another try for both."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from trigpoint.jobs import targets
from trigpoint.services import outgoing, work
from trigpoint.services.actor import Actor
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import work as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the worker does, and the messages on their way out."""
    told = outgoing.messages(actor, targets.topics())
    context = {
        "rows": [shape.row(job, actor.now) for job in work.works(actor)],
        "told": [shape.message(message, actor.now) for message in told],
        "may_write": actor.is_administrator,
        "section": "settings",
    }
    return render(request, "pages/jobs.html", context)


@require_POST
@signed_in
def retry(request: HttpRequest, actor: Actor, job: str) -> HttpResponse:
    """Start a job again that was laid aside."""
    work.try_again(actor, job)
    messages.success(request, gettext("It will be tried again."))
    return redirect("jobs")


@require_POST
@signed_in
def send_again(request: HttpRequest, actor: Actor, message: str) -> HttpResponse:
    """Let a message that fails be tried at once."""
    outgoing.try_now(actor, targets.topics(), message)
    messages.success(request, gettext("It will be tried again."))
    return redirect("jobs")
