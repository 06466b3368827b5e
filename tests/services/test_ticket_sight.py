"""From a ticket to the vision and back: what it serves, and nothing of what a customer wrote."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.conftest import Desk, change, moment, solved
from tests.services.plan import DUE, Plan, write
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import targets, ticket_sight
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import ReadLogLine

pytestmark = pytest.mark.django_db

ROWS = (
    "".join(solved(n, "11-03", hours=n % 8 + 1) for n in range(60))
    + solved(70, "11-03")
    + change(70, moment("11-03"), moment("11-05"), "Open")
)


@pytest.fixture
def plan(cast: Cast, desk: Desk) -> Plan:
    """Orders' goal holds to how long its tickets take."""
    found = write(cast)
    draft = MeasureDraft(kpi="full_resolution_time", scope="unit", member=cast.units["Orders"])
    measure = measures.add(cast.tuan, draft)
    aim = TargetDraft(
        kind="lower", measure=measure, baseline=90_000.0, points=((DUE, 3600.0),), due=DUE
    )
    targets.add(cast.tuan, found.team, aim, reason="Waiting costs trust.")
    desk.bring(ROWS)
    desk.tie(ana="ana")
    cast.tuan.memo.clear()
    return found


@pytest.mark.req("BEYOND-1", via="core")
def test_a_ticket_leads_to_the_goals_and_the_vision_it_serves(cast: Cast, plan: Plan):
    found = ticket_sight.of_ticket(cast.tuan, " #7 ")
    [served] = found.goals
    assert served.goal.title == "Right person, first touch"
    assert [step.goal.title if step.goal else step.direction for step in served.up] == [
        "Keep the customers we win",
        "The support team people tell their friends about.",
    ]
    assert [use.counts for use in found.uses] == [True]
    opened = ticket_sight.of_ticket(cast.tuan, "70")
    assert (opened.goals, [use.counts for use in opened.uses]) == ((), [False])
    assert str(opened.uses[0].reason)


@pytest.mark.req("BEYOND-1", via="core")
def test_a_ticket_that_is_not_there_is_answered_like_one_not_to_be_seen(cast: Cast, plan: Plan):
    assert ticket_sight.of_ticket(cast.tuan, "4711").uses == ()
    assert ticket_sight.of_ticket(cast.pat, "7").uses == ()
    assert ticket_sight.of_ticket(cast.olga, "7").uses == ()
    for number in ("", "#", "x" * 61, "7\x00"):
        with pytest.raises(Invalid):
            ticket_sight.of_ticket(cast.tuan, number)
    assert ReadLogLine.objects.count() == 0


@pytest.mark.req("BEYOND-1", via="core")
def test_from_the_vision_to_the_tickets_that_moved_it(cast: Cast, plan: Plan):
    found = ticket_sight.of_direction(cast.tuan, cast.vision)
    [mover] = found.movers
    assert (mover.goal.title, mover.levels, mover.figure.n) == ("Right person, first touch", 1, 60)
    with pytest.raises(NotThere):
        ticket_sight.of_direction(cast.tuan, plan.team)


@pytest.mark.req("BEYOND-1", via="web")
def test_a_number_is_pasted_on_the_page_and_in_the_palette(cast: Cast, plan: Plan):
    client = Client()
    client.force_login(cast.tuan.user)
    page = client.get("/tickets/?number=7").content.decode()
    assert "Right person, first touch" in page
    assert "The support team people tell their friends about." in page
    assert "#tickets" in page, "from the vision to the tickets"
    assert "No goal counts this ticket" in client.get("/tickets/?number=4711").content.decode()
    assert client.get("/tickets/?number=" + "x" * 70).status_code == 422
    found = client.get("/commands.json?q=%237").json()
    assert {"/tickets/?number=7"} & {line["href"] for line in found}


@pytest.mark.req("BEYOND-1", via="api")
def test_a_program_follows_a_ticket_up_and_a_vision_down(cast: Cast, plan: Plan):
    tuan = Program(cast.tuan)
    found = tuan.get("/tickets/sight?number=7").json()
    assert [served["goal"]["title"] for served in found["goals"]] == ["Right person, first touch"]
    assert set(found["uses"][0]) == {"measure", "counts", "reason", "dated", "goals"}
    moved = tuan.get(f"/tickets/moved/{cast.vision}").json()
    assert moved["movers"][0]["figure"]["n"] == 60
    assert tuan.get("/tickets/sight?number=").status_code == 422
