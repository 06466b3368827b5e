"""The bar of views, what stays chosen from one to the next, and the sheet a goal opens in."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.access.acts import goal
from tests.cast import Cast
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.web.lens import FILTERS, LENSES, Focus

WORDS = st.text("abc123xyz äשع&=?#%+", max_size=20)
FOCUSES = st.builds(
    Focus,
    unit=WORDS,
    period=WORDS,
    goal=WORDS,
    at=st.none() | st.dates(datetime.date(1900, 1, 1)),
    kept=st.lists(st.sampled_from(FILTERS), unique=True).flatmap(
        lambda names: st.tuples(
            *(st.tuples(st.just(n), WORDS.filter(bool)) for n in sorted(names, key=FILTERS.index))
        )
    ),
)


@pytest.fixture
def ana(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ana.user)
    return client


@pytest.fixture
def team_goal(cast: Cast) -> str:
    carries = (LinkDraft(above=cast.vision, sentence="People tell of quick answers."),)
    return goal(cast, "tuan", cast.units["Orders"], "Answer within the hour", carries=carries)


@given(FOCUSES)
def test_a_focus_is_read_back_as_it_was_written(focus: Focus):
    assert Focus.of(QueryDict(focus.query().removeprefix("?"))) == focus


def test_what_an_address_says_badly_is_left_out():
    asked = QueryDict("at=tomorrow&goal=" + "x" * 5000 + "&nonsense=1&words=")
    focus = Focus.of(asked)
    assert focus.at is None
    assert len(focus.goal) == 200
    assert focus.kept == ()


@pytest.mark.django_db
@pytest.mark.parametrize("view", LENSES)
def test_every_view_leads_to_the_others_with_the_same_choice(
    ana: Client, cast: Cast, team_goal: str, view: str
):
    chosen = {
        "unit": cast.units["Orders"],
        "period": cast.period,
        "goal": team_goal,
        "at": "2026-11-20",
        "status": "at_risk",
    }
    page = ana.get(f"/{view}/", chosen)
    assert page.status_code == 200
    frame = page.context["lens"]
    assert [link.key for link in frame.views] == ["1", "2", "3", "4", "5"]
    assert [link.here for link in frame.views] == [name == view for name in LENSES]
    for name, link in zip(LENSES, frame.views, strict=True):
        address = urlsplit(link.href)
        assert address.path == f"/{name}/"
        assert parse_qs(address.query) == {key: [value] for key, value in chosen.items()}


@pytest.mark.django_db
def test_the_choice_names_units_as_a_tree_and_the_dates_of_the_day(ana: Client, cast: Cast):
    frame = ana.get("/pyramid/").context["lens"]
    assert [(u.name, u.depth) for u in frame.scope.units] == [
        ("Northwind", 0),
        ("Care", 1),
        ("Billing", 2),
        ("Helpline", 2),
        ("Orders", 2),
    ]
    assert frame.scope.holder.name == "Northwind"
    assert frame.scope.period.id == cast.period


@pytest.mark.django_db
def test_a_person_can_be_chosen_too(ana: Client, cast: Cast):
    frame = ana.get("/pyramid/", {"unit": cast.people["ana"]}).context["lens"]
    assert (frame.scope.kind, frame.scope.holder.name) == ("person", "Ana Costa")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["unit", "period"])
def test_a_unit_or_period_that_is_not_there_is_not_found(ana: Client, name: str):
    assert ana.get("/pyramid/", {name: "0000000000000"}).status_code == 404


@pytest.mark.django_db
def test_a_goal_opens_in_the_same_sheet_with_and_without_scripts(
    ana: Client, cast: Cast, team_goal: str
):
    goal(
        cast,
        "ana",
        cast.people["ana"],
        "Answer before lunch",
        carries=(LinkDraft(above=team_goal, sentence="Most mail comes in the morning."),),
    )
    whole = ana.get("/cascade/", {"goal": team_goal, "unit": cast.units["Orders"]})
    part = ana.get(
        f"/g/{team_goal}/sheet/", {"view": "cascade", "goal": "x", "unit": cast.units["Orders"]}
    )
    sheet = part.context["sheet"]
    assert sheet == whole.context["lens"].sheet
    assert sheet.why == "Because people wait."
    assert sheet.up[0].direction
    assert sheet.up[0].why.sentence == "People tell of quick answers."
    [carrier] = sheet.carried_by
    assert carrier.title == "Answer before lunch"
    assert urlsplit(carrier.href).path == "/cascade/"
    assert parse_qs(urlsplit(sheet.closed).query) == {"unit": [cast.units["Orders"]]}
    assert part.content.decode().strip() in whole.content.decode()


@pytest.mark.django_db
def test_the_sheet_of_a_past_day_shows_that_day_and_offers_nothing_to_do(
    ana: Client, cast: Cast, team_goal: str
):
    page = ana.get("/pyramid/", {"goal": team_goal, "at": "2026-11-20"})
    assert "not there on that day" in page.content.decode()
    assert page.context["lens"].banner is not None


@pytest.mark.django_db
def test_a_goal_that_is_not_mine_to_see_is_said_to_be_missing(ana: Client, cast: Cast):
    private = goal(cast, "rui", cast.people["rui"], "Become a lead", private=True)
    hidden = ana.get("/pyramid/", {"goal": private}).content.decode()
    unknown = ana.get("/pyramid/", {"goal": "0000000000000"}).content.decode()
    assert "Become a lead" not in hidden
    assert "There is no such goal" in hidden
    assert "There is no such goal" in unknown
    assert ana.get(f"/g/{private}/sheet/").status_code == 404
