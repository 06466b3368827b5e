"""The first ten minutes of a new installation, from the first log-in to a drafted V2MOM."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving, visiting

LOGIN, PASSWORD = "dara@new.example", "a-long-word-of-theirs"
FIRST = (
    ("init",),
    ("organisation", "--admin", "Dara", "--email", LOGIN, "--password", PASSWORD, "Our support"),
)
BEGAN = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)


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


@pytest.mark.req("START-3", via="web")
def test_from_an_empty_installation_to_eight_figures_and_a_draft_by_clicks_alone(
    browser: Browser, tmp_path: Path
):
    with serving(tmp_path / "data", *FIRST) as site, visiting(browser, site) as visitor:
        page = visitor.come_in(LOGIN, PASSWORD)
        page.get_by_role("link", name="Bring in tickets").click()
        page.get_by_label("File (CSV, XLSX or Parquet)").set_input_files(
            tickets(tmp_path / "tickets.csv")
        )
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Try out the whole file").click()
        page.get_by_role("button", name="Bring it in").click()
        page.get_by_role("link", name="Eight figures at a glance").click()
        expect(page.locator(".glimpse")).to_have_count(8)
        # The few weeks of a new file are enough for most of them.
        assert page.locator(".glimpse", has_not_text="Too few").count() >= 6
        page.get_by_role("link", name="Say who 3 accounts").click()
        expect(page.get_by_label("From which day on")).to_have_value(f"{BEGAN:%Y-%m-%d}")
        page.get_by_label("Person behind kim").select_option(label="Dara")
        page.get_by_label("All others are new people in").select_option(label="Our support")
        page.get_by_role("button", name="Save the accounts").click()
        expect(page.locator("tr.warn", has_text="zoe")).to_have_count(0)
        for queue in ("Front", "Back"):
            page.get_by_label(f"Whose work {queue} is").select_option(label="Our support")
        page.get_by_role("button", name="Save the queues").click()
        expect(page.get_by_label("Whose work Front is")).to_have_count(0)
        page.get_by_role("link", name="Eight figures at a glance").click()
        expect(page.get_by_role("link", name="Say who")).to_have_count(0)
        page.get_by_role("link", name="Draft a V2MOM from a template").click()
        page.get_by_label("Whose V2MOM").select_option(label="Our support")
        page.get_by_label("Begin with").select_option(label="Chat team")
        page.get_by_role("button", name="Begin").click()
        expect(page.locator("main")).to_contain_text("Answer within a minute, and answer well")
        expect(page.locator("main").get_by_text("Draft").first).to_be_visible()
