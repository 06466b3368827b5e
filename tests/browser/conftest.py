"""A whole installation with the small demo, served by the real program to a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import missing

PASSWORD = "northwind-demo"
PATIENCE = 120_000
"""Milliseconds for what will come: how long it takes on a busy machine is not what is tested."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the browser's tests in one process: they share one installation."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.enable_socket)


@dataclass(frozen=True)
class Site:
    """Where the program is served."""

    address: str
    folder: Path

    def url(self, path: str) -> str:
        return self.address + path

    def speak(self, name: str, language: str) -> None:
        """Let somebody's pages come in a language, also in one that we have no texts in yet."""
        with closing(sqlite3.connect(self.folder / "trigpoint.sqlite3", timeout=30)) as store:
            store.execute(
                "UPDATE store_user SET language = ? WHERE email = ?",
                (language, f"{name}@northwind.example"),
            )
            store.commit()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of the machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing("Chromium")
    return str(found)


PROGRAM = (sys.executable, "-m", "trigpoint.cli.main")


def variables(folder: Path, address: str = "http://127.0.0.1:8000") -> dict[str, str]:
    """What the program is told by its environment."""
    return {
        **os.environ,
        "TRIGPOINT_DATA": str(folder),
        "TRIGPOINT_ADDRESS": address,
        "TRIGPOINT_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "trigpoint.config.settings",
    }


def made(folder: Path, *commands: Sequence[str]) -> Path:
    """A folder of its own, made by these commands."""
    for command in commands:
        subprocess.run([*PROGRAM, *command], env=variables(folder), check=True, capture_output=True)
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """The real program with a folder of its own, served as a user would."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port)],
        env=variables(folder, address),
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"{address}/health/ready")
        yield Site(address, folder)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=120)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Site]:
    """The small demo."""
    with serving(made(tmp_path_factory.mktemp("site"), ("demo", "--tickets", "2000"))) as found:
        yield found


def wait_for(address: str, seconds: float = 300) -> None:
    """Wait until an address answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser, for this folder's tests alone.

    Playwright keeps an event loop running in this thread, in which Django refuses to ask the
    database: the loop must be gone before any other test of this process begins.
    """
    with sync_playwright() as play:
        expect.set_options(timeout=PATIENCE)
        started = play.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


class Visitor:
    """Somebody at the browser, who notices what the page complains about.

    A form that is sent back answers 422, which browsers note as an error: that is no complaint.
    """

    def __init__(self, context: BrowserContext, site: Site) -> None:
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.site = site
        self.complaints: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, message: object) -> None:
        refused = "422" in getattr(message, "text", "")
        if getattr(message, "type", "") == "error" and not refused:
            self.complaints.append(getattr(message, "text", ""))

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url(path))
        return self.page

    def log_in(self, name: str) -> Page:
        return self.come_in(f"{name}@northwind.example", PASSWORD)

    def come_in(self, login: str, password: str) -> Page:
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(self.site.url("/"))
        return self.page


@contextmanager
def visiting(browser: Browser, site: Site) -> Iterator[Visitor]:
    """A visitor with a wide screen; at the end no page may have complained."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = Visitor(context, site)
    yield found
    context.close()
    assert found.complaints == []


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Somebody who comes to the small demo."""
    with visiting(browser, site) as found:
        yield found
