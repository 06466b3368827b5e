"""Plans, such as a V2MOM: found, begun, read, changed, reviewed; beside the plan above."""

from typing import Annotated, Literal

from django.utils import translation
from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Change, Id, Line, Moment, Version
from trigpoint.core.text import Text
from trigpoint.services.plans import plan_list, plan_meets, plan_ranks, plans, templates, v2mom_page
from trigpoint.services.plans.plan_list import PlanLine
from trigpoint.services.plans.plan_meets import SideBySide
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.services.plans.v2mom_page import V2momPage

routes = Noun("/plans", "goals")

Lens = Literal["v2mom", "cascade", "ladder", "map", "pyramid"]
Section = Literal["vision", "values", "methods", "obstacles", "measures"]
Vision = Annotated[str, Field(max_length=1000, pattern=NO_NUL)]
Days = Annotated[int, Field(ge=7, le=366)]
Key = Annotated[str, Field(max_length=40, pattern="^[a-z0-9-]*$")]


class NewPlan(Body):
    """A plan to begin; with `template`, everything that stands in it as a draft."""

    owner: Id
    period: Id
    lens: Lens = "v2mom"
    vision: Vision = ""
    above: Id | Literal[""] = Field("", description="the plan that it serves; found by itself")
    cadence_days: Days = 28
    template: Key = ""


class PlanChange(Change):
    """Fields of a plan to change; an empty `above` lets it stand alone."""

    vision: Vision | None = None
    above: Id | Literal[""] | None = None
    cadence_days: Days | None = None
    next_review: Moment | None = None
    areas: Annotated[list[Line], Field(max_length=50)] | None = None
    open_sections: Annotated[list[Section], Field(max_length=5)] | None = None
    state: Literal["draft", "discussion"] | None = None


class PlanReviewed(Body):
    """What came of a review, and when the next one is."""

    reason: str = Field("", max_length=2000, pattern=NO_NUL)
    next_review: Moment | None = None


class TakenOver(Body):
    """What to copy from the plan above: its vision, and values by their ids."""

    vision: bool = False
    values: list[Id] = Field(default_factory=list, max_length=50)


class Skipped(Body):
    """A guided step that is left out on purpose, or not any more."""

    step: Key
    skipped: bool = True


class NewRank(Body):
    """A part of the plan and the place, counted from 1, that it is to have."""

    section: Literal["values", "methods", "obstacles"]
    part: Id
    place: Annotated[int, Field(ge=1, le=1000)]


@routes.show("")
def find(
    request: Request,
    lens: Lens | Literal[""] = "",
    owner: Id | Literal[""] = "",
    period: Id | Literal[""] = "",
    as_of: AsOf | None = None,
) -> tuple[PlanLine, ...]:
    """The plans that fit, units before people."""
    return plan_list.plans(request.auth, lens=lens, owner=owner, period=period, at=as_of)


@routes.make("")
def add(request: Request, body: NewPlan) -> V2momPage:
    """Begin a plan, alone or from a template."""
    actor = request.auth
    if body.template:
        made = templates.begin(actor, body.template, body.owner, body.period, said)
    else:
        made = plans.add(actor, PlanDraft(**body.model_dump(exclude={"template"})))
    return v2mom_page.show(actor, made)


def said(text: Text) -> str:
    """Return a sentence of a template in the language of the request."""
    return text.render(translation)


@routes.show("/{plan_id}")
def show(request: Request, plan_id: Id, as_of: AsOf | None = None) -> V2momPage:
    """Everything about a plan."""
    return v2mom_page.show(request.auth, plan_id, as_of)


@routes.change("/{plan_id}")
def edit(request: Request, plan_id: Id, body: PlanChange, version: Version) -> V2momPage:
    """Change fields of a plan."""
    actor = request.auth
    return changed(
        request,
        lambda: plans.edit(actor, plan_id, version, body.changes(), reason=body.reason),
        lambda: v2mom_page.show(actor, plan_id),
    )


@routes.remove("/{plan_id}")
def retire(request: Request, plan_id: Id, version: Version) -> None:
    """Take a plan out of use; its goals stay."""
    actor = request.auth
    removed(
        request,
        lambda: plans.retire(actor, plan_id, version),
        lambda: v2mom_page.show(actor, plan_id),
    )


@routes.replace("/{plan_id}/review")
def review(request: Request, plan_id: Id, body: PlanReviewed, version: Version) -> V2momPage:
    """Say that the plan was looked at today."""
    actor = request.auth
    return changed(
        request,
        lambda: plans.review(
            actor, plan_id, version, next_review=body.next_review, reason=body.reason
        ),
        lambda: v2mom_page.show(actor, plan_id),
    )


@routes.replace("/{plan_id}/taken-over")
def take_over(request: Request, plan_id: Id, body: TakenOver, version: Version) -> V2momPage:
    """Copy vision and values from the plan above."""
    actor = request.auth
    return changed(
        request,
        lambda: plans.take_over(actor, plan_id, version, vision=body.vision, values=body.values),
        lambda: v2mom_page.show(actor, plan_id),
    )


@routes.act("/{plan_id}/skip")
def skip(request: Request, plan_id: Id, body: Skipped) -> V2momPage:
    """Leave a guided step out on purpose."""
    plans.skip(request.auth, plan_id, body.step, skipped=body.skipped)
    return v2mom_page.show(request.auth, plan_id)


@routes.act("/{plan_id}/ranks")
def rank(request: Request, plan_id: Id, body: NewRank) -> V2momPage:
    """Put a value, a method or an obstacle on another place."""
    plan_ranks.move(request.auth, plan_id, body.section, body.part, body.place)
    return v2mom_page.show(request.auth, plan_id)


@routes.show("/{plan_id}/above")
def beside(request: Request, plan_id: Id, below: Id | None = None) -> SideBySide:
    """The plan beside the one above it, or beside one below."""
    return plan_meets.show(request.auth, plan_id, below or "")
