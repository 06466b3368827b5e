"""The cascade: who carries what, level by level, and who is not aligned."""

from typing import Any, Literal

from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, GoalState, Id, Level, Line
from trigpoint.services.cascade import cascade, unaligned
from trigpoint.services.cascade.cascade import Cascade, CascadeRow
from trigpoint.services.cascade.unaligned import NotAligned

routes = Noun("/cascade", "goals")


class TreeScope(BaseModel):
    """Whose goals, of which dates; the whole organisation and today's dates, if nothing is said."""

    whose: Id | Literal[""] = Field("", description="a unit or a person")
    period: Id | Literal[""] = ""

    def wanted(self, **more: Any) -> cascade.Wanted:
        """Return it as the services know it."""
        return cascade.Wanted(**self.model_dump(), **more)


class WantedTree(TreeScope):
    """What of the tree to show."""

    words: Line = Field("", description="in title, why or the owner's name")
    show: Literal["", "trouble", "proposed", "roots"] = ""
    state: GoalState | Literal[""] = ""
    level: Level | Literal[""] = ""
    mine: bool = False
    fold: Level | Literal[""] = Field("", description="the level down to which it is open")
    skip: int = Field(0, ge=0, le=1_000_000, description="lines that were shown before")


@routes.show("")
def tree(request: Request, wanted: Query[WantedTree], as_of: AsOf | None = None) -> Cascade:
    """The goals of a unit or a person as a tree, with how each level stands."""
    return cascade.show(request.auth, wanted.wanted(at=as_of))


@routes.show("/under/{goal_id}")
def under(
    request: Request, goal_id: Id, wanted: Query[TreeScope], as_of: AsOf | None = None
) -> tuple[CascadeRow, ...]:
    """The goals right under one, as lines of the tree."""
    return tuple(cascade.under(request.auth, goal_id, wanted.wanted(at=as_of), 1))


@routes.show("/not-aligned")
def not_aligned(
    request: Request, wanted: Query[TreeScope], as_of: AsOf | None = None
) -> NotAligned:
    """Goals that carry nothing, goals nobody carries, people with no goal or too many."""
    return unaligned.show(request.auth, wanted.wanted(at=as_of))
