"""What happens outside: signals, the goals they question, decisions, and what rises."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import goal_list
from trigpoint.services.outside import rising, signals
from trigpoint.services.outside.signals import SignalDraft
from trigpoint.web.door import signed_in
from trigpoint.web.forms.signals import DecisionForm, SignalForm
from trigpoint.web.shapes import signals as shape
from trigpoint.web.views import parts
from trigpoint.web.views.parts import Cleaned, Part


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the signals; with `?edit=`, the one that is logged or decided."""
    part = parts.part_of(request, actor, {"signal": logged, "decide": decided})
    here = reverse("signals")
    return parts.serve(request, actor, "pages/signals.html", here, part, lambda: context(actor))


@require_safe
@signed_in
def one(_request: HttpRequest, actor: Actor, signal: str) -> HttpResponse:
    """Lead to one signal: to its decision for whoever may say it, else to its place."""
    found = shape.line(signals.show(actor, signal), actor.today)
    return redirect(found.decide or f"{reverse('signals')}#{found.id}")


def context(actor: Actor) -> dict[str, object]:
    """Return what the page's template reads."""
    found = signals.everything(actor)
    return {
        "waiting": [shape.line(each, actor.today) for each in found if each.open],
        "closed": [shape.line(each, actor.today) for each in found if not each.open],
        "rising": shape.rising(rising.show(actor), hidden=not access.sees_whole(actor)),
        "section": "views",
    }


def logged(request: HttpRequest, actor: Actor, _part: str) -> Part:
    """A signal that is logged, with what a rising reason says of it filled in."""
    initial = {name: request.GET.get(name, "")[:200] for name in ("kind", "title")}
    initial["day"] = request.GET.get("day", "") or actor.today.isoformat()
    goals = request.GET.get("goals", "").split(",")
    form = SignalForm(
        request.POST or None,
        goals=goal_list.all_goals(actor),
        initial={**initial, "questions": goals},
    )

    def save(cleaned: Cleaned) -> None:
        signals.log(actor, SignalDraft(**cleaned))

    return Part(form, save, gettext("Log it"), done=gettext("Logged. It waits for a decision."))


def decided(request: HttpRequest, actor: Actor, signal: str) -> Part:
    """What follows from a signal."""
    found = signals.show(actor, signal)
    initial = {"version": found.version, "decision": found.decision}

    def save(cleaned: Cleaned) -> None:
        signals.decide(actor, signal, cleaned["version"], cleaned["decision"])

    return Part(
        DecisionForm(request.POST or None, initial=initial),
        save,
        gettext("Close “{title}”").format(title=found.title),
        lambda _reason: signals.remove(actor, signal, found.version),
        gettext("It was logged by mistake: take it away"),
        gettext("Closed."),
    )
