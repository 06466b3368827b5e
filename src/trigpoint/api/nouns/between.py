"""What came to be different between two moments."""

from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id, Moment
from trigpoint.services.history import between
from trigpoint.services.history.between import Between

routes = Noun("/changes", "goals")


class Stretch(BaseModel):
    """Whose goals, of which dates, and the two moments."""

    first: Moment = Field(description="as it stood then (RFC 3339, with zone)")
    last: Moment | None = Field(None, description="as it stood then; now, if nothing is said")
    whose: Id | Literal[""] = Field("", description="a unit or a person")
    period: Id | Literal[""] = ""


@routes.show("")
def show(request: Request, stretch: Annotated[Stretch, Query()]) -> Between:
    """Goals that were added, changed and retired, and what changed in the V2MOM."""
    return between.show(request.auth, stretch.whose, stretch.period, stretch.first, stretch.last)
