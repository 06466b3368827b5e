"""Links of a map as the weeks bear them out or not, on the map's page and by program."""

import numpy as np
import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.maps import Map, write_map
from tests.services.test_evidence import cause_and_effect, measured
from tests.services.test_foreseen import publish
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def weeks(cast: Cast, drawn: Map, cause: np.ndarray, effect: np.ndarray) -> None:
    """Give both ends of the map's link their past."""
    orders = {"scope": "unit", "member": cast.units["Orders"]}
    lower = measured(cast, "tuan", drawn.goals.team, "first_contact_resolution", **orders)
    publish(cast, lower, cause)
    publish(cast, measured(cast, "mira", drawn.goals.top, "csat"), effect, 2)


def seen(cast: Cast, drawn: Map) -> tuple[str, dict]:
    """Return the map's page and its link by program."""
    mira = Client()
    mira.force_login(cast.mira.user)
    page = " ".join(mira.get("/map/").content.decode().split())
    [link] = Program(cast.mira).send("GET", f"/maps/{drawn.id}", None).json()["links"]
    return page, link


@pytest.mark.req("MAP-4", via="web")
@pytest.mark.req("MAP-4", via="api")
def test_a_link_that_the_weeks_bear_out_is_supported_and_called_no_proof(cast: Cast, drawn: Map):
    weeks(cast, drawn, *cause_and_effect())
    page, link = seen(cast, drawn)
    assert "<b>1</b> supported" in page
    assert link["evidence"]["verdict"] == "supported"
    assert "not proof" in str(link["evidence"]["words"])
    assert (link["evidence"]["lag_weeks"], link["unseen"]) == (2, False)


@pytest.mark.req("MAP-4", via="web")
@pytest.mark.req("MAP-4", via="api")
def test_a_link_that_is_not_borne_out_for_two_quarters_is_a_finding(cast: Cast, drawn: Map):
    chance = 0.7 + 0.02 * np.random.default_rng(11).standard_normal((2, 140))
    weeks(cast, drawn, chance[0], chance[1])
    page, link = seen(cast, drawn)
    assert "<b>1</b> not supported" in page
    assert "1 link not borne out for two quarters" in page
    assert (link["evidence"]["verdict"], link["unseen"]) == ("not_shown", True)
    assert link["evidence"]["weeks"] > 104


@pytest.mark.req("MAP-4", via="web")
@pytest.mark.req("MAP-4", via="api")
def test_too_few_weeks_are_refused_with_the_number(cast: Cast, drawn: Map):
    cause, effect = cause_and_effect()
    weeks(cast, drawn, cause[-80:], effect[-80:])
    page, link = seen(cast, drawn)
    assert "<b>1</b> opinion only, or too little data" in page
    assert link["evidence"]["verdict"] == "refused"
    assert "81 weeks in common, 104 needed; 23 still to come" in str(link["evidence"]["words"])


def test_a_lag_longer_than_history_is_refused_with_what_is_left(cast: Cast, drawn: Map):
    weeks(cast, drawn, *cause_and_effect())
    drives.edit(cast.mira, drawn.link, 1, DriveDraft(lag_weeks=104, sentence="In two years."))
    _page, link = seen(cast, drawn)
    assert link["evidence"]["verdict"] == "refused"
    assert "104 needed" in str(link["evidence"]["words"])


@pytest.mark.req("MAP-1", via="api")
def test_a_link_that_is_added_moves_no_objective(cast: Cast, drawn: Map):
    mira = Program(cast.mira)

    def places() -> dict[str, tuple[int, int]]:
        found = mira.send("GET", f"/maps/{drawn.id}", None).json()
        return {each["id"]: (each["lane"], each["column"]) for each in found["objectives"]}

    for lane in drawn.lanes:
        mira.send(
            "POST", f"/maps/{drawn.id}/objectives", {"title": "One more", "perspective": lane}
        )
    before = places()
    added = next(each for each in before if each not in {drawn.top, drawn.team})
    goal = mira.send("GET", f"/maps/{drawn.id}/objectives/{added}", None).json()["goal"]["id"]
    said = {"effect": drawn.goals.top, "sentence": "It helps.", "lag_weeks": 1}
    assert mira.send("POST", f"/goals/{goal}/drives", said).status_code == 201
    assert len(before) == 6
    assert places() == before
