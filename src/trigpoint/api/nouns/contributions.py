"""What a goal carries, and how it helps."""

from trigpoint.api.auth import Request
from trigpoint.api.nouns.goals import NewLink
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import (
    AsOf,
    Change,
    Evidence,
    Id,
    Line,
    Reason,
    Sentence,
    Version,
    Weight,
)
from trigpoint.services.goals import goal_page, goals
from trigpoint.services.goals.goal_page import Neighbour

routes = Noun("/goals/{goal_id}/contributions", "goals")


class ReasonedLink(NewLink):
    """What a goal is to carry from now on, and why it changes."""

    reason: Reason = ""


class LinkChange(Change):
    """Fields of a contribution to change."""

    sentence: Sentence | None = None
    weight: Weight | None = None
    evidence: Evidence | None = None
    evidence_source: Line | None = None
    primary: bool | None = None


@routes.show("")
def contributions(
    request: Request, goal_id: Id, as_of: AsOf | None = None
) -> tuple[Neighbour, ...]:
    """What the goal carries, the primary one first."""
    return goal_page.show(request.auth, goal_id, as_of).parents


@routes.make("")
def link(request: Request, goal_id: Id, body: ReasonedLink) -> Neighbour:
    """Let the goal carry another one, or a direction."""
    return show(
        request, goal_id, goals.link(request.auth, goal_id, body.draft(), reason=body.reason)
    )


@routes.show("/{link_id}")
def show(request: Request, goal_id: Id, link_id: Id, as_of: AsOf | None = None) -> Neighbour:
    """One contribution, with what is above."""
    return one(goal_page.show(request.auth, goal_id, as_of).parents, link_id)


@routes.change("/{link_id}")
def edit(
    request: Request, goal_id: Id, link_id: Id, body: LinkChange, version: Version
) -> Neighbour:
    """Change weight, sentence, evidence or place of a contribution."""
    show(request, goal_id, link_id)
    return changed(
        request,
        lambda: goals.edit_link(request.auth, link_id, version, body.changes(), reason=body.reason),
        lambda: show(request, goal_id, link_id),
    )


@routes.remove("/{link_id}")
def unlink(
    request: Request, goal_id: Id, link_id: Id, version: Version, reason: Reason = ""
) -> None:
    """Let the goal no longer carry it."""
    removed(
        request,
        lambda: goals.unlink(request.auth, link_id, version=version, reason=reason),
        lambda: show(request, goal_id, link_id),
    )
