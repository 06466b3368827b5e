"""Trainings of a goal: planned in place, who was there, and whether they worked."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goal_list, graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import effects
from trigpoint.services.trainings import attendance, training_effects, trainings
from trigpoint.services.trainings.attendance import AttendanceTaken
from trigpoint.services.trainings.trainings import TrainingDraft, TrainingView
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.trainings import ListForm, TrainingForm
from trigpoint.web.shapes import trainings as shape
from trigpoint.web.views import parts
from trigpoint.web.views.parts import Cleaned, Part

NAMES = ("programme", "title", "starts", "ends", "aim")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show the trainings of a goal; with `?edit=`, the one that is planned or attended."""
    record = access.goal(actor, goal, Verb.SEE)
    here = reverse("goal_trainings", args=[goal])
    name, _dash, training = request.GET.get("edit", "").partition("-")
    if name == "list":
        return attended(request, actor, goal, training)
    part = planned(request, actor, goal, training) if name == "training" else None
    return parts.serve(
        request,
        actor,
        "pages/trainings.html",
        here,
        part,
        lambda: context(actor, goal, record.title),
    )


def context(actor: Actor, goal: str, title: str) -> dict[str, object]:
    """Return what the page's template reads."""
    found = trainings.of_goal(actor, goal)
    cards = Cards(actor, graph.load(actor))
    record = access.goal(actor, goal, Verb.SEE)
    return {
        "goal": goal,
        "title": title,
        "may": Verb.CHANGE.value in access.may(actor, record),
        "lines": lines(cards, found),
        "section": "goals",
    }


def lines(cards: Cards, found: Sequence[TrainingView]) -> list[shape.TrainingLine]:
    """Return trainings with whether what they were for moved, once they are over."""
    today = cards.actor.today
    over = [(each, aim) for each in found if (aim := each.aim) and each.ends <= today]
    moved = effects.drawn_all(
        cards, [training_effects.of_training(cards, each, aim) for each, aim in over]
    )
    told = {each.id: effect for (each, _aim), effect in zip(over, moved, strict=True)}
    return [shape.line(each, told.get(each.id), today) for each in found]


def planned(request: HttpRequest, actor: Actor, goal: str, training: str) -> Part:
    """A training, new or there."""
    found = trainings.show(actor, goal, training) if training else None
    access.goal(actor, goal, Verb.CHANGE)
    initial = (
        {name: getattr(found, name) for name in ("version", *NAMES)} if found else {"aim": goal}
    )
    form = TrainingForm(request.POST or None, goals=goal_list.all_goals(actor), initial=initial)

    def save(cleaned: Cleaned) -> None:
        draft = TrainingDraft(**{name: cleaned[name] for name in NAMES})
        if found is None:
            trainings.plan(actor, goal, draft)
        else:
            trainings.edit(actor, goal, training, cleaned["version"], draft)

    if found is None:
        return Part(form, save, gettext("Plan it"), done=gettext("It is planned."))
    version = found.version
    return Part(
        form,
        save,
        gettext("Save"),
        lambda _reason: trainings.remove(actor, goal, training, version),
        gettext("Take this training away"),
    )


def attended(request: HttpRequest, actor: Actor, goal: str, training: str) -> HttpResponse:
    """Take the list of who was there; rows that do not fit are named and stay in the form."""
    found = trainings.show(actor, goal, training)
    if not found.may_change:
        raise NotThere
    taken: list[AttendanceTaken] = []
    form = ListForm(request.POST or None, request.FILES or None)

    def save(cleaned: Cleaned) -> None:
        taken.append(attendance.take(actor, goal, training, cleaned["list"]))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if taken:
        messages.success(request, said(taken[0]))
    if done and not taken[0].problems:
        return redirect("goal_trainings", goal)
    access.forget(actor)
    shown = {
        "form": form.again() if taken else form,
        "attending": found.title,
        "problems": taken[0].problems if taken else (),
        "here": reverse("goal_trainings", args=[goal]),
        "save": gettext("Take it in"),
        **context(actor, goal, access.goal(actor, goal, Verb.SEE).title),
    }
    return render(request, "pages/trainings.html", shown, status=status_of(form))


def said(taken: AttendanceTaken) -> str:
    """Return what became of a list in a sentence."""
    added = ngettext("{count} person added.", "{count} people added.", taken.added)
    known = ngettext("{count} was known already.", "{count} were known already.", taken.known)
    whole = added.format(count=taken.added)
    return f"{whole} {known.format(count=taken.known)}" if taken.known else whole
