"""The strategy map by keyboard alone and by mouse: edited, linked, presented."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import LOOKS, WAYS, all_barriers, in_all_looks, looking


def reach(page: Page, wanted: Locator) -> None:
    """Go from control to control until the wanted one has the focus."""
    for _stop in range(200):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(wanted)


def card(page: Page, title: str) -> Locator:
    return page.locator(f'a.map-card[aria-label^="{title}"]')


@pytest.mark.req("MAP-1", via="web")
@pytest.mark.req("MAP-9", via="web")
def test_by_keyboard_alone_a_map_is_edited_linked_and_presented(visitor: Visitor):
    visitor.log_in("mira.rossi")
    page = visitor.go("/map/")
    keys = page.keyboard
    # moved: Alt and an arrow, and the card keeps the focus
    reach(page, card(page, "Help articles worth reading"))
    before = card(page, "Help articles worth reading").get_attribute("data-column")
    keys.press("Alt+ArrowRight")
    page.wait_for_load_state()
    moved = card(page, "Help articles worth reading")
    expect(moved).to_be_focused()
    assert moved.get_attribute("data-column") == str(int(before or 0) + 1)
    # taken back
    reach(page, page.get_by_role("button", name="Take back: what you moved"))
    keys.press("Enter")
    page.wait_for_load_state()
    expect(card(page, "Help articles worth reading")).to_have_attribute("data-column", before or "")
    # added: A on a card opens the form with its perspective chosen
    reach(page, card(page, "Help articles worth reading"))
    keys.press("a")
    page.wait_for_url(re.compile("edit=objective"))
    reach(page, page.get_by_label("Or a new goal in words"))
    keys.type("Product knowledge for everybody")
    reach(page, page.get_by_role("button", name="Save"))
    keys.press("Enter")
    page.wait_for_url(lambda address: "edit=" not in address)
    expect(card(page, "Product knowledge for everybody")).to_be_visible()
    # linked: L on the cause, arrows to the effect, L again
    reach(page, card(page, "Product knowledge for everybody"))
    keys.press("l")
    keys.press("ArrowUp")
    keys.press("l")
    page.wait_for_url(re.compile("edit=link"))
    reach(page, page.get_by_label("Why do you believe that?"))
    keys.type("Who knows the product passes less on.")
    keys.press("Enter")
    page.wait_for_url(lambda address: "edit=" not in address)
    # its chain alone, and the whole again
    reach(page, card(page, "Product knowledge for everybody"))
    keys.press("f")
    page.wait_for_url(re.compile("chain="))
    expect(page.get_by_text("Only the chain of Product knowledge for everybody")).to_be_visible()
    keys.press("Escape")
    page.wait_for_url(lambda address: "chain=" not in address)
    # presented
    reach(page, page.get_by_role("link", name="Present"))
    keys.press("Enter")
    page.wait_for_url(re.compile("/present/"))
    keys.press("ArrowRight")
    expect(page.get_by_role("heading", name="Value to the business")).to_be_in_viewport()


@pytest.mark.req("MAP-1", via="web")
def test_by_mouse_a_card_is_dragged_to_another_place_and_a_link_from_its_edge(visitor: Visitor):
    visitor.log_in("mira.rossi")
    page = visitor.go("/map/")
    moved = card(page, "One answer per invoice question")
    column = int(moved.get_attribute("data-column") or 0)
    moved.scroll_into_view_if_needed()
    box = moved.locator("rect").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 60, steps=3)
    page.mouse.move(box["x"] + 60 - 204, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_load_state()
    expect(card(page, "One answer per invoice question")).to_have_attribute(
        "data-column", str(column - 1)
    )
    card(page, "Refunds decided").scroll_into_view_if_needed()
    one = card(page, "One answer per invoice question").locator("rect").first.bounding_box()
    other = card(page, "Refunds decided").locator("rect").first.bounding_box()
    assert one is not None
    assert other is not None
    page.mouse.move(one["x"] + one["width"] / 2, one["y"] + 5)
    page.mouse.down()
    page.mouse.move(other["x"] + 40, other["y"] + 70, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile("edit=link"))


@pytest.mark.req("MAP-1", via="web")
def test_by_touch_a_card_that_is_held_moves_and_a_swipe_moves_none(browser: Browser, site: Site):
    context = browser.new_context(viewport={"width": 1180, "height": 820}, has_touch=True)
    visitor = Visitor(context, site)
    visitor.log_in("mira.rossi")
    page = visitor.go("/map/")
    fingers = context.new_cdp_session(page)
    title = "Help articles worth reading"
    column = int(card(page, title).get_attribute("data-column") or 0)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def slide(hold: int) -> None:
        held = card(page, title)
        held.evaluate("it => it.scrollIntoView({block: 'center', inline: 'center'})")
        box = held.locator("rect").first.bounding_box()
        assert box is not None
        x, y = box["x"] + 90, box["y"] + 60
        touch("touchStart", x, y)
        page.wait_for_timeout(hold)
        for part in range(1, 6):
            touch("touchMove", x + 204 * part / 5, y)
        touch("touchEnd")

    slide(hold=0)
    page.wait_for_timeout(300)
    expect(card(page, title)).to_have_attribute("data-column", str(column))
    slide(hold=600)
    expect(card(page, title)).to_have_attribute("data-column", str(column + 1))
    context.close()
    assert visitor.complaints == []


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("look", WAYS)
def test_the_maps_pages_have_no_barrier(browser: Browser, site: Site, look: str):
    with looking(browser, site, "mira.rossi", look) as visitor:
        page = visitor.go("/map/")
        chain = page.locator("a.map-card").first.get_attribute("data-chain")
        versions = page.locator('a[href$="/versions/"]').first.get_attribute("href")
        paths = ("/map/", "/map/?edit=objective", "/map/?edit=link", str(chain), str(versions))
        assert all_barriers(visitor, paths, look) == {}


@pytest.mark.req("PLATFORM-4", via="web")
def test_a_map_on_slides_and_one_behind_a_link_have_no_barrier(
    browser: Browser, site: Site, visitor: Visitor
):
    visitor.log_in("mira.rossi")
    page = visitor.go("/map/?edit=share")
    versions = str(page.locator('a[href$="/versions/"]').first.get_attribute("href"))
    page.locator("#edit button.primary").click()
    address = re.search(r"http://\S+", page.get_by_text("Copy the link now").inner_text())[0]
    visitor.go(versions.replace("versions/", "present/"))
    assert in_all_looks(page) == {}
    context = browser.new_context(**LOOKS["light"])
    guest = context.new_page()
    guest.goto(address.rstrip("."))
    expect(guest.get_by_role("heading").first).to_be_visible()
    assert in_all_looks(guest) == {}
    context.close()
