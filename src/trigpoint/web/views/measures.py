"""Measures, their figures, and the tickets behind them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.connectors.files.export import csv_lines
from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.ladders import ladder_access
from trigpoint.services.measures import (
    behind,
    catalogue,
    disputes,
    measures,
    previewing,
    ratios,
    typing_in,
)
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.web import addresses, parse
from trigpoint.web.door import attempt, day_of, end_of, signed_in, status_of
from trigpoint.web.forms.conditions import MOST, ConditionForm
from trigpoint.web.forms.house import DisputeForm
from trigpoint.web.forms.measures import MeasureForm
from trigpoint.web.shapes import measure as shape
from trigpoint.web.shapes import measure_cuts, past
from trigpoint.web.shapes import preview as preview_shape
from trigpoint.web.shapes import tickets as ticket_shape
from trigpoint.web.shapes.typed_values import TypedValues, typed_values
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices, measure_edits
from trigpoint.web.views.parts import serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Show a measure, now or as it stood; with `?edit=`, its name or a week is written."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    named = request.GET.get("edit", "")
    make = measure_edits.PARTS.get(named) if at is None else None
    part = make(request, actor, measure) if make else None

    def context() -> Mapping[str, object]:
        return {**context_of(request, actor, measure, at), "editing": named if part else ""}

    return serve(request, actor, "pages/measure.html", addresses.measure(measure), part, context)


def context_of(
    request: HttpRequest, actor: Actor, measure: str, at: datetime.datetime | None
) -> dict[str, object]:
    """Return what the page of a measure reads; with `?start=`, the tickets behind a figure."""
    grain = "month" if request.GET.get("grain") == "month" else request.GET.get("grain", "week")
    start = day_of(request.GET.get("start", ""))
    series_grain = "month" if grain == "month" else "week"
    found = measures.show(actor, measure, series_grain, at)
    tickets = tickets_behind(request, actor, measure, start, grain) if start else None
    page = shape.page(
        found,
        targets=measures.targets(actor, measure, at),
        tickets=tickets,
        chosen=start,
        whole=request.GET.get("span") == "all",
        typed=typed_in(actor, found, at),
    )
    dispute = None
    if found.about_me and found.standing is not None and at is None:
        dispute = DisputeForm(initial={"start": found.standing.start})
    return {
        "page": page,
        "banner": past.banner(at),
        "at": past.day(at),
        "cuts": measure_cuts.offer(found) if is_cut(found) and at is None else None,
        "seen_by": found.who_can_see,
        "may_change": "change" in found.may,
        "dispute": dispute,
        "dispute_action": reverse("measure_dispute", args=[measure]),
        "section": "measures",
    }


def is_cut(found: measures.MeasurePage) -> bool:
    """Whether there are tickets and figures to cut."""
    return bool(found.series) and found.measure.kpi not in BY_HAND


def typed_in(
    actor: Actor, found: measures.MeasurePage, at: datetime.datetime | None
) -> TypedValues | None:
    """Return what was typed in for a measure, None where it is worked out or not to be seen."""
    if found.measure.kpi not in BY_HAND:
        return None
    try:
        values = typing_in.of_measure(actor, found.measure.id, at)
    except NotAllowed:
        return None
    record = access.measure(actor, found.measure.id, Verb.SEE)
    may = at is None and typing_in.may_type(actor, record)
    return typed_values(values, found.measure.id, actor.today, may_type=may)


def tickets_behind(
    request: HttpRequest, actor: Actor, measure: str, start: datetime.date, grain: str
) -> ticket_shape.TicketList | None:
    """Return the tickets behind a point, or None where they are not to be seen."""
    page = request.GET.get("page", "1")
    sort = request.GET.get("sort", "newest")
    sort = sort if sort in ticket_shape.SORTS else "newest"
    number = parse.whole(page, 1)
    try:
        found = behind.show(actor, measure, start, grain, page=max(1, number), sort=sort)
    except NotThere:
        return None
    return ticket_shape.tickets(found, grain, sort, {})


@require_safe
@signed_in
def tickets_csv(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Give the tickets behind a point as a CSV file."""
    start = day_of(request.GET.get("start", ""))
    if start is None:
        raise NotThere
    found = behind.export(actor, measure, start, request.GET.get("grain", "week"))
    lines = csv_lines(behind.HEAD, (ticket.cells(say) for ticket in found))
    name = f"tickets-{measure}-{start.isoformat()}.csv"
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response  # type: ignore[return-value]  # a response as good as the other


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set up a measure, showing its last weeks while it is being made."""
    sent = request.POST if request.method == "POST" else request.GET
    form = MeasureForm(
        sent or None,
        kpis=[*catalogue.kpis(), *catalogue.ratios(), *catalogue.by_hand()],
        parts=ratios.offered(actor),
        members={
            "unit": choices.units(actor),
            "queue": choices.queues(actor),
            "person": choices.all_people(actor),
        },
    )
    back = back_of(actor, sent)
    made: list[str] = []
    saves = request.method == "POST" and not {"more", "drop"} & set(sent)
    if saves:
        attempt(form, lambda _said: made.append(measures.add(actor, form.draft())))
    if made:
        return redirect(back or addresses.measure(made[0]))
    context = {
        "form": form,
        "back": back,
        "then": {name: sent[name] for name in ("goal", "rung") if sent.get(name)},
        "kpi": form.kpi_words(),
        "preview": preview_of(actor, form),
        "conditions": [(one, known_of(actor, one)) for one in form.conditions],
        "may_add": len(form.conditions) < MOST,
        "fresh": fresh(request, sent),
        "parts": ["#settings", "#member", *(f"#known-{n}" for n in range(1, MOST + 1))],
        "saves": saves,
        "section": "measures",
    }
    if saves:
        return render(request, "pages/measure_new.html", context, status=status_of(form))
    form.forgive_what_is_empty()
    return render(request, "pages/measure_new.html", context)


def fresh(request: HttpRequest, sent: QueryDict) -> dict[str, bool]:
    """Return which fields the page takes over from the answer.

    While a measure is being made only those that belong to another choice than before: what is
    typed into the others meanwhile is not to be overwritten.
    """
    if "HX-Request" not in request.headers:
        return {"settings": True, "member": True}
    return {
        "settings": sent.get("settings_of") != sent.get("kpi"),
        "member": sent.get("member_of") != sent.get("scope"),
    }


def back_of(actor: Actor, sent: QueryDict) -> str:
    """Return where the goal or the step is written that a measure is made for, "" for none.

    Raises:
        NotThere, NotAllowed: where the actor may not write it.
    """
    if goal := sent.get("goal"):
        access.goal(actor, goal, Verb.CHANGE)
        return f"{addresses.goal(goal)}?edit=target#new-target"
    if rung := sent.get("rung"):
        ladder_access.rung(actor, rung, Verb.CHANGE)
        return f"{reverse('rung', args=[rung])}#count"
    return ""


def preview_of(actor: Actor, form: MeasureForm) -> preview_shape.Preview:
    """Return the last weeks of what the form says, or why there are none."""
    if not form.is_valid():
        return preview_shape.lacking() if form.has_chosen() else preview_shape.nothing()
    try:
        return preview_shape.weeks(previewing.preview(actor, form.draft()), form.unit())
    except (Invalid, NotAllowed, NotThere) as error:
        return preview_shape.refused(error.text)


def known_of(actor: Actor, condition: ConditionForm) -> str:
    """Return by which words the tickets can be narrowed, as far as the form says by what."""
    asked = condition.asked()
    return preview_shape.known(previewing.there_are(actor, *asked)) if asked else ""


@require_POST
@signed_in
def dispute(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Take the word that a figure about oneself is wrong."""
    form = DisputeForm(request.POST)
    try:
        if form.is_valid():
            said = form.cleaned_data
            disputes.add(actor, measure, said["start"], said["words"])
            messages.success(request, gettext("Noted. It counts for nothing until it is answered."))
        else:
            messages.error(request, gettext("Say what is wrong with it, so that it can be mended."))
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect(addresses.measure(measure))
