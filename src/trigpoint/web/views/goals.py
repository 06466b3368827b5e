"""One goal, everything that changed in it, and a new one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import goal_list, goal_page, goals, scope
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.web import addresses
from trigpoint.web.clashes import Clash
from trigpoint.web.door import attempt, day_of, end_of, signed_in, status_of
from trigpoint.web.forms.goals import GoalForm, TargetForm
from trigpoint.web.shapes import goal as shape
from trigpoint.web.shapes import goal_history as history_shape
from trigpoint.web.views import choices, goal_edits
from trigpoint.web.views.goal_edits import EDITS, Edit
from trigpoint.web.views.parts import take_away

EVERY_CHANGE = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show a goal, now or as it stood; with `?edit=`, the part that is being written."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    found = goal_page.show(actor, goal, at)
    name, _dash, part = request.GET.get("edit", "").partition("-")
    make = EDITS.get((name, bool(part))) if "change" in found.may else None
    if make is None:
        page = shape.goal(found, actor.now)
        return render(request, "pages/goal.html", {"page": page, "section": "goals"})
    edit = make(request, actor, found, part)
    if isinstance(edit.form, TargetForm) and edit.form.is_arranging():
        if request.POST.get("weeks"):
            edit.form.show_weeks(goal_edits.weeks_of(actor, goal, part, edit.form))
        edit.form.forgive()
        return render_edit(request, actor, found, edit, [], status=200)
    if request.method == "POST":
        return write(request, actor, found, edit)
    return render_edit(request, actor, found, edit, [])


def write(
    request: HttpRequest, actor: Actor, found: goal_page.GoalPage, edit: Edit
) -> HttpResponse:
    """Write what a form says, or show it again with what is wrong."""
    if request.POST.get("remove") and edit.remove is not None:
        return take_away(request, edit.remove, addresses.goal(found.card.id))
    done, clashes = attempt(edit.form, edit.save)
    if done:
        return redirect(addresses.goal(found.card.id) + edit.anchor)
    access.forget(actor)
    return render_edit(request, actor, goal_page.show(actor, found.card.id), edit, clashes)


def render_edit(
    request: HttpRequest,
    actor: Actor,
    found: goal_page.GoalPage,
    edit: Edit,
    clashes: list[Clash],
    *,
    status: int | None = None,
) -> HttpResponse:
    """Show the goal with one part of it as a form; its status is that of the form if not given."""
    page = shape.goal(found, actor.now, edit=request.GET.get("edit", ""))
    context = {
        "page": page,
        "form": edit.form,
        "clashes": clashes,
        "remove": edit.remove_label,
        "section": "goals",
    }
    return render(request, "pages/goal.html", context, status=status or status_of(edit.form))


@require_safe
@signed_in
def history(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show everything that changed in a goal; between two days, what differs in the end."""
    found = goal_page.show(actor, goal, changes=EVERY_CHANGE)
    first, last = (day_of(request.GET.get(name, "")) for name in ("from", "to"))
    page = history_shape.page(found, actor.now, first, last)
    return render(request, "pages/goal_history.html", {"page": page, "section": "goals"})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a new goal."""
    period = scope.find(actor).period
    form = GoalForm(
        request.POST or None,
        owners=choices.own_first(actor),
        periods=choices.periods(actor),
        above=goal_list.above(actor),
        initial={
            "owner": choices.me(actor),
            "above": request.GET.get("above", ""),
            "period": period.id if period else "",
        },
    )
    made: list[str] = []

    def save(cleaned: dict[str, object]) -> None:
        made.append(goals.add(actor, draft_of(cleaned)))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect(addresses.goal(made[0]))
    context = {"form": form, "section": "goals"}
    return render(request, "pages/goal_new.html", context, status=status_of(form))


def draft_of(cleaned: dict[str, object]) -> GoalDraft:
    """Return the goal that the form describes."""
    above = str(cleaned["above"])
    link = LinkDraft(above=above, sentence=str(cleaned["sentence"]))
    return GoalDraft(
        title=str(cleaned["title"]),
        why=str(cleaned["why"]),
        owner=str(cleaned["owner"]),
        period=str(cleaned["period"]),
        private=bool(cleaned["private"]),
        carries=(link,) if above else (),
    )
