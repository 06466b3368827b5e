"""Briefings: a unit's review on one frozen page, on the screen and as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.pictures import paper as papers
from trigpoint.pictures.briefing_sheet import briefing_sheet
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.loop import briefings
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import briefings as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.v2mom_sheet import chosen, file


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor, unit: str) -> HttpResponse:
    """Show the briefings of a unit; freeze the review as it stands."""
    if request.method == "POST":
        try:
            made = briefings.freeze(actor, unit, request.POST.get("rhythm", ""))
        except Invalid as error:
            messages.error(request, say(error.text))
            return redirect("briefings", unit)
        messages.success(request, gettext("It is frozen. Later changes are not on it."))
        return redirect("briefing", made)
    found = briefings.of_unit(actor, unit)
    context = {
        "page": found,
        "rows": [shape.row(line) for line in found.lines],
        "section": f"unit-{unit}",
    }
    return render(request, "pages/briefings.html", context)


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, briefing: str) -> HttpResponse:
    """Show the page as it will be on paper."""
    found = briefings.show(actor, briefing)
    context = {
        "page": found,
        "title": shape.title(found.line.rhythm),
        "svg": briefing_sheet(shape.scene(found), chosen(request)),
        "paper": chosen(request),
        "section": f"unit-{found.unit.id}",
    }
    return render(request, "pages/briefing.html", context)


@require_safe
@signed_in
def pdf(request: HttpRequest, actor: Actor, briefing: str) -> HttpResponse:
    """Give the page as PDF, on A4 or with `?paper=letter` on Letter."""
    found = briefings.show(actor, briefing)
    drawn = shape.scene(found)
    svg = briefing_sheet(drawn, chosen(request))
    content = papers.pdf(svg, f"{drawn.title}, {drawn.unit}", chosen(request))
    return file(content, "application/pdf", f"briefing-{found.line.id}.pdf")
