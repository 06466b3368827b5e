"""Step by step through a cascade, a map and a pyramid, and the templates that they begin with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals.scope import Scope
from trigpoint.services.maps import maps
from trigpoint.services.plans import guides, plans, templates
from trigpoint.services.plans.guides import GuideView
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.web import lens
from trigpoint.web.door import signed_in
from trigpoint.web.lens import Focus
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_cascade(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the steps of a cascade: collect whys, choose parents, split, ask, agree, publish."""
    return page(request, actor, "cascade")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_pyramid(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the steps of a pyramid, from the goals at the top to its review."""
    return page(request, actor, "pyramid")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_map(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the steps of a strategy map, from its perspectives to its review."""
    return page(request, actor, "map")


def page(request: HttpRequest, actor: Actor, way: str) -> HttpResponse:
    """Show the steps of a plan, or what one can begin with; do what was pressed."""
    frame = lens.frame_of_today(request, actor, way)
    found = guides.of_scope(actor, way, frame.scope)
    if request.method == "POST":
        try:
            act(request, actor, way, frame.scope, found)
        except (Invalid, NotAllowed, NotThere, Stale) as error:
            messages.error(request, say(error.text))
        return redirect(request.get_full_path())
    context = {
        "lens": frame,
        "guide": found,
        "steps": [(step, where(way, step.key, frame.focus, found)) for step in found.steps]
        if found
        else (),
        "templates": templates.templates(way),
        "section": "views",
    }
    return render(request, "pages/guide.html", context)


def act(request: HttpRequest, actor: Actor, way: str, here: Scope, found: GuideView | None) -> None:
    """Begin a plan, leave a step out or take it up, or say that it was reviewed."""
    said = request.POST.get("do", "")
    if found is None:
        begin(actor, way, here, request.POST.get("template", ""))
        messages.success(request, gettext("Begun. All of it is a draft to be changed."))
    elif said == "review":
        plans.review(actor, found.plan, found.version)
        messages.success(request, gettext("Reviewed today."))
    elif said in {"skip", "take"}:
        step = request.POST.get("step", "")
        if all(step != known.key for known in found.steps):
            raise Invalid({"": _("There is no such step.")})
        plans.skip(actor, found.plan, step, skipped=said == "skip")


def begin(actor: Actor, way: str, here: Scope, template: str) -> None:
    """Begin the plan of a scope, from a template or with an empty page."""
    if here.period is None:
        raise Invalid({"period": _("Choose the period that the goal belongs to.")})
    if template:
        if all(template != line.key for line in templates.templates(way)):
            raise NotThere
        templates.begin(actor, template, here.holder.id, here.period.id, say)
    elif way == "map":
        maps.begin(actor, here.holder.id, here.period.id, say)
    else:
        plans.add(actor, PlanDraft(owner=here.holder.id, period=here.period.id, lens=way))


def where(way: str, step: str, focus: Focus, found: GuideView) -> str:
    """Return where a step is done, "" where the reader may not do it."""
    if step == "publish" and not found.may_change:
        return ""
    if way == "map":
        return of_the_map(step, focus, found)
    root = found.roots[0] if found.roots else ""
    if way == "pyramid":
        places = {
            "top": reverse("goal_new"),
            "meeting": reverse("meeting_new") + f"?unit={focus.unit}",
            "refine": reverse("proposals"),
        }
        return places.get(step, focus.address("pyramid"))
    if not root:
        return reverse("goal_new")
    places = {
        "whys": focus.address("cascade", show="roots"),
        "parents": reverse("goal", args=[root]) + "?edit=link#links",
        "split": reverse("goal_carry", args=[root]),
        "ask": reverse("goal_carry", args=[root]),
        "agree": reverse("goal_carry", args=[root]) + "#proposals",
        "publish": reverse("announcement_new", args=[root]),
    }
    return places.get(step, "")


def of_the_map(step: str, focus: Focus, found: GuideView) -> str:
    """Return where a step of a strategy map is done."""
    parts = {
        "perspectives": "perspective",
        "objectives": "objective",
        "links": "link",
        "journey": "stage",
    }
    if step in parts:
        return focus.address("map", edit=parts[step]) + "#edit"
    versions = reverse("map_versions", args=[found.plan])
    places = {"publish": f"{versions}?edit=publish#edit", "review": f"{versions}?edit=review#edit"}
    return places.get(step, focus.address("map") + "#map-list")
