"""The goals pyramid: layers, what rests on what, and where a layer does not carry."""

from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, Id
from trigpoint.services.pyramid import pyramid
from trigpoint.services.pyramid.pyramid import PyramidView

routes = Noun("/pyramid", "goals")


class PyramidPart(BaseModel):
    """Whose goals, of when, and which part of them."""

    unit: Id | Literal[""] = Field(
        "", description="a unit or a person; the uppermost unit is usual"
    )
    period: Id | Literal[""] = Field("", description="the period of the day is usual")
    top: Id | Literal[""] = Field("", description="only what carries this goal")
    after: int = Field(0, ge=0, le=1_000_000, description="without so many of the first blocks")


@routes.show("")
def show(
    request: Request, part: Annotated[PyramidPart, Query()], as_of: AsOf | None = None
) -> PyramidView:
    """The layers with their health, every goal's place in the picture, and the lists."""
    return pyramid.show(request.auth, part.unit, part.period, as_of, top=part.top, after=part.after)
