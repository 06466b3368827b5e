"""The catalogue of KPIs: written definitions with their pitfalls, both clocks, every cut."""

import datetime
import io

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import STAMP, Desk, moment
from trigpoint.services.helpdesks import imports
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.tickets.catalogue import catalogue

pytestmark = pytest.mark.django_db

NAMED = {
    "first_reply_time", "full_resolution_time", "first_contact_resolution", "reopen_rate",
    "backlog_age", "sla_attainment", "transfers", "handle_time", "csat", "nps", "ces",
    "retention", "enps", "turnover", "cost_per_ticket", "proactive_contacts",
}  # fmt: skip
MAPPING = """
name: A row per change
shape: state
dates: {formats: ["%Y-%m-%d %H:%M"], zone: Etc/UTC}
columns:
  ticket: number
  at: at
  status: state
  created_at: opened
  assignee: owner
  queue: team
  channel: channel
  priority: priority
  tags: tags
  language: language
  site: site
  custom: {employer: employer}
statuses: {New: new, Solved: solved}
"""
HEADER = "number,at,state,opened,owner,team,channel,priority,tags,language,site,employer\n"
LABELS = {
    "queue": "Front", "channel": "Chat", "priority": "High", "tag": "vip",
    "language": "pt", "site": "Lisbon", "custom.employer": "Brightdesk",
}  # fmt: skip


def rows(ticket: int, first: str, last: str) -> str:
    """Return a ticket that is opened by one person's account and solved by another's."""
    opened = moment("10-14")
    done = opened + datetime.timedelta(hours=2)
    labels = "Front,Chat,High,vip,pt,Lisbon,Brightdesk"
    return "".join(
        f"{ticket},{at:{STAMP}},{state},{opened:{STAMP}},{who},{labels}\n"
        for at, state, who in ((opened, "New", first), (done, "Solved", last))
    )


@pytest.fixture
def desk(cast: Cast, tmp_path, settings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    found = Desk(cast)
    file = io.BytesIO((HEADER + "".join(rows(n, "omar", "ana") for n in range(12))).encode())
    imports.start(cast.dara, file, file_name="t.csv", mapping=MAPPING, source_key="desk")
    found.work()
    found.tie(ana="ana", omar="omar")
    return found


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


@pytest.mark.req("MEASURE-2", via="api")
def test_every_kpi_is_defined_in_words_with_its_clock_and_its_pitfalls(client: Client):
    known = {kpi["key"]: kpi for kpi in client.get("/api/v1/kpis").json()}
    assert known.keys() == catalogue().keys() >= NAMED
    for kpi in known.values():
        assert kpi["meaning"].endswith(".")
        assert len(kpi["pitfalls"]) >= 2
    for key in ("first_reply_time", "full_resolution_time", "first_resolution_time"):
        [hours] = [each for each in known[key]["settings"] if each["name"] == "hours"]
        assert set(hours["options"]) == {"calendar", "business"}


@pytest.mark.req("MEASURE-2", via="api")
def test_figures_are_cut_by_whatever_a_ticket_has_and_by_who_held_it_then(
    client: Client, desk: Desk, cast: Cast
):
    address = "/api/v1/kpis/full_resolution_time/figures"
    days = "start=2026-10-01&last=2026-10-31&grain=whole"
    for by, label in LABELS.items():
        [cell] = client.get(f"{address}?{days}&by={by}").json()["items"]
        assert (cell["name"], cell["n"], cell["value"]) == (label, 12, 7200.0), by
    [solver] = client.get(f"{address}?{days}&by=person").json()["items"]
    assert (solver["key"], solver["n"]) == (cast.people["ana"], 12)
    teams = client.get(f"{address}?{days}&by=unit").json()["items"]
    assert cast.units["Orders"] in {cell["key"] for cell in teams}


@pytest.mark.req("MEASURE-2", via="web")
def test_the_measure_page_defines_it_in_words_with_its_pitfalls(client: Client, cast: Cast):
    for kpi in ("first_reply_time", "handle_time", "proactive_contacts"):
        made = measures.add(cast.mira, MeasureDraft(kpi=kpi, pinned=True))
        page = client.get(f"/m/{made}/").content.decode()
        words = catalogue()[kpi].words
        for said in (words.meaning, *words.pitfalls):
            assert plain(said) in plain(page), said


@pytest.mark.req("MEASURE-2", via="web")
def test_a_measure_is_chosen_from_the_catalogue_with_its_clock_and_cuts(client: Client):
    page = client.get("/measures/new/?kpi=full_resolution_time&scope=organisation").content.decode()
    for key in NAMED:
        assert f'value="{key}"' in page, key
    for choice in (
        "calendar",
        "business",
        "channel",
        "priority",
        "language",
        "site",
        "tag",
        "custom",
    ):
        assert f'value="{choice}"' in page, choice


def plain(text: object) -> str:
    """Return a text without what HTML writes otherwise."""
    return " ".join(str(text).replace("&#x27;", "'").replace("&quot;", '"').split())
