"""A V2MOM on paper and on a wall: one sheet as PDF and PNG, and slides for the whole screen."""

from __future__ import annotations

import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.pictures import paper as papers
from trigpoint.pictures.v2mom_sheet import v2mom_sheet
from trigpoint.services.actor import Actor
from trigpoint.services.plans import v2mom_page
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.shapes import past
from trigpoint.web.shapes import v2mom as shape
from trigpoint.web.shapes.v2mom_sheet import scene

Paper = Literal["a4", "letter"]


def chosen(request: HttpRequest) -> Paper:
    """Return the paper that the address asks for: A4, or Letter."""
    return "letter" if request.GET.get("paper") == "letter" else "a4"


def looked_at(request: HttpRequest, actor: Actor) -> datetime.datetime | None:
    """Return the end of the past day that the address names, None for now."""
    return end_of(day_of(request.GET.get("at", "")), actor)


def file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file that the browser keeps under a name."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def as_pdf(
    request: HttpRequest, actor: Actor, page: V2momPage, *, names: bool = True
) -> HttpResponse:
    """Return a V2MOM as one page of PDF."""
    drawn = scene(page, actor.now, names=names)
    svg = v2mom_sheet(drawn, chosen(request))
    content = papers.pdf(svg, f"{drawn.owner}: {drawn.vision}", chosen(request))
    return file(content, "application/pdf", f"v2mom-{page.id}.pdf")


def as_png(
    request: HttpRequest, actor: Actor, page: V2momPage, *, names: bool = True
) -> HttpResponse:
    """Return a V2MOM as a picture."""
    svg = v2mom_sheet(scene(page, actor.now, names=names), chosen(request))
    return file(papers.png(svg), "image/png", f"v2mom-{page.id}.png")


@require_safe
@signed_in
def pdf(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Give a V2MOM as PDF, on A4 or with `?paper=letter` on Letter."""
    return as_pdf(request, actor, v2mom_page.show(actor, plan, looked_at(request, actor)))


@require_safe
@signed_in
def png(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Give a V2MOM as PNG."""
    return as_png(request, actor, v2mom_page.show(actor, plan, looked_at(request, actor)))


@require_safe
@signed_in
def paper(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show the sheet as it will be on paper, with the ways to take it along."""
    found = v2mom_page.show(actor, plan, looked_at(request, actor))
    context = {
        "page": shape.sheet(found, actor.now),
        "svg": v2mom_sheet(scene(found, actor.now), chosen(request)),
        "paper": chosen(request),
        "day": past.day(found.at),
        "section": "views",
    }
    return render(request, "pages/v2mom_print.html", context)


@require_safe
@signed_in
def present(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show a V2MOM slide by slide, for a wall."""
    page = shape.sheet(v2mom_page.show(actor, plan, looked_at(request, actor)), actor.now)
    return render(request, "pages/v2mom_present.html", {"page": page})
