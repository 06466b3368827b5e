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
from trigpoint.services.outgoing import OutgoingMessage
from trigpoint.services.work import Work
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import work as shape

MOST_IN_NEED = 1000
"""How many of those that need somebody's hand are listed; more come up as these are seen to."""


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the worker does, and the messages on their way out."""
    context = {
        "rows": [shape.row(job, actor.now) for job in jobs(actor)],
        "told": [shape.message(message, actor.now) for message in told(actor)],
        "empty": shape.none_seen(hidden=not work.may_see(actor)),
        "may_write": actor.is_administrator,
        "section": "settings",
    }
    return render(request, "pages/jobs.html", context)


def jobs(actor: Actor) -> list[Work]:
    """Return the jobs that were laid aside, however old, and then the newest of the others."""
    aside = work.works(actor, state="dead", limit=MOST_IN_NEED)
    return aside + [job for job in work.works(actor) if job.state != "dead"]


def told(actor: Actor) -> list[OutgoingMessage]:
    """Return the messages that fail, however old, and then the newest of the others."""
    topics = targets.topics()
    failing = outgoing.messages(actor, topics, state="failing", limit=MOST_IN_NEED)
    others = outgoing.messages(actor, topics)
    return failing + [message for message in others if message.state != "failing"]


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
