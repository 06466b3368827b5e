"""What each role may decide alone, and proposals to widen it."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import AsOf, Body, Id, MembershipRole, Note, Title, Version
from trigpoint.services.cascade import decision_rights
from trigpoint.services.cascade.decision_rights import RightDraft, RightsOfUnit

routes = Noun("/units/{unit_id}/decision-rights", "goals")

Topic = Literal["refund", "exception", "escalation", "other"]


class NewRight(Body):
    """What whoever has a role may decide without asking, and up to where."""

    role: MembershipRole
    topic: Topic
    title: Title
    limit: Title
    measure: Id | Literal[""] = ""


class RightChange(NewRight):
    """It said anew, with the reason."""

    reason: Note


class WiderLimit(Body):
    """Up to where it should go, and why."""

    limit: Title
    words: Note


class WideningAnswer(Body):
    """Yes, or no with a word."""

    accepted: bool
    words: Note = ""


@routes.show("")
def of_unit(request: Request, unit_id: Id, as_of: AsOf | None = None) -> RightsOfUnit:
    """What each role may decide alone, what was proposed, and the effect of widening it."""
    return decision_rights.show(request.auth, unit_id, as_of)


@routes.make("")
def add(request: Request, unit_id: Id, body: NewRight) -> RightsOfUnit:
    """Say what a role may decide alone."""
    decision_rights.add(request.auth, unit_id, RightDraft(**body.model_dump()))
    return decision_rights.show(request.auth, unit_id)


@routes.change("/{right_id}")
def edit(
    request: Request, unit_id: Id, right_id: Id, body: RightChange, version: Version
) -> RightsOfUnit:
    """Say it anew."""
    draft = RightDraft(**body.model_dump(exclude={"reason"}))
    return changed(
        request,
        lambda: decision_rights.edit(request.auth, right_id, version, draft, reason=body.reason),
        lambda: decision_rights.show(request.auth, unit_id),
    )


@routes.remove("/{right_id}")
def retire(request: Request, unit_id: Id, right_id: Id, reason: Note, version: Version) -> None:
    """Take it away, with the reason."""
    removed(
        request,
        lambda: decision_rights.retire(request.auth, right_id, version, reason=reason),
        lambda: one(decision_rights.show(request.auth, unit_id).rights, right_id),
    )


@routes.act("/{right_id}/widen")
def widen(request: Request, unit_id: Id, right_id: Id, body: WiderLimit) -> RightsOfUnit:
    """Propose that they may decide more alone."""
    decision_rights.propose(request.auth, right_id, body.limit, body.words)
    return decision_rights.show(request.auth, unit_id)


@routes.act("/widenings/{widening_id}/answer")
def answer(request: Request, unit_id: Id, widening_id: Id, body: WideningAnswer) -> RightsOfUnit:
    """Widen it as proposed, or say why not."""
    decision_rights.answer(request.auth, widening_id, accepted=body.accepted, reason=body.words)
    return decision_rights.show(request.auth, unit_id)
