"""A meeting in which a goal is set: called and ended by mouse, and by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.test_cascade import tab_to


def click(page: Page, control: Locator) -> None:
    control.click()


def press(page: Page, control: Locator) -> None:
    tab_to(page, control)
    page.keyboard.press("Enter")


def fill(page: Page, control: Locator, words: str) -> None:
    control.fill(words)


def write(page: Page, control: Locator, words: str) -> None:
    tab_to(page, control)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def choose(page: Page, control: Locator) -> None:
    control.check()


def reach(page: Page, control: Locator) -> None:
    tab_to(page, control)
    page.keyboard.press("Space")


@pytest.mark.req("PYRAMID-2", via="web")
@pytest.mark.parametrize(
    ("do", "say", "pick"), [(click, fill, choose), (press, write, reach)], ids=["mouse", "keyboard"]
)
def test_a_meeting_is_called_a_goal_proposed_spoken_about_agreed_and_the_meeting_ended(
    visitor: Visitor, do, say, pick
):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/meetings/new/")
    say(page, page.get_by_label("What is it for?"), "Goals for the new year")
    do(page, page.get_by_role("button", name="Call it"))
    expect(page.get_by_role("heading", name="Goals for the new year")).to_be_visible()
    say(page, page.get_by_label("What is to be reached"), f"Customs by {do.__name__}")
    say(page, page.get_by_label("Why"), "They are one in nine tickets.")
    do(page, page.get_by_role("button", name="Propose it"))
    motion = page.locator(".motion", has_text=f"Customs by {do.__name__}")
    pick(page, motion.get_by_label("Agree", exact=True))
    do(page, motion.get_by_role("button", name="Say it"))
    do(page, motion.get_by_role("button", name="Make it a goal"))
    expect(motion.get_by_role("link", name="Open the goal that came of it")).to_be_visible()
    say(page, page.locator("#notes"), "Customs questions end with us.")
    do(page, page.get_by_role("button", name="End it"))
    expect(page.get_by_role("button", name="End it")).to_have_count(0)
    expect(page.get_by_text("Customs questions end with us.")).to_be_visible()
    do(page, motion.get_by_role("link", name="Open the goal that came of it"))
    expect(page.get_by_role("heading", name=f"Customs by {do.__name__}").first).to_be_visible()
