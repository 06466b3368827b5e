"""Pay tied to results: its purpose, the incentives one may see, and their arithmetic."""

import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, removed
from trigpoint.api.terms import AsOf, Body, Id, Note, Title, Version
from trigpoint.services.cascade import incentives
from trigpoint.services.cascade.incentives import IncentiveDraft, IncentiveView, Pay
from trigpoint.services.errors import NotThere

routes = Noun("/pay", "goals")

Percent = Annotated[int, Field(ge=0, le=100)]
Amount = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]
Currency = Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]


class StatedPurpose(Body):
    """What pay is tied to measures for; everybody reads it."""

    words: Note


class NewIncentive(Body):
    """An amount for one person, in stated shares that come to 100 percent."""

    person: Id
    title: Title
    amount: Amount
    currency: Currency
    own_goal: Id
    own_share: Percent
    team_goal: Id
    team_share: Percent
    whole_goal: Id
    whole_share: Percent
    besides: Note = ""


@routes.show("")
def show(request: Request, as_of: AsOf | None = None) -> Pay:
    """Whether pay can be tied to results, for which purpose, and my and my people's incentives."""
    return incentives.show(request.auth, as_of)


@routes.replace("/purpose")
def state_purpose(request: Request, body: StatedPurpose) -> Pay:
    """State what it is for; while nothing is stated, pay is off."""
    incentives.state_purpose(request.auth, body.words)
    return incentives.show(request.auth)


@routes.act("/purpose/withdraw")
def withdraw_purpose(request: Request, body: StatedPurpose) -> Pay:
    """Withdraw the purpose, with the reason: pay is off again."""
    incentives.withdraw_purpose(request.auth, reason=body.words)
    return incentives.show(request.auth)


@routes.make("/incentives")
def add(request: Request, body: NewIncentive) -> Pay:
    """Tie an amount to results in stated shares."""
    incentives.add(request.auth, IncentiveDraft(**body.model_dump()))
    return incentives.show(request.auth)


@routes.show("/incentives/{incentive_id}")
def incentive(request: Request, incentive_id: Id, as_of: AsOf | None = None) -> IncentiveView:
    """An incentive with its arithmetic."""
    return one(request, incentive_id, as_of)


@routes.remove("/incentives/{incentive_id}")
def retire(request: Request, incentive_id: Id, reason: Note, version: Version) -> None:
    """Take it away, with the reason."""
    removed(
        request,
        lambda: incentives.retire(request.auth, incentive_id, version, reason=reason),
        lambda: one(request, incentive_id),
    )


def one(request: Request, incentive_id: str, at: datetime.datetime | None = None) -> IncentiveView:
    """Return the incentive of an id, or raise `NotThere`."""
    for found in incentives.show(request.auth, at).incentives:
        if found.id == incentive_id:
            return found
    raise NotThere
