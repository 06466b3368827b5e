"""Ladders by mouse and by keyboard alone, and their pages without a barrier."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import WAYS, all_barriers, looking


def focus(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _stop in range(200):
        if wanted.evaluate("found => found === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by Tab")


def press(page: Page, wanted: Locator) -> None:
    """Go to something by Tab, and press Enter."""
    focus(page, wanted)
    page.keyboard.press("Enter")


def write(page: Page, wanted: Locator, words: str) -> None:
    """Go to a field by Tab, and write."""
    focus(page, wanted)
    page.keyboard.type(words)


@pytest.mark.req("LADDER-2", "LADDER-3", "LADDER-4", "LADDER-9", "START-1", via="web")
def test_by_mouse_steps_are_proposed_taken_climbed_told_and_left(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/ladders/")
    page.get_by_role("link", name="Begin a ladder").click()
    page.get_by_label("What do you want to get better at?").fill("Quicker claims")
    page.get_by_label("Whose ladder").select_option(label="Orders & delivery")
    page.get_by_label("Begin with").select_option(value="ladder-shop")
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", name="Know the rules of returns by heart")).to_be_visible()
    page.get_by_role("link", name="From history").click()
    team = page.locator("#offer-measure option", has_text="First-contact resolution, Orders")
    page.get_by_label("Measure").select_option(label=team.first.inner_text())
    page.get_by_role("button", name="Propose").click()
    slider = page.locator("input[data-chance]").first
    said = page.locator(f"#{slider.get_attribute('data-shows')}")
    before = said.inner_text()
    with page.expect_response(re.compile("/ladders/chance/")):
        slider.evaluate("""slider => {
            slider.value = slider.max;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        }""")
    expect(said).not_to_have_text(before)
    page.get_by_role("button", name="Take these steps").click()
    page.wait_for_url(re.compile("/l/[^/]+/$"))
    assert page.locator(".climb-step").count() > 3
    reach = page.locator(".climb-card", has_text="More returns settled")
    reach.get_by_role("link", name="Change this step").click()
    page.get_by_role("button", name="Take the step away").click()
    page.get_by_role("button", name="Begin to climb", exact=True).click()
    expect(page.locator(".climb-chip", has_text="You are here")).to_be_visible()
    page.get_by_label("Tell everyone").check()
    page.get_by_role("button", name="Keep it so").click()
    expect(page.get_by_label("Tell everyone")).to_be_checked()
    page.get_by_text("Not for me now").click()
    page.get_by_role("button", name="Step off").click()
    expect(page.get_by_text("It costs nothing")).to_be_visible()


@pytest.mark.req("LADDER-1", "LADDER-4", "LADDER-6", "LADDER-9", via="web")
def test_by_keyboard_alone_a_ladder_is_made_climbed_celebrated_and_left(visitor: Visitor):
    visitor.log_in("ana.costa")
    page = visitor.go("/ladders/new/")
    write(page, page.get_by_label("What do you want to get better at?"), "Hard calls")
    press(page, page.get_by_role("button", name="Begin it"))
    page.wait_for_url(re.compile("/l/"))
    press(page, page.get_by_role("link", name="Where it stands").first)
    expect(page.get_by_role("heading", name="What stands out")).to_be_visible()
    write(page, page.get_by_label("A skill to look at"), "Listening")
    press(page, page.get_by_role("button", name="Add the skill"))
    expect(page.locator(".skill")).to_contain_text("Listening")
    press(page, page.locator(".crumbs").get_by_role("link", name="Hard calls"))
    press(page, page.get_by_role("link", name="Set by hand"))
    write(page, page.get_by_label("What is to be reached"), "Lead a hard call to its end")
    press(page, page.get_by_role("button", name="Add it"))
    page.wait_for_url(re.compile("/ladders/step/"))
    kind = page.get_by_label("What counts")
    focus(page, kind)
    page.keyboard.press("End")
    write(page, page.get_by_label("Which skill, or which training"), "Hard calls")
    press(page, page.get_by_role("button", name="Let it count"))
    write(page, page.get_by_label("In words"), "A recorded call")
    press(page, page.get_by_role("button", name="Add it"))
    away = page.get_by_role("button", name=re.compile("Take it away.*A recorded call"))
    press(page, away)
    expect(away).to_have_count(0)
    press(page, page.get_by_role("link", name="Back to the ladder"))
    press(page, page.get_by_role("button", name="Begin to climb", exact=True))
    day = page.get_by_label("Attended on")
    expect(day).to_be_visible()
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    focus(page, day)
    page.keyboard.type(f"{today[5:7]}{today[8:]}{today[:4]}")
    press(page, page.get_by_role("button", name="Attended"))
    expect(page.locator(".counts .tag.done")).to_be_visible()
    focus(page, page.get_by_label("Keep it between us"))
    page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Keep it so"))
    expect(page.get_by_label("Tell my team")).to_be_checked()
    press(page, page.locator("summary", has_text="Not for me now"))
    press(page, page.get_by_role("button", name="Step off"))
    expect(page.get_by_text("Stepped off, only you see it")).to_be_visible()


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("look", WAYS)
def test_the_pages_of_ladders_have_no_barrier(browser: Browser, site: Site, look: str):
    with looking(browser, site, "ana.costa", look) as visitor:
        page = visitor.go("/ladders/")
        mine = str(page.locator(".ladder-card a[href^='/l/']").first.get_attribute("href"))
        step = str(
            visitor.go(mine).locator("a[href^='/ladders/step/']").first.get_attribute("href")
        )
        asked = visitor.go("/ladders/rounds/").locator("a[href^='/ladders/rounds/']")
        round_ = str(asked.last.get_attribute("href"))
        offer = visitor.go(f"{mine}propose/").locator("#offer-measure option").nth(1)
        chosen = f"{mine}propose/?measure={offer.get_attribute('value')}"
        paths = ("/ladders/", "/ladders/new/", "/ladders/rounds/", round_, mine, f"{mine}stand/")
        assert (
            all_barriers(visitor, (*paths, step, f"{mine}edit/", f"{mine}step/", chosen), look)
            == {}
        )
