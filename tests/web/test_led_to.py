"""Every kind of page is led to by links, or by forms that only ask, that begin at Home."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests.access import asking
from tests.access.conftest import there  # noqa: F401 - a fixture
from tests.access.things import Things

WALKERS = ("tuan", "dara", "ana", "rui", "bea")
"""Who walks, one after the other."""
MOST = 3
"""How many pages of a kind are looked at: not each of them leads to all that another does."""
FILE = re.compile(r"\.(svg|png|pdf|csv|ics|json|yaml)$")
NO_PAGE = re.compile(r"^/(api|static)/")
#: what answers a GET and is no page that a link leads to: why
NO_PAGES = {
    "live": "for machines",
    "ready": "for machines",
    "chat_hook": "for chats",
    "calendar_feed": "for calendars: tests/channels/test_calendar",
    "commands": "a part of the frame: tests/web/test_places",
    "inbox_count": "a part of the rail: tests/web/test_inbox",
    "audit_brief": "a part of Home: tests/web/test_audit",
    "goal_sheet": "a part of the views: tests/web/test_lens",
    "cascade_rows": "a part of the cascade: tests/web/test_places",
    "ladder_chance": "a part of the proposed steps: tests/web/test_ladders",
    "mail_off": "opened from a letter: tests/channels/test_mail",
    "mentor_pair": "a letter's way to a place on a page: tests/web/test_mentors",
    "signal": "a letter's way to a place on a page: tests/web/test_outside",
    "talk_line": "a letter's way to a place on a page: tests/services/test_talks",
    "thanked": "a letter's way to a place on a page: tests/web/test_thanks",
    **dict.fromkeys(
        ["shared", "shared_pdf", "shared_png", "shared_svg"],
        "opened by a link that is sent: tests/web/test_shared",
    ),
}
#: what would be led to, were there what it is about: why
NOT_MADE = {
    "import_draft": "a file that nobody has described: tests/web/test_import_assistant",
    "import_problems": "rows that could not be read: tests/web/test_import_assistant",
    "measure_values": "none of the measures looked at is typed in: tests/services/test_typing_in",
    **dict.fromkeys(
        ["measure_cuts", "measure_cuts_csv", "measure_tickets_csv"],
        "tickets that a measure counts: tests/services/test_cuts",
    ),
}


class Leading(HTMLParser):
    """Where links lead to, and forms that only ask, once what was left open is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.led: list[str] = []
        self.form: tuple[str, dict[str, str]] | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.led.append(said["href"])
        elif tag == "form" and said.get("method", "get") == "get":
            self.form = said.get("action", "").split("?")[0], {}
        elif self.form:
            self.fill(self.form[1], tag, said)

    def fill(self, sent: dict[str, str], tag: str, said: dict[str, str]) -> None:
        if tag == "select":
            self.select = said.get("name", "")
        elif tag == "option" and self.select:
            sent[self.select] = said.get("value", "")
        elif tag == "input" and said.get("type") not in {"checkbox", "radio"} and "name" in said:
            sent[said["name"]] = said.get("value") or "a"

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "form" and self.form:
            action, sent = self.form
            self.led.append(f"{action}?{urlencode(sent)}")
            self.form = None


def ahead(page: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield the routes of ours that a page leads to by name, each with an address."""
    found = Leading()
    found.feed(page)
    for link in found.led:
        address, _place = urldefrag(urljoin(path, link))
        part = urlsplit(address)
        if not part.netloc and part.path.startswith("/") and not NO_PAGE.search(part.path):
            found_at = resolve(part.path)
            yield str(found_at.url_name), part.path if found_at.kwargs else address


def looked_at(client: Client, address: str) -> tuple[str, str]:
    """Return a page, and the address at which it is in the end; no words for a file."""
    answer = client.get(address, follow=True)
    path = answer.request["PATH_INFO"]
    page = "html" in answer.headers.get("Content-Type", "") and not answer.streaming
    return (answer.content.decode() if page else ""), path


def walk(client: Client, known: dict[str, set[str]]) -> set[str]:
    """Return the routes that somebody is led to from Home, by name.

    `known` are the addresses of each that were looked at, by those who walked before too: of what
    they know well only what Home leads to is looked at again.
    """
    led, waiting = {"home"}, ["/"]
    looked: Counter[str] = Counter(home=1)
    while waiting:
        page, path = looked_at(client, waiting.pop(0))
        for name, address in ahead(page, path):
            led.add(name)
            known.setdefault(name, set())
            is_new = len(known[name]) < MOST and address not in known[name]
            again = path == "/" and not looked[name]
            if (is_new or again) and not FILE.search(urlsplit(address).path):
                known[name].add(address)
                looked[name] += 1
                waiting.append(address)
    return led


@pytest.mark.slow
def test_every_page_is_led_to_by_a_link(there: Things):  # noqa: F811 - the fixture
    asked = {route.name for route in asking.of_web() if route.method == "GET"}
    led: set[str] = set()
    known: dict[str, set[str]] = {}
    for who in WALKERS:
        client = Client()
        client.force_login(getattr(there.cast, who).user)
        led |= walk(client, known)
    assert asked - led == {*NO_PAGES, *NOT_MADE}
