"""The first ten minutes of a new installation, from the first log-in to a drafted V2MOM."""

import datetime
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import made, serving, visiting
from tests.connectors.desks import request_tracker
from tests.net import serving as loopback

LOGIN, PASSWORD = "dara@new.example", "a-long-word-of-theirs"
FIRST = (
    ("init",),
    ("organisation", "--admin", "Dara", "--email", LOGIN, "--password", PASSWORD, "Our support"),
)
BEGAN = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)
KEY = "a-key-of-the-help-desk"
LATELY = datetime.timedelta(days=20)
"""How long ago the help desk began: all of it lies within the last four whole weeks."""
BEGINNING, A_WHILE = "id>0", 40
"""The page of what happened that comes at once, and seconds that the next takes at most."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first two commands make, once for all who begin with it."""
    return made(tmp_path_factory.mktemp("empty") / "data", *FIRST)


@pytest.fixture
def new(empty: Path, tmp_path: Path) -> Path:
    """The folder of an installation in which nothing is yet."""
    return Path(shutil.copytree(empty, tmp_path / "data"))


def tickets(file: Path) -> Path:
    """Write what a help desk gives out as a file: a row for each ticket."""
    rows = ["id,created_at,first_reply_at,solved_at,status,group,assignee,rating"]
    for n in range(1, 61):
        opened = BEGAN + datetime.timedelta(hours=7 * n)
        times = [opened + datetime.timedelta(hours=more) for more in (0, 1, 3)]
        who = ("Front,kim", "Front,zoe", "Back,ben")[n % 3]
        row = [f"T{n}", *(f"{at:%Y-%m-%d %H:%M}" for at in times), "Solved", who, str(n % 5 + 1)]
        rows.append(",".join(row))
    file.write_text("\n".join(rows) + "\n")
    return file


@contextmanager
def help_desk(
    monkeypatch: pytest.MonkeyPatch, began: datetime.datetime
) -> Iterator[tuple[str, threading.Event]]:
    """A help desk on this machine; amid the reading it is slow until it is told to go on."""
    monkeypatch.setattr(request_tracker, "BEGAN", int(began.timestamp()))
    desk, go_on = request_tracker.FakeRequestTracker(), threading.Event()
    desk.live(120)

    def act(asked: BaseHTTPRequestHandler) -> None:
        found = desk("GET", asked.path, dict(asked.headers))
        asked.send_response(found.status)
        asked.end_headers()
        wanted = desk.asked[-1].query.get("query", "")
        late = "id>" in wanted and not wanted.endswith(BEGINNING)
        for _ in range(A_WHILE if late else 0):  # blanks before JSON: slow, and yet not silent
            asked.wfile.write(b" ")
            if go_on.wait(1):
                break
        asked.wfile.write(found.body)

    with loopback.serving(act) as port:
        yield f"127.0.0.1:{port}", go_on


def figures(page: Page) -> int:
    """Return how many of the eight figures at a glance say something."""
    page.get_by_role("link", name="Eight figures at a glance").click()
    expect(page.locator(".glimpse")).to_have_count(8)
    return page.locator(".glimpse", has=page.locator(".value")).count()


def say_who_is_who(page: Page, me: str, *others: str, since: datetime.datetime) -> None:
    """Say which account is mine; the others are new people. The first day of all stands there."""
    page.get_by_role("link", name=f"Say who {1 + len(others)} accounts").click()
    expect(page.get_by_label("From which day on")).to_have_value(f"{since:%Y-%m-%d}")
    page.get_by_label(f"Person behind {me}").select_option(label="Dara")
    page.get_by_label("All others are new people in").select_option(label="Our support")
    page.get_by_role("button", name="Save the accounts").click()
    for other in others:
        expect(page.locator("tr.warn", has_text=other)).to_have_count(0)


def say_whose_work(page: Page, *queues: str) -> None:
    """Say that the queues are the work of all."""
    for queue in queues:
        page.get_by_label(f"Whose work {queue} is").select_option(label="Our support")
    page.get_by_role("button", name="Save the queues").click()
    expect(page.get_by_label(f"Whose work {queues[0]} is")).to_have_count(0)


def draft(page: Page) -> None:
    """Draft a V2MOM: what is chosen from the beginning serves."""
    page.get_by_role("link", name="Draft a V2MOM from a template").click()
    expect(page.get_by_label("Whose V2MOM")).to_contain_text("Our support")
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("main")).to_contain_text("Answer within a minute, and answer well")
    expect(page.locator("main").get_by_text("Draft").first).to_be_visible()


@pytest.mark.req("START-3", via="web")
def test_from_an_empty_installation_to_eight_figures_and_a_draft_by_clicks_alone(
    browser: Browser, new: Path, tmp_path: Path
):
    with serving(new) as site, visiting(browser, site) as visitor:
        page = visitor.come_in(LOGIN, PASSWORD)
        page.get_by_role("link", name="Bring in tickets").click()
        page.get_by_label("File (CSV, XLSX or Parquet)").set_input_files(
            tickets(tmp_path / "tickets.csv")
        )
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Try out the whole file").click()
        page.get_by_role("button", name="Bring it in").click()
        assert figures(page) >= 6, "the few weeks of a new file are enough for most of them"
        say_who_is_who(page, "kim", "zoe", "ben", since=BEGAN)
        say_whose_work(page, "Front", "Back")
        figures(page)
        expect(page.get_by_role("link", name="Say who")).to_have_count(0)
        draft(page)


@pytest.mark.req("START-3", "MEASURE-1", via="web")
def test_from_an_empty_installation_over_a_connected_help_desk_to_the_same(
    browser: Browser, new: Path, monkeypatch: pytest.MonkeyPatch
):
    began = datetime.datetime.now(datetime.UTC) - LATELY
    with help_desk(monkeypatch, began) as (host, go_on):
        monkeypatch.setenv("TRIGPOINT_ALLOW", host)
        with serving(new) as site, visiting(browser, site) as visitor:
            page = visitor.come_in(LOGIN, PASSWORD)
            page.get_by_role("link", name="Connect a help desk").click()
            page.get_by_role("link", name="Request Tracker").click()
            page.get_by_label("Address").fill(f"http://{host}")
            page.get_by_label("User").fill("reader")
            page.get_by_label("Password or token").fill(KEY)
            page.get_by_role("button", name="Connect and read").click()
            expect(page.get_by_role("heading", name="Reading the help desk")).to_be_visible()
            expect(page.locator("progress[value]")).to_be_visible()
            go_on.set()
            expect(page.locator("main").get_by_text("Up to date").first).to_be_visible()
            assert KEY not in page.content()
            assert figures(page) >= 4, "there are no surveys and no promises in this one"
            say_who_is_who(page, "Rui", "Ana", "Root", since=began)
            say_whose_work(page, "General", "Billing")
            figures(page)
            expect(page.get_by_role("link", name="Say who")).to_have_count(0)
            draft(page)
