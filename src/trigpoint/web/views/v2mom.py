"""V2MOMs: the page of one, its versions, the plan above beside it, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.plans import (
    editions,
    plan_list,
    plan_meets,
    plans,
    sharing,
    templates,
    v2mom_page,
)
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.web import addresses, lens, parse
from trigpoint.web.clashes import Clash
from trigpoint.web.door import attempt, day_of, end_of, signed_in, status_of
from trigpoint.web.forms.v2mom import BeginForm
from trigpoint.web.shapes import v2mom as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices
from trigpoint.web.views.goal_edits import Edit
from trigpoint.web.views.parts import take_away
from trigpoint.web.views.v2mom_edits import EDITS, asked


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open the V2MOM of what is chosen; where there is none, offer to begin one."""
    frame = lens.frame(request, actor, "v2mom")
    period = frame.scope.period.id if frame.scope.period else ""
    lines = plan_list.plans(actor, lens="v2mom", at=frame.focus.moment(actor))
    mine = [p for p in lines if p.owner.id == frame.scope.holder.id and p.period.id == period]
    if mine:
        return redirect(addresses.plan(mine[0].id) + frame.focus.query())
    context = {
        "lens": frame,
        "lines": lines,
        "holder": frame.scope.holder.id,
        "period": period,
        "templates": templates.templates("v2mom"),
        "section": "views",
    }
    return render(request, "pages/v2moms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a V2MOM, alone or from a template."""
    known = [(t.key, say(t.sector_words)) for t in templates.templates("v2mom")]
    form = BeginForm(
        request.POST or None,
        owners=choices.holders(actor),
        periods=choices.periods(actor),
        templates=known,
        initial={name: request.GET.get(name, "") for name in ("owner", "period", "template")},
    )
    made: list[str] = []

    def save(cleaned: dict[str, str]) -> None:
        owner, period = cleaned["owner"], cleaned["period"]
        if cleaned["template"]:
            key = cleaned["template"]
            made.append(templates.begin_v2mom(actor, key, owner, period, say))
        else:
            made.append(plans.add(actor, PlanDraft(owner=owner, period=period)))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect(addresses.plan(made[0]))
    context = {"form": form, "section": "views", "language": translation.get_language()}
    return render(request, "pages/v2mom_new.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show a V2MOM, now or as it stood; with `?edit=`, the part that is being written."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    found = v2mom_page.show(actor, plan, at)
    if found.lens != "v2mom":
        return redirect(lens.of_plan(found.lens, found.owner.id, found.period.id))
    edit = asked(request, actor, found, EDITS)
    if edit is not None and request.method == "POST":
        return write(request, actor, found, edit)
    return render_page(request, actor, found, edit, [])


def write(request: HttpRequest, actor: Actor, found: V2momPage, edit: Edit) -> HttpResponse:
    """Write what a form says, or show it again with what is wrong."""
    here = addresses.plan(found.id)
    if request.POST.get("remove") and edit.remove is not None:
        return take_away(request, edit.remove, here + edit.anchor)
    try:
        done, clashes = attempt(edit.form, edit.save)
    except Invalid as error:
        messages.error(request, say(error.text))
        return redirect(here)
    if done:
        return redirect(edit.gone or here + edit.anchor)
    access.forget(actor)
    return render_page(request, actor, v2mom_page.show(actor, found.id), edit, clashes)


def render_page(
    request: HttpRequest,
    actor: Actor,
    found: V2momPage,
    edit: Edit | None,
    clashes: list[Clash],
) -> HttpResponse:
    """Show the page, with one part of it as a form."""
    lens.look_at(request, found.owner.id, found.period.id)
    name = request.GET.get("edit", "") if edit else ""
    may_share = "change" in found.may
    context = {
        "lens": lens.frame(request, actor, "v2mom"),
        "page": shape.sheet(found, actor.now, name),
        "form": edit.form if edit else None,
        "clashes": clashes,
        "remove": edit.remove_label if edit and edit.remove else "",
        "shares": sharing.shares(actor, found.id) if may_share and name == "share" else (),
        "section": "views",
    }
    status = status_of(edit.form) if edit else 200
    return render(request, "pages/v2mom.html", context, status=status)


@require_safe
@signed_in
def versions(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show the published versions, and what changed from one to another."""
    found = v2mom_page.show(actor, plan)
    known = editions.editions(actor, plan)
    old, new_ = (parse.whole(request.GET.get(name, "")) for name in ("from", "to"))
    chosen = old or (known[1].number if len(known) > 1 else known[0].number if known else 0)
    if not old and len(known) > 1:
        new_ = known[0].number
    difference = editions.compare(actor, plan, chosen, new_ or None) if chosen else None
    context = {
        "page": shape.sheet(found, actor.now),
        "editions": known,
        "difference": difference,
        "section": "views",
    }
    return render(request, "pages/v2mom_versions.html", context)


@require_safe
@signed_in
def beside(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show a plan beside the one above it, or beside one below."""
    found = v2mom_page.show(actor, plan)
    below = request.GET.get("below", "")
    if not below and found.above is None:
        if not found.below:
            raise NotThere
        below = found.below[0].id
    context = {
        "page": shape.sheet(found, actor.now),
        "beside": plan_meets.show(actor, plan, below),
        "section": "views",
    }
    return render(request, "pages/v2mom_beside.html", context)
