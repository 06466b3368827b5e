"""All measures: found, narrowed, sorted, taken along as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trigpoint.connectors.files.export import csv_lines
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.measures import catalogue, figures, glance, measure_list, measures
from trigpoint.services.measures.measure_list import FoundMeasures, MeasureFilter
from trigpoint.web import addresses
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.forms.measures import MeasureFilterForm
from trigpoint.web.shapes import measure_list as shape
from trigpoint.web.shapes import past
from trigpoint.web.templatetags.trigpoint import say


def wanted_of(asked: QueryDict, actor: Actor) -> MeasureFilter:
    """Return the filter that an address carries."""
    return MeasureFilter(
        words=asked.get("words", "").strip()[:200],
        kpi=asked.get("kpi", ""),
        scope=asked.get("scope", ""),
        sort=asked.get("sort", "title"),
        at=end_of(day_of(asked.get("at", "")), actor),
    )


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the measures with their standing figures, now or as they stood."""
    wanted = wanted_of(request.GET, actor)
    found = measure_list.find(actor, wanted)
    context = {
        "page": shape.page(
            found,
            wanted,
            may_bring=glance.may_bring(actor),
            has_tickets=bool(found.lines or figures.published(actor.organisation).number),
        ),
        "filters": filter_form(found, wanted),
        "may_write": measures.may_add(actor) and wanted.at is None,
        "sees_whole": access.sees_whole(actor),
        "banner": past.banner(wanted.at),
        "section": "measures",
    }
    return render(request, "pages/measures.html", context)


def filter_form(found: FoundMeasures, wanted: MeasureFilter) -> MeasureFilterForm:
    """Return the choices that narrow the list."""
    names = sorted((say(catalogue.kpi(key).title), key) for key in found.kpis)
    return MeasureFilterForm(
        kpis=[(key, name) for name, key in names],
        initial={"kpi": wanted.kpi, "scope": wanted.scope, "at": past.day(wanted.at)},
    )


@require_safe
@signed_in
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the measures of this view as a CSV file."""
    found = measure_list.find(actor, wanted_of(request.GET, actor))
    rows = [
        shape.exported(line, request.build_absolute_uri(addresses.measure(line.measure.id)))
        for line in found.lines
    ]
    text = "".join(csv_lines(shape.EXPORTED, rows))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="measures.csv"'
    return response
