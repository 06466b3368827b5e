"""The cascade, a split and a change tried in the sandbox, by mouse and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import WAYS, all_barriers, looking

WHY = "The carrier closes its claims line."


def tab_to(page: Page, wanted: Locator, stops: int = 150) -> None:
    """Press Tab until something has the focus."""
    for _stop in range(stops):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {wanted}")


@pytest.mark.req("CASCADE-2", via="web")
def test_by_mouse_a_branch_is_folded_filtered_and_sent_on(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/cascade/?fold=organisation")
    rows = page.locator('[role="treegrid"] tbody tr[aria-level]')
    shut = page.locator('tr[aria-expanded="false"]').first
    name = shut.locator("th a.plain").inner_text()
    before = rows.count()
    shut.locator(".toggle").click()
    expect(page.locator('tr[aria-expanded="true"]', has_text=name).first).to_be_visible()
    expect(rows).not_to_have_count(before)
    assert "open=" in page.url
    page.reload()
    expect(page.locator('tr[aria-expanded="true"]', has_text=name).first).to_be_visible()
    page.locator('tr[aria-expanded="true"]', has_text=name).locator(".toggle").first.click()
    expect(page.locator('tr[aria-expanded="false"]', has_text=name).first).to_be_visible()
    page.locator("th a.plain", has_text=name).first.click()
    expect(page.locator("#sheet h2")).to_have_text(name)
    page.reload()
    for _on_and_off in range(2):
        before = rows.count()
        page.locator(".cascade-tools .pill", has_text="At risk or off track").click()
        expect(rows).not_to_have_count(before)
        expect(page.locator("#sheet h2")).to_have_text(name)


@pytest.mark.req("CASCADE-2", via="web")
def test_by_keyboard_alone_the_tree_is_walked_searched_and_a_goal_opened(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/cascade/?fold=organisation")
    keys = page.keyboard
    focused = page.locator("tr:focus")
    tab_to(page, page.locator('tr[tabindex="0"]'))
    first = focused.locator("th a.plain").inner_text()
    if focused.get_attribute("aria-expanded") == "false":
        keys.press("ArrowRight")
        expect(focused).to_have_attribute("aria-expanded", "true")
        expect(page.locator('tr[aria-level="2"]').first).to_be_visible()
    keys.press("ArrowRight")
    expect(focused).to_have_attribute("aria-level", "2")
    keys.press("ArrowLeft")
    if focused.get_attribute("aria-level") == "2":
        keys.press("ArrowLeft")
    expect(focused.locator("th a.plain")).to_have_text(first)
    keys.press("ArrowLeft")
    expect(focused).to_have_attribute("aria-expanded", "false")
    keys.press("Space")
    expect(focused).to_have_attribute("aria-expanded", "true")
    keys.press("End")
    keys.press("Home")
    expect(focused.locator("th a.plain")).to_have_text(first)
    keys.press("Enter")
    expect(page.locator("#sheet h2")).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    keys.press("/")
    keys.type(first.split()[0])
    keys.press("Enter")
    page.wait_for_url(re.compile("words="))
    expect(page.locator("tr[aria-level] th a.plain", has_text=first).first).to_be_visible()


def begin(page: Page, title: str) -> None:
    """Begin a change and choose the team's goals, by keyboard alone."""
    tab_to(page, page.locator('main input[name="title"]'))
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/add/"))


