"""Inbox, files, announcements, proposals and ranks: by mouse, by keyboard, without a barrier."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import LOOKS, WAYS, all_barriers, barriers, looking

STOPS = 150
FILE = """\
goals:
  - id: messenger-hours
    title: {title}
    owner: Orders & delivery
    period: '{period}'
    state: draft
    why: Half of them write after six.
"""


def unit(visitor: Visitor, name: str) -> str:
    """Return the public id of a unit, as the views offer it."""
    page = visitor.go("/pyramid/")
    option = page.locator("#scope-unit option", has_text=name).first
    return str(option.get_attribute("value"))


def plan_of(visitor: Visitor, name: str) -> Page:
    """Open the V2MOM of a unit."""
    return visitor.go(f"/v2mom/?unit={unit(visitor, name)}")


def plan_address(visitor: Visitor, site: Site) -> str:
    """Return the address of the V2MOM of Orders & delivery."""
    return plan_of(visitor, "Orders & delivery").url.partition("?")[0].removeprefix(site.address)


def goal_of(visitor: Visitor, title: str) -> str:
    """Return the address of a goal's page."""
    page = visitor.go(f"/goals/?words={title.replace(' ', '+')}")
    return str(page.locator("main a", has_text=title).first.get_attribute("href"))


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until a control is focused."""
    control = page.locator(wanted).first
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        if control.evaluate("control => control === document.activeElement"):
            return
    message = f"no way by keys to {wanted}"
    raise AssertionError(message)


VALUES = '[data-rank-section="values"] > [data-part]'


def ranked(page: Page) -> list[str]:
    """Return the titles of a V2MOM's values in their rank."""
    return [str(item.get_attribute("data-title")) for item in page.locator(VALUES).all()]


