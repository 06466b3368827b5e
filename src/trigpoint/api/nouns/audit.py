"""The audit of pitfalls: what is worth a look, the rules, and what is not told any more."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, Body, Id
from trigpoint.core.craft.rule import Ref
from trigpoint.services.audit import audit, mutes
from trigpoint.services.audit.audit import Audit, RuleView
from trigpoint.services.audit.mutes import MuteView

routes = Noun("/audit", "goals")

RuleKey = Annotated[str, StringConstraints(max_length=40, pattern="^[a-z_]+$")]
Why = Annotated[
    str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL), Field(description="why")
]


class NewMute(Body):
    """The rule, the record (or the unit, for all of it), and why it is all right there."""

    rule: RuleKey
    about_kind: Literal["goal", "unit", "person", "plan"]
    about: Id
    reason: Why


@routes.show("")
def show(request: Request, whose: Id | Literal[""] = "") -> Audit:
    """What is worth a look in a unit or of a person, of what I can do something about."""
    return audit.show(request.auth, whose)


@routes.show("/rules")
def rules(request: Request) -> tuple[RuleView, ...]:  # noqa: ARG001 - the same for everybody
    """All rules, with the reason of each."""
    return audit.rules()


@routes.show("/mutes")
def muted(request: Request) -> tuple[MuteView, ...]:
    """What is not told any more, of what I can do something about."""
    return mutes.mine(request.auth)


@routes.make("/mutes")
def mute(request: Request, body: NewMute) -> MuteView:
    """Do not tell a rule of a record, or in a unit, again."""
    about = Ref(body.about_kind, body.about)
    made = mutes.mute(request.auth, body.rule, about, body.reason)
    return mutes.one(request.auth, made)


@routes.remove("/mutes/{mute_id}")
def unmute(request: Request, mute_id: Id) -> None:
    """Tell it again."""
    mutes.unmute(request.auth, mute_id)
