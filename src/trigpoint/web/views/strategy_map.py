"""The strategy map: its page with what is written in it, and what is done on it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, Stale
from trigpoint.services.maps import (
    map_drawing,
    map_objectives,
    map_page,
    map_undo,
    map_voices,
    maps,
)
from trigpoint.services.maps.map_page import FoundMap, MapView
from trigpoint.services.plans import sharing, templates
from trigpoint.web import addresses, lens, parse
from trigpoint.web.door import signed_in
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import map_voices as voices_shape
from trigpoint.web.shapes import strategy_map as shape
from trigpoint.web.shapes.map_way import Way
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import map_edits, parts

OWN = ("chain", "theme")
"""What only a map's addresses carry."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the map of what is chosen; with `?edit=`, the part that is being written."""
    focus = Focus.of(request.GET)
    found = map_page.find(actor, focus.unit, focus.period, focus.moment(actor))
    if found.map is None:
        return nothing(request, actor, found)
    way = way_of(request, found.map)
    part = map_edits.part_of(request, actor, found.map)
    here = way.here()
    context = {"section": "views"}
    return parts.serve(
        request, actor, "pages/map.html", here, part, lambda: context | shown(request, actor, found)
    )


def way_of(request: HttpRequest, view: MapView) -> Way:
    """Return where things of this page lead."""
    own = {name: request.GET.get(name, "")[:40] for name in OWN}
    return Way(Focus.of(request.GET), **own, may="change" in view.may)


def shown(request: HttpRequest, actor: Actor, found: FoundMap) -> dict[str, object]:
    """Return what the page's template reads."""
    assert found.map is not None  # noqa: S101 - narrows; `show` has asked
    view, way = found.map, way_of(request, found.map)
    drawn = map_drawing.drawing(view, way.chain, way.theme)
    kept = {name: value for name, value in way.kept().items() if value}
    sharing_now = way.may and request.GET.get("edit") == "share"
    said = map_voices.of_objective(actor, view, drawn.chosen) if drawn.chosen else None
    return {
        "voices": voices_shape.part(said, actor.today, administrator=actor.is_administrator)
        if said
        else None,
        "shares": sharing.shares(actor, view.id) if sharing_now else (),
        "lens": lens.frame(request, actor, "map", **kept),
        "page": shape.page(found, view, drawn, way, actor.now),
        "seen_by": view.who_can_see,
    }


def nothing(request: HttpRequest, actor: Actor, found: FoundMap) -> HttpResponse:
    """Show that there is no map yet, and offer to begin one to whoever may."""
    holder, period = found.scope.holder, found.scope.period
    context = {
        "lens": lens.frame(request, actor, "map"),
        "holder": holder,
        "period": period,
        "templates": templates.templates("map"),
        "may": period is not None and maps.may_begin(actor, holder.id),
        "section": "views",
    }
    return render(request, "pages/map_none.html", context)


@require_POST
@signed_in
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a map with the four classic perspectives, or from a template."""
    owner, period = (request.POST.get(name, "") for name in ("owner", "period"))
    try:
        key = request.POST.get("template", "")
        if key:
            templates.begin(actor, key, owner, period, say)
        else:
            maps.begin(actor, owner, period, say)
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect(reverse("map") + addresses.query(unit=owner, period=period))


@require_POST
@signed_in
def act(request: HttpRequest, actor: Actor, map_id: str) -> HttpResponse:
    """Do one thing on a map that needs no form: move an objective, or arrange all anew."""
    view = map_page.show(actor, map_id)
    back = reverse("map") + addresses.query(unit=view.owner.id, period=view.period.id)
    here = request.POST.get("here", "")
    back = here if here.startswith(reverse("map") + "?") else back
    try:
        done(request, actor, map_id)
    except Invalid as error:
        messages.error(request, say(error.text))
    except Stale:
        messages.error(request, gettext("Somebody moved it meanwhile. This is how it stands now."))
    return redirect(back)


def done(request: HttpRequest, actor: Actor, map_id: str) -> None:
    """Do what a map's buttons and keys ask for."""
    if request.POST.get("do") == "undo":
        map_undo.undo(actor, map_id)
        messages.success(request, gettext("Taken back."))
        return
    if request.POST.get("do") == "revoke":
        sharing.revoke(actor, map_id, request.POST.get("share", ""))
        messages.success(request, gettext("The link opens nothing any more."))
        return
    if request.POST.get("do") == "comment":
        chosen = (request.POST.get(name, "") for name in ("objective", "comment"))
        map_voices.take_comment_away(actor, map_id, *chosen)
        messages.success(request, gettext("The comment is gone."))
        return
    if request.POST.get("do") == "arrange":
        maps.arrange_anew(actor, map_id)
        messages.success(request, gettext("Arranged anew. What was placed by hand stayed."))
        return
    number = {name: parse.whole(request.POST.get(name, "")) for name in ("version", "column")}
    map_objectives.change(
        actor,
        request.POST.get("objective", ""),
        number["version"],
        {"perspective": request.POST.get("perspective", ""), "column": number["column"]},
    )
