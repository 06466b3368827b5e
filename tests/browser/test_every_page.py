"""Every page that links lead to, each kind once: no barrier, and none wider than a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import URLPattern, get_resolver, resolve
from playwright.sync_api import Browser

from tests.access.asking import only_post
from tests.browser.conftest import Site, Visitor
from tests.browser.looks import LOOKS, NO_SIDEWAYS, barriers, looking

WALKERS = ("tuan.nguyen", "dara.kelly", "ana.costa", "jo.silva")
"""Who walks, one after the other: each looks only at what those before were not led to."""
ID = re.compile(r"[0-9a-hjkmnp-tv-z]{13}")
NO_PAGE = re.compile(r"\.(svg|png|pdf|csv|ics|json|yaml)$|^/accounts/|^/s/|^/api/")
LINKS = "links => links.map(link => link.getAttribute('href'))"
#: routes that are no page of their own, or to which no link of a page leads: why
NOT_WALKED = {
    "audit_brief": "a part of home",
    "inbox_count": "a part of the rail",
    "goal_sheet": "a part of the views",
    "cascade_rows": "a part of the cascade",
    "ladder_chance": "a part of the proposed steps",
    "live": "for machines",
    "ready": "for machines",
    "gallery": "for developers",
    "chat_hook": "for chats",
    "mail_off": "opened from a letter: tests/channels/test_mail",
    "mentor_asked": "leads to another page",
    "post_try": "leads to another page",
    "shared": "opened by its link: tests/browser/test_written",
}


def kind_of(address: str) -> tuple[str, str]:
    """Return what a page is one of: its path without ids, and the form that it opens."""
    found = urlsplit(address)
    form = parse_qs(found.query).get("edit", [""])[0]
    return ID.sub("*", found.path), ID.sub("*", form)


def walk(visitor: Visitor, known: dict[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    """Follow all links to kinds of pages that are not known yet; yield what is wrong with each."""
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        page = visitor.go(path)
        if known.setdefault(kind_of(path), path) == path:
            yield path, barriers(page)
            page.set_viewport_size(LOOKS["phone"]["viewport"])
            yield path, "" if page.evaluate(NO_SIDEWAYS) else "wider than a phone"
            page.set_viewport_size(LOOKS["light"]["viewport"])
        for link in page.locator("a[href]").evaluate_all(LINKS):
            address = urljoin(path, link)
            outside = urlsplit(address).netloc or NO_PAGE.search(urlsplit(address).path)
            if not outside and kind_of(address) not in known:
                known[kind_of(address)] = address
                waiting.append(address)


def pages() -> set[str]:
    """Return the names of the routes that answer GET with a page."""
    every = [
        p for p in get_resolver("trigpoint.web.urls").url_patterns if isinstance(p, URLPattern)
    ]
    shown = [p for p in every if not NO_PAGE.search(str(p.pattern)) and not only_post(p)]
    return {str(p.name) for p in shown}


@pytest.mark.req("PLATFORM-4", via="web")
def test_every_page_that_a_link_leads_to_has_no_barrier(browser: Browser, site: Site):
    known: dict[tuple[str, str], str] = {}
    wrong = []
    for name in WALKERS:
        with looking(browser, site, name, "light") as visitor:
            wrong += [f"{name} {path}: {said}" for path, said in walk(visitor, known) if said]
    assert wrong == [], "\n".join(wrong)
    seen = {str(resolve(path).url_name) for path, _form in known}
    assert pages() - seen - NOT_WALKED.keys() == set(), "no link leads here, or nobody looks at it"
