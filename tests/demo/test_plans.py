"""The demo's V2MOMs say what truth.json says of them."""

from trigpoint.demo.truth import _plan
from trigpoint.demo.v2moms import V2MOMS


def test_three_levels_a_sign_an_area_and_a_refusal_are_in_the_plans():
    told = {plan.owner: _plan(plan) for plan in V2MOMS}
    assert list(told) == ["northwind", "front-line", "orders"]
    orders = told["orders"]
    assert orders["signs_that_have_come"] == ["Peak-season hiring lags by six weeks."]
    assert orders["areas_not_heard"] == ["Logistics"]
    assert orders["departments_that_refused"] == ["product"]
