"""Pages that one meets seldom have no barrier either: refused, not there, empty, clashing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import LOOKS, in_all_looks

#: who looks, and where; a path with * follows the last link of the page before that begins so
SELDOM = {
    "tuan.nguyen": [
        "/u/*",
        "/p/*",
        "/goals/?words=nothing-is-called-so",
        "/g/nothing000000/",
        "/settings/connections/",
    ],
    "dara.kelly": [
        "/settings/webhooks/",
        "/settings/calendar/",
        "/settings/chats/",
        "/settings/connections/",
        "/settings/periods/?edit=new",
    ],
}
MEANT = ("status of 403", "status of 404")


def follow(visitor: Visitor, path: str) -> Page:
    """Open a page; a starred one by its link."""
    start, star, rest = path.partition("*")
    if star:
        link = visitor.page.locator(f'a[href^="{start}"]').last
        path = str(link.get_attribute("href")) + rest
    return visitor.go(path)


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("name", SELDOM)
def test_pages_that_one_meets_seldom_have_no_barrier(browser: Browser, site: Site, name: str):
    context = browser.new_context(**LOOKS["light"])
    visitor = Visitor(context, site)
    visitor.log_in(name)
    found = {path: in_all_looks(follow(visitor, path)) for path in SELDOM[name]}
    context.close()
    assert {path: said for path, said in found.items() if said} == {}
    assert [c for c in visitor.complaints if not any(m in c for m in MEANT)] == []


@pytest.mark.req("PLATFORM-4", via="web")
def test_a_goal_that_two_write_at_once_is_shown_three_ways_without_a_barrier(
    browser: Browser, site: Site
):
    context = browser.new_context(**LOOKS["light"])
    visitor = Visitor(context, site)
    visitor.log_in("tuan.nguyen")
    goal = str(visitor.page.locator('main a[href^="/g/"]').first.get_attribute("href"))
    page = visitor.go(f"{goal}history/")
    assert in_all_looks(page) == {}
    form = visitor.go(f"{goal}?edit=title").locator("form:has([name=title])")
    was = form.locator("[name=title]").input_value()
    other = context.new_page()
    other.goto(visitor.site.url(f"{goal}?edit=title"))
    for written, words in ((other, f"{was}, always"), (page, f"{was}, at once")):
        theirs = written.locator("form:has([name=title])")
        theirs.locator("[name=title]").fill(words)
        theirs.locator("[name=reason]").fill("So it is said.")
        theirs.locator(".button.primary").click()
        written.wait_for_load_state()
    assert form.locator("table").get_by_text(f"{was}, always").is_visible()
    assert in_all_looks(page) == {}
    context.close()
    assert visitor.complaints == []
