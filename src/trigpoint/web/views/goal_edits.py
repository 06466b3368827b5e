"""The parts of a goal that can be written in place: one function for each `?edit=`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import co_owners, goal_list, goals, steps, targets, voice
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.goal_page import GoalPage, StepView
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.measures import measure_list
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.web.door import version_of
from trigpoint.web.forms.goals import (
    AskForm,
    DoneForm,
    HowForm,
    LinkForm,
    PartOfGoalForm,
    RhythmForm,
    ShareForm,
    StepForm,
    TargetForm,
    TitleForm,
    WhyForm,
    target_initial,
)
from trigpoint.web.shapes import seasons
from trigpoint.web.shapes.seasons import SeasonWeeks
from trigpoint.web.views import choices

Cleaned: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """A form on a part of a goal, how it is written, and how that part is taken away.

    `gone` is where one goes where saving ends what the page shows.
    """

    form: Form
    save: Callable[[Cleaned], object]
    anchor: str = ""
    remove: Callable[[str], object] | None = None
    remove_label: str = ""
    gone: str = ""


Make: TypeAlias = Callable[[HttpRequest, Actor, GoalPage, str], Edit]


def fields(
    request: HttpRequest, actor: Actor, page: GoalPage, *names: str
) -> Callable[[Cleaned], None]:
    """Return how fields of the goal itself are written: those that differ; it can be taken back."""
    before = {
        "title": page.card.title,
        "owner": page.card.owner.id,
        "period": page.card.period_id,
        "state": page.card.state,
        "why": page.card.why,
        "how": page.how,
    }

    def save(cleaned: Cleaned) -> None:
        changed = {name: cleaned[name] for name in names if cleaned[name] != before[name]}
        if changed:
            reason = str(cleaned.get("reason", ""))
            entry = goals.edit(actor, page.card.id, cleaned["version"], changed, reason=reason)
            back = reverse("goals_undo", args=[entry])
            messages.success(request, gettext("Saved."), extra_tags=back)

    return save


def title(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """Title, owner, dates and state."""
    form = TitleForm(
        request.POST or None,
        owners=choices.holders(actor),
        periods=choices.periods(actor),
        initial={
            "version": page.card.version,
            "title": page.card.title,
            "owner": page.card.owner.id,
            "period": page.card.period_id,
            "state": page.card.state,
        },
    )
    return Edit(form, fields(request, actor, page, "title", "owner", "period", "state"))


def why(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """Why the goal is there."""
    initial = {"version": page.card.version, "why": page.card.why}
    form = WhyForm(request.POST or None, initial=initial)
    return Edit(form, fields(request, actor, page, "why"), "#why")


def how(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """The owner's own way."""
    initial = {"version": page.card.version, "how": page.how}
    form = HowForm(request.POST or None, initial=initial)
    return Edit(form, fields(request, actor, page, "how"), "#how")


