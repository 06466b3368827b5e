"""What is held of a test that says which routes it asks."""

import pytest
from django.test import Client

from tests.access.heard import listening, unheard
from tests.api.program import Program
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_route_is_asked_once_somebody_is_let_in_and_somebody_refused(cast: Cast):
    ana, goals = Client(), "/goals/"
    ana.force_login(cast.ana.user)
    with listening() as heard:
        ana.get(goals)
        ana.get("/nothing/here/")
    assert unheard(("goals", "me.who"), heard) == [
        "goals: nobody is refused",
        "me.who: nobody is let in",
        "me.who: nobody is refused",
    ]
    with listening() as more:
        Client().get(goals)
        Program(cast.ana).get("/me")
        Program(cast.ana, "read:figures").get("/goals")
    assert unheard(("goals",), heard | more) == []
    assert {("me.who", True), ("goals.find", False)} <= more
