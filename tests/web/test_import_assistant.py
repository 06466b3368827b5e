"""The import assistant's page: every guess is a choice, tried out at once; nothing is lost."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.connectors.files import Shape
from trigpoint.store.models import ImportRun

pytestmark = pytest.mark.django_db

HEADER = "case_no;changed_at;state;handled_by;ts_2;opened_at;subject\n"
ROWS = "".join(
    f"C-{n};{13 + n % 9}/10/2026 0{8 + k}:00;{state};ana;{13 + n % 9}/10/2026 08:30;"
    f"{13 + n % 9}/10/2026 08:00;Where is my parcel, I wait for weeks\n"
    for n in range(20)
    for k, state in enumerate(["New", "Xyzzy"])
)


@pytest.fixture
def client(cast: Cast, tmp_path: Path, settings) -> Client:
    settings.TRIGPOINT_DATA = tmp_path
    client = Client()
    client.force_login(cast.dara.user)
    return client


def send(client: Client, body: str = HEADER + ROWS) -> str:
    """Hand a file in; return where its columns are shown."""
    file = SimpleUploadedFile("cases.csv", body.encode())
    answer = client.post("/settings/imports/", {"file": file, "source": "desk"})
    assert answer.status_code == 302
    return answer.headers["Location"]


def chosen(page: str) -> dict[str, str]:
    """Return what the form of the page says, as a browser would send it."""
    form = page[page.index('<form id="draft"') : page.index('<details class="panel small" id="map')]
    found = dict(re.findall(r'<input type="hidden" name="(was)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="([^"]+)"(.*?)</select>', form, re.DOTALL):
        on = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = on.group(1) if on else ""
    return found


@pytest.mark.req("MEASURE-1", via="web")
def test_the_guess_is_shown_as_choices_with_the_first_tickets_and_no_customer_text(client: Client):
    page = client.get(send(client)).content.decode()
    said = chosen(page)
    assert (said["shape"], said["role:case_no"], said["role:changed_at"]) == (
        "state",
        "ticket",
        "at",
    )
    assert (said["format"], said["zone"]) == ("%d/%m/%Y %H:%M", "Europe/Lisbon")
    assert said["status:Xyzzy"] == ""
    assert "1 word has no meaning yet" in page
    assert "C-0" in page
    assert "parcel" not in page


@pytest.mark.req("MEASURE-1", via="web")
def test_agents_states_have_a_row_each_where_their_words_are_chosen(client: Client):
    rows = "".join(
        f"kim;{word};2026-11-0{n} 08:00;2026-11-0{n} 09:00\n"
        for n, word in enumerate(["Ready", "Talking", "Xyzzy"], start=2)
    )
    address = send(client, "agent;agent_state;start_time;end_time\n" + rows)
    page = client.get(address).content.decode()
    said = chosen(page)
    assert (said["shape"], said["doing:Ready"], said["doing:Xyzzy"]) == ("work", "available", "")
    assert "1 word has no meaning yet" in page
    assert "The first rows, as they would become" in page
    page = client.post(address, said | {"doing:Xyzzy": "away"}).content.decode()
    assert chosen(page)["doing:Xyzzy"] == "away"
    assert "has no meaning yet" not in page
    landed = client.post(address, chosen(page) | {"go": "1"}).headers["Location"]
    assert "Away, on a break" in client.get(landed).content.decode()


@pytest.mark.req("MEASURE-1", via="web")
def test_a_file_of_shifts_alone_says_that_every_row_is_one(client: Client):
    body = "employee;shift_start;shift_end\nkim;2026-11-02 08:00;2026-11-02 16:00\n"
    address = send(client, body)
    said = chosen(client.get(address).content.decode())
    assert (said["shape"], said["doing"]) == ("work", "shift")
    said = chosen(client.post(address, said | {"doing": "away"}).content.decode())
    assert said["doing"] == "away"


@pytest.mark.req("MEASURE-1", via="web")
def test_calls_are_seen_for_what_they_are(client: Client):
    head = "call_id;offered_at;answered_at;ended_at;agent;talk_time\n"
    rows = "".join(
        f"c{n};{13 + n}/10/2026 08:00;{13 + n}/10/2026 08:01;{13 + n}/10/2026 08:05;ana;200\n"
        for n in range(9)
    )
    page = client.get(send(client, head + rows)).content.decode()
    said = chosen(page)
    assert (said["shape"], said["role:answered_at"]) == ("call", "answered_at")
    assert "When somebody took the call" in page
    assert "When the survey was answered" not in page
    counts = dict(re.findall(r"<div><b>([^<]+)</b><span>([^<]+)</span>", page))
    assert counts["9"] == "calls"
    assert "tickets" not in counts.values()


def test_a_choice_is_tried_out_at_once_and_the_others_stay(client: Client):
    address = send(client)
    said = chosen(client.get(address).content.decode())
    said |= {"status:Xyzzy": "solved", "role:ts_2": "first_replied_at"}
    page = client.post(address, said).content.decode()
    assert chosen(page) == said
    assert "have no meaning yet" not in page
    counts = dict(re.findall(r"<div><b>([^<]+)</b><span>([^<]+)</span>", page))
    assert counts["40"] == "rows fit"
    assert not ImportRun.objects.exists()


def test_what_cannot_be_is_said_and_starts_nothing(client: Client):
    address = send(client)
    said = chosen(client.get(address).content.decode())
    answer = client.post(address, said | {"role:handled_by": "ticket", "go": "1"})
    assert answer.status_code == 422
    assert "Two columns cannot both be: Ticket number" in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.req("MEASURE-1", via="web")
def test_the_whole_way_from_a_file_to_its_undoing(client: Client, cast: Cast):
    desk = Desk(cast)
    address = send(client)
    said = chosen(client.get(address).content.decode()) | {"status:Xyzzy": "solved", "go": "1"}
    run = client.post(address, said).headers["Location"]
    desk.work()
    assert "Tried out, nothing brought in yet" in client.get(run).content.decode()
    client.post(f"{run}approve/")
    desk.work()
    assert ImportRun.objects.get().state == "done"
    assert ImportRun.objects.get().counts["tickets"] == 20
    client.post(f"{run}undo/")
    desk.work()
    assert ImportRun.objects.get().state == "undone"


def test_another_shape_is_guessed_anew(client: Client):
    address = send(client)
    said = chosen(client.get(address).content.decode()) | {"shape": "ticket"}
    again = chosen(client.post(address, said).content.decode())
    assert (again["shape"], again["was"]) == ("ticket", "ticket")
    assert again["role:opened_at"] == "created_at"


@pytest.mark.req("MEASURE-1", via="web")
@pytest.mark.req("MEASURE-1", via="web")
def test_every_kind_of_row_can_be_chosen_and_reviews_are_seen_for_what_they_are(client: Client):
    body = "review_id,ticket,agent,reviewed_at,points,max_points\nR1,T1,ana,2026-11-03 12:00,8,10\n"
    place = send(client, body)
    said = chosen(client.get(place).content.decode())
    assert (said["shape"], said["role:points"], said["role:max_points"]) == (
        "review",
        "points",
        "possible",
    )
    for shape in Shape:
        assert client.post(place, {**said, "shape": shape.value}).status_code == 200, shape


def test_every_refused_row_leaves_as_a_file(client: Client, cast: Cast):
    desk = Desk(cast)
    bad = "".join(f"{n},never,0,New,2026-11-04 09:00,ana,Front\n" for n in range(250))
    run = desk.bring(solved(1, "11-02") + bad)
    file = client.get(f"/settings/imports/{run.id}/problems.csv").content.decode("utf-8-sig")
    assert len(file.splitlines()) == 251


def test_from_a_refused_file_back_to_its_columns(client: Client, cast: Cast):
    address = send(client)
    said = chosen(client.get(address).content.decode()) | {"go": "1"}
    run = client.post(address, said).headers["Location"]
    Desk(cast).work()
    page = client.get(run).content.decode()
    assert "Nothing was brought in." in page
    assert address.replace("&", "&amp;") in page
