"""The pyramid: as a page that follows new data, and as a picture to take along."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from trigpoint.pictures import paper
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.pyramid import pyramid
from trigpoint.services.pyramid.pyramid import PyramidView
from trigpoint.web import lens, parse
from trigpoint.web.door import signed_in
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import pyramid as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the pyramid; asked anew by the page itself, only its changing part or nothing."""
    if request.headers.get("HX-Request"):
        return anew(request, actor)
    own = own_parameters(request)
    frame = lens.frame(request, actor, "pyramid", **own)
    page = shape.page(found(request, actor), frame.focus, actor.now)
    context = {"lens": frame, "page": page, "section": "views"}
    return render(request, "pages/pyramid.html", context)


def anew(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Answer the page that asks whether anything is new: 304 where nothing is.

    Everything shown follows from the organisation's state, so its mark alone decides.
    """
    said = f"{graph.mark(actor)} {actor.label} {request.get_full_path()} {request.LANGUAGE_CODE}"
    tag = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None and unchanged.status_code == 304:
        return unchanged
    page = shape.page(found(request, actor), Focus.of(request.GET), actor.now)
    context = {"page": page, "address": request.get_full_path()}
    response = render(request, "components/pyramid.html", context)
    response.headers["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@signed_in
def svg(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the picture as a file."""
    drawn = shape.drawing(found(request, actor), Focus.of(request.GET))
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="pyramid.svg"'
    return response


@require_safe
@signed_in
def png(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the same picture as PNG."""
    drawn = shape.drawing(found(request, actor), Focus.of(request.GET))
    response = HttpResponse(paper.png(drawn), content_type="image/png")
    response.headers["Content-Disposition"] = 'attachment; filename="pyramid.png"'
    return response


def own_parameters(request: HttpRequest) -> dict[str, str]:
    """Return what only this view's addresses say: which part is looked at."""
    return {name: value for name in ("top", "after") if (value := request.GET.get(name, "")[:40])}


def found(request: HttpRequest, actor: Actor) -> PyramidView:
    """Return the pyramid that the address asks for."""
    focus, own = Focus.of(request.GET), own_parameters(request)
    after = own.get("after", "")
    return pyramid.show(
        actor,
        focus.unit,
        focus.period,
        focus.moment(actor),
        top=own.get("top", ""),
        after=parse.whole(after),
    )
