"""What a measure would show is what it shows once it is one; and only to whom it may be shown."""

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.measures import measures, previewing
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Measure
from trigpoint.tickets.query import Dimension, Filter

pytestmark = pytest.mark.django_db

ROWS = "".join(
    solved(n, f"11-{2 + n % 5:02}", "ana" if n % 2 else "rui", 1 + n % 3) for n in range(40)
)
SOLVED = MeasureDraft(kpi="solved_tickets")


@pytest.mark.req("MEASURE-3", via="core")
def test_the_last_weeks_are_those_that_the_measure_has_afterwards(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    dara = cast.at("dara", cast.dara.now)
    seen = previewing.preview(cast.dara, SOLVED)
    assert not Measure.objects.exists()
    assert sum(week.n for week in seen) == 40
    made = measures.add(cast.dara, MeasureDraft(kpi="solved_tickets", pinned=True))
    desk.work()
    page = measures.show(cast.at("dara", dara.now), made)
    kept = {figure.start: figure.value for figure in page.series}
    assert {w.start: w.value for w in seen if w.start in kept} == {
        w.start: kept[w.start] for w in seen if w.start in kept
    }


def test_a_filter_a_scope_and_a_setting_change_what_is_shown(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    front = previewing.preview(
        cast.dara,
        MeasureDraft(kpi="solved_tickets", filters=(Filter(Dimension.PRIORITY, ("high",)),)),
    )
    assert sum(week.n for week in front) == 0
    desk.tie(ana="ana")
    mine = previewing.preview(
        cast.at("ana", cast.ana.now),
        MeasureDraft(kpi="solved_tickets", scope="person", member=cast.people["ana"]),
    )
    assert sum(week.n for week in mine) == 20


def test_nobody_is_shown_by_a_preview_what_a_measure_would_hide(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    with pytest.raises(NotAllowed):
        previewing.preview(cast.rui, SOLVED)
    with pytest.raises(NotAllowed):
        previewing.preview(
            cast.mira, MeasureDraft(kpi="solved_tickets", scope="person", member=cast.people["ana"])
        )
    small = MeasureDraft(kpi="solved_tickets", scope="unit", member=cast.units["Billing"])
    with pytest.raises(NotAllowed):
        previewing.preview(cast.tuan, small)
    with pytest.raises(Invalid):
        previewing.preview(cast.dara, MeasureDraft(kpi="moon"))


def test_before_any_tickets_there_is_nothing(desk: Desk, cast: Cast):
    assert previewing.preview(cast.dara, SOLVED) == []
