"""The pyramid by mouse and by keyboard alone, and its pages without a barrier."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import WAYS, all_barriers, looking

PATHS = ("/pyramid/", "/map/", "/meetings/", "/meetings/new/")


@pytest.mark.req("PYRAMID-1", via="web")
def test_by_mouse_a_stone_opens_its_goal_and_the_view_keeps_its_place(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/pyramid/")
    page.locator("svg.pyramid a").first.click()
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("heading", name="Keep the customers we win")).to_be_focused()
    assert "goal=" in page.url
    sheet.locator(".sheet-carriers a").first.click()
    expect(sheet.get_by_role("heading", name="Resolved the first time")).to_be_visible()
    page.get_by_role("navigation", name="Views of the same goals").get_by_text("Ladders").click()
    expect(page.locator("#sheet h2")).to_have_text("Resolved the first time")
    page.go_back()
    page.go_back()
    expect(page.locator("#sheet h2")).to_have_text("Keep the customers we win")
    page.locator("#sheet [data-close-sheet]").click()
    expect(sheet).to_be_hidden()
    assert "goal=" not in page.url
    page.select_option("#scope-unit", label="\u2003\u2003Orders & delivery")
    page.wait_for_url(re.compile("unit="))
    expect(page.locator(".crumbs")).to_have_text(re.compile("Orders & delivery"))


@pytest.mark.req("PYRAMID-3", via="web")
def test_by_keyboard_alone_a_weak_goal_is_found_opened_and_closed(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/pyramid/")
    keys = page.keyboard
    link = page.locator(".pyramid-findings a").first
    for _stop in range(150):
        keys.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    name = link.inner_text()
    keys.press("Enter")
    expect(page.locator("#sheet h2")).to_have_text(name)
    expect(page.locator("#sheet h2")).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(link).to_be_focused()
    keys.press("j")
    keys.press("Enter")
    expect(page.locator("#sheet h2")).to_be_focused()
    keys.press("1")
    page.wait_for_url(re.compile("/map/.*goal="))


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("look", WAYS)
def test_the_views_have_no_barrier(browser: Browser, site: Site, look: str):
    with looking(browser, site, "tuan.nguyen", look) as visitor:
        mine = visitor.page.locator('a[href$="/goals/"][href^="/p/"]').first.get_attribute("href")
        opened = visitor.go("/pyramid/").locator("tbody a").first.get_attribute("href")
        meeting = visitor.go("/meetings/").locator("tbody a").first.get_attribute("href")
        assert all_barriers(visitor, (*PATHS, str(mine), str(opened), str(meeting)), look) == {}
