"""The parts of a strategy map that are written in place: one function for each `?edit=`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import drives, goal_list
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_journey, map_lanes, map_objectives
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.maps.map_page import MapView, ObjectiveView, ThemeView
from trigpoint.services.maps.map_pains import PainView, StageView
from trigpoint.services.plans import sharing
from trigpoint.web.forms import strategy_map as forms
from trigpoint.web.forms.v2mom import ShareLinkForm
from trigpoint.web.shapes.map_scene import objective_named
from trigpoint.web.views.parts import Cleaned, Part

P = ParamSpec("P")
V = TypeVar("V", ThemeView, StageView)


def in_form(act: Callable[P, object]) -> Callable[P, object]:
    """Say at the form what one may not do, so that nothing typed is lost."""

    @wraps(act)
    def acted(*args: P.args, **kwargs: P.kwargs) -> object:
        try:
            return act(*args, **kwargs)
        except NotAllowed as error:
            raise Invalid({"": error.text}) from error

    return acted


def lanes(view: MapView) -> list[tuple[str, str]]:
    """Return the perspectives to choose from."""
    return [(p.id, p.title) for p in view.perspectives]


def themes(view: MapView) -> list[tuple[str, str]]:
    """Return the themes to choose from."""
    return [(t.id, t.title) for t in view.themes]


def known(view: MapView, objective: str) -> ObjectiveView:
    """Return an objective of the map, or raise `NotThere`."""
    found = next((o for o in view.objectives if o.id == objective), None)
    if found is None:
        raise NotThere
    return found


def objective(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """An objective: a new one (`in.` and a perspective says where), or the place of one."""
    name, _dot, lane = part.partition(".")
    if not part or name == "in":
        return new_objective(request, actor, view, lane)
    found = known(view, part)
    initial = {
        "version": found.version,
        "perspective": found.perspective,
        "theme": found.theme,
        "column": found.column + 1 if found.by_hand else None,
    }
    form = forms.PlaceForm(
        request.POST or None, perspectives=lanes(view), themes=themes(view), initial=initial
    )

    @in_form
    def save(cleaned: Cleaned) -> None:
        changes = {name: cleaned[name] for name in ("perspective", "theme")}
        if cleaned["column"] != initial["column"]:
            changes["column"] = cleaned["column"] - 1 if cleaned["column"] else None
        map_objectives.change(actor, part, cleaned["version"], changes)

    return Part(
        form,
        save,
        gettext("Place of “{goal}”").format(goal=found.goal.title),
        lambda _reason: map_objectives.remove(actor, part, found.version),
        gettext("Take it off the map; the goal stays"),
    )


def new_objective(request: HttpRequest, actor: Actor, view: MapView, lane: str) -> Part:
    """A goal that is to come onto the map."""
    there = {o.goal.id for o in view.objectives}
    form = forms.ObjectiveForm(
        request.POST or None,
        goals=[pair for pair in goal_list.all_goals(actor) if pair[0] not in there],
        perspectives=lanes(view),
        themes=themes(view),
        initial={"perspective": lane},
    )

    @in_form
    def save(cleaned: Cleaned) -> None:
        column = cleaned["column"] - 1 if cleaned["column"] else None
        map_objectives.add(actor, view.id, ObjectiveDraft(**{**cleaned, "column": column}))

    return Part(form, save, gettext("Add an objective"), done=gettext("It is on the map."))


def link(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """A link: a new one (`cause.effect` says between which), or what is believed of one."""
    found = next((each for each in view.links if each.id == part), None)
    if found is None:
        return new_link(request, actor, view, part)
    initial = {
        "version": found.version,
        "sentence": found.sentence,
        "sign": found.sign.value,
        "lag_weeks": found.lag_weeks,
    }
    form = forms.BeliefForm(request.POST or None, initial=initial)

    @in_form
    def save(cleaned: Cleaned) -> None:
        drives.edit(actor, part, cleaned["version"], draft(cleaned))

    @in_form
    def remove(_reason: str) -> None:
        drives.remove(actor, part, found.version)

    said = gettext("“{cause}” should help “{effect}”").format(
        cause=known(view, found.cause).goal.title, effect=known(view, found.effect).goal.title
    )
    return Part(form, save, said, remove, gettext("Take this link away"))


def new_link(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """A link between two objectives that is not there yet."""
    cause, _dot, effect = part.partition(".")
    form = forms.LinkForm(
        request.POST or None,
        objectives=[(o.id, objective_named(o)) for o in view.objectives],
        initial={"cause": cause, "effect": effect},
    )

    @in_form
    def save(cleaned: Cleaned) -> None:
        one, other = (known(view, cleaned[name]).goal.id for name in ("cause", "effect"))
        drives.add(actor, one, other, draft(cleaned))

    return Part(form, save, gettext("Add a link"), done=gettext("The link is drawn."))


def draft(cleaned: Cleaned) -> DriveDraft:
    """Return what a form says of a link."""
    return DriveDraft(
        sign=cleaned["sign"], lag_weeks=cleaned["lag_weeks"], sentence=cleaned["sentence"]
    )


def placed(parts: Sequence[V], part: str) -> tuple[int, V]:
    """Return a part of the map with its place, counted from 1, or raise `NotThere`."""
    found = next(((n, p) for n, p in enumerate(parts, 1) if p.id == part), None)
    if found is None:
        raise NotThere
    return found


def perspective(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """A perspective, new or there."""
    if not part:
        form = forms.PerspectiveForm(request.POST or None)
        del form.fields["place"]
        return Part(
            form,
            in_form(lambda c: map_lanes.add(actor, view.id, c["title"], c["question"])),
            gettext("Add a perspective"),
        )
    found = next((p for p in view.perspectives if p.id == part), None)
    if found is None:
        raise NotThere
    initial = {
        "version": found.version,
        "title": found.title,
        "question": found.question,
        "place": found.lane + 1,
    }
    form = forms.PerspectiveForm(request.POST or None, initial=initial)
    return Part(
        form,
        in_form(
            lambda c: map_lanes.edit(
                actor, part, c["version"], c["title"], c["question"], c["place"]
            )
        ),
        gettext("Perspective “{title}”").format(title=found.title),
        in_form(lambda _reason: map_lanes.remove(actor, part, found.version)),
        gettext("Take this perspective away"),
    )


def theme(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """A theme, new or there."""
    if not part:
        form = forms.ThemeForm(request.POST or None)
        del form.fields["place"]
        return Part(
            form,
            in_form(lambda c: map_lanes.add_theme(actor, view.id, c["title"])),
            gettext("Add a theme"),
        )
    place, found = placed(view.themes, part)
    initial = {"version": found.version, "title": found.title, "place": place}
    form = forms.ThemeForm(request.POST or None, initial=initial)
    return Part(
        form,
        in_form(lambda c: map_lanes.edit_theme(actor, part, c["version"], c["title"], c["place"])),
        gettext("Theme “{title}”").format(title=found.title),
        in_form(lambda _reason: map_lanes.remove_theme(actor, part, found.version)),
        gettext("Take this theme away; its objectives stay"),
    )


def stage(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """A stage of the journey, new or there."""
    if not part:
        form = forms.StageForm(request.POST or None)
        del form.fields["place"]
        return Part(
            form,
            in_form(lambda c: map_journey.add_stage(actor, view.id, c["title"], c["touchpoints"])),
            gettext("Add a stage of the customer journey"),
        )
    place, found = placed(view.journey, part)
    initial = {name: getattr(found, name) for name in ("version", "title", "touchpoints")}
    initial["place"] = place
    return Part(
        forms.StageForm(request.POST or None, initial=initial),
        in_form(
            lambda c: map_journey.edit_stage(
                actor, part, c["version"], c["title"], c["touchpoints"], c["place"]
            )
        ),
        gettext("Stage “{title}”").format(title=found.title),
        in_form(lambda _reason: map_journey.remove_stage(actor, part, found.version)),
        gettext("Take this stage away"),
    )


def pain(request: HttpRequest, actor: Actor, view: MapView, part: str) -> Part:
    """A pain point: a new one (`in.` and a stage says where), or one that is there."""
    name, _dot, stage_id = part.partition(".")
    objectives = [(o.id, objective_named(o)) for o in view.objectives]
    if name == "in":
        if stage_id not in {s.id for s in view.journey}:
            raise NotThere
        return Part(
            forms.PainForm(request.POST or None, objectives=objectives),
            in_form(lambda c: map_journey.add_pain(actor, stage_id, pain_draft(c))),
            gettext("Say what hurts customers"),
        )
    home, found = standing(view, part)
    initial = {
        "version": found.version,
        "title": found.title,
        "stage": home,
        "moment_of_truth": found.moment_of_truth,
        "tags": "\n".join(found.tags),
        "serves": list(found.serves),
    }
    return Part(
        forms.PainForm(
            request.POST or None,
            objectives=objectives,
            stages=[(s.id, s.title) for s in view.journey],
            initial=initial,
        ),
        in_form(
            lambda c: map_journey.edit_pain(actor, part, c["version"], pain_draft(c), c["stage"])
        ),
        gettext("Pain point “{title}”").format(title=found.title),
        in_form(lambda _reason: map_journey.remove_pain(actor, part, found.version)),
        gettext("Take this pain point away"),
    )


def standing(view: MapView, pain_id: str) -> tuple[str, PainView]:
    """Return the stage that a pain point stands in, and the pain point, or raise `NotThere`."""
    found = ((s.id, p) for s in view.journey for p in s.pains if p.id == pain_id)
    home, pain = next(found, ("", None))
    if pain is None:
        raise NotThere
    return home, pain


def pain_draft(cleaned: Cleaned) -> PainPointDraft:
    """Return what a form says of a pain point."""
    names = ("title", "moment_of_truth", "tags", "serves")
    return PainPointDraft(**{name: cleaned[name] for name in names})


def share(request: HttpRequest, actor: Actor, view: MapView, _part: str) -> Part:
    """A link by which somebody outside reads the map."""

    @in_form
    def save(cleaned: Cleaned) -> None:
        days = cleaned.pop("days")
        made = sharing.make(actor, view.id, days, **cleaned)
        text = gettext("Copy the link now, it is shown this once: {address}")
        address = request.build_absolute_uri(made.path)
        messages.warning(request, text.format(address=address))

    return Part(
        ShareLinkForm(request.POST or None),
        save,
        gettext("A link to read this map"),
        done=gettext("The link is made."),
    )


Make = Callable[[HttpRequest, Actor, MapView, str], Part]
EDITS: dict[str, Make] = {
    "objective": objective,
    "link": link,
    "perspective": perspective,
    "theme": theme,
    "stage": stage,
    "pain": pain,
    "share": share,
}


def part_of(request: HttpRequest, actor: Actor, view: MapView) -> Part | None:
    """Return the part that `?edit=` names, None for whoever may not write, or for no part."""
    name, _dash, part = request.GET.get("edit", "").partition("-")
    make = EDITS.get(name)
    return make(request, actor, view, part) if make and "change" in view.may else None
