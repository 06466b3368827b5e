"""The parts of a V2MOM that can be written in place: one function for each `?edit=`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goal_list
from trigpoint.services.measures import measure_list
from trigpoint.services.plans import (
    edition_answers,
    editions,
    plan_meets,
    plan_methods,
    plan_obstacles,
    plan_people,
    plan_requests,
    plan_values,
    plans,
    sharing,
)
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plan_obstacles import ObstacleDraft
from trigpoint.services.plans.plan_values import BehaviourDraft
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.web import lens, parse
from trigpoint.web.door import version_of
from trigpoint.web.forms import v2mom as forms
from trigpoint.web.views import choices
from trigpoint.web.views.goal_edits import Cleaned, Edit

Make: TypeAlias = Callable[[HttpRequest, Actor, V2momPage, str], Edit]


def part_of(parts: Any, part: str) -> Any:
    """Return the part of an id, or raise `NotThere`."""
    found = next((p for p in parts if p.id == part), None)
    if found is None:
        raise NotThere
    return found


def vision(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """The vision."""
    initial = {"version": page.version, "vision": page.vision}
    form = forms.VisionForm(request.POST or None, initial=initial)

    def save(cleaned: Cleaned) -> None:
        plans.edit(actor, page.id, cleaned["version"], {"vision": cleaned["vision"]})

    return Edit(form, save, "#vision")


def value(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """A value, new or there."""
    if not part:
        form = forms.ValueForm(request.POST or None)
        return Edit(
            form,
            lambda c: plan_values.add(actor, page.id, c["title"], c["meaning"], c["behaviour"]),
            "#values",
        )
    found = part_of(page.values, part)
    initial = {"version": found.version, "title": found.title, "meaning": found.meaning}
    form = forms.ValueForm(request.POST or None, initial=initial)
    del form.fields["behaviour"]
    return Edit(
        form,
        lambda c: plan_values.edit(actor, part, c["version"], c["title"], c["meaning"]),
        "#values",
        lambda _reason: plan_values.remove(actor, part, version_of(request.POST)),
        gettext("Take this value away"),
    )


def behaviour(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """How a value is seen."""
    part_of(page.values, part)
    form = forms.BehaviourForm(request.POST or None)
    del form.fields["version"]
    return Edit(
        form,
        lambda c: plan_values.add_behaviour(actor, part, BehaviourDraft(**c)),
        "#values",
    )


def seen(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """A behaviour that is there."""
    found = part_of((b for v in page.values for b in v.behaviours), part)
    names = ("version", "text", "tie", "ticket", "day")
    form = forms.BehaviourForm(
        request.POST or None, initial={name: getattr(found, name) for name in names}
    )
    return Edit(
        form,
        lambda c: plan_values.edit_behaviour(actor, part, c.pop("version"), BehaviourDraft(**c)),
        "#values",
        lambda _reason: plan_values.remove_behaviour(actor, part, version_of(request.POST)),
        gettext("Take this away"),
    )


def value_choices(page: V2momPage) -> list[tuple[str, str]]:
    """Return the values of a plan to choose from."""
    return [(value.id, value.title) for value in page.values]


def method_choices(page: V2momPage) -> list[tuple[str, str]]:
    """Return the methods of a plan to choose from."""
    return [(method.id, method.goal.title) for method in page.methods]


def method(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """A method: a new one, or the values that one serves."""
    if part:
        found = part_of(page.methods, part)
        initial = {"version": found.version, "values": list(found.values)}
        tie = forms.TieForm(request.POST or None, values=value_choices(page), initial=initial)
        return Edit(
            tie,
            lambda c: plan_methods.tie(actor, part, c["version"], c["values"]),
            f"#method-{part}",
            lambda _reason: plan_methods.remove(actor, part, version_of(request.POST)),
            gettext("No method any more; the goal stays"),
        )
    there = goal_list.above(actor)
    form = forms.MethodForm(
        request.POST or None, goals=there, above=there, values=value_choices(page)
    )
    return Edit(form, lambda c: plan_methods.add(actor, page.id, MethodDraft(**c)), "#methods")


def obstacle(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """An obstacle, new or there."""
    initial = obstacle_initial(part_of(page.obstacles, part)) if part else None
    known = [m for m, _whose in measure_list.titles(actor) if m.scope != "person"]
    form = forms.ObstacleForm(
        request.POST or None,
        methods=method_choices(page),
        measures=known,
        people=choices.all_people(actor),
        initial=initial,
    )
    if not part:
        del form.fields["reason"]

    def save(cleaned: Cleaned) -> None:
        words = {k: v for k, v in cleaned.items() if k not in {"version", "reason"}}
        draft = ObstacleDraft(**words)
        if part:
            reason = cleaned["reason"]
            plan_obstacles.edit(actor, part, cleaned["version"], draft, reason=reason)
        else:
            plan_obstacles.add(actor, page.id, draft)

    def remove(_reason: str) -> None:
        plan_obstacles.remove(actor, part, version_of(request.POST))

    label = gettext("Take this obstacle away")
    return Edit(form, save, "#obstacles", remove if part else None, label)


def obstacle_initial(found: Any) -> dict[str, Any]:
    """Return what an obstacle's form shows before anything is typed."""
    sign, unit = found.sign, found.sign.measure.unit if found.sign.measure else ""
    names = ("version", "title", "likelihood", "impact", "impact_words", "mitigation")
    return {name: getattr(found, name) for name in names} | {
        "threatens": list(found.threatens),
        "contingency": found.contingency,
        "owner": found.owner.id if found.owner else "",
        "sign_words": sign.words,
        "sign_measure": sign.measure.id if sign.measure else "",
        "sign_side": sign.side,
        "sign_threshold": "" if sign.threshold is None else parse.typed(sign.threshold, unit),
        "sign_days": sign.days,
    }


