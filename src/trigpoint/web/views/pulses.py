"""The pulse: its rounds, asking, answering, and what a round said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.loop import pulse_results, pulses
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.pulses import PulseAnswerForm, PulseForm
from trigpoint.web.shapes import pulses as shape


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the rounds that I am asked in or may read; ask a unit."""
    found = pulse_results.show(actor)
    form = PulseForm(request.POST or None, units=[(u.id, u.name) for u in found.may_ask])
    done, _clashes = attempt(form, lambda said: pulses.begin(actor, PulseForm.draft(said)))
    if done:
        messages.success(request, gettext("They are asked. What they say is told when it is over."))
        return redirect("pulses")
    context = {
        "rounds": shape.lines(found.rounds),
        "form": form if found.may_ask else None,
        "section": "pulses",
    }
    return render(request, "pages/pulses.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, round_id: str) -> HttpResponse:
    """Show a round; take the answers of whoever is asked."""
    found = pulse_results.one(actor, round_id)
    form = PulseAnswerForm(request.POST or None, questions=found.questions)
    done, _clashes = attempt(
        form, lambda said: pulses.answer(actor, round_id, PulseAnswerForm.said(said))
    )
    if done:
        messages.success(request, gettext("Thank you. Nobody can see what you said."))
        return redirect("pulse", round_id)
    context = {
        "page": shape.page(found, pulse_results.trends(actor, round_id)),
        "form": form if found.mine else None,
        "section": "pulses",
    }
    return render(request, "pages/pulse.html", context, status=status_of(form))
