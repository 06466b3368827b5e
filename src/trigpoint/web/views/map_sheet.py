"""A strategy map to take along: the same scene as SVG, PNG and PDF, and for a whole screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from trigpoint.pictures import paper as papers
from trigpoint.pictures.strategy_map import strategy_map
from trigpoint.services.actor import Actor
from trigpoint.services.maps import map_drawing, map_page
from trigpoint.services.maps.map_page import MapView
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import map_scene
from trigpoint.web.shapes import strategy_map as shape
from trigpoint.web.views.v2mom_sheet import chosen, file, looked_at


def picture(request: HttpRequest, actor: Actor, view: MapView, *, names: bool = True) -> str:
    """Return a map for paper, with the chain or the theme that the address names."""
    objective, theme = (request.GET.get(name, "")[:40] for name in ("chain", "theme"))
    drawn = map_drawing.drawing(view, objective, theme)
    scene = map_scene.scene(view, drawn, None, actor.now, names=names)
    return strategy_map(scene, paper=True)


def as_svg(
    request: HttpRequest, actor: Actor, view: MapView, *, names: bool = True
) -> HttpResponse:
    """Return a map as a picture of lines, which any size keeps sharp."""
    drawn = picture(request, actor, view, names=names)
    return file(drawn.encode(), "image/svg+xml; charset=utf-8", f"map-{view.id}.svg")


def as_pdf(
    request: HttpRequest, actor: Actor, view: MapView, *, names: bool = True
) -> HttpResponse:
    """Return a map as one page of PDF, across."""
    svg = picture(request, actor, view, names=names)
    title = gettext("Strategy map of {owner}").format(owner=view.owner.name)
    content = papers.pdf_across(svg, title, chosen(request))
    return file(content, "application/pdf", f"map-{view.id}.pdf")


def as_png(
    request: HttpRequest, actor: Actor, view: MapView, *, names: bool = True
) -> HttpResponse:
    """Return a map as a picture."""
    svg = picture(request, actor, view, names=names)
    return file(papers.png(svg), "image/png", f"map-{view.id}.png")


@require_safe
@signed_in
def svg(request: HttpRequest, actor: Actor, map_id: str) -> HttpResponse:
    """Give a map as SVG."""
    return as_svg(request, actor, map_page.show(actor, map_id, looked_at(request, actor)))


@require_safe
@signed_in
def png(request: HttpRequest, actor: Actor, map_id: str) -> HttpResponse:
    """Give a map as PNG."""
    return as_png(request, actor, map_page.show(actor, map_id, looked_at(request, actor)))


@require_safe
@signed_in
def pdf(request: HttpRequest, actor: Actor, map_id: str) -> HttpResponse:
    """Give a map as PDF, on A4 or with `?paper=letter` on Letter."""
    return as_pdf(request, actor, map_page.show(actor, map_id, looked_at(request, actor)))


@require_safe
@signed_in
def present(request: HttpRequest, actor: Actor, map_id: str) -> HttpResponse:
    """Show a map slide by slide, for a wall: the whole, then each perspective, then the links."""
    view = map_page.show(actor, map_id, looked_at(request, actor))
    drawn = map_drawing.drawing(view)
    context = {
        "svg": strategy_map(map_scene.scene(view, drawn, None, actor.now)),
        "page": shape.told(view),
    }
    return render(request, "pages/map_present.html", context)
