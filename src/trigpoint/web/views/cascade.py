"""The cascade: the tree table, its lines on demand, and who is not aligned."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.cascade import cascade, unaligned
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.web import lens, parse
from trigpoint.web.door import signed_in
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import cascade as shape
from trigpoint.web.shapes import not_aligned as findings

OWN = ("show", "fold", "open", "shut")
"""What only this view knows of an address."""
MOST_IDS, DEEPEST = 200, 99


def own_of(request: HttpRequest) -> dict[str, str]:
    """Return what only this view knows of the address."""
    return {n: request.GET[n][:4000] for n in OWN if request.GET.get(n)}


def wanted_of(request: HttpRequest, actor: Actor) -> Wanted:
    """Return what of the cascade an address asks for."""
    focus = Focus.of(request.GET)
    own = own_of(request)
    fold = own.get("fold", "")
    skip = request.GET.get("skip", "")
    return Wanted(
        whose=focus.unit,
        period=focus.period,
        at=focus.moment(actor),
        words=focus.filter("words").strip(),
        show=own.get("show", ""),
        status=focus.filter("status"),
        level=focus.filter("level"),
        state=focus.filter("state"),
        mine=focus.filter("mine") == "1",
        fold=fold if fold in shape.FOLDS else "",
        opened=ids(own.get("open", "")),
        shut=ids(own.get("shut", "")),
        skip=parse.whole(skip),
    )


def ids(said: str) -> tuple[str, ...]:
    """Return the goals that an address names, with dots between them."""
    return tuple(said.split(".")[:MOST_IDS]) if said else ()


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who carries what, as a tree table."""
    own = own_of(request)
    frame = lens.frame(request, actor, "cascade", **own)
    wanted = wanted_of(request, actor)
    found = cascade.show(actor, wanted)
    page = shape.page(found, frame.focus, {**own, "skip": str(wanted.skip)}, actor.now)
    return render(request, "pages/cascade.html", {"lens": frame, "page": page, "section": "views"})


@require_safe
@signed_in
def rows(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the lines under a goal, or the next ones of the tree."""
    wanted, own = wanted_of(request, actor), own_of(request)
    focus = Focus.of(request.GET)
    under = request.GET.get("under", "")
    context: dict[str, object] = {}
    if under:
        deep = min(parse.whole(request.GET.get("depth", ""), 2), DEEPEST)
        found = cascade.under(actor, under, wanted, deep)
        context = {"lines": list(map(shape.maker(focus, own), found))}
    else:
        whole = cascade.show(actor, wanted)
        page = shape.page(whole, focus, {**own, "skip": str(wanted.skip)}, actor.now)
        context = {"lines": page.lines, "page": page}
    return render(request, "components/cascade_rows.html", context)


@require_safe
@signed_in
def not_aligned(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show goals that carry nothing or nobody carries, and people with no goal or too many."""
    frame = lens.frame(request, actor, "cascade")
    found = unaligned.show(actor, wanted_of(request, actor))
    page = findings.page(found, frame.focus, actor.today)
    context = {"lens": frame, "page": page, "section": "views"}
    return render(request, "pages/not_aligned.html", context)