@pytest.mark.req("V2MOM-1", via="web")
def test_values_are_ranked_by_dragging_by_keys_and_by_buttons(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = plan_of(visitor, "Orders & delivery")
    items = page.locator('[data-rank-section="values"] > [data-part]')
    before = ranked(page)
    assert len(before) > 1
    items.nth(0).drag_to(items.nth(1))
    page.wait_for_url(re.compile("#values"))
    dragged = ranked(page)
    assert dragged == [before[1], before[0], *before[2:]]
    page.locator('[data-rank-section="values"] > [data-part] button').first.focus()
    handle = items.nth(0).locator("a, button:not([disabled])").first
    handle.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(items.nth(0)).to_have_attribute("data-title", before[0])
    items.nth(0).locator('button[name="place"]').nth(1).click()
    expect(items.nth(0)).to_have_attribute("data-title", before[1])
    items.nth(0).locator('button[name="place"]').nth(1).click()
    expect(items.nth(0)).to_have_attribute("data-title", before[0])


@pytest.mark.req("V2MOM-1", via="web")
def test_a_v2mom_is_written_in_place_by_mouse_and_by_keyboard_alone(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    page = plan_of(visitor, "Orders & delivery")
    page.locator(".method h3 a").first.click()
    expect(page.locator("#sheet h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    before = page.locator("#vision h1").inner_text()
    for words in ("One answer, from one person.", before):
        page.locator("#vision a").click()
        page.locator("#edit textarea").first.fill(words)
        page.locator("#edit").get_by_role("button", name="Save").click()
        expect(page.locator("#vision h1")).to_have_text(words)
    count = len(ranked(page))
    tab_to(page, '#values a[href$="edit=value#edit"]')
    page.keyboard.press("Enter")
    tab_to(page, "#edit input[name=title]")
    page.keyboard.type("Plain words")
    page.keyboard.press("Enter")
    added = page.locator('#values [data-title="Plain words"]')
    expect(added).to_have_count(1)
    tab_to(page, '#values [data-title="Plain words"] .part-acts a')
    page.keyboard.press("Enter")
    tab_to(page, "#edit button[name=remove]")
    page.keyboard.press("Enter")
    expect(page.locator(VALUES)).to_have_count(count)
    expect(added).to_have_count(0)


@pytest.mark.req("PYRAMID-6", via="web")
def test_by_mouse_a_change_above_is_proposed_and_answered(visitor: Visitor):
    visitor.log_in("ana.costa")
    address = goal_of(visitor, "Answer first, and answer well")
    page = visitor.go(address)
    page.get_by_role("link", name="Propose a change").click()
    page.get_by_label("Why", exact=True).fill("Silence makes people write twice.")
    page.get_by_label("Your reason").fill("Shorter is remembered.")
    page.get_by_role("button", name="Propose it").click()
    page.wait_for_url(re.compile("/proposals/"))
    where = page.url.replace(visitor.site.address, "")
    page.context.clear_cookies()
    visitor.log_in("tuan.nguyen")
    page = visitor.go(where)
    expect(page.locator("main")).to_contain_text("Shorter is remembered.")
    page.get_by_role("button", name="Decline").click()
    expect(page.locator(".errors, .error").first).to_be_visible()
    page.get_by_label("A word with it").fill("Well said.")
    page.get_by_role("button", name="Agree").click()
    expect(page.locator("#answer")).to_contain_text("Well said.")


@pytest.mark.req("PYRAMID-6", via="web")
def test_by_keyboard_alone_the_answer_is_seen_in_the_inbox(visitor: Visitor):
    visitor.log_in("ana.costa")
    page = visitor.go("/inbox/")
    line = page.locator("[data-question]", has_text="They decline what you proposed.")
    expect(line).to_contain_text("Called back is not resolved.")
    count = page.locator("[data-question]").count()
    anchor = str(line.get_attribute("id"))
    for _stop in range(count):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.closest('[data-question]')?.id") == anchor:
            break
    page.keyboard.press("a")
    page.wait_for_load_state()
    expect(page.locator("[data-question]")).to_have_count(count - 1)


def test_by_mouse_a_file_of_goals_is_looked_at_and_written(visitor: Visitor):
    written(visitor, "Be there after six", by_keys=False)


def test_by_keyboard_alone_a_file_of_goals_is_looked_at_and_written(visitor: Visitor):
    written(visitor, "Be there after seven", by_keys=True)


def written(visitor: Visitor, title: str, *, by_keys: bool) -> None:
    """Bring a goal as a file, look at the difference, write it, and find it."""
    visitor.log_in("tuan.nguyen")
    page = visitor.go("/goals/file/")
    there = page.request.get(visitor.site.url("/goals/file.yaml")).text()
    period = re.search(r"period: '?([^'\n]+)", there)
    assert period is not None
    text = FILE.format(title=title, period=period[1])
    if by_keys:
        tab_to(page, "textarea[name=text]")
        page.keyboard.insert_text(text)
        page.keyboard.press("Control+Enter")
    else:
        page.locator("textarea[name=text]").first.fill(text)
        page.get_by_role("button", name="Show the difference").click()
    expect(page.locator("main")).to_contain_text(f"New goal: {title}")
    if by_keys:
        tab_to(page, "button[name=apply]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    else:
        with page.expect_navigation():
            page.get_by_role("button", name="Write all of it").click()
    assert goal_of(visitor, title)


@pytest.mark.req("LOOP-8", via="web")
def test_by_keyboard_alone_an_announcement_is_read_and_its_question_answered(visitor: Visitor):
    visitor.log_in("ana.costa")
    page = visitor.go("/inbox/")
    link = page.locator('[data-question] a[href^="/a/"]').first
    visitor.go(str(link.get_attribute("href")))
    tab_to(page, "input[name=choice]")
    page.keyboard.press("Space")
    tab_to(page, "textarea[name=part]")
    page.keyboard.insert_text("I call the carrier first.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("#read-title")).to_have_text("I have read this")
    expect(page.locator("textarea[name=part]")).to_have_value("I call the carrier first.")


@pytest.mark.req("START-2", via="web")
def test_by_keyboard_alone_a_pyramid_is_begun_and_a_step_left_out(visitor: Visitor):
    visitor.log_in("tuan.nguyen")
    home = unit(visitor, "Orders & delivery")
    page = visitor.go(f"/pyramid/steps/?unit={home}")
    tab_to(page, "button[name=template]")
    page.keyboard.press("Enter")
    expect(page.locator('[aria-current="step"]')).to_have_count(1)
    tab_to(page, 'button[value="skip"]')
    page.keyboard.press("Enter")
    expect(page.locator("#guide")).to_contain_text("skipped")


@pytest.mark.req("PLATFORM-4", via="web")
@pytest.mark.parametrize("look", WAYS)
def test_what_is_written_has_no_barrier(browser: Browser, site: Site, look: str):
    with looking(browser, site, "tuan.nguyen", look) as visitor:
        home = unit(visitor, "Orders & delivery")
        goal = goal_of(visitor, "Right person, first touch")
        plan = plan_address(visitor, site)
        sheets = [f"{plan}{part}" for part in ("above/", "versions/", "present/", "?edit=share")]
        sheets.append(f"/plan/{plan.split('/')[2]}/together/?edit=people")
        proposal = visitor.go("/proposals/").locator('main a[href^="/proposals/"]').first
        paths = [
            "/inbox/",
            "/proposals/",
            str(proposal.get_attribute("href")),
            f"{goal}propose/?kind=share",
            f"{goal}use/",
            f"{goal}announce/",
            f"{goal}carry/",
            "/goals/file/",
            f"/changes/?unit={home}",
            f"/v2mom/?unit={home}",
            *sheets,
            f"/cascade/?unit={home}&show=roots",
            f"/cascade/steps/?unit={home}",
            "/pyramid/steps/",
        ]
        assert all_barriers(visitor, paths, look) == {}


@pytest.mark.req("V2MOM-9", "PLATFORM-4", via="web")
def test_a_link_with_a_password_has_no_barrier_before_and_behind_it(
    browser: Browser, site: Site, visitor: Visitor
):
    visitor.log_in("tuan.nguyen")
    page = visitor.go(f"{plan_address(visitor, site)}?edit=share")
    page.get_by_label("Password").fill("carrier claims")
    page.locator("#share form button").last.click()
    said = page.get_by_text("Copy the link now").inner_text()
    address = re.search(r"http://\S+", said)[0].rstrip(".")
    for name, look in LOOKS.items():
        context = browser.new_context(**look)
        guest = context.new_page()
        guest.goto(address)
        assert barriers(guest, name) == ""
        guest.get_by_label("Password").fill("carrier claims")
        guest.get_by_role("button", name="Open").click()
        expect(guest.get_by_role("heading").first).to_be_visible()
        assert barriers(guest, name) == ""
        context.close()


@pytest.mark.req("V2MOM-9", "PLATFORM-4", via="web")
def test_slides_hold_long_words_and_words_from_right_to_left(
    browser: Browser, site: Site, visitor: Visitor
):
    visitor.log_in("tuan.nguyen")
    plan = plan_address(visitor, site)
    page = visitor.go(f"{plan}?edit=vision")
    long = "רגוע 🌍 " + "Wartezeitverkürzung" * 40 + " <b>calm</b> " * 60
    page.locator("#edit textarea, form textarea").first.fill(long)
    page.locator("form.form button.primary").first.click()
    for name, look in LOOKS.items():
        context = browser.new_context(**look, storage_state=page.context.storage_state())
        slides = context.new_page()
        slides.goto(site.url(f"{plan}present/"))
        expect(slides.get_by_text("Wartezeitverkürzung").first).to_be_visible()
        assert barriers(slides, name) == ""
        context.close()
