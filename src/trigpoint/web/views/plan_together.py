"""Writing a plan of any view together: who is invited, what is suggested, what is asked for."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.plans import plan_list, v2mom_page
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.web import lens
from trigpoint.web.clashes import Clash
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.lens import Frame
from trigpoint.web.shapes import v2mom as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import guides, v2mom_edits
from trigpoint.web.views.goal_edits import Edit
from trigpoint.web.views.parts import take_away

WRITTEN = ("people", "guest", "suggest", "suggestion", "ask", "withdraw", "end")
EDITS = {name: v2mom_edits.EDITS[name] for name in WRITTEN}
GUIDED = {"cascade": "cascade_steps", "map": "map_steps", "pyramid": "pyramid_steps"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def of_scope(request: HttpRequest, actor: Actor, way: str) -> HttpResponse:
    """Lead on to the plan of the chosen unit or person; offer to begin where there is none."""
    frame = lens.frame_of_today(request, actor, lens.PAGES.get(way, way))
    if request.method == "POST":
        try:
            guides.begin(actor, way, frame.scope, template="")
        except (Invalid, NotAllowed) as error:
            messages.error(request, say(error.text))
            return redirect(request.get_full_path())
    found = plan_of(actor, way, frame)
    if found:
        return redirect("plan_together", found)
    return render(request, "pages/plan_alone.html", {"lens": frame, "section": "views"})


def plan_of(actor: Actor, way: str, frame: Frame) -> str:
    """Return the plan of the chosen unit or person and dates, "" where there is none."""
    period = frame.scope.period
    if period is None:
        return ""
    held = plan_list.plans(actor, lens=way, owner=frame.scope.holder.id, period=period.id)
    return held[0].id if held else ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show who writes a plan; with `?edit=`, the part of it that is being written."""
    found = v2mom_page.show(actor, plan)
    edit = v2mom_edits.asked(request, actor, found, EDITS)
    if edit is None or request.method != "POST":
        return render_page(request, actor, found, edit, [])
    here = reverse("plan_together", args=[plan]) + edit.anchor
    if request.POST.get("remove") and edit.remove is not None:
        return take_away(request, edit.remove, here)
    done, clashes = attempt(edit.form, edit.save)
    if done:
        return redirect(edit.gone or here)
    access.forget(actor)
    return render_page(request, actor, v2mom_page.show(actor, plan), edit, clashes)


def render_page(
    request: HttpRequest,
    actor: Actor,
    found: V2momPage,
    edit: Edit | None,
    clashes: list[Clash],
) -> HttpResponse:
    """Show the page, with one part of it as a form."""
    lens.look_at(request, found.owner.id, found.period.id)
    key = lens.PAGES.get(found.lens, found.lens)
    frame = lens.frame_of_today(request, actor, key)
    name = request.GET.get("edit", "") if edit else ""
    page = shape.sheet(found, actor.now, name)
    context = {
        "lens": frame,
        "page": replace(page, href=reverse("plan_together", args=[found.id])),
        "form": edit.form if edit else None,
        "clashes": clashes,
        "remove": edit.remove_label if edit and edit.remove else "",
        "steps": frame.focus.address(GUIDED[key]) if key in GUIDED else "",
        "section": "views",
    }
    status = status_of(edit.form) if edit else 200
    return render(request, "pages/plan_together.html", context, status=status)
