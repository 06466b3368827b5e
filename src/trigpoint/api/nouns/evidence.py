"""What the weeks say of what is believed to move what."""

from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, Id
from trigpoint.services.insight import evidence
from trigpoint.services.insight.evidence import DriveEvidence

routes = Noun("/evidence", "goals")


class EvidenceScope(BaseModel):
    """Whose goals, of when."""

    unit: Id | Literal[""] = Field(
        "", description="a unit or a person; the uppermost unit is usual"
    )
    period: Id | Literal[""] = Field("", description="the period of the day is usual")


@routes.show("")
def show(
    request: Request, part: Annotated[EvidenceScope, Query()], as_of: AsOf | None = None
) -> tuple[DriveEvidence, ...]:
    """Every drive between goals of the scope: borne out, the other way, not shown, not tested."""
    return evidence.of_scope(request.auth, part.unit, part.period, as_of)
