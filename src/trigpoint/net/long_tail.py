"""The long tail of messengers, through Apprise, where that extra is installed.

Apprise opens its own connections, past the guard of `net.client`. So it speaks only to what the
administrator of this machine has named: a service that lives in one place by its scheme (`tgram`),
one that may be anywhere by scheme and host (`ntfys://ntfy.example.org`). Redirects are not
followed, and an address takes no parameters, which could lead elsewhere.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from importlib import import_module, util
from typing import Any

from trigpoint.core.text import Text, _

LONGEST = 1000
FORM = re.compile(r"[!#$&-;=@-\[\]-_a-z~%]+")
"""ASCII that is seen, but for `?`, the backslash, and quotes that addresses never have."""
logging.getLogger("apprise").setLevel(logging.CRITICAL)
"""It would write addresses, which are secrets, and words of letters into the log."""


def installed() -> bool:
    """Whether the extra is there."""
    return util.find_spec("apprise") is not None


def refusal(address: str, named: Collection[str]) -> Text | None:
    """Return why nothing is sent to an address of Apprise's, None where something is."""
    if not FORM.fullmatch(address):
        return _("An address has no blanks and no parameters after a question mark.")
    if len(address) > LONGEST:
        return _("This is too long.")
    service = opened(address) if installed() else None
    if service is None:
        return _("Apprise knows no service of this address.")
    if not is_named(address, service, named):
        return _("Whoever runs this machine has not allowed this service by TRIGPOINT_APPRISE.")
    return None


def is_named(address: str, service: Any, named: Collection[str]) -> bool:
    """Whether a service was allowed: by its scheme, or by scheme and host where it has one."""
    scheme = address.partition("://")[0].lower()
    if any("{host" in template for template in service.templates):
        port = f":{service.port}" if service.port else ""
        return f"{scheme}://{service.host}{port}".lower() in named
    return scheme in named


def opened(address: str) -> Any:
    """Return Apprise's own reading of an address, None where it makes nothing of it."""
    apprise: Any = import_module("apprise")
    asset = apprise.AppriseAsset(
        app_id="Trigpoint",
        app_desc="Trigpoint",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        async_mode=False,
    )
    return apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)


def tell(address: str, title: str, body: str) -> bool:
    """Send plain text to an address that was not refused; return whether the service took it."""
    return bool(opened(address).notify(title=title, body=body, body_format="text"))
