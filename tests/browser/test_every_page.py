"""Every page that links and searches lead to, each kind once: no barrier, and fit for a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, Visitor
from tests.browser.looks import LOOKS, NO_SIDEWAYS, barriers, looking

WALKERS = ("tuan.nguyen", "dara.kelly", "ana.costa", "jo.silva")
"""Who walks, one after the other: each looks closely only at what those before were not led to,
and opens no form and no search again."""
ID = re.compile(r"[0-9a-hjkmnp-tv-z]{13}")
NO_PAGE = re.compile(r"\.(svg|png|pdf|csv|ics|json|yaml)$|^/accounts/|^/s/|^/api/")
LINKS = "links => links.map(link => link.getAttribute('href'))"
FORMS = """forms => forms.map(form => {
  const sent = new FormData(form);
  for (const field of form.elements) {
    if (!field.name || sent.get(field.name)) continue;
    if (field.type === "search" || field.type === "text") sent.set(field.name, "a");
    if (field.tagName === "SELECT" && field.options.length) {
      sent.set(field.name, field.options[field.options.length - 1].value);
    }
  }
  const asked = (form.getAttribute("action") || location.pathname).split("?")[0];
  return asked + "?" + new URLSearchParams(sent);
})"""
"""Where forms that only ask lead to, once what was left open is filled in."""
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
    "shared": "opened by its link: tests/browser/test_written",
}


ASKED = "asked"
Kind = tuple[str, str]
Known = dict[Kind, str]
"""The address at which each kind of page was first come across."""


def kind_of(address: str, asked: bool = False) -> Kind:
    """Return what a page is one of: its path without ids, and the form it opens or was asked by."""
    found = urlsplit(address)
    said = parse_qs(found.query)
    form = " ".join([ASKED, *sorted(said)]) if asked else said.get("edit", [""])[0]
    return ID.sub("*", found.path), ID.sub("*", form)


def is_page(address: str) -> bool:
    """Return whether an address is one of our pages: no file, no part of a page, nowhere else."""
    found = urlsplit(address)
    if found.netloc or NO_PAGE.search(found.path):
        return False
    return resolve(found.path).url_name not in NOT_WALKED


def ahead(page: Page, path: str) -> Iterator[tuple[Kind, str]]:
    """Yield the kinds of pages that links and asking forms lead to, each with its address."""
    for selector, script in (("a[href]", LINKS), ("form[method=get]", FORMS)):
        for link in page.locator(selector).evaluate_all(script):
            address = urljoin(path, link)
            if is_page(address):
                yield kind_of(address, asked=script is FORMS), address


def looked_at(page: Page, path: str, asked: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a page, on a wide screen and on a phone.

    What a form asked for has the parts of the page it was asked on, where barriers were looked for.
    """
    yield path, "" if asked else barriers(page)
    page.set_viewport_size(LOOKS["phone"]["viewport"])
    yield path, "" if page.evaluate(NO_SIDEWAYS) else "wider than a phone"
    page.set_viewport_size(LOOKS["light"]["viewport"])


def walk(visitor: Visitor, looked: Known) -> Iterator[tuple[str, str]]:
    """Follow what leads to each kind of page once; yield what is wrong with those not looked at."""
    met: set[Kind] = set()
    waiting = [(("/", ""), "/")]
    while waiting:
        kind, path = waiting.pop()
        page = visitor.go(path)
        if looked.setdefault(kind, path) == path:
            yield from looked_at(page, path, kind[1].startswith(ASKED))
        yield path, ", ".join(visitor.complaints)
        visitor.complaints.clear()
        for found, address in ahead(page, path):
            if found not in met and not (found[1] and found in looked):
                met.add(found)
                waiting.append((found, address))


@pytest.mark.req("PLATFORM-4", via="web")
def test_every_page_that_a_link_leads_to_has_no_barrier(browser: Browser, site: Site):
    looked: Known = {}
    wrong = []
    for name in WALKERS:
        with looking(browser, site, name, "light") as visitor:
            wrong += [f"{name} {path}: {said}" for path, said in walk(visitor, looked) if said]
    assert wrong == [], "\n".join(wrong)
    assert len(looked) > 200