def new_link(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """One more goal that this one carries."""
    others = [(i, t) for i, t in goal_list.above(actor) if i != page.card.id]
    form = LinkForm(request.POST or None, above=others)

    def save(cleaned: Cleaned) -> None:
        goals.link(actor, page.card.id, link_draft(cleaned), reason=cleaned["reason"])

    return Edit(form, save, "#links")


def link_draft(cleaned: Cleaned) -> LinkDraft:
    """Return the contribution that a form describes."""
    return LinkDraft(
        above=cleaned["above"],
        sentence=cleaned["sentence"],
        weight=cleaned["weight"],
        evidence=cleaned["evidence"],
        evidence_source=cleaned["evidence_source"],
        primary=cleaned["primary"],
    )


def link(request: HttpRequest, actor: Actor, page: GoalPage, part: str) -> Edit:
    """How this goal helps one above it."""
    bond = next((n.link for n in page.parents if n.link.id == part), None)
    if bond is None:
        raise NotThere
    names = ("sentence", "weight", "evidence", "evidence_source", "primary", "version")
    initial = {name: getattr(bond, name) for name in names}
    form = LinkForm(request.POST or None, above=[], fixed=True, initial=initial)

    def save(cleaned: Cleaned) -> None:
        changed = {name: cleaned[name] for name in names if name != "version"}
        goals.edit_link(actor, part, cleaned["version"], changed, reason=cleaned["reason"])

    return Edit(
        form,
        save,
        "#links",
        lambda reason: goals.unlink(actor, part, reason=reason),
        gettext("Carry it no longer"),
    )


def new_step(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """A step."""
    initial = {"person": choices.me(actor)}
    form = StepForm(request.POST or None, people=choices.all_people(actor), initial=initial)

    def save(cleaned: Cleaned) -> None:
        steps.add(
            actor,
            page.card.id,
            cleaned["title"],
            person=cleaned["person"],
            due=cleaned["due"],
            expected=cleaned["expected"],
        )

    return Edit(form, save, "#steps")


def step_words(request: HttpRequest, actor: Actor, page: GoalPage, part: str) -> Edit:
    """A step that is said anew; what came of it stays."""
    found = step_of(page, part)
    initial = {
        "version": found.version,
        "title": found.title,
        "person": found.person.id if found.person else "",
        "due": found.due,
        "expected": found.expected,
    }
    form = StepForm(request.POST or None, people=choices.all_people(actor), initial=initial)

    def save(cleaned: Cleaned) -> None:
        steps.edit(
            actor,
            part,
            cleaned["version"] or 0,
            cleaned["title"],
            person=cleaned["person"],
            due=cleaned["due"],
            expected=cleaned["expected"],
        )

    return Edit(form, save, "#steps")


def step_of(page: GoalPage, part: str) -> StepView:
    """Return a step of the goal; raises NotThere where it has none of that id."""
    found = next((s for s in page.steps if s.id == part), None)
    if found is None:
        raise NotThere
    return found


def step(request: HttpRequest, actor: Actor, page: GoalPage, part: str) -> Edit:
    """A step that is done."""
    found = step_of(page, part)
    initial = {
        "version": found.version,
        "done_on": found.done_on or actor.today,
        "result": found.result,
    }
    form = DoneForm(request.POST or None, initial=initial)

    def save(cleaned: Cleaned) -> None:
        steps.finish(actor, part, cleaned["version"], cleaned["done_on"], cleaned["result"])

    return Edit(
        form,
        save,
        "#steps",
        lambda _reason: steps.remove(actor, part, version_of(request.POST)),
        gettext("Take this step away"),
    )


def who(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """Somebody who shares the goal."""
    form = ShareForm(request.POST or None, holders=choices.holders(actor))

    def save(cleaned: Cleaned) -> None:
        co_owners.add(
            actor,
            page.card.id,
            cleaned["holder"],
            cleaned["answers_for"],
            reason=cleaned["reason"],
        )

    return Edit(form, save, "#who")


def partner(request: HttpRequest, actor: Actor, page: GoalPage, part: str) -> Edit:
    """What somebody who shares the goal answers for."""
    found = next((c for c in page.co_owners if c.id == part), None)
    if found is None:
        raise NotThere
    initial = {"version": found.version, "answers_for": found.answers_for}
    form = PartOfGoalForm(request.POST or None, initial=initial)

    def save(cleaned: Cleaned) -> None:
        said, reason = cleaned["answers_for"], cleaned["reason"]
        co_owners.edit(actor, part, cleaned["version"], said, reason=reason)

    return Edit(
        form,
        save,
        "#who",
        lambda reason: co_owners.remove(actor, part, version_of(request.POST), reason=reason),
        gettext("Share it with them no longer"),
    )


def ask(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """Whose word on the goal is asked for."""
    form = AskForm(request.POST or None, people=choices.all_people(actor))
    return Edit(form, lambda said: voice.ask(actor, page.card.id, said["person"]), "#voices")


def rhythm(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """How often it is checked in on."""
    form = RhythmForm(request.POST or None, initial={"days": page.rhythm})
    return Edit(
        form, lambda said: check_ins.set_rhythm(actor, page.card.id, said["days"]), "#status"
    )


def known_measures(actor: Actor) -> list[MeasureRef]:
    """Return the measures that a target can hold to."""
    return [measure for measure, _whose in measure_list.titles(actor)]


def new_target(request: HttpRequest, actor: Actor, page: GoalPage, _part: str) -> Edit:
    """A target."""
    initial = {"due": page.card.due, "weight": 1, **proposed(page)}
    form = TargetForm(request.POST or None, measures=known_measures(actor), initial=initial)
    del form.fields["done_on"]

    def save(cleaned: Cleaned) -> None:
        targets.add(actor, page.card.id, TargetForm.draft(cleaned), reason=cleaned["reason"])

    return Edit(form, save)


def proposed(page: GoalPage) -> dict[str, str]:
    """Return what a template proposed to show the goal by, as far as its measures are there."""
    chosen = {}
    if page.proposed and page.proposed.measure:
        chosen = {"kind": page.proposed.direction, "measure": page.proposed.measure.id}
    if page.guard and page.guard.measure:
        chosen["guard"] = page.guard.measure.id
    return chosen


def target(request: HttpRequest, actor: Actor, page: GoalPage, part: str) -> Edit:
    """A target that is there."""
    view = next((t for t in page.targets if t.id == part), None)
    if view is None:
        raise NotThere
    initial = target_initial(view)
    form = TargetForm(request.POST or None, measures=known_measures(actor), initial=initial)
    if view.kind not in {"milestone", "yes_no"}:
        del form.fields["done_on"]

    def save(cleaned: Cleaned) -> None:
        done = cleaned.get("done_on")
        if "done_on" in cleaned and done != view.done_on:
            targets.mark_done(actor, part, cleaned["version"], done)
            return
        draft = exactly(TargetForm.draft(cleaned), view, set(form.changed_data))
        targets.edit(actor, part, cleaned["version"], draft, reason=cleaned["reason"])

    return Edit(
        form,
        save,
        f"#target-{part}",
        lambda reason: targets.remove(actor, part, reason=reason),
        gettext("Take this target away"),
    )


def exactly(draft: TargetDraft, view: TargetView, changed: set[str]) -> TargetDraft:
    """Return a draft with the points to their last digit, where the form left them as they were."""
    if changed.isdisjoint({"kind", "measure", "value", "due", "phases", "growth"}):
        return replace(draft, points=view.points)
    return draft


def weeks_of(actor: Actor, goal: str, part: str, form: TargetForm) -> SeasonWeeks:
    """Return the weeks that a growth would ask for, as far as the form is filled in."""
    errors = form.errors
    for name in ("growth", "due", "measure"):
        if name in errors:
            return SeasonWeeks(why=f"{form.fields[name].label}: {errors[name][0]}")
    said = form.cleaned_data
    draft = TargetDraft(
        kind=said["kind"], due=said["due"], measure=said["measure"], growth=said["growth"]
    )
    try:
        found = targets.preview(actor, goal, draft, target_id=part)
    except (Invalid, NotAllowed, NotThere) as error:
        return seasons.refused(error.text)
    return seasons.weeks(found, draft.kind, form.units[draft.measure], actor.today)


EDITS: Mapping[tuple[str, bool], Make] = {
    ("title", False): title,
    ("why", False): why,
    ("how", False): how,
    ("link", False): new_link,
    ("link", True): link,
    ("step", False): new_step,
    ("step", True): step,
    ("words", True): step_words,
    ("who", False): who,
    ("who", True): partner,
    ("ask", False): ask,
    ("rhythm", False): rhythm,
    ("target", False): new_target,
    ("target", True): target,
}
"""By the word in the address, and whether it names one part among several."""