@pytest.mark.req("CASCADE-5", via="web")
def test_by_keyboard_alone_a_change_is_tried_committed_and_taken_back(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/cascade/changes/")
    keys = page.keyboard
    begin(page, "Claims first in December")
    mine = page.locator(".picks label", has_text="Orders & delivery").locator("input").first
    tab_to(page, mine, 400)
    keys.press("Space")
    tab_to(page, page.locator('input[name="due"]'), 400)
    keys.type("12182026")
    keys.press("Enter")
    expect(page.locator("#changes tbody tr").first).to_contain_text("18 Dec")
    expect(page.locator(".safe")).to_contain_text("Nothing has changed, and nobody knows")
    tab_to(page, page.locator('textarea[name="reason"]'))
    keys.type(WHY)
    tab_to(page, page.locator("#why button").first)
    keys.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Saved.")
    settle(page)
    expect(page.locator(".safe")).to_contain_text("In force since")
    tab_to(page, page.locator('button[value="undo"]'), 300)
    keys.press("Enter")
    expect(page.locator(".safe")).to_contain_text("Taken back")


def settle(page: Page) -> None:
    """Commit, with a reason where somebody has not been asked, by keyboard alone."""
    ready = page.locator('#commit .actions button[value="commit"]')
    if not ready.count():
        tab_to(page, page.locator("#commit summary"), 300)
        page.keyboard.press("Enter")
        tab_to(page, page.locator("#override"))
        page.keyboard.type("It cannot wait.")
        ready = page.locator('#commit details button[value="commit"]')
    tab_to(page, ready, 300)
    page.keyboard.press("Enter")


@pytest.mark.req("CASCADE-5", via="web")
def test_by_mouse_a_change_is_tried_explained_and_given_up(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/cascade/changes/")
    page.fill('main input[name="title"]', "Half of it")
    page.locator("main form button").first.click()
    page.locator(".picks label", has_text="Orders & delivery").locator("input").first.check()
    page.fill('input[name="weight"]', "3")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#changes tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Take out").click()
    expect(page.locator("#changes")).to_contain_text("Nothing to change yet")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".safe")).to_contain_text("Given up")


@pytest.mark.req("CASCADE-1", via="web")
@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_target_is_split_by_hand_and_what_does_not_add_up_stays_to_be_mended(
    visitor: Visitor, hand: str
):
    visitor.log_in("tuan.nguyen")
    page = visitor.go(f"/g/{split_goal(visitor)}/carry/?by=hours")
    part = page.locator('input[name^="part-"]').first
    ask = page.get_by_role("button", name="Ask each of them")
    if hand == "mouse":
        page.get_by_role("link", name="By hand").first.click()
        part.fill("1")
        ask.click()
    else:
        tab_to(page, part)
        page.keyboard.press("Control+a")
        page.keyboard.type("1")
        tab_to(page, ask, 200)
        page.keyboard.press("Enter")
    expect(page.locator('.errors[role="alert"]')).to_be_visible()
    expect(part).to_have_value("1")


def split_goal(visitor: Visitor) -> str:
    """Return a goal of the demo whose count can be split among people."""
    page = visitor.go("/cascade/?fold=person")
    ids = page.locator("tr[data-goal]").evaluate_all("rows => rows.map((r) => r.dataset.goal)")
    for goal in ids[:30]:
        split = page.request.get(visitor.site.url(f"/g/{goal}/carry/?by=hours"))
        if re.search("Together .* of ", split.text()):
            return str(goal)
    raise AssertionError("the demo has no goal whose target adds up")


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("look", WAYS)
def test_the_pages_of_the_cascade_have_no_barrier(browser: Browser, site: Site, look: str):
    with looking(browser, site, "tuan.nguyen", look) as visitor:
        assert all_barriers(visitor, paths(visitor), look) == {}


def paths(visitor: Visitor) -> list[str]:
    """Return the pages of the cascade, with a change that was tried and a unit's rights."""
    page = visitor.go("/cascade/changes/")
    tried = [str(page.locator("main .rows a").first.get_attribute("href"))]
    tried += [f"{tried[0]}add/", f"{tried[0]}unit/"]
    unit = visitor.go("/people/").locator('main a[href^="/u/"]').first.get_attribute("href")
    goal = visitor.go("/cascade/").locator("tr[data-goal]").first.get_attribute("data-goal")
    fixed = ["/cascade/", "/cascade/changes/", "/cascade/not-aligned/", "/cascade/steps/"]
    return [*fixed, "/scorecard/", "/pay/", f"{unit}decides/", f"/g/{goal}/carry/", *tried]
