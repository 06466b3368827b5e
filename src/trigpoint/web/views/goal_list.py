"""All goals: found, kept as a view, many changed at once, taken along as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.connectors.files.export import csv_lines
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import goal_list, goals, goals_undo, saved_views
from trigpoint.services.goals.cards import GoalCard
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.people import people
from trigpoint.web import addresses, parse
from trigpoint.web.door import came_from, day_of, end_of, signed_in
from trigpoint.web.forms.goals import FilterForm, ManyForm
from trigpoint.web.shapes import goal_list as shape
from trigpoint.web.shapes import past
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices

MOST_AT_ONCE = 200


def wanted_of(asked: QueryDict, actor: Actor) -> Filter:
    """Return the filter that an address carries."""
    page = asked.get("page", "1")
    return Filter(
        words=asked.get("words", "").strip()[:200],
        state=asked.get("state", ""),
        status=asked.get("status", ""),
        owner=asked.get("owner", ""),
        period=asked.get("period", ""),
        level=asked.get("level", ""),
        mine=asked.get("mine") == "1",
        sort=asked.get("sort", "title"),
        page=parse.whole(page, 1),
        at=end_of(day_of(asked.get("at", "")), actor),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show all goals, found and filtered; change those that were chosen."""
    if request.GET.get("new"):
        return redirect("goal_new")
    wanted = wanted_of(request.GET, actor)
    found = goal_list.find(actor, wanted)
    may_write = actor.person is not None and wanted.at is None
    periods = choices.named_periods(found.periods)
    form = ManyForm(request.POST or None, periods=periods)
    if request.method == "POST" and may_write and change_many(request, actor, form):
        return redirect(request.get_full_path())
    shown = {card.id for card in found.goals} if may_write else set[str]()
    mine = goal_list.changeable(actor, shown)
    picked = frozenset(chosen(request.POST.getlist("goal")))
    kept = saved_views.views(actor)
    context = {
        "page": shape.page(found, wanted, actor.today, kept, mine, picked, may_write=may_write),
        "filters": filter_form(actor, wanted, found.goals, periods),
        "form": form,
        "may_write": may_write,
        "banner": past.banner(wanted.at),
        "section": "goals",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/goals.html", context, status=status)


def filter_form(
    actor: Actor, wanted: Filter, found: Sequence[GoalCard], periods: choices.Choices
) -> FilterForm:
    """Return the choices that narrow the list; a person stays chosen whose goals are shown."""
    units = {u.id: u.name for u in people.units(actor)}
    held = {card.owner.id: card.owner.name for card in found if card.owner.id == wanted.owner}
    return FilterForm(
        owners=(held | units).items(),
        periods=periods,
        initial={
            "status": wanted.status,
            "owner": wanted.owner,
            "period": wanted.period,
            "at": past.day(wanted.at),
        },
    )


def change_many(request: HttpRequest, actor: Actor, form: ManyForm) -> bool:
    """Change the chosen goals, all or none; what was refused stands with the form."""
    versions = chosen(request.POST.getlist("goal"))
    if not form.is_valid():
        return False
    changes = form.changes()
    if not versions or not changes:
        form.add_error(None, gettext("Choose goals, and what is to change in them."))
        return False
    try:
        entry = goals.edit_many(actor, versions, changes, reason=form.cleaned_data["reason"])
    except (Invalid, NotAllowed, Stale) as error:
        form.add_error(None, f"{say(error.text)} {gettext('Nothing was changed.')}")
        return False
    count = len(versions)
    said = ngettext("{n} goal changed.", "{n} goals changed.", count).format(n=count)
    messages.success(request, said, extra_tags=reverse("goals_undo", args=[entry]))
    return True


def chosen(marks: list[str]) -> dict[str, int]:
    """Return the versions of the chosen goals from "id:version"."""
    pairs = (mark.partition(":") for mark in marks[:MOST_AT_ONCE])
    return {goal: parse.whole(version) for goal, _colon, version in pairs if version.isdecimal()}


@require_POST
@signed_in
def undo(request: HttpRequest, actor: Actor, entry: str) -> HttpResponse:
    """Take back what one changed in goals, and go back to where that was seen."""
    if not entry.isdecimal() or len(entry) > 15:
        raise NotThere
    try:
        goals_undo.undo(actor, int(entry))
    except Invalid as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("Everything says again what it said before."))
    return redirect(came_from(request) or reverse("goals"))


@require_safe
@signed_in
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the goals of this view as a CSV file."""
    found = goal_list.find(actor, wanted_of(request.GET, actor), everything=True)
    rows = [
        shape.exported(card, request.build_absolute_uri(addresses.goal(card.id)))
        for card in found.goals
    ]
    text = "".join(csv_lines(shape.EXPORTED, rows))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="goals.csv"'
    return response


@require_POST
@signed_in
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the list as it is filtered, under a name."""
    wanted = replace(wanted_of(request.GET, actor), at=None)
    try:
        saved_views.keep(actor, request.POST.get("name", ""), wanted)
    except Invalid as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("Kept. It stands above the list."))
    return redirect(shape.with_(wanted))


@require_POST
@signed_in
def drop(request: HttpRequest, actor: Actor, view: str) -> HttpResponse:
    """Take a kept view away."""
    saved_views.drop(actor, view)
    messages.success(request, gettext("Taken away. The goals themselves are untouched."))
    return redirect("goals")