def come(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """A warning sign that has come."""
    form = words_form(request, part_of(page.obstacles, part).version)
    return Edit(
        form,
        lambda c: plan_obstacles.say_come(actor, part, c["version"], reason=c["reason"]),
        f"#obstacle-{part}",
    )


def over(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """What came is over."""
    form = words_form(request, part_of(page.obstacles, part).version)
    return Edit(
        form,
        lambda c: plan_obstacles.say_over(actor, part, c["version"], reason=c["reason"]),
        f"#obstacle-{part}",
    )


def words_form(request: HttpRequest, version: int) -> forms.WordsForm:
    """Return the form for a word on what happened."""
    return forms.WordsForm(request.POST or None, initial={"version": version})


def review(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """A review, and how often there is one."""
    initial = {"version": page.version, "cadence_days": page.rhythm.cadence_days}
    form = forms.ReviewForm(request.POST or None, initial=initial)

    def save(cleaned: Cleaned) -> None:
        version = cleaned["version"]
        if cleaned["cadence_days"] != page.rhythm.cadence_days:
            plans.edit(actor, page.id, version, {"cadence_days": cleaned["cadence_days"]})
            version += 1
        plans.review(
            actor,
            page.id,
            version,
            next_review=cleaned["next_review"],
            reason=cleaned["reason"],
        )

    return Edit(form, save)


def people(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """Who writes along, and what is open."""
    areas = [(area, area) for area in plan_people.areas(actor)]
    form = forms.PeopleForm(
        request.POST or None,
        areas=areas,
        people=choices.all_people(actor),
        parts=forms.sections(page.lens),
        initial={"version": page.version, "open_sections": list(page.open_sections)},
    )

    def save(cleaned: Cleaned) -> None:
        if cleaned["open_sections"] != list(page.open_sections):
            changes = {"open_sections": cleaned["open_sections"]}
            plans.edit(actor, page.id, cleaned["version"], changes)
        if cleaned["area"]:
            plan_people.invite_area(actor, page.id, cleaned["area"])
        if cleaned["person"]:
            plan_people.invite(actor, page.id, cleaned["person"], writes=cleaned["writes"])

    return Edit(form, save, "#people")


def guest(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """Somebody who writes along: for which area, whether they may change the plan, or no more."""
    found = part_of(page.participants, part)
    initial = {"version": found.version, "area": found.area, "writes": found.writes}
    form = forms.GuestForm(request.POST or None, initial=initial)

    def save(cleaned: Cleaned) -> None:
        said = {name: cleaned[name] for name in ("area", "writes", "version")}
        plan_people.invite(actor, page.id, found.person.id, **said)

    return Edit(
        form,
        save,
        "#people",
        lambda _reason: plan_people.uninvite(actor, part, version_of(request.POST)),
        gettext("Take the invitation back"),
    )


def suggest(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """A suggestion for an open part."""
    known = forms.sections(page.lens)
    sections = [(key, str(words)) for key, words in known if key in page.open_sections]
    form = forms.SuggestForm(request.POST or None, sections=sections)
    return Edit(
        form,
        lambda c: plan_people.suggest(actor, page.id, c["section"], c["text"]),
        "#people",
    )


def suggestion(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """The answer to a suggestion."""
    found = part_of(page.suggestions, part)
    form = forms.DecideForm(
        request.POST or None,
        yes=gettext("Taken: I have written it in"),
        no=gettext("Declined"),
        initial={"version": found.version},
    )
    return Edit(
        form,
        lambda c: plan_people.answer(actor, part, c["version"], taken=c["yes"], words=c["words"]),
        "#people",
    )


def ask(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """What a department is asked, or its answer."""
    if part:
        found = part_of(page.requests, part)
        answer = forms.DecideForm(
            request.POST or None,
            yes=gettext("We do our part"),
            no=gettext("We cannot"),
            initial={"version": found.version},
        )
        return Edit(
            answer,
            lambda c: plan_requests.answer(
                actor, part, c["version"], accepted=c["yes"], words=c["words"]
            ),
            "#people",
        )
    form = forms.RequestForm(
        request.POST or None,
        units=choices.units(actor),
        methods=[(m.goal.id, m.goal.title) for m in page.methods],
    )
    return Edit(
        form,
        lambda c: plan_requests.ask(actor, page.id, c["unit"], c["part"], c["goal"]),
        "#people",
    )


def withdraw(request: HttpRequest, actor: Actor, page: V2momPage, part: str) -> Edit:
    """What is asked of a department no longer."""
    form = words_form(request, part_of(page.requests, part).version)
    del form.fields["reason"]
    return Edit(form, lambda c: plan_requests.withdraw(actor, part, c["version"]), "#people")


def end(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """The end of a plan, with the reason; one is led on to the view where another can begin."""
    form = words_form(request, page.version)
    return Edit(
        form,
        lambda c: plans.retire(actor, page.id, c["version"], reason=c["reason"]),
        gone=lens.of_plan(page.lens, page.owner.id, page.period.id),
    )


def publish(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """The next edition."""
    form = forms.PublishForm(request.POST or None, initial={"version": page.version})
    if page.edition is None:
        del form.fields["reason"]
    if not page.gates:
        del form.fields["override_reason"]

    def save(cleaned: Cleaned) -> None:
        number = editions.publish(
            actor,
            page.id,
            cleaned["version"],
            reason=cleaned.get("reason", ""),
            override_reason=cleaned.get("override_reason", ""),
        )
        messages.success(request, gettext("Published as version {n}.").format(n=number))

    return Edit(form, save)


def share(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """A link to read the plan."""
    form = forms.ShareLinkForm(request.POST or None)

    def save(cleaned: Cleaned) -> None:
        days = cleaned.pop("days")
        made = sharing.make(actor, page.id, days, **cleaned)
        address = request.build_absolute_uri(made.path)
        text = gettext("Copy the link now, it is shown this once: {address}")
        messages.warning(request, text.format(address=address))

    return Edit(form, save, "#share")


def take(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """What the plan above has, taken over."""
    beside = plan_meets.show(actor, page.id)
    form = forms.TakeForm(
        request.POST or None,
        values=[(value.id, value.title) for value in beside.not_taken],
        initial={"version": page.version},
    )
    return Edit(
        form,
        lambda c: plans.take_over(
            actor, page.id, c["version"], vision=c["vision"], values=c["values"]
        ),
        "#values",
    )


def remind(request: HttpRequest, actor: Actor, page: V2momPage, _part: str) -> Edit:
    """A reminder to those who have not read it, which the product sends."""
    form = words_form(request, page.version)
    del form.fields["reason"]
    return Edit(form, lambda _cleaned: edition_answers.remind(actor, page.id))


EDITS: Mapping[str, tuple[Make, str, bool]] = {
    "vision": (vision, "change", False),
    "value": (value, "change", False),
    "behaviour": (behaviour, "change", True),
    "seen": (seen, "change", True),
    "method": (method, "change", False),
    "obstacle": (obstacle, "change", False),
    "come": (come, "change", True),
    "over": (over, "change", True),
    "review": (review, "change", False),
    "people": (people, "change", False),
    "guest": (guest, "change", True),
    "suggest": (suggest, "propose", False),
    "suggestion": (suggestion, "change", True),
    "ask": (ask, "see", False),
    "withdraw": (withdraw, "change", True),
    "end": (end, "retire", False),
    "publish": (publish, "change", False),
    "share": (share, "change", False),
    "take": (take, "change", False),
    "remind": (remind, "change", False),
}
"""By the word in the address: how, what one has to be allowed, and whether it names a part."""


def asked(
    request: HttpRequest, actor: Actor, page: V2momPage, known: Mapping[str, tuple[Make, str, bool]]
) -> Edit | None:
    """Return the part that an address wants to write, None where it names none for the actor."""
    name, _dash, part = request.GET.get("edit", "").partition("-")
    make, needs, has_part = known.get(name, (None, "", False))
    if make is None or needs not in page.may or (has_part and not part):
        return None
    return make(request, actor, page, part)
