"""What each role of a unit may decide alone."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.services.actor import Actor
from trigpoint.services.cascade import decision_rights
from trigpoint.services.cascade.decision_rights import RightDraft, RightsOfUnit
from trigpoint.services.errors import Invalid
from trigpoint.services.measures import measure_list
from trigpoint.web.door import signed_in
from trigpoint.web.forms.decisions import RightEditForm, RightForm, WidenForm
from trigpoint.web.shapes import decisions as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.parts import Cleaned, Make, Part, part_of, serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, unit: str) -> HttpResponse:
    """Show what may be decided alone; with `?edit=`, the part that is being written."""
    found = decision_rights.show(actor, unit)
    part = part_of(request, actor, parts(found))

    def context() -> Mapping[str, object]:
        now = decision_rights.show(actor, unit)
        editing = request.GET.get("edit", "")
        return {"page": shape.page(now, actor.now), "editing": editing, "section": f"unit-{unit}"}

    here = reverse("decision_rights", args=[unit])
    return serve(request, actor, "pages/decision_rights.html", here, part, context)


def parts(found: RightsOfUnit) -> dict[str, Make]:
    """Return what can be written on the page."""
    makers: dict[str, Make] = {}
    if "change" in found.may:
        makers |= {"new": new(found), "right": change(found)}
    if "propose" in found.may:
        makers["widen"] = widen(found)
    return makers


def known_measures(actor: Actor) -> list[tuple[str, str]]:
    """Return the measures that can be named."""
    return [(m.id, m.title) for m, _whose in measure_list.titles(actor)]


def new(found: RightsOfUnit) -> Make:
    """Return how a right is said for the first time."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        form = RightForm(request.POST or None, measures=known_measures(actor))

        def save(said: Cleaned) -> object:
            return decision_rights.add(actor, found.unit, RightDraft(**said))

        return Part(form, save, label=gettext("Say it"))

    return make


def change(found: RightsOfUnit) -> Make:
    """Return how a right is said anew, or taken away."""

    def make(request: HttpRequest, actor: Actor, part: str) -> Part | None:
        right = next((r for r in found.rights if r.id == part), None)
        if right is None:
            return None
        measure = right.measure.id if right.measure else ""
        initial = {
            "role": right.role,
            "topic": right.topic,
            "title": right.title,
            "limit": right.limit,
            "measure": measure,
            "version": right.version,
        }
        form = RightEditForm(request.POST or None, initial=initial, measures=known_measures(actor))

        def save(said: Cleaned) -> None:
            version, reason = said.pop("version"), said.pop("reason")
            decision_rights.edit(actor, part, version, RightDraft(**said), reason=reason)

        def remove(reason: str) -> None:
            decision_rights.retire(actor, part, right.version, reason=reason)

        return Part(form, save, remove=remove, remove_label=gettext("Take it away"))

    return make


def widen(found: RightsOfUnit) -> Make:
    """Return how widening a right is proposed."""

    def make(request: HttpRequest, actor: Actor, part: str) -> Part | None:
        right = next((r for r in found.rights if r.id == part), None)
        if right is None:
            return None
        form = WidenForm(request.POST or None, initial={"limit": right.limit})

        def save(said: Cleaned) -> object:
            return decision_rights.propose(actor, part, said["limit"], said["words"])

        done = gettext("Proposed. Whoever leads the team answers.")
        return Part(form, save, label=gettext("Propose it"), done=done)

    return make


@require_POST
@signed_in
def answer(request: HttpRequest, actor: Actor, unit: str) -> HttpResponse:
    """Answer a proposal to widen a right."""
    decision_rights.show(actor, unit)
    accepted = request.POST.get("answer") == "accept"
    words = request.POST.get("words", "")
    try:
        widening = request.POST.get("widening", "")
        decision_rights.answer(actor, widening, accepted=accepted, reason=words)
        messages.success(request, gettext("Your answer is kept. Whoever asked can read it."))
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect("decision_rights", unit)
