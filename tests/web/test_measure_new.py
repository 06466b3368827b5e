"""A measure of one's own without code: chosen, narrowed, shown while it is made, then kept."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.store.models import Measure
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Choice
from trigpoint.tickets.ratio import RATIOS
from trigpoint.web.forms.kpi_groups import GROUPS
from trigpoint.web.forms.measures import SETTINGS

pytestmark = pytest.mark.django_db

ROWS = "".join(solved(n, f"11-{2 + n % 5:02}", "ana", 1 + n % 3) for n in range(40))
NEW = "/measures/new/"


@pytest.fixture
def desk(cast: Cast, tmp_path, settings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    return Desk(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dara.user)
    return client


def text(client: Client, **said: str) -> str:
    answer = client.get(NEW, said)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.req("MEASURE-3", via="web")
def test_its_last_weeks_are_shown_while_it_is_made_and_nothing_is_kept(client: Client, desk: Desk):
    desk.bring(ROWS)
    said = {"kpi": "full_resolution_time", "scope": "organisation", "quantile": "median"}
    page = text(client, **said)
    assert "likely between" in page
    assert "40 tickets" in page
    assert not Measure.objects.exists()
    answer = client.post(NEW, {**said, "window_weeks": "4"})
    assert answer.status_code == 302
    assert Measure.objects.get().kpi == "full_resolution_time"


def test_opened_with_what_is_counted_it_asks_for_the_rest_alone(client: Client, desk: Desk):
    desk.bring(ROWS)
    assert "Choose what is counted, and its last weeks" in text(client)
    chosen = text(client, kpi="solved_tickets")
    assert "Choose what is counted" not in chosen
    assert re.search(r'name="window_weeks" value="4"', chosen), "as it is kept where nobody says"
    assert sum(int(n) for n in re.findall(r"<td>(\d+) ticket", chosen)) == 40
    ratio = text(client, kpi="ratio_to_raise")
    assert "Choose what is counted, and its last weeks" not in ratio
    assert "Fill in the rest, and its last weeks are shown here." in ratio


def test_a_word_that_no_ticket_has_is_named_with_the_nearest(client: Client, desk: Desk):
    desk.bring(ROWS)
    page = text(client, kpi="solved_tickets", only="site", values="Prto")
    assert "No ticket has “Prto”. Did you mean “Porto”?" in page


def test_each_kpi_asks_for_its_own_settings(client: Client):
    first = text(client, kpi="reopen_rate")
    assert "Days in which a customer may come back" in first
    assert "The clock runs" not in first
    assert "as Zendesk does" in text(client, kpi="one_touch")


def test_one_narrows_by_the_words_that_tickets_have(client: Client, desk: Desk):
    desk.bring(ROWS)
    assert "There are: Porto." in text(client, kpi="solved_tickets", only="site")
    page = text(client, kpi="solved_tickets", only="site", values="Porto")
    assert "40 tickets" not in text(client, kpi="solved_tickets", only="site", values="Cork")
    assert sum(int(n) for n in re.findall(r"<td>(\d+) ticket", page)) == 40
    assert "There are" not in text(client, kpi="solved_tickets", only="channel")
    assert "There are" not in text(client, kpi="solved_tickets", only="nonsense")


def test_a_filter_is_kept_as_it_was_said(client: Client):
    said = {
        "kpi": "solved_tickets", "scope": "organisation", "only": "custom", "field": "product",
        "values": "Parcel, Letter", "excluded": "on",
    }  # fmt: skip
    made = client.post(NEW, said)
    assert made.status_code == 302
    page = client.get(made.headers["Location"]).content.decode()
    assert "product: all but Parcel, Letter" in page, "it is not taken for that of all tickets"
    assert "Solved tickets (not Parcel, not Letter)" in page
    assert Measure.objects.get().filters == [
        {"dimension": "custom", "values": ["Parcel", "Letter"], "excluded": True, "name": "product"}
    ]


def test_half_a_filter_is_said_at_its_field_and_nothing_is_lost(client: Client):
    answer = client.post(NEW, {"kpi": "solved_tickets", "only": "custom", "title": "Mine"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say which ones." in page
    assert "Say which field." in page
    assert 'value="Mine"' in page


def test_a_number_out_of_bounds_is_refused(client: Client):
    answer = client.post(NEW, {"kpi": "reopen_rate", "days": "4000"})
    assert answer.status_code == 422


@pytest.mark.req("MEASURE-3", via="web")
def test_conditions_are_added_and_taken_away_without_losing_what_was_typed(client: Client):
    said = {
        "kpi": "solved_tickets", "only": "channel", "values": "chat", "title": "Mine",
        "2-only": "language", "2-values": "pt, es", "2-excluded": "on",
    }  # fmt: skip
    for answer in (client.get(NEW, {**said, "more": "1"}), client.post(NEW, {**said, "more": "1"})):
        page = answer.content.decode()
        assert answer.status_code == 200
        assert 'name="3-only"' in page
        assert all(f'value="{typed}"' in page for typed in ("chat", "pt, es", "Mine"))
    left = client.get(NEW, {**said, "drop": "1"}).content.decode()
    assert 'name="2-only"' not in left
    assert 'value="pt, es"' in left
    assert "checked" in left
    assert not Measure.objects.exists()
    assert client.post(NEW, {**said, "3-only": ""}).status_code == 302
    kept = Measure.objects.get().filters
    assert [(one["dimension"], one["values"]) for one in kept] == [
        ("channel", ["chat"]), ("language", ["pt", "es"])
    ]  # fmt: skip
    half = client.post(NEW, {**said, "2-values": ""})
    assert half.status_code == 422
    assert "Say which ones." in half.content.decode()


@pytest.mark.req("MEASURE-3", via="web")
def test_one_is_asked_which_team_or_queue_as_soon_as_it_is_to_be_one(cast: Cast, client: Client):
    chosen = {"kpi": "solved_tickets"}
    assert "Which team" not in text(client, **chosen)
    page = text(client, **chosen, scope="unit")
    assert "Which team" in page
    assert "This field is required" not in page
    assert "Fill in the rest, and its last weeks are shown here." in page
    answer = client.post(NEW, {**chosen, "scope": "unit", "title": "Mine"})
    assert answer.status_code == 422
    assert 'value="Mine"' in answer.content.decode()


def test_the_member_of_another_scope_is_forgotten_as_the_scope_changes(cast: Cast, client: Client):
    team = cast.units["Care"]
    page = text(client, kpi="solved_tickets", scope="person", member=team)
    assert "Which person" in page
    assert "Select a valid choice" not in page
    made = client.post(NEW, {"kpi": "solved_tickets", "scope": "organisation", "member": team})
    assert made.status_code == 302
    assert Measure.objects.get().unit is None


def test_every_kpi_is_in_one_group_of_what_is_offered():
    grouped = [key for _label, keys in GROUPS for key in keys]
    assert sorted(grouped) == sorted([*catalogue(), *RATIOS, *BY_HAND])


def test_every_choice_of_a_setting_has_words_on_the_page():
    for key, definition in catalogue().items():
        for name, setting in definition.parameters.items():
            _label, words = SETTINGS[name]
            if isinstance(setting, Choice) and name != "currency":
                assert set(setting.options) <= words.keys(), (key, name)


def test_while_it_is_made_only_the_fields_of_another_choice_are_taken_over(client: Client):
    said = {"kpi": "reopen_rate", "settings_of": "csat", "scope": "", "member_of": ""}
    asking = {"HTTP_HX_REQUEST": "true"}
    other = client.get(NEW, said, **asking).content.decode()
    assert 'id="settings"' in other
    assert 'id="member"' not in other, "what is typed there meanwhile stays"
    same = client.get(NEW, {**said, "settings_of": "reopen_rate"}, **asking).content.decode()
    assert 'id="settings"' not in same
    assert 'id="settings"' in text(client, **said)
