"""JSON over HTTP: an answer is an object, or nothing usable came."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

from trigpoint.core.text import Text, _
from trigpoint.net import Answer, Fetch, NotAnswered, NotReached

TRIES = 5
UNKNOWN, FORBIDDEN, GONE = 401, 403, 404
PORTS = {"http": 80, "https": 443}
REFUSALS: Mapping[int, Text] = {
    UNKNOWN: _("The help desk does not accept the key. Enter it again."),
    FORBIDDEN: _(
        "The key is not allowed to read this. Give its user the right to read all tickets."
    ),
    GONE: _("There is no such address at the help desk. Look at the address in the settings."),
}


class NotAccepted(NotReached):
    """The help desk answered that it will not answer; asking again would change nothing."""

    def __init__(self, status: int) -> None:
        unknown = _("The help desk refused with status {n}.", n=status)
        super().__init__(REFUSALS.get(status, unknown))
        self.status = status


@dataclass(frozen=True, slots=True)
class Api:
    """The interface of a help desk below one address.

    An answer that breaks off or is a page for people (a proxy's error, say) is asked for again.
    """

    fetch: Fetch
    base: str
    headers: Mapping[str, str]

    def get(self, path: str, **asked: object) -> dict[str, Any]:
        """Return the object at a path, or at a whole address of the same help desk.

        Raises:
            NotAccepted: where the help desk refuses.
            NotReached: where nothing usable came back.
        """
        found = self.any(path, **asked)
        if not isinstance(found, dict):
            raise NotAnswered(_("The help desk answered with something else than was asked."))
        return found

    def list(self, path: str, **asked: object) -> list[Any]:
        """Return the list at a path; see `get`."""
        found = self.any(path, **asked)
        if not isinstance(found, list):
            raise NotAnswered(_("The help desk answered with something else than was asked."))
        return found

    def any(self, path: str, **asked: object) -> Any:
        """Return whatever JSON is at a path; see `get`."""
        return self._answered("GET", self.url(path, asked), None)

    def search(self, path: str, body: object) -> dict[str, Any]:
        """Return the object that a search answers which is asked by POST; see `get`."""
        found = self._answered("POST", self.url(path, {}), json.dumps(body).encode())
        if not isinstance(found, dict):
            raise NotAnswered(_("The help desk answered with something else than was asked."))
        return found

    def below(self, path: str, **asked: object) -> Any:
        """Return what lies below a row; None where the row has gone meanwhile. See `get`."""
        try:
            return self.any(path, **asked)
        except NotAccepted as refused:
            if refused.status == GONE:
                return None
            raise

    def _answered(self, method: str, url: str, body: bytes | None) -> Any:
        headers = {"Accept": "application/json", **self.headers}
        if body is not None:
            headers["Content-Type"] = "application/json"
        for _attempt in range(TRIES):
            answer = self.fetch(method, url, headers, body)
            if answer.status >= 300:
                raise NotAccepted(answer.status)
            try:
                return parsed(answer)
            except ValueError:
                continue
        raise NotAnswered(_("The help desk answered with something else than was asked."))

    def url(self, path: str, asked: Mapping[str, object]) -> str:
        """Return the whole address. Keys are never sent to another host than the help desk's."""
        found = urljoin(f"{self.base.rstrip('/')}/", path)
        if origin(found) != origin(self.base):
            raise NotAnswered(_("The help desk names an address that is not its own."))
        if not asked:
            return found
        return f"{found}{'&' if '?' in found else '?'}{urlencode(asked, quote_via=quote)}"


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address, however they are written; port -1 is none."""
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        port = -1
    return parts.scheme, parts.hostname or "", port


def parsed(answer: Answer) -> Any:
    """Return the JSON of an answer; raises ValueError where it is none, or not to its end."""
    return json.loads(answer.body.decode("utf-8"))


def basic(user: str, password: str) -> dict[str, str]:
    """Return the header of a log-in by name and password."""
    pair = b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def login(entered: Mapping[str, str], token: str, of_key: str = "") -> dict[str, str]:
    """Return the header of a log-in by the user and the key that were entered, or the key alone.

    `token` is the kind of a key without a user; `of_key` follows the user where it is no password.
    """
    user, secret = entered.get("user", ""), entered["secret"]
    return basic(f"{user}{of_key}", secret) if user else {"Authorization": f"{token} {secret}"}
