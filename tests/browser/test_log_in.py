"""Logging in with a passkey and with an authenticator app, each set up in the pages."""

from __future__ import annotations

import base64
import hmac
import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PASSWORD, Site, Visitor


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """A visitor at a host with a name: browsers keep passkeys for names alone."""
    context = browser.new_context()
    found = Visitor(context, replace(site, address=site.address.replace("127.0.0.1", "localhost")))
    yield found
    context.close()
    forget_factors(site)
    assert found.complaints == []


def forget_factors(site: Site) -> None:
    """Let the password alone suffice again, for the other tests of this installation."""
    with closing(sqlite3.connect(site.folder / "trigpoint.sqlite3", timeout=30)) as store:
        store.execute("DELETE FROM mfa_authenticator")
        store.commit()


def give_authenticator(page: Page) -> None:
    """Give the browser a device that holds passkeys and knows its owner."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


def confirm(page: Page) -> None:
    """Say the password again, as is asked before another way in is made."""
    page.wait_for_url("**/accounts/reauthenticate/**")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")


def log_out(visitor: Visitor) -> None:
    visitor.page.context.clear_cookies()


@pytest.mark.req("PLATFORM-2", via="web")
def test_a_passkey_is_added_and_then_suffices_to_log_in(visitor: Visitor):
    page = visitor.log_in("mira.rossi")
    give_authenticator(page)
    visitor.go("/accounts/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("It alone opens").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda address: not address.endswith("/add/"))
    log_out(visitor)
    visitor.go("/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url(visitor.site.url("/"))
    assert page.get_by_role("heading", name="Why my work matters").is_visible()


PERIOD, SENDING = 30, 8
"""Seconds for which a code is good, and those which a busy machine may need to send it."""


def code_of(secret: str) -> str:
    """Return what an authenticator app shows (RFC 6238), once it has time enough to be sent."""
    left = PERIOD - time.time() % PERIOD
    if left < SENDING:
        time.sleep(left)
    moment = struct.pack(">Q", int(time.time()) // PERIOD)
    made = hmac.digest(base64.b32decode(secret), moment, "sha1")
    [number] = struct.unpack_from(">I", made, made[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.mark.req("PLATFORM-2", via="web")
def test_with_an_authenticator_app_the_password_alone_opens_nothing(visitor: Visitor):
    page = visitor.log_in("mira.rossi")
    visitor.go("/accounts/2fa/totp/activate/")
    confirm(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Switch it on").click()
    page.wait_for_url(lambda address: "activate" not in address)
    log_out(visitor)
    visitor.go("/accounts/login/")
    page.fill("input[name=login]", "mira.rossi@northwind.example")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.goto(visitor.site.url("/"))
    assert page.url.startswith(visitor.site.url("/accounts/"))
    page.locator("input[name=code]").fill("000000")
    page.keyboard.press("Enter")
    page.get_by_text("Incorrect code").wait_for()
    page.locator("input[name=code]").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(visitor.site.url("/"))
