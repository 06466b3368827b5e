"""Trying a change of many goals: the list, the sandbox, more changes, what is done with it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, Stale
from trigpoint.services.goals import goal_list
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.people import people
from trigpoint.services.realignment import realign, realign_page, realign_pick
from trigpoint.services.realignment.realign_pick import Wish
from trigpoint.services.realignment.realign_units import MoveUnit
from trigpoint.services.realignment.realign_views import RealignmentPage
from trigpoint.web import addresses, parse
from trigpoint.web.door import attempt, signed_in, status_of, version_of
from trigpoint.web.forms.realign import BeginForm, ReasonForm, UnitForm, WishForm
from trigpoint.web.shapes import realign as shape
from trigpoint.web.shapes import realign_add as adding
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the changes that were tried, and begin another one; `?unit=` is a team to move."""
    moving = next((u for u in people.units(actor) if u.id == request.GET.get("unit")), None)
    title = gettext("{name} moves").format(name=moving.name) if moving else ""
    form = BeginForm(request.POST or None, initial={"title": title})
    made: list[str] = []

    def save(cleaned: dict[str, Any]) -> None:
        made.append(realign.begin(actor, cleaned["title"]))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done and moving:
        to_move = reverse("realignment_unit", args=[made[0]])
        return redirect(f"{to_move}{addresses.query(unit=moving.id)}")
    if done:
        return redirect("realignment_add", made[0])
    found = shape.lines(realign_page.index(actor))
    context = {"lines": found, "form": form, "section": "views"}
    return render(request, "pages/realignments.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, realignment: str) -> HttpResponse:
    """Show the sandbox; on POST, keep title and reason."""
    found = realign_page.show(actor, realignment, request.GET.get("explain", "")[:40])
    initial = {"title": found.title, "reason": found.reason, "version": found.version}
    form = ReasonForm(request.POST or None, initial=initial)

    def save(cleaned: dict[str, Any]) -> None:
        realign.edit(
            actor,
            realignment,
            cleaned["version"],
            title=cleaned["title"],
            reason=cleaned["reason"],
        )

    done, clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        messages.success(request, gettext("Saved."))
        return redirect("realignment", realignment)
    context = {"page": shape.page(found), "form": form, "clashes": clashes, "section": "views"}
    return render(request, "pages/realign.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: HttpRequest, actor: Actor, realignment: str) -> HttpResponse:
    """Choose goals, and say what is to change in each of them."""
    found = realign_page.show(actor, realignment)
    wanted = Filter(
        words=request.GET.get("words", "")[:80], level=request.GET.get("level", "")[:20]
    )
    fitting = goal_list.find(actor, wanted, everything=True, figures=False).goals
    chosen = adding.chosen(request.POST, fitting) or request.GET.getlist("goal")
    form = WishForm(
        request.POST or None,
        above=goal_list.all_goals(actor),
        unit=realign_pick.unit_of(actor, chosen),
        initial={"version": found.version},
    )

    def save(cleaned: dict[str, Any]) -> None:
        version = cleaned.pop("version")
        edits = realign_pick.edits(actor, chosen, Wish(**cleaned))
        realign.add_edits(actor, realignment, version, edits)

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("realignment", realignment)
    context = {
        "id": realignment,
        "title": found.title,
        "pick": adding.picking(fitting, wanted, chosen),
        "form": form,
        "section": "views",
    }
    return render(request, "pages/realign_add.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def unit(request: HttpRequest, actor: Actor, realignment: str) -> HttpResponse:
    """Say which team goes under which other one, and when."""
    found = realign_page.show(actor, realignment)
    initial = {
        "version": found.version,
        "unit": request.GET.get("unit", ""),
        "day": first_of_next_month(actor.today),
    }
    form = UnitForm(request.POST or None, units=units(actor), initial=initial)

    def save(said: dict[str, Any]) -> None:
        edit = MoveUnit(unit=said["unit"], to=said["to"], day=said["day"])
        realign.add_edits(actor, realignment, said["version"], [edit])

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect("realignment", realignment)
    context = {"id": realignment, "title": found.title, "form": form, "section": "views"}
    return render(request, "pages/realign_unit.html", context, status=status_of(form))


def first_of_next_month(day: datetime.date) -> datetime.date:
    """Return the day on which most reorganisations begin."""
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def units(actor: Actor) -> list[tuple[str, str]]:
    """Return the teams that go on, in the order of the tree."""
    every = people.units(actor)
    return [(u.id, u.name) for u in every if u.valid_to is None or u.valid_to > actor.today]


@require_POST
@signed_in
def act(request: HttpRequest, actor: Actor, realignment: str) -> HttpResponse:
    """Do one thing with it: ask, answer, commit, take back, give up, take a change out."""
    found = realign_page.show(actor, realignment)
    do = ACTS.get(request.POST.get("do", ""))
    if do is None:
        messages.error(request, gettext("Choose what to do."))
        return redirect("realignment", realignment)
    try:
        messages.success(request, do(actor, found, request.POST))
    except (Invalid, NotAllowed, Stale) as error:
        messages.error(request, say(error.text))
    return redirect("realignment", realignment)


def ask(actor: Actor, found: RealignmentPage, _sent: QueryDict) -> str:
    """Ask those whom it concerns first."""
    count = realign.ask(actor, found.id, found.version)
    return ngettext("{n} was asked.", "{n} were asked.", count).format(n=count)


def answer(actor: Actor, _found: RealignmentPage, sent: QueryDict) -> str:
    """Say what one thinks of it."""
    said = (sent.get("voice", ""), sent.get("answer", ""), sent.get("words", ""))
    realign.answer(actor, *said)
    return gettext("Your answer is kept. Whoever asked can read it.")


def commit(actor: Actor, found: RealignmentPage, sent: QueryDict) -> str:
    """Change everything."""
    realign.commit(actor, found.id, version_of(sent), override=sent.get("override", ""))
    return gettext("Committed. Those whom it concerns are told; one undo takes all of it back.")


def undo(actor: Actor, found: RealignmentPage, _sent: QueryDict) -> str:
    """Take everything back."""
    realign.undo(actor, found.id, found.version)
    return gettext("Taken back. Every goal says again what it said before.")


def discard(actor: Actor, found: RealignmentPage, _sent: QueryDict) -> str:
    """Give it up."""
    realign.discard(actor, found.id, found.version)
    return gettext("Given up. Nothing has changed.")


def take_out(actor: Actor, found: RealignmentPage, sent: QueryDict) -> str:
    """Take one change out."""
    number = parse.whole(sent.get("number", ""), -1)
    realign.remove_edit(actor, found.id, found.version, number)
    return gettext("Taken out.")


Act = Callable[[Actor, RealignmentPage, QueryDict], str]
ACTS: dict[str, Act] = {
    "ask": ask,
    "answer": answer,
    "commit": commit,
    "undo": undo,
    "discard": discard,
    "take out": take_out,
}
