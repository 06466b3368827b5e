"""Experiments: of a goal, planned and ended in place; and of all goals that one sees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.experiments import ending, experiments, planning
from trigpoint.services.experiments.experiments import ExperimentView
from trigpoint.services.experiments.planning import ExperimentDraft
from trigpoint.services.knowledge import posts
from trigpoint.web.door import signed_in
from trigpoint.web.forms.experiments import ExperimentForm, FollowsForm, StopForm
from trigpoint.web.shapes import experiments as shape
from trigpoint.web.views import choices, parts
from trigpoint.web.views.parts import Cleaned, Make, Part

NAMES = ("title", "hypothesis", "measure", "guard", "starts", "ends", "who")


@require_safe
@signed_in
def everything(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the experiments of all goals that the reader sees."""
    found = experiments.everything(actor)
    shown = {
        "lines": [shape.line(each, actor.today) for each in found],
        "section": "views",
    }
    return render(request, "pages/experiments.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show the experiments of a goal; with `?edit=`, the one that is planned, ended or decided."""
    access.goal(actor, goal, Verb.SEE)
    makers: dict[str, Make] = {
        "experiment": planned(goal),
        "end": stopped(goal),
        "decide": decided(goal),
    }
    part = parts.part_of(request, actor, makers)
    here = reverse("goal_experiments", args=[goal])
    return parts.serve(
        request, actor, "pages/experiments.html", here, part, lambda: context(actor, goal)
    )


def context(actor: Actor, goal: str) -> dict[str, object]:
    """Return what the page's template reads of one goal."""
    record = access.goal(actor, goal, Verb.SEE)
    return {
        "goal": goal,
        "title": record.title,
        "may": Verb.CHANGE.value in access.may(actor, record),
        "lines": [shape.line(each, actor.today) for each in experiments.of_goal(actor, goal)],
        "section": "goals",
    }


def planned(goal: str) -> Make:
    """Return how an experiment is planned, or planned anew."""

    def make(request: HttpRequest, actor: Actor, experiment: str) -> Part:
        offered = planning.offers(actor, goal)
        found = experiments.show(actor, goal, experiment) if experiment else None
        record = access.goal(actor, goal, Verb.CHANGE)
        form = ExperimentForm(
            request.POST or None,
            measures=[(each.id, each.title) for each in offered.measures],
            guards=[(each.id, each.title) for each in offered.guards],
            who=choices.holders(actor),
            initial=initial(found) if found else begun(request, actor, record),
        )

        def save(cleaned: Cleaned) -> None:
            draft = ExperimentDraft(**{name: cleaned[name] for name in NAMES})
            if found is None:
                made = planning.plan(actor, goal, draft)
                if post := request.GET.get("post", ""):
                    posts.turn_into(actor, post, goal, made)
            else:
                planning.edit(actor, goal, found.id, cleaned["version"], draft)

        if found is None:
            return Part(form, save, gettext("Plan it"), done=gettext("It is planned."))
        version = found.version
        return Part(
            form,
            save,
            gettext("Save"),
            lambda _reason: planning.remove(actor, goal, found.id, version),
            gettext("Take this experiment away"),
        )

    return make


def begun(request: HttpRequest, actor: Actor, record: object) -> dict[str, object]:
    """Return what a new experiment begins with: a problem or an idea that `?post=` names."""
    post = request.GET.get("post", "")
    title = posts.find(actor, post).title[: planning.LONGEST_TITLE] if post else ""
    return {"who": owner_of(record), "title": title}


def owner_of(record: object) -> list[str]:
    """Return whose goal it is, who usually takes part."""
    owner = getattr(record, "owner_unit", None) or getattr(record, "owner_person", None)
    return [owner.public_id] if owner else []


def initial(found: ExperimentView) -> dict[str, object]:
    """Return what the form of an experiment says before it is changed."""
    return {
        "version": found.version,
        "title": found.title,
        "hypothesis": found.hypothesis,
        "measure": found.measure.id if found.measure else "",
        "guard": found.guard.id if found.guard else "",
        "starts": found.starts,
        "ends": found.ends,
        "who": [each.id for each in (*found.units, *found.people)],
    }


def stopped(goal: str) -> Make:
    """Return how an experiment ends sooner."""

    def make(request: HttpRequest, actor: Actor, experiment: str) -> Part:
        found = experiments.find(actor, goal, experiment, Verb.CHANGE)
        form = StopForm(request.POST or None, initial={"version": found.version})

        def save(cleaned: Cleaned) -> None:
            ending.stop(actor, goal, experiment, cleaned["version"], cleaned["why"])

        return Part(form, save, gettext("End it now"), done=gettext("It has ended."))

    return make


def decided(goal: str) -> Make:
    """Return how it is said what follows."""

    def make(request: HttpRequest, actor: Actor, experiment: str) -> Part:
        found = experiments.find(actor, goal, experiment, Verb.CHANGE)
        said = {"version": found.version, "decision": found.decision}
        form = FollowsForm(request.POST or None, initial=said)

        def save(cleaned: Cleaned) -> None:
            ending.decide(actor, goal, experiment, cleaned["version"], cleaned["decision"])

        return Part(form, save, gettext("Say what follows"), done=gettext("It is kept."))

    return make
