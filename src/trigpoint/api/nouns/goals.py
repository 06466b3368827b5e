"""Goals: found, read, written, and their line of sight."""

from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed
from trigpoint.api.terms import (
    AsOf,
    Body,
    Change,
    Essay,
    Evidence,
    GoalState,
    Id,
    Level,
    Line,
    Sentence,
    Standing,
    Title,
    Version,
    Weight,
)
from trigpoint.services.goals import explaining, goal_list, goal_page, goals, sight
from trigpoint.services.goals.explaining import Explanation
from trigpoint.services.goals.goal_list import Filter, Found
from trigpoint.services.goals.goal_page import GoalPage
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.sight import Sight
from trigpoint.services.history.history import Change as PastChange
from trigpoint.services.pyramid import person_goals

routes = Noun("/goals", "goals")

Sort = Literal["title", "owner", "due", "state", "progress"]
Backwards = Literal["-title", "-owner", "-due", "-state", "-progress"]


class Wanted(BaseModel):
    """What to look for; what is left out may be anything."""

    words: Line = Field("", description="in title, why or the owner's name")
    state: GoalState | Literal[""] = ""
    status: Standing | Literal[""] = Field(
        "",
        description="how it stands: what its owner says, unless data are old or a guard is broken",
    )
    owner: Id | Literal[""] = Field("", description="a unit or a person")
    period: Id | Literal[""] = ""
    level: Level | Literal[""] = ""
    mine: bool = False
    sort: Sort | Backwards = "title"
    page: int = Field(1, ge=1, le=1_000_000, description="50 goals a page")


class NewLink(Body):
    """What a goal is to carry: a goal above it, or a direction."""

    above: Id
    sentence: Sentence = ""
    weight: Weight = 1.0
    evidence: Evidence = "none"
    evidence_source: Line = ""
    primary: bool | None = Field(
        None, description="whether it is the way up; not said: the first one, or the one added"
    )

    def draft(self) -> LinkDraft:
        """Return it as the services know it."""
        return LinkDraft(**self.model_dump(exclude={"reason"}))


class NewGoal(Body):
    """A goal as somebody writes it; `owner` is a unit or a person."""

    title: Title
    owner: Id
    period: Id
    why: Essay = ""
    how: Essay = ""
    state: GoalState = "draft"
    private: bool = False
    carries: list[NewLink] = Field(default_factory=list, max_length=20)

    def draft(self) -> GoalDraft:
        """Return it as the services know it."""
        return GoalDraft(
            **self.model_dump(exclude={"carries"}), carries=tuple(c.draft() for c in self.carries)
        )


class GoalChange(Change):
    """Fields of a goal to change."""

    title: Title | None = None
    why: Essay | None = None
    how: Essay | None = None
    owner: Id | None = None
    period: Id | None = None
    state: GoalState | None = None
    private: bool | None = None


@routes.show("")
def find(request: Request, wanted: Annotated[Wanted, Query()], as_of: AsOf | None = None) -> Found:
    """The goals that fit, 50 a page; a page beyond the last is the last."""
    return goal_list.find(request.auth, Filter(**wanted.model_dump(), at=as_of))


@routes.make("")
def add(request: Request, body: NewGoal) -> GoalPage:
    """Write a new goal with what it carries."""
    return goal_page.show(request.auth, goals.add(request.auth, body.draft()))


@routes.show("/{goal_id}")
def show(request: Request, goal_id: Id, as_of: AsOf | None = None) -> GoalPage:
    """Everything about a goal."""
    return goal_page.show(request.auth, goal_id, as_of)


@routes.change("/{goal_id}")
def edit(request: Request, goal_id: Id, body: GoalChange, version: Version) -> GoalPage:
    """Change fields of a goal."""
    actor = request.auth
    return changed(
        request,
        lambda: goals.edit(actor, goal_id, version, body.changes(), reason=body.reason),
        lambda: goal_page.show(actor, goal_id),
    )


@routes.show("/{goal_id}/sight")
def line_of_sight(request: Request, goal_id: Id, as_of: AsOf | None = None) -> Sight:
    """The way up to the vision, and everybody who carries the goal."""
    return sight.look(request.auth, goal_id, as_of)


@routes.show("/{goal_id}/explain")
def explain(request: Request, goal_id: Id, as_of: AsOf | None = None) -> Explanation:
    """Every sum behind the goal's figure, down to the readings it rests on."""
    return explaining.show(request.auth, goal_id, as_of)


@routes.show("/{goal_id}/history")
def history(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[PastChange, ...]:
    """The newest changes of a goal and of what belongs to it."""
    return goal_page.show(request.auth, goal_id, as_of).changes


@routes.act("/{goal_id}/share")
def share_aspiration(request: Request, goal_id: Id) -> GoalPage:
    """Let everybody see an aspiration of one's own."""
    person_goals.share_aspiration(request.auth, goal_id)
    return goal_page.show(request.auth, goal_id)
