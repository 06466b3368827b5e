"""People and teams beside each other, from tickets that came in."""

import datetime
from random import Random

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, change, moment
from trigpoint.services.insight import comparison
from trigpoint.services.insight.comparison import Comparison, Whom
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.organisation import organisation as organisations
from trigpoint.store.models import ReadLogLine

pytestmark = pytest.mark.django_db
TEAM = ("ana", "rui", "ines", "lena", "omar", "tuan")
SLOW = "omar"


def tickets() -> str:
    """Return sixty tickets each: two in ten are opened again, of Omar's eight in ten."""
    dice, rows = Random(7), []
    for place, who in enumerate(TEAM):
        for n in range(60):
            number = 1000 * place + n
            opened = moment(f"09-{1 + n % 28:02}") + datetime.timedelta(minutes=n)
            hours = dice.uniform(1, 4)
            done = opened + datetime.timedelta(hours=hours)
            rows.append(change(number, opened, opened, "New", who))
            rows.append(change(number, opened, done, "Solved", who))
            if dice.random() < (0.8 if who == SLOW else 0.2):
                again = done + datetime.timedelta(hours=5)
                rows.append(change(number, opened, again, "Open", who))
    rows.append(change(9999, moment("11-16"), moment("11-16"), "New", "ana"))
    return "".join(rows)


@pytest.fixture
def brought(desk: Desk, cast: Cast) -> Desk:
    desk.bring(tickets())
    desk.tie(**{who: who for who in TEAM})
    return desk


def of_orders(cast: Cast, kpi: str = "reopen_rate") -> str:
    draft = MeasureDraft(kpi=kpi, scope="unit", member=cast.units["Orders"])
    return measures.add(cast.mira, draft)


def seen(cast: Cast, who: str, measure: str, **more) -> Comparison:
    return comparison.compare(cast.at(who, cast.mira.now), measure, **more)


@pytest.mark.req("BEYOND-6", "MEASURE-5", via="core")
def test_who_differs_is_said_and_the_others_are_not_distinguishable_in_order_of_names(
    brought: Desk, cast: Cast
):
    found = seen(cast, "tuan", of_orders(cast))
    names = [row.name for row in found.rows]
    assert names == sorted(names, key=str.casefold)
    said = {row.name.split()[0].lower(): row for row in found.rows}
    assert said[SLOW].different
    assert "Different: higher" in str(said[SLOW].words)
    others = [row for name, row in said.items() if name in TEAM and name != SLOW]
    assert not any(row.different for row in others)
    assert all("Not distinguishable" in str(row.words) for row in others)
    assert all(row.low < row.middle < row.high for row in others)


@pytest.mark.req("BEYOND-6", "BEYOND-7", via="core")
def test_a_teammate_sees_only_themselves_and_how_many_others_there_are(brought: Desk, cast: Cast):
    found = seen(cast, "ana", of_orders(cast))
    assert [row.name for row in found.rows] == ["Ana Costa"]
    assert found.hidden == len(seen(cast, "tuan", of_orders(cast)).rows) - 1


@pytest.mark.req("BEYOND-7", via="core")
def test_the_lead_sees_nobody_else_where_the_organisation_says_so(brought: Desk, cast: Cast):
    measure = of_orders(cast)
    home = organisations.show(cast.dara)
    organisations.edit(
        cast.dara, home.version, {"privacy_mode": "self_only"}, reason="works council"
    )
    found = seen(cast, "tuan", measure)
    assert {row.name for row in found.rows} <= {"Tuan Nguyen"}


def test_whoever_was_looked_at_can_see_that(brought: Desk, cast: Cast):
    seen(cast, "tuan", of_orders(cast))
    subjects = set(ReadLogLine.objects.values_list("subject__name", flat=True))
    assert {"Ana Costa", "Omar Haddad"} <= subjects
    assert "Tuan Nguyen" not in subjects


def test_durations_are_compared_as_usual_times(brought: Desk, cast: Cast):
    found = seen(cast, "tuan", of_orders(cast, "full_resolution_time"))
    said = {row.name.split()[0].lower(): row for row in found.rows}
    assert 3600 < said["ana"].middle < 4 * 3600
    assert not said["ana"].different


def test_few_people_a_count_and_one_person_are_not_compared(brought: Desk, cast: Cast):
    billing = measures.add(
        cast.mira, MeasureDraft(kpi="reopen_rate", scope="unit", member=cast.units["Billing"])
    )
    assert "Fewer than 5" in str(seen(cast, "mira", billing).refused)
    assert "count at a moment" in str(seen(cast, "tuan", of_orders(cast, "backlog")).refused)
    own = measures.add(
        cast.ana, MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    )
    assert "Choose a measure of a team" in str(seen(cast, "ana", own).refused)


@pytest.mark.req("BEYOND-6", via="core")
def test_teams_are_compared_below_their_unit(brought: Desk, cast: Cast):
    care = measures.add(
        cast.mira, MeasureDraft(kpi="reopen_rate", scope="unit", member=cast.units["Care"])
    )
    found = seen(cast, "jo", care, whom=Whom.TEAMS)
    assert {row.name for row in found.rows} <= {"Orders", "Billing", "Helpline"}
    assert "Orders" in {row.name for row in found.rows}
    assert all("Too few" in str(row.words) for row in found.rows)
