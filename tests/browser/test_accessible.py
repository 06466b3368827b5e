"""Every page without a finding of axe: light and dark, wide and on a phone, right to left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import LOOKS, NO_SIDEWAYS, all_barriers, barriers, looking

#: what the page itself says: not what people wrote, which is isolated
OUR_WORDS = """() => {
  const parts = document.querySelectorAll("nav, button, thead, legend, label, summary, h1");
  return [...parts].map((part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll("bdi, option").forEach((said) => said.remove());
    return copy.textContent;
  }).join("\\n");
}"""
#: words of ours that German does not know
ENGLISH = re.compile(r"\b(the|goal|goals|likely|between|tickets? behind|settings|measures)\b")
#: who looks, and where; a path with * follows the first link that begins so
PAGES = {
    "ana.costa": [
        "/",
        "/goals/",
        "/g/*",
        "/v2mom/",
        "/measures/",
        "/m/*",
        "/goals/new/",
        "/?at=2026-11-01",
        "/goals/?at=2026-11-01",
        "/measures/?at=2026-11-01",
        "/settings/reads/",
        "/accounts/2fa/",
        "/accounts/password/change/",
        "/accounts/2fa/webauthn/",
        "/accounts/3rdparty/",
        "/accounts/logout/",
    ],
    "dara.kelly": [
        "/people/?edit=person",
        "/settings/",
        "/settings/imports/",
        "/settings/accounts/",
        "/settings/jobs/",
        "/settings/direction/?edit=new",
        "/settings/periods/",
        "/settings/keys/?edit=new",
        "/settings/log-ins/",
        "/settings/opening-hours/",
        "/settings/rules/",
        "/settings/history/?verify=1",
        "/disputes/",
        "/measures/new/",
    ],
    "tuan.nguyen": [
        "/",
        "/g/*experiments/",
        "/g/*trainings/",
        "/experiments/",
        "/signals/",
        "/mentors/",
        "/knowledge/",
        "/adoption/",
        "/ladders/",
        "/map/",
        "/plan/*",
        "/thanks/",
        "/one-on-ones/",
        "/one-on-ones/*",
        "/settings/delivery/",
    ],
}


def places(visitor: Visitor, paths: list[str]) -> list[str]:
    """Follow each starred path to a real page."""
    found = []
    for path in paths:
        start, star, rest = path.partition("*")
        if star:
            link = visitor.page.locator(f'main a[href^="{start}"]').first
            found.append(str(link.get_attribute("href")) + rest)
        else:
            visitor.go(path)
            found.append(path)
    return found


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_barrier(browser: Browser, site: Site, name: str):
    with looking(browser, site, name, "phone") as visitor:
        assert all_barriers(visitor, places(visitor, PAGES[name]), "phone") == {}


WALKED = ["/", "/goals/", "/g/*", "/measures/", "/m/*", "/goals/new/"]
#: looked at from right to left too
BESIDE = ["/inbox/", "/people/", "/settings/", "/settings/jobs/", "/accounts/password/change/"]


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize(
    ("language", "direction", "look"),
    [("ar", "rtl", "light"), ("ar", "rtl", "phone"), ("de", "ltr", "phone")],
)
def test_pages_hold_in_other_languages_and_from_right_to_left(
    browser: Browser, site: Site, language: str, direction: str, look: str
):
    site.speak("tuan.nguyen", language)
    context = browser.new_context(**LOOKS[look])
    visitor = Visitor(context, site)
    visitor.log_in("tuan.nguyen")
    for path in places(visitor, [*WALKED, *(BESIDE if direction == "rtl" else [])]):
        page = visitor.go(path)
        assert page.locator("html").get_attribute("dir") == direction
        assert page.locator("html").get_attribute("lang") == language
        assert barriers(page, "rtl") == "", path
    context.close()
    site.speak("tuan.nguyen", "")
    assert visitor.complaints == []


def test_a_german_page_has_no_english_left(browser: Browser, site: Site):
    site.speak("jo.silva", "de")
    context = browser.new_context(**LOOKS["light"])
    visitor = Visitor(context, site)
    page = visitor.log_in("jo.silva")
    assert page.get_by_role("heading", name="Warum meine Arbeit z\u00e4hlt").is_visible()
    for path in ("/", "/goals/", "/measures/", "/settings/"):
        shown = visitor.go(path).evaluate(OUR_WORDS)
        assert not ENGLISH.search(shown), (path, ENGLISH.search(shown))
    context.close()
    site.speak("jo.silva", "")


def test_the_log_in_page_has_no_barrier(browser: Browser, site: Site):
    context = browser.new_context()
    visitor = Visitor(context, site)
    page = visitor.go("/accounts/login/")
    assert barriers(page) == ""
    context.close()


def test_the_phone_reaches_all_that_the_rail_has(browser: Browser, site: Site):
    context = browser.new_context(**LOOKS["phone"])
    visitor = Visitor(context, site)
    visitor.log_in("ana.costa")
    page = visitor.go("/")
    rail = "nodes => nodes.map(node => node.getAttribute('href'))"
    everything = set(page.locator(".rail .rail-link").evaluate_all(rail))
    page.get_by_role("button", name="More").tap()
    shown = page.locator(".tabs a:visible")
    assert everything <= set(shown.evaluate_all(rail))
    assert barriers(page) == ""
    page.keyboard.press("Escape")
    assert page.locator("#more").is_hidden()
    context.close()


def test_what_stands_beside_on_a_desk_stands_below_on_a_phone(browser: Browser, site: Site):
    with looking(browser, site, "tuan.nguyen", "phone") as visitor:
        page = visitor.go("/")
        mine = page.locator(".home-mine").bounding_box()
        rest = page.locator(".home-rest").bounding_box()
        assert mine["y"] + mine["height"] <= rest["y"]
        assert mine["width"] > 0.85 * 390


def test_the_views_fit_a_laptop(browser: Browser, site: Site):
    with looking(browser, site, "tuan.nguyen", "light") as visitor:
        visitor.page.set_viewport_size({"width": 1280, "height": 800})
        for path in ("/v2mom/", "/cascade/", "/ladders/", "/pyramid/", "/map/"):
            page = visitor.go(path)
            assert page.evaluate(NO_SIDEWAYS), path
        box = visitor.go("/cascade/").locator(".cascade-box")
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth"), "no column is cut off"
