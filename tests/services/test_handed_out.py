"""What is reckoned about one person, or brings them money, is noted for them as well."""

import pytest

from tests.api.program import Program
from tests.cast import Cast
from tests.services.conftest import Desk, solved
from tests.services.test_incentives import draft, plan, stated
from trigpoint.services.cascade import incentives
from trigpoint.services.cascade.incentives import IncentiveDraft
from trigpoint.services.goals import handed_out
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import ReadLogLine

__all__ = ["plan"]

pytestmark = pytest.mark.django_db

ROWS = "".join(
    solved(n, f"11-{2 + n % 5:02}", "ana" if n % 2 else "rui", 1 + n % 3) for n in range(60)
)


def noted() -> list[tuple[str, str]]:
    """Return of whom and what lines were written, and forget them."""
    lines = list(ReadLogLine.objects.values_list("subject__name", "what").order_by("what", "pk"))
    ReadLogLine.objects.all().delete()
    handed_out.forget()
    return lines


@pytest.fixture
def own(desk: Desk, cast: Cast) -> str:
    """A figure of Ana's own, over tickets that are hers; its public id."""
    desk.bring(ROWS)
    desk.tie(ana="ana", rui="rui")
    return measures.add(
        cast.at("ana", cast.ana.now),
        MeasureDraft(kpi="one_touch", scope="person", member=cast.people["ana"]),
    )


@pytest.mark.req("PEOPLE-3", via="api")
def test_numbers_of_help_desks_and_cuts_of_my_figure_are_noted(cast: Cast, own: str):
    tuan, ana = Program(cast.tuan), Program(cast.ana)
    for route in (f"/measures/{own}/desks", f"/measures/{own}/cuts?by=queue"):
        noted()
        assert ana.get(route).status_code == 200
        assert noted() == []
        assert tuan.get(route).status_code == 200
        assert noted() == [("Ana Costa", f"measure {own}")]


@pytest.mark.req("PEOPLE-3", via="api")
@pytest.mark.usefixtures("own")
def test_figures_asked_for_by_person_are_noted_for_each_of_them_but_the_reader(cast: Cast):
    asked = "/kpis/solved_tickets/figures?by=person&grain=whole&start=2026-11-01&last=2026-11-20"
    noted()
    rows = Program(cast.tuan).get(asked).json()["items"]
    names = sorted(row["name"] for row in rows)
    assert {"Ana Costa", "Rui Matos"} <= set(names)
    told = noted()
    assert sorted(name for name, _what in told) == [n for n in names if n != "Tuan Nguyen"]
    assert {what for _name, what in told} == {"figures solved_tickets"}
    assert [row["name"] for row in Program(cast.ana).get(asked).json()["items"]] == ["Ana Costa"]
    assert noted() == []


@pytest.mark.req("PEOPLE-3", via="web")
def test_what_my_results_bring_me_is_noted_and_said_in_words(cast: Cast, plan):
    stated(cast)
    wanted: IncentiveDraft = draft(cast, plan)
    made = incentives.add(cast.tuan, wanted)
    tuan, ana = Program(cast.tuan), Program(cast.ana)
    noted()
    assert tuan.get(f"/pay/incentives/{made}").status_code == 200
    [line] = ana.get("/reads/mine").json()["items"]
    assert line["what"] == f"pay {made}"
    assert ("Ana Costa", f"pay {made}") in noted()
    assert ana.get(f"/pay/incentives/{made}").status_code == 200
    assert noted() == []
