"""Ladders of persons and teams: begun, climbed, stepped off, with their steps."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.nouns.plans import Key, Skipped, said
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import AsOf, Body, Change, Day, Id, Line, Note, Number, Title, Version
from trigpoint.services.ladders import (
    assessment,
    ladder_page,
    ladder_templates,
    ladders,
    rungs,
)
from trigpoint.services.ladders.assessment import Assessment
from trigpoint.services.ladders.ladder_page import Index
from trigpoint.services.ladders.ladder_views import CriterionView, LadderPage, RungView
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft

routes = Noun("/ladders", "goals")
steps = Noun("/ladders/{ladder_id}/rungs", "goals")
criteria = Noun("/ladders/{ladder_id}/rungs/{rung_id}/criteria", "goals")

Audience = Literal["private", "team", "everyone"]
Reward = Literal["thanks", "time", "shifts", "training", "role", "bonus"]


class NewLadder(Body):
    """A ladder of a unit or of oneself; `goal` is what it serves, `above` a unit's ladder.

    `template` is the key of a template of a ladder, whose steps are written down in words.
    """

    owner: Id
    title: Title
    why: Note = ""
    goal: Id | Literal[""] = ""
    above: Id | Literal[""] = ""
    coach: Id | Literal[""] = ""
    audience: Audience = "private"
    template: Key = ""


class LadderChange(Body):
    """What is to change in a ladder; `may_export` agrees that stepping off is handed out."""

    title: Title | None = None
    why: Note | None = None
    goal: Id | Literal[""] | None = None
    above: Id | Literal[""] | None = None
    coach: Id | Literal[""] | None = None
    audience: Audience | None = None
    may_export: bool | None = None


class LadderWords(Body):
    """What somebody says for themselves when they step off."""

    words: Note = ""


class Leave(Body):
    """The first and the last day away: these weeks pause every hold."""

    first: Day
    last: Day


class NewCriterion(Body):
    """What is to count for a step: a measure held, a skill, or a training."""

    kind: Literal["measure", "skill", "training"]
    measure: Id | Literal[""] = ""
    value: Number | None = None
    hold_weeks: Annotated[int, Field(ge=1, le=26)] = 4
    least: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    guard: Id | Literal[""] = ""
    guard_limit: Number | None = None
    words: Line = ""


class NewRung(Body):
    """A step above those there are, with what counts for it."""

    title: Title
    due: Day
    goal: Id | Literal[""] = ""
    reward: Reward = "thanks"
    reward_words: Line = ""
    criteria: Annotated[list[NewCriterion], Field(max_length=8)] = Field(default_factory=list)


class RungChange(Change):
    """What is to change in a step that is not reached."""

    title: Title | None = None
    due: Day | None = None
    goal: Id | Literal[""] | None = None
    reward: Reward | None = None
    reward_words: Line | None = None


class GoalAsRung(Body):
    """The goal that becomes a step."""

    goal: Id


class Attended(Body):
    """The day on which a training was attended; null takes it back."""

    day: Day | None


@routes.show("")
def index(request: Request, as_of: AsOf | None = None) -> Index:
    """The ladders that you may see, yours first, and steps lately reached that you may know."""
    return ladder_page.index(request.auth, at=as_of)


@routes.make("")
def add(request: Request, body: NewLadder) -> LadderPage:
    """Begin a ladder as a draft, alone or from a template."""
    actor, draft = request.auth, LadderDraft(**body.model_dump(exclude={"template"}))
    if body.template:
        made = ladder_templates.begin(actor, body.template, draft, said)
    else:
        made = ladders.add(actor, draft)
    return ladder_page.show(request.auth, made)


@routes.show("/{ladder_id}")
def show(request: Request, ladder_id: Id, as_of: AsOf | None = None) -> LadderPage:
    """A ladder with how its steps stand, now or at an earlier moment."""
    return ladder_page.show(request.auth, ladder_id, as_of)


@routes.change("/{ladder_id}")
def edit(request: Request, ladder_id: Id, body: LadderChange, version: Version) -> LadderPage:
    """Change what it is about, what it is tied to, who coaches, who is told."""
    actor = request.auth
    return changed(
        request,
        lambda: ladders.edit(actor, ladder_id, version, body.model_dump(exclude_none=True)),
        lambda: ladder_page.show(actor, ladder_id),
    )


@routes.remove("/{ladder_id}")
def retire(request: Request, ladder_id: Id, version: Version) -> None:
    """Take a ladder away of which no step is reached."""
    actor = request.auth
    removed(
        request,
        lambda: ladders.retire(actor, ladder_id, version),
        lambda: ladder_page.show(actor, ladder_id),
    )


@routes.show("/{ladder_id}/assessment")
def stand(request: Request, ladder_id: Id) -> Assessment:
    """Where its owner stands by measure, channel and topic, on similar tickets; and by skill."""
    return assessment.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/begin")
def begin(request: Request, ladder_id: Id) -> LadderPage:
    """Begin to climb, or take a ladder up again."""
    ladders.begin(request.auth, ladder_id)
    return ladder_page.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/decline")
def decline(request: Request, ladder_id: Id, body: LadderWords) -> LadderPage:
    """Step off: it costs nothing, and what is reached stays."""
    ladders.decline(request.auth, ladder_id, body.words)
    return ladder_page.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/end")
def end(request: Request, ladder_id: Id) -> LadderPage:
    """End a ladder; what is reached stays."""
    ladders.end(request.auth, ladder_id)
    return ladder_page.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/leave")
def leave(request: Request, ladder_id: Id, body: Leave) -> LadderPage:
    """Say that somebody is away: these weeks pause every hold."""
    ladders.take_leave(request.auth, ladder_id, body.first, body.last)
    return ladder_page.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/stay")
def stay(request: Request, ladder_id: Id, body: Leave) -> LadderPage:
    """Take back that somebody is away on these days."""
    ladders.stay(request.auth, ladder_id, body.first, body.last)
    return ladder_page.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/skip")
def skip(request: Request, ladder_id: Id, body: Skipped) -> LadderPage:
    """Leave a guided step out on purpose."""
    ladders.skip(request.auth, ladder_id, body.step, skipped=body.skipped)
    return ladder_page.show(request.auth, ladder_id)


@routes.act("/{ladder_id}/use-goal")
def use_goal(request: Request, ladder_id: Id, body: GoalAsRung) -> LadderPage:
    """Make a step of a goal."""
    rungs.use_as_rung(request.auth, ladder_id, body.goal)
    return ladder_page.show(request.auth, ladder_id)


@steps.make("")
def add_rung(request: Request, ladder_id: Id, body: NewRung) -> RungView:
    """Add a step above those there are."""
    asked = body.model_dump()
    counting = tuple(CriterionDraft(**each) for each in asked.pop("criteria"))
    [made] = rungs.add(request.auth, ladder_id, [RungDraft(**asked, criteria=counting)])
    return step_of(request, ladder_id, made)


@steps.show("/{rung_id}")
def rung(request: Request, ladder_id: Id, rung_id: Id, as_of: AsOf | None = None) -> RungView:
    """A step with what counts for it and how that stands."""
    return step_of(request, ladder_id, rung_id, as_of)


@steps.change("/{rung_id}")
def edit_rung(
    request: Request, ladder_id: Id, rung_id: Id, body: RungChange, version: Version
) -> RungView:
    """Change a step that is not reached."""
    step_of(request, ladder_id, rung_id)
    return changed(
        request,
        lambda: rungs.edit(request.auth, rung_id, version, body.changes()),
        lambda: step_of(request, ladder_id, rung_id),
    )


@steps.remove("/{rung_id}")
def remove_rung(request: Request, ladder_id: Id, rung_id: Id, version: Version) -> None:
    """Take a step away that is not reached."""
    removed(
        request,
        lambda: rungs.remove(request.auth, rung_id, version),
        lambda: step_of(request, ladder_id, rung_id),
    )


@criteria.make("")
def add_criterion(
    request: Request, ladder_id: Id, rung_id: Id, body: NewCriterion
) -> CriterionView:
    """Let something more count for a step."""
    step_of(request, ladder_id, rung_id)
    draft = CriterionDraft(**body.model_dump())
    made = rungs.add_criterion(request.auth, rung_id, draft)
    return one(step_of(request, ladder_id, rung_id).criteria, made)


@criteria.show("/{criterion_id}")
def criterion(
    request: Request, ladder_id: Id, rung_id: Id, criterion_id: Id, as_of: AsOf | None = None
) -> CriterionView:
    """One thing that counts for a step."""
    return one(step_of(request, ladder_id, rung_id, as_of).criteria, criterion_id)


@criteria.change("/{criterion_id}")
def edit_criterion(
    request: Request,
    ladder_id: Id,
    rung_id: Id,
    criterion_id: Id,
    body: NewCriterion,
    version: Version,
) -> CriterionView:
    """Ask for something else, from what was learned."""
    draft = CriterionDraft(**body.model_dump())
    criterion(request, ladder_id, rung_id, criterion_id)
    return changed(
        request,
        lambda: rungs.edit_criterion(request.auth, criterion_id, version, draft),
        lambda: criterion(request, ladder_id, rung_id, criterion_id),
    )


@criteria.remove("/{criterion_id}")
def remove_criterion(
    request: Request, ladder_id: Id, rung_id: Id, criterion_id: Id, version: Version
) -> None:
    """Let something count no more."""
    removed(
        request,
        lambda: rungs.remove_criterion(request.auth, criterion_id, version),
        lambda: criterion(request, ladder_id, rung_id, criterion_id),
    )


@criteria.act("/{criterion_id}/attend")
def attend(
    request: Request, ladder_id: Id, rung_id: Id, criterion_id: Id, body: Attended
) -> CriterionView:
    """Say on which day a training was attended."""
    found = criterion(request, ladder_id, rung_id, criterion_id)
    rungs.attend(request.auth, criterion_id, found.version, body.day)
    return criterion(request, ladder_id, rung_id, criterion_id)


def step_of(request: Request, ladder_id: Id, rung_id: Id, as_of: AsOf | None = None) -> RungView:
    """Return one step of a ladder."""
    return one(ladder_page.show(request.auth, ladder_id, as_of).rungs, rung_id)
