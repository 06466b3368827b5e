"""Whoever edits what somebody else has changed sees that first, with all that they typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.test import Client

from tests.access import asking
from tests.access.conftest import clients, there, things  # noqa: F401 - fixtures
from tests.access.routes import WEB
from tests.access.test_matrix import named
from tests.access.things import UNKNOWN, Things
from tests.api import past
from tests.cast import Cast

BANNER = "Somebody changed this while you were writing."
MINE = "What I typed"
PRESSED = ("/do/", "/close/")
"""Where one of several things is done, with no edit of words: it is said there that it was late."""
EDIT = re.compile(r'href="([^"]*[?&;](?:edit|add)=[^"]*)"')


@dataclass
class Sent:
    """A form as a page shows it: where it goes, what it says, and which fields take words."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    unchosen: dict[str, str] = field(default_factory=dict)

    def filled(self) -> dict[str, list[str]]:
        """Return what is sent where the first choice is made wherever none is made yet."""
        return {**{name: [value] for name, value in self.unchosen.items()}, **self.fields}


class Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Sent] = []
        self.open: Sent | None = None
        self.select = self.area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Sent(said.get("action", "")) if said.get("method") == "post" else None
            self.found += [self.open] if self.open else []
        if self.open is None or ("name" not in said and tag != "option"):
            return
        name = said.get("name", "")
        match tag, said.get("type", "text"):
            case "input", "checkbox" | "radio":
                if "checked" in said:
                    self.open.fields.setdefault(name, []).append(said.get("value", "on"))
                elif said["type"] == "radio":
                    self.open.unchosen.setdefault(name, said.get("value", "on"))
            case "input", kind:
                self.open.fields[name] = [said.get("value") or ("50" if kind == "number" else "")]
                self.open.words |= {name} if kind == "text" else set()
            case "textarea", _:
                self.area = name
                self.open.fields[name] = [""]
                self.open.words.add(name)
            case "select", _:
                self.select = name
            case "option", _ if "selected" in said and self.select:
                self.open.fields.setdefault(self.select, []).append(said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area and self.open:
            self.open.fields[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""


def pages(found: Things, client: Client) -> Iterator[tuple[str, str]]:
    """Yield address and text of the pages that somebody can open, and of what is edited there."""
    seen = set()
    for whose in past.PLACES:
        for route in asking.of_web():
            row = WEB.get(route.name)
            if route.method != "GET" or row is None:
                continue
            path = route.address.format(**named(row, route.params, found, whose))
            if UNKNOWN in path or path in seen:
                continue
            seen.add(path)
            text = shown(client, path)
            yield path, text
            for link in dict.fromkeys(map(unescape, EDIT.findall(text))):
                place = urljoin(path, link)
                if place not in seen:
                    seen.add(place)
                    yield place, shown(client, place)


def shown(client: Client, path: str) -> str:
    """Return a page, "" for what is none."""
    answer = client.get(path)
    page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode() if page and not answer.streaming else ""


def editing(found: Things, client: Client) -> dict[tuple[str, ...], tuple[str, Sent]]:
    """Return each kind of form that edits words of a thing with a version, once."""
    forms: dict[tuple[str, ...], tuple[str, Sent]] = {}
    for path, text in pages(found, client):
        for form in Forms(text).found:
            version = form.fields.get("version", [""])[0]
            place = urljoin(path, form.action or path)
            written = form.words & past.WORDS - {"reason"} and not place.endswith(PRESSED)
            if written and version.isdecimal() and int(version):
                key = (re.sub(r"[0-9a-z]{13}", "*", place), *sorted(form.fields))
                forms.setdefault(key, (place, form))
    return forms


@pytest.mark.slow
@pytest.mark.req("GRAPH-6", via="web")
def test_a_clash_is_told_with_what_was_typed_even_without_a_reason(
    cast: Cast,
    things: Things,  # noqa: F811 - the fixture
    clients: dict[str, Client],  # noqa: F811 - the fixture
):
    past.write_down(cast)
    forms: dict[tuple[str, ...], tuple[Client, str, Sent]] = {}
    for who in ("ana", "tuan", "dara"):
        for key, (place, form) in editing(things, clients[who]).items():
            forms.setdefault(key, (clients[who], place, form))
    past.reword(cast)
    wrong = []
    for client, place, form in forms.values():
        mine = {name: [MINE] for name in form.words & past.WORDS}
        why = {"reason": [""]} if "reason" in form.fields else {}
        answer = client.post(place, {**form.filled(), **mine, **why}, follow=True)
        text = unescape(answer.content.decode())
        if BANNER not in text or MINE not in text:
            wrong.append((place, answer.status_code, BANNER in text, sorted(form.fields)))
    assert len(forms) > 30
    assert wrong == []
