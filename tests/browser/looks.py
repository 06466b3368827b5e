"""The looks that every page is held in: light, dark, on a phone, from right to left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, Visitor

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "dark",
        "has_touch": True,
        "is_mobile": True,
    },
}
WAYS = ["phone", "rtl"]
"""How a page is looked at beside test_every_page, which holds each one in light to all rules.

The phone is dark: colours are the same in dark on a wide screen, so one look holds both.
"""
NO_SIDEWAYS = "document.documentElement.scrollWidth <= Math.min(window.innerWidth, screen.width)"
"""What is too wide for a phone widens the window there, so the screen is asked."""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that read colours; they are most of its time."""
ALL_BUT_COLOURS = {"rules": {name: {"enabled": False} for name in COLOURS}}
RULES: dict[str, dict[str, Any]] = {
    "dark": {"runOnly": {"type": "rule", "values": COLOURS}},
    "rtl": ALL_BUT_COLOURS,
}
"""Dark, nothing but the colours differs from light; from right to left, all else."""
ONLY_WRONG = {"resultTypes": ["violations"]}
"""What is right is not listed part by part: it took two thirds of axe's time."""


@contextmanager
def looking(browser: Browser, site: Site, name: str, look: str) -> Iterator[Visitor]:
    """Let somebody log in with a look; at the end no page may have complained."""
    if look == "rtl":
        site.speak(name, "ar")
    context = browser.new_context(**LOOKS.get(look, LOOKS["light"]))
    visitor = Visitor(context, site)
    visitor.log_in(name)
    try:
        yield visitor
    finally:
        context.close()
        if look == "rtl":
            site.speak(name, "")
    assert visitor.complaints == []


def barriers(page: Page, look: str = "light") -> str:
    """Return what axe finds on a page, "" for nothing; no page may be wider than its window."""
    assert page.evaluate(NO_SIDEWAYS), page.url
    results = Axe().run(page, options={**ONLY_WRONG, **RULES.get(look, {})})
    return results.generate_report() if results.violations_count else ""


def all_barriers(visitor: Visitor, paths: Iterable[str], look: str) -> dict[str, str]:
    """Return what axe finds, by path."""
    found = {path: barriers(visitor.go(path), look) for path in paths}
    return {path: report for path, report in found.items() if report}


def in_all_looks(page: Page) -> dict[str, str]:
    """Return what axe finds on a page as it stands: light, its colours in dark, narrow."""
    found = {"light": barriers(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = barriers(page, "dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(LOOKS["phone"]["viewport"])
    found["narrow"] = barriers(page, "phone")
    page.set_viewport_size(LOOKS["light"]["viewport"])
    return {look: report for look, report in found.items() if report}
