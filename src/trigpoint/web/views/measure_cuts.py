"""A measure's figure by language, channel, queue, site: what its tickets say of themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.connectors.files.export import csv_lines
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.measures import cuts
from trigpoint.services.measures.cuts import Cuts
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import measure_cuts as shape


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Show a measure's rows; the page of the measure takes the part of it that it has as well."""
    page = shape.page(asked(request, actor, measure))
    return render(request, "pages/measure_by.html", {"page": page, "section": "measures"})


@require_safe
@signed_in
def as_csv(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Give the rows as a CSV file."""
    found = asked(request, actor, measure)
    lines = csv_lines(shape.HEAD, map(shape.line, found.rows))
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    name = f"by-{found.by.partition('.')[0]}-{measure}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def asked(request: HttpRequest, actor: Actor, measure: str) -> Cuts:
    """Return the rows that an address asks for, by channel where it does not say.

    Raises:
        NotThere: for a cut that there is not: nobody typed it in.
    """
    try:
        return cuts.cut(actor, measure, request.GET.get("by") or cuts.LABELS[0].value)
    except Invalid as error:
        raise NotThere from error
