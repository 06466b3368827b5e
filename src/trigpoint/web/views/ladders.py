"""Ladders: the list, a new one, one drawn with its steps, and what is done on its page."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.core.lenses.guide import StepState
from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, Stale
from trigpoint.services.goals import goal_list, goal_uses
from trigpoint.services.ladders import (
    coachings,
    ladder_access,
    ladder_help,
    ladder_page,
    ladder_templates,
    ladders,
    rungs,
)
from trigpoint.services.ladders.ladder_views import LadderPage
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.web import addresses, lens, parse
from trigpoint.web.components import Link, Nothing
from trigpoint.web.door import attempt, day_of, end_of, signed_in, status_of, version_of
from trigpoint.web.forms.ladders import AUDIENCES, HINDRANCES, LEVELS, LadderEditForm, LadderForm
from trigpoint.web.shapes import ladder_list, past
from trigpoint.web.shapes import ladders as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices, ladder_choices
from trigpoint.web.views.parts import take_away


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the ladders of whoever is chosen."""
    frame = lens.frame(request, actor, "ladders")
    at = frame.focus.moment(actor)
    page = ladder_list.listing(ladder_page.index(actor, frame.scope, at), actor.today, at)
    empty = Nothing(
        gettext("No ladder here yet"),
        gettext("A ladder takes one thing that you want to get better at, step by step."),
        Link(gettext("Begin a ladder"), reverse("ladder_new")),
        "layers",
    )
    chosen = goal_uses.chosen(actor, "ladder", frame.scope)
    lines = [Link(card.title, addresses.goal(card.id)) for card in chosen]
    context = {"lens": frame, "page": page, "empty": empty, "chosen": lines, "section": "views"}
    return render(request, "pages/ladders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a ladder."""
    form = LadderForm(
        request.POST or None,
        owners=ladder_choices.owners(actor),
        goals=goal_list.all_goals(actor),
        above=ladder_choices.above(actor),
        templates=ladder_choices.templates(),
        initial={name: request.GET.get(name, "") for name in ("owner", "goal", "template")},
    )
    made: list[str] = []

    def save(cleaned: dict[str, Any]) -> None:
        template = cleaned.pop("template")
        draft = LadderDraft(**cleaned)
        made.append(
            ladder_templates.begin(actor, template, draft, say)
            if template
            else ladders.add(actor, draft)
        )

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("ladder", made[0])
    context = {"form": form, "section": "views"}
    return render(request, "pages/ladder_new.html", context, status=status_of(form))


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, ladder: str) -> HttpResponse:
    """Show a ladder, drawn so that reached, present and next are clear, now or on a past day."""
    found = ladder_page.show(actor, ladder, end_of(day_of(request.GET.get("at", "")), actor))
    context = {
        "page": shape.page(found, actor.today),
        "lens": lens.frame(request, actor, "ladders"),
        "ladder": found,
        "past": past.banner(found.at),
        "books": found.meets,
        "changes": "change" in found.may,
        "audiences": AUDIENCES,
        "levels": LEVELS,
        "hindrances": HINDRANCES,
        "goals": goal_list.all_goals(actor) if "change" in found.may else [],
        "section": "views",
    }
    return render(request, "pages/ladder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, actor: Actor, ladder: str) -> HttpResponse:
    """Change what a ladder is about, what it is tied to, and who coaches; or take it away."""
    ladder_access.ladder(actor, ladder, Verb.CHANGE)
    found = ladder_page.show(actor, ladder)
    if "remove" in request.POST:
        version = version_of(request.POST)
        return take_away(
            request,
            lambda _reason: ladders.retire(actor, ladder, version),
            reverse("ladders"),
            gettext("The ladder is taken away."),
        )
    form = LadderEditForm(
        request.POST or None,
        goals=goal_list.all_goals(actor),
        above=ladder_choices.above(actor, besides=ladder),
        people=[p for p in choices.all_people(actor) if p[0] != found.owner.id],
        initial={
            "version": found.version,
            "title": found.title,
            "why": found.why,
            "goal": found.goal.id if found.goal else "",
            "above": found.above.id if found.above else "",
            "coach": found.coach.id if found.coach else "",
        },
    )

    def save(cleaned: dict[str, Any]) -> None:
        ladders.edit(actor, ladder, cleaned.pop("version"), cleaned)

    done, clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("ladder", ladder)
    context = {
        "form": form,
        "clashes": clashes,
        "ladder": found,
        "may_retire": "retire" in found.may and not found.reached,
        "section": "views",
    }
    return render(request, "pages/ladder_edit.html", context, status=status_of(form))


@require_POST
@signed_in
def act(request: HttpRequest, actor: Actor, ladder: str) -> HttpResponse:
    """Do one thing on a ladder: begin, step off, end, be away, and the like."""
    found = ladder_page.show(actor, ladder)
    do = ACTS.get(request.POST.get("do", ""))
    if do is None:
        messages.error(request, gettext("Choose what to do."))
        return redirect("ladder", ladder)
    try:
        messages.success(request, do(actor, found, request.POST))
    except (Invalid, NotAllowed, Stale) as error:
        messages.error(request, say(error.text))
    return redirect("ladder_stand" if request.POST.get("from") == "stand" else "ladder", ladder)


def begin(actor: Actor, found: LadderPage, _sent: QueryDict) -> str:
    """Begin to climb."""
    ladders.begin(actor, found.id)
    return gettext("You are on your way. From now on the data decide.")


def decline(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Step off."""
    ladders.decline(actor, found.id, sent.get("words", ""))
    return gettext("You have stepped off. It costs nothing, and what you reached stays yours.")


def end(actor: Actor, found: LadderPage, _sent: QueryDict) -> str:
    """End a ladder."""
    ladders.end(actor, found.id)
    return gettext("Ended. What was reached stays.")


def audience(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Say who is told when a step is reached."""
    ladders.edit(actor, found.id, found.version, {"audience": sent.get("audience", "")})
    return gettext("Kept: that is how it is told.")


def consent(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Agree that stepping off may be handed out, or take that back."""
    ladders.edit(actor, found.id, found.version, {"may_export": sent.get("may_export") == "1"})
    return gettext("Kept.")


def leave(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Say that I am away."""
    first, last = day_of(sent.get("first", "")), day_of(sent.get("last", ""))
    if first is None or last is None:
        raise Invalid({"first": ladders.NEEDS_DAYS})
    ladders.take_leave(actor, found.id, first, last)
    return gettext("These weeks pause every hold.")


def stay(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Take back that I am away."""
    first, last = day_of(sent.get("first", "")), day_of(sent.get("last", ""))
    if first is None or last is None:
        raise Invalid({"first": ladders.NEEDS_DAYS})
    ladders.stay(actor, found.id, first, last)
    return gettext("These weeks count again.")


def use_goal(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Make a step of a goal."""
    rungs.use_as_rung(actor, found.id, sent.get("goal", ""))
    return gettext("The goal is a step now.")


def skip(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Leave a guided step out, or take it in again."""
    step = sent.get("step", "")[:20]
    left_out = any(e.key == step and e.state is StepState.SKIPPED for e in found.guide)
    ladders.skip(actor, found.id, step, skipped=not left_out)
    return gettext("Kept.")


def attend(actor: Actor, _found: LadderPage, sent: QueryDict) -> str:
    """Say when a training was attended."""
    day: datetime.date | None = day_of(sent.get("day", ""))
    rungs.attend(actor, sent.get("criterion", ""), version_of(sent), day)
    return gettext("Kept. Within the hour the step counts it.")


def book(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Book a coaching meeting."""
    try:
        at = timezone.make_aware(datetime.datetime.fromisoformat(sent.get("at", "")))
    except ValueError as error:
        raise Invalid({"at": ladders.NEEDS_MOMENT}) from error
    minutes = parse.whole(sent.get("minutes", ""), 30)
    coachings.book(actor, found.id, at, sent.get("topic", ""), minutes)
    return gettext("Booked. The calendar file stands beside it.")


def skill(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Name a skill to be looked at."""
    ladder_help.add_skill(actor, found.id, sent.get("name", ""))
    return gettext("Kept.")


def assess(actor: Actor, _found: LadderPage, sent: QueryDict) -> str:
    """Say how a skill is practised."""
    level, words = parse.whole(sent.get("level", "")), sent.get("words", "")
    ladder_help.assess(actor, sent.get("skill", ""), version_of(sent), level, words)
    return gettext("Kept.")


def unhinder(actor: Actor, _found: LadderPage, sent: QueryDict) -> str:
    """Take away what does not hinder any more."""
    ladder_help.remove_hindrance(actor, sent.get("hindrance", ""), version_of(sent))
    return gettext("Taken away.")


def hinder(actor: Actor, found: LadderPage, sent: QueryDict) -> str:
    """Say what stands in the way."""
    ladder_help.add_hindrance(actor, found.id, sent.get("kind", ""), sent.get("words", ""))
    return gettext("Kept.")


Act = Callable[[Actor, LadderPage, QueryDict], str]
ACTS: dict[str, Act] = {
    "begin": begin,
    "decline": decline,
    "end": end,
    "audience": audience,
    "consent": consent,
    "leave": leave,
    "stay": stay,
    "use_goal": use_goal,
    "skip": skip,
    "attend": attend,
    "book": book,
    "skill": skill,
    "assess": assess,
    "hinder": hinder,
    "unhinder": unhinder,
}
