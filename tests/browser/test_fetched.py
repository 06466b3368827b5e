"""Parts that are fetched beside a page: late, failed, refused, and after the session has ended."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.conftest import PASSWORD, Site, Visitor

pytestmark = pytest.mark.req("PLATFORM-4", via="web")
SEARCH = "**/goals/?*words=*"
TELLS = """new MutationObserver(() => document.body.matches(".going") && console.info("going"))
  .observe(document.body, {attributes: true})"""
"""Lets a page say that the next one is on its way: meanwhile Playwright asks it nothing."""


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Somebody who is logged in; what fails on purpose stands in the console, and no more."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = Visitor(context, site)
    found.log_in("tuan.nguyen")
    yield found
    context.close()
    unmeant = ("Security Policy", "TypeError", "ReferenceError", "SyntaxError")
    assert [said for said in found.complaints if any(word in said for word in unmeant)] == []


def fails(route: Route) -> None:
    route.abort()


def answers(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body="")


def log_in_again(visitor: Visitor) -> None:
    visitor.page.wait_for_url("**/accounts/login/**")
    visitor.page.fill("input[name=login]", "tuan.nguyen@northwind.example")
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.page.keyboard.press("Enter")


def test_what_does_not_come_says_why_and_comes_when_tried_again(reader: Visitor):
    page = reader.go("/goals/")
    page.route(SEARCH, fails)
    page.fill("#words", "first")
    said = page.locator(".fetched")
    said.get_by_text("No connection").wait_for()
    assert page.locator("#list tbody tr").count() > 20
    for status, words in {500: "This part did not come", 404: "This is not there any more"}.items():
        page.unroute(SEARCH)
        page.route(SEARCH, answers(status))
        said.get_by_text("Try again").click()
        said.get_by_text(words).wait_for()
        assert said.count() == 1
    page.unroute(SEARCH)
    page.fill("#words", "first touch")
    said.wait_for(state="detached")
    assert page.locator("#list tbody tr").count() < 20


def test_a_goal_that_takes_long_opens_beside_the_view_and_says_when_it_fails(reader: Visitor):
    held: list[Route] = []
    page = reader.go("/pyramid/")
    page.route("**/sheet/*", lambda route: held.append(route))  # noqa: PLW0108 - it counts the names
    page.locator('#content a[href*="goal="]:visible').first.click()
    sheet = page.locator("#sheet")
    sheet.locator(".wait").wait_for()
    assert sheet.get_attribute("aria-busy") is None, "the skeleton itself says it"
    held[0].fulfill(status=503, body="")
    page.unroute("**/sheet/*")
    sheet.get_by_text("Try again").click()
    sheet.get_by_text("Open the whole page").wait_for()


def test_after_the_session_has_ended_what_was_typed_is_put_back(reader: Visitor):
    page = reader.go("/goals/new/")
    page.context.clear_cookies(name="session")
    page.fill("input[name=title]", "Fewer letters a day")
    page.locator("input[name=title]").press("Enter")
    log_in_again(reader)
    page.get_by_text("What you had typed is here again").wait_for()
    assert page.input_value("input[name=title]") == "Fewer letters a day"
    page = reader.go("/goals/")
    page.context.clear_cookies(name="session")
    page.fill("#words", "touch")
    page.locator(".fetched").get_by_text("Log in", exact=True).click()
    log_in_again(reader)
    page.wait_for_url("**/goals/")
    page.get_by_text("What you had typed is here again").wait_for()
    assert page.input_value("#words") == "touch"


def test_a_page_that_takes_long_says_so_and_without_a_connection_a_form_stays(reader: Visitor):
    held: list[Route] = []
    page = reader.go("/goals/new/")
    page.fill("input[name=title]", "Fewer letters a day")
    page.context.set_offline(True)
    page.locator("input[name=title]").press("Enter")
    page.locator("form .fetched").get_by_text("No connection").wait_for()
    assert page.input_value("input[name=title]") == "Fewer letters a day"
    page.context.set_offline(False)
    page.route("**/goals/new/", lambda route: held.append(route))  # noqa: PLW0108 - it counts the names
    page.evaluate(TELLS)
    with page.expect_console_message(lambda said: said.text == "going"):
        page.locator("form .fetched").get_by_text("Try again").click(no_wait_after=True)
    assert "Fewer+letters" in (held[0].request.post_data or "")
    held[0].fulfill(status=204)
    page.unroute("**/goals/new/")
