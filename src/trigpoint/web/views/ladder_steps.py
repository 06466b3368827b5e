"""Steps of a ladder: a new one, one to change, and what counts for it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere, Stale
from trigpoint.services.goals import goal_list
from trigpoint.services.ladders import ladder_access, ladder_help, ladder_page, rung_checks, rungs
from trigpoint.services.ladders.ladder_views import CriterionView, RungView
from trigpoint.web import formats, parse
from trigpoint.web.door import attempt, signed_in, status_of, version_of
from trigpoint.web.forms.ladders import RESOURCES, CriterionForm, RungForm
from trigpoint.web.shapes import ladders as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import ladder_choices

QUARTER = datetime.timedelta(weeks=12)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor, ladder: str) -> HttpResponse:
    """Add a step by hand."""
    ladder_access.ladder(actor, ladder, Verb.CHANGE)
    form = RungForm(
        request.POST or None,
        goals=goal_list.all_goals(actor),
        initial={"due": actor.today + QUARTER},
    )
    made: list[str] = []

    def save(cleaned: dict[str, Any]) -> None:
        made.extend(rungs.add(actor, ladder, [RungForm.draft(cleaned)]))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("rung", made[0])
    page = ladder_page.show(actor, ladder)
    context = {"form": form, "ladder": page, "section": "views"}
    return render(request, "pages/rung_new.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, rung: str) -> HttpResponse:
    """Show a step to be changed; on POST, change it, or take it away."""
    record = ladder_access.rung(actor, rung, Verb.CHANGE)
    page = ladder_page.show(actor, record.ladder.public_id)
    found = next(each for each in page.rungs if each.id == rung)
    if "remove" in request.POST:
        rungs.remove(actor, rung, found.version)
        messages.success(request, gettext("Taken away. The steps above moved down."))
        return redirect("ladder", page.id)
    if request.POST.get("part") in SMALL:
        return small_act(request, actor, found, rung)
    form = RungForm(
        request.POST or None if request.POST.get("part") == "step" else None,
        goals=goal_list.all_goals(actor),
        initial=rung_initial(found),
    )
    counting = CriterionForm(
        request.POST if request.POST.get("part") == "criterion" else None,
        measures=ladder_choices.measures(actor),
        initial=proposed(found),
    )
    sent = counting if request.POST.get("part") == "criterion" else form

    def save(cleaned: dict[str, Any]) -> None:
        if sent is form:
            rungs.edit(actor, rung, cleaned.pop("version") or found.version, cleaned)
        else:
            rungs.add_criterion(actor, rung, CriterionForm.draft(cleaned))

    done, clashes = attempt(sent, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("rung", rung)
    context = {
        "form": form,
        "counting": counting,
        "clashes": clashes,
        "ladder": page,
        "step": shape.step(found, actor.today),
        "rung": found,
        "rules": rung_checks.of_rung(actor, rung),
        "resources": RESOURCES,
        "section": "views",
    }
    return render(request, "pages/rung.html", context, status=status_of(sent))


def proposed(found: RungView) -> dict[str, str]:
    """Return what a template proposed to count for a step, where its measure is there."""
    if found.proposed is None or found.proposed.measure is None:
        return {}
    return {"kind": "measure", "measure": found.proposed.measure.id}


def small_act(request: HttpRequest, actor: Actor, found: RungView, rung: str) -> HttpResponse:
    """Take a better title over, or add, settle or take away what helps."""
    try:
        SMALL[request.POST["part"]](actor, found, request.POST)
        messages.success(request, gettext("Kept."))
    except (Invalid, Stale) as error:
        messages.error(request, say(error.text))
    return redirect("rung", rung)


def better(actor: Actor, found: RungView, sent: QueryDict) -> None:
    """Take a better title over."""
    rungs.edit(actor, found.id, found.version, {"title": sent.get("title", "")})


def nearer(actor: Actor, found: RungView, _sent: QueryDict) -> None:
    """Ask for the nearer value; a title that names the value asked for so far follows."""
    rung_checks.take_nearer(actor, found.id, renamed)


def renamed(title: str, unit: str, old: float, new: float) -> str:
    """Return a title with the new value where it names the old one: 71 %, or 71 in 100."""
    was, now = (formats.value_words(value, unit) for value in (old, new))
    if was in title:
        return title.replace(was, now)
    if unit != "share":
        return title
    return re.sub(rf"\b{100 * old:.10g}\b", f"{100 * new:.10g}", title, count=1)


def helped(actor: Actor, found: RungView, sent: QueryDict) -> None:
    """Add what helps, or what is asked for."""
    ladder_help.add_resource(
        actor,
        found.id,
        sent.get("kind", ""),
        sent.get("title", ""),
        sent.get("link", ""),
        there=sent.get("there") == "1",
    )


def settled(actor: Actor, _found: RungView, sent: QueryDict) -> None:
    """Say that what was asked for is there, or take away what does not help."""
    resource, version = sent.get("resource", ""), version_of(sent)
    if "away" in sent:
        ladder_help.remove_resource(actor, resource, version)
    else:
        ladder_help.settle_resource(actor, resource, version, there=True)


SMALL: dict[str, Callable[[Actor, RungView, QueryDict], None]] = {
    "better": better,
    "nearer": nearer,
    "resource": helped,
    "settled": settled,
}


def rung_initial(found: RungView) -> dict[str, Any]:
    """Return what a step's form shows before anything is typed."""
    return {
        "version": found.version,
        "title": found.title,
        "due": found.due,
        "goal": found.goal.id if found.goal else "",
        "reward": found.reward,
        "reward_words": found.reward_words,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def criterion(request: HttpRequest, actor: Actor, criterion: str) -> HttpResponse:
    """Change what counts for a step, or let it count no more."""
    record = ladder_access.criterion(actor, criterion, Verb.CHANGE)
    page = ladder_page.show(actor, record.rung.ladder.public_id)
    found = next((c for r in page.rungs for c in r.criteria if c.id == criterion), None)
    if found is None:
        raise NotThere
    rung = record.rung.public_id
    if "remove" in request.POST:
        rungs.remove_criterion(actor, criterion, found.version)
        return redirect("rung", rung)
    form = CriterionForm(
        request.POST or None,
        measures=ladder_choices.measures(actor),
        initial=criterion_initial(found),
    )

    def save(cleaned: dict[str, Any]) -> None:
        version = cleaned["version"] or found.version
        rungs.edit_criterion(actor, criterion, version, CriterionForm.draft(cleaned))

    done, clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("rung", rung)
    context = {
        "form": form,
        "clashes": clashes,
        "ladder": page,
        "rung": record.rung,
        "section": "views",
    }
    return render(request, "pages/criterion.html", context, status=status_of(form))


def criterion_initial(found: CriterionView) -> dict[str, Any]:
    """Return what the form of a criterion shows before anything is typed."""

    def said(number: float | None, unit: str) -> str:
        return "" if number is None else parse.typed(number, unit)

    return {
        "version": found.version,
        "kind": found.kind,
        "words": found.words,
        "measure": found.measure.id if found.measure else "",
        "value": said(found.value, found.measure.unit if found.measure else ""),
        "hold_weeks": found.hold_weeks,
        "least": found.least,
        "guard": found.guard.id if found.guard else "",
        "guard_limit": said(found.guard_limit, found.guard.unit if found.guard else ""),
    }
