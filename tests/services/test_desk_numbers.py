"""Our figure beside those of help desks: the same tickets by another rule, and why it differs."""

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.conftest import Desk, change, moment, solved
from trigpoint.services.errors import NotThere
from trigpoint.services.measures import desk_numbers, measures, settings
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Measure
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Choice

pytestmark = pytest.mark.django_db
ROWS = "".join(solved(n, "11-03", hours=2) for n in range(12)) + solved(99, "11-17")


def one_touch(cast: Cast) -> str:
    return measures.add(cast.mira, MeasureDraft(kpi="one_touch", window_weeks=4))


@pytest.mark.req("MEASURE-2", via="web")
@pytest.mark.req("MEASURE-2", via="api")
def test_solved_without_a_reply_counts_by_the_rule_of_zendesk_and_not_by_ours(
    desk: Desk, cast: Cast
):
    desk.bring(ROWS)
    measure = one_touch(cast)
    found = desk_numbers.beside(cast.at("mira", cast.mira.now), measure)
    [zendesk] = found.desks
    assert found.ours is not None
    assert zendesk.counted is not None
    assert (found.ours.n, zendesk.counted.n) == (0, 12)
    assert zendesk.counted.value == 1
    assert "solved without any reply counts as well" in str(zendesk.differs)
    browser = Client()
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{measure}/desks/").content.decode()
    assert "Zendesk" in page
    assert "12 tickets" in page
    assert "solved without any reply counts as well" in page
    assert f"/m/{measure}/desks/" in browser.get(f"/m/{measure}/").content.decode()
    body = Program(cast.mira).get(f"/measures/{measure}/desks").json()
    assert body["desks"][0]["counted"]["n"] == 12


def test_what_was_solved_twice_counts_twice_where_every_solve_does(desk: Desk, cast: Cast):
    again = change(0, moment("11-03"), moment("11-04"), "Open")
    again += change(0, moment("11-03"), moment("11-05"), "Solved")
    desk.bring(ROWS + again)
    measure = measures.add(cast.mira, MeasureDraft(kpi="solved_tickets", window_weeks=4))
    found = desk_numbers.beside(cast.at("mira", cast.mira.now), measure)
    assert found.ours is not None
    assert found.ours.value == 12
    said = {one.desk: one.counted and one.counted.value for one in found.desks}
    assert said == {"Chatwoot": 13, "Freshdesk": 12, "Intercom": 13}


@pytest.mark.req("MEASURE-2", via="web")
def test_an_average_stands_beside_our_median_and_the_opening_says_the_day(desk: Desk, cast: Cast):
    rows = "".join(solved(n, "11-03", hours=2) for n in range(11))
    desk.bring(rows + solved(50, "11-04", hours=200) + solved(99, "11-17"))
    measure = measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time", window_weeks=4))
    found = desk_numbers.beside(cast.at("mira", cast.mira.now), measure)
    assert found.ours is not None
    assert found.ours.value == 2 * 3600
    said = {one.desk: one.counted for one in found.desks}
    assert said["Chatwoot"] is not None
    assert said["Chatwoot"].value == pytest.approx((11 * 2 + 200) * 3600 / 12)
    browser = Client()
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{measure}/desks/").content.decode()
    assert "It is the average, which a few very long ones move." in page
    assert "It stands on the day of the opening, as with Intercom." in page


@pytest.mark.req("MEASURE-2", via="web")
def test_what_our_measure_is_set_to_does_not_move_the_help_desks_number(desk: Desk, cast: Cast):
    """A solve that did not last is Zendesk's first one all the same; p90 is its user's choice."""
    rows = "".join(solved(n, "11-03", hours=2) for n in range(12))
    again = "".join(
        change(n, moment("11-03"), moment("11-03") + datetime.timedelta(hours=hours), state)
        for n in range(12)
        for hours, state in ((3, "Open"), (50, "Solved"))
    )
    desk.bring(rows + again + solved(99, "11-17"))
    params = {"stays": 24, "dated": "opening", "quantile": "p90"}
    measure = measures.add(
        cast.mira, MeasureDraft(kpi="first_resolution_time", params=params, window_weeks=4)
    )
    found = desk_numbers.beside(cast.at("mira", cast.mira.now), measure)
    zendesk = next(one for one in found.desks if one.desk == "Zendesk")
    assert found.ours is not None
    assert found.ours.value == 50 * 3600
    assert zendesk.counted is not None
    assert zendesk.counted.value == 2 * 3600
    assert zendesk.params == {"hours": "calendar", "schedule": "at_end", "quantile": "p90"}


@pytest.mark.req("MEASURE-2", via="web")
@pytest.mark.req("MEASURE-2", via="api")
def test_where_another_kpi_of_ours_comes_nearer_its_number_and_name_stand_there(
    desk: Desk, cast: Cast
):
    opened = moment("11-03")
    soon = opened + datetime.timedelta(minutes=14)
    at_once = "".join(
        change(n, opened, at, state)
        for n in range(20, 23)
        for at, state in ((opened, "New"), (soon, "Solved"))
    )
    desk.bring(ROWS + at_once)
    measure = measures.add(
        cast.mira, MeasureDraft(kpi="first_contact_resolution", params={"days": 0})
    )
    body = Program(cast.mira).get(f"/measures/{measure}/desks").json()
    zammad = next(one for one in body["desks"] if one["desk"] == "Zammad")
    assert (zammad["kpi"], zammad["unit"], zammad["counted"]["value"]) == (
        "solved_tickets",
        "tickets",
        3,
    )
    assert body["ours"]["n"] == 0
    browser = Client()
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{measure}/desks/").content.decode()
    assert "Counted here as “Solved tickets”." in page
    assert "Only first solves within 15 minutes of the opening count, as with Zammad." in page


def test_a_measure_from_before_a_setting_was_there_is_the_same_one(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    draft = MeasureDraft(kpi="passed_on_share", params={"counts": "all"})
    measure = measures.add(cast.mira, draft)
    Measure.objects.filter(public_id=measure).update(params={})
    assert measures.add(cast.mira, draft) == measure
    found = desk_numbers.beside(cast.at("mira", cast.mira.now), measure)
    assert found.ours is not None
    assert (found.ours.n, found.ours.value) == (12, 0)


def test_before_tickets_are_in_the_words_stand_alone(cast: Cast):
    found = desk_numbers.beside(cast.mira, one_touch(cast))
    assert (found.ours, found.desks[0].counted) == (None, None)


def test_whoever_may_not_see_the_figures_finds_nothing(cast: Cast):
    own = measures.add(
        cast.ana, MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    )
    with pytest.raises(NotThere):
        desk_numbers.beside(cast.rui, own)


def test_every_setting_that_is_not_the_usual_one_is_said_in_words():
    for key, definition in catalogue().items():
        for name, setting in definition.parameters.items():
            others = setting.options[1:] if isinstance(setting, Choice) else (setting.default or 1,)
            for value in others:
                said = settings.in_words({name: value})
                assert len(said) == 1, (key, name, value)
                assert str(said[0]).endswith(".")
