"""Measures: set up, found again, and shown only to whom they may be shown."""

import datetime

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.helpdesks import accounts
from trigpoint.services.measures import measure_list, measures
from trigpoint.services.measures.measure_list import MeasureFilter
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import AccountTie
from trigpoint.tickets.query import Dimension, Filter

pytestmark = pytest.mark.django_db

KPI = "full_resolution_time"
ROWS = "".join(solved(n, "11-03", owner="bea") for n in range(12)) + solved(90, "11-17")


def of_unit(cast: Cast, unit: str) -> MeasureDraft:
    return MeasureDraft(kpi=KPI, scope="unit", member=cast.units[unit], pinned=True)


@pytest.mark.req("PEOPLE-1", via="core")
def test_the_figure_of_a_small_team_is_hidden_from_colleagues_and_shown_to_its_lead(
    desk: Desk, cast: Cast
):
    measure = measures.add(cast.amir, of_unit(cast, "Billing"))
    desk.bring(ROWS)
    desk.tie(bea="bea")
    for name in ("ana", "tuan", "mira"):
        page = measures.show(getattr(cast, name), measure)
        assert (page.standing, page.series, page.tickets_visible) == (None, (), False)
    assert measures.show(cast.amir, measure).series[0].n == 12
    [line] = measure_list.find(cast.ana, MeasureFilter()).lines
    assert line.figure is None
    [line] = measure_list.find(cast.amir, MeasureFilter()).lines
    assert line.figure is not None


def test_the_figure_of_a_large_team_is_shown_to_colleagues(desk: Desk, cast: Cast):
    measure = measures.add(cast.tuan, of_unit(cast, "Orders"))
    desk.bring("".join(solved(n, "11-03", owner="ana") for n in range(12)))
    desk.tie(ana="ana")
    assert measures.show(cast.bea, measure).series[0].n == 12


def test_a_measure_about_a_person_is_theirs_to_set_up_and_hidden_from_colleagues(cast: Cast):
    draft = MeasureDraft(kpi=KPI, scope="person", member=cast.people["ana"])
    with pytest.raises(NotAllowed):
        measures.add(cast.rui, draft)
    measure = measures.add(cast.ana, draft)
    assert measures.show(cast.ana, measure).about_me
    with pytest.raises(NotThere):
        measures.show(cast.rui, measure)


def test_the_same_measure_is_set_up_once(cast: Cast):
    first = measures.add(cast.tuan, of_unit(cast, "Orders"))
    assert measures.add(cast.jo, of_unit(cast, "Orders")) == first


def test_those_who_lead_nobody_set_up_nothing_for_others(cast: Cast):
    with pytest.raises(NotAllowed):
        measures.add(cast.ana, MeasureDraft(kpi=KPI))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kpi": "happiness"}, "params"),
        ({"params": {"quantile": "p50"}}, "params"),
        ({"window_weeks": 0}, "window_weeks"),
        ({"window_weeks": 53}, "window_weeks"),
        ({"scope": "street"}, "scope"),
        ({"scope": "queue", "member": "none"}, "member"),
        ({"filters": (Filter(Dimension.PERSON, ("somebody",)),)}, "filters"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_its_field(cast: Cast, more, field):
    with pytest.raises(Invalid) as refused:
        measures.add(cast.mira, MeasureDraft(**{"kpi": KPI, **more}))
    assert set(refused.value.fields) == {field}


def test_several_measures_are_set_up_in_one_step_the_same_ones_once(cast: Cast):
    drafts = [of_unit(cast, "Orders"), MeasureDraft(kpi=KPI), of_unit(cast, "Orders")]
    first, second, third = measures.add_many(cast.jo, drafts)
    assert first == third
    assert {line.measure.id for line in measure_list.find(cast.jo, MeasureFilter()).lines} == {
        first,
        second,
    }


def test_accounts_that_nobody_is_tied_to_come_first_with_a_guess(desk: Desk, cast: Cast):
    desk.bring(solved(1, "11-03", owner="Ana Costa") + solved(2, "11-03", owner="bea"))
    desk.tie(bea="bea")
    first, second = accounts.accounts(cast.dara)
    assert (first.name, first.person, first.suggested) == (
        "Ana Costa",
        None,
        cast.people["ana"],
    )
    assert second.person == cast.people["bea"]


def test_an_account_is_one_persons_at_a_time_whichever_tie_is_said_last(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    [account] = [a.id for a in accounts.accounts(cast.dara) if a.external_id == "bea"]
    for person, month in (("ana", 1), ("rui", 3), ("ines", 2)):
        since = datetime.date(2026, month, 1)
        accounts.tie(cast.dara, [(account, cast.people[person])], since)
    held = AccountTie.objects.filter(retired=False).order_by("valid_from")
    spans = [(tie.person.public_id, tie.valid_from.month, tie.valid_to) for tie in held]
    february = datetime.date(2026, 2, 1)
    assert spans == [(cast.people["ana"], 1, february), (cast.people["ines"], 2, None)]
    with pytest.raises(Invalid):
        accounts.tie(
            cast.dara, [(account, cast.people["ana"]), (account, cast.people["rui"])], february
        )
