"""A plan's own report: did what it was made for move since it came into force?"""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id
from trigpoint.services.plans import plan_report
from trigpoint.services.plans.plan_report import PlanReport

routes = Noun("/plans/{plan_id}/report", "goals")


class ChosenMeasure(Body):
    """Which measure stands for a side of the service; "" takes the usual one again."""

    side: Literal[
        "satisfaction", "resolution", "retention", "engagement", "alignment", "efficiency"
    ]
    measure: Id | Literal[""] = ""


@routes.show("")
def show(request: Request, plan_id: Id) -> PlanReport:
    """What moved on six sides of the service, of a plan in any view."""
    return plan_report.show(request.auth, plan_id)


@routes.act("/measures")
def choose(request: Request, plan_id: Id, body: ChosenMeasure) -> PlanReport:
    """Let a measure stand for a side."""
    plan_report.choose(request.auth, plan_id, body.side, body.measure)
    return plan_report.show(request.auth, plan_id)
