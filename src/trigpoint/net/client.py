"""One request to one address: looked at, bounded in time and size, never redirected."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from trigpoint.core.text import Text, _
from trigpoint.net.errors import Cut, NotAnswered, Refusal
from trigpoint.net.internal import is_internal

PORT = 443
PORTS = {PORT, 8443}
"""Where help desks answer; others only on hosts that the administrator named."""
MOST_BYTES = 20_000_000
PIECE = 65_536
AGENT = "Trigpoint"

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Names of headers are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetch(Protocol):
    """Whatever sends a request: the guarded client, or what a test puts in its place."""

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Send one request and return its answer, whatever its status.

        Raises:
            NotReached: where nothing usable came back.
        """


def resolved(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, in the order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests. `allowed` are `host` or `host:port` that the administrator named.

    `timeout` bounds the silence, `deadline` the whole answer, both in seconds; `most` its bytes
    after unpacking.
    """

    allowed: frozenset[str] = frozenset()
    timeout: float = 20
    deadline: float = 60
    most: int = MOST_BYTES
    resolve: Resolve = field(default=resolved)

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Send one request; see `Fetch`."""
        parts = urlsplit(url)
        host, port = self._destination(parts)
        until = time.monotonic() + self.deadline
        connection = self._connection(parts.scheme, host, port)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        own = {"User-Agent": AGENT, "Accept-Encoding": "gzip", **headers}
        try:
            connection.request(method, path, body, own)
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, said, self._body(answer, said, until))
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise NotAnswered(_("{host} did not answer as it should.", host=host)) from error
        finally:
            connection.close()

    def look(self, url: str) -> None:
        """Look at an address as every request does, and connect to nothing.

        Raises:
            Refusal: where it is one to which nothing is sent.
            NotAnswered: where there is no such host now.
        """
        self._addresses(*self._destination(urlsplit(url)))

    def refusal(self, url: str) -> Text | None:
        """Return why nothing is sent to an address, None where something is.

        A host that is not there now may be there later; what is tried then says so.
        """
        try:
            self.look(url)
        except Refusal as refused:
            return refused.text
        except NotAnswered:
            pass
        return None

    def _destination(self, parts: SplitResult) -> tuple[str, int]:
        """Return host and port of an address that may be asked.

        Raises:
            Refusal: for a scheme, a port or a login in the address that is never used.
        """
        host = (parts.hostname or "").lower().rstrip(".")
        if parts.username or parts.password:
            raise Refusal(_("Leave name and password out of the address."))
        try:
            port = parts.port or (80 if parts.scheme == "http" else PORT)
        except ValueError as error:
            raise Refusal(_("The port in the address is no number.")) from error
        if not host or parts.scheme not in {"http", "https"}:
            raise Refusal(_("The address has to begin with https://"))
        if not self._named(host, port) and (parts.scheme != "https" or port not in PORTS):
            raise Refusal(
                _(
                    "Only https on ports 443 and 8443 is asked. For {host}, the administrator of"
                    " this machine can allow more: TRIGPOINT_ALLOW={host}:{port}",
                    host=host,
                    port=str(port),
                )
            )
        return host, port

    def _named(self, host: str, port: int) -> bool:
        return host in self.allowed or f"{host}:{port}" in self.allowed

    def _connection(self, scheme: str, host: str, port: int) -> http.client.HTTPConnection:
        """Return a connection that is made to the very address that was looked at."""
        sock = self._socket(host, port)
        connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
        connection.sock = sock
        if scheme == "https":
            connection.default_port = PORT  # so that the Host header is said as browsers say it
            try:
                connection.sock = ssl.create_default_context().wrap_socket(
                    sock, server_hostname=host
                )
            except OSError as error:
                sock.close()
                raise NotAnswered(
                    _("{host} did not prove who it is (its certificate).", host=host)
                ) from error
        return connection

    def _addresses(self, host: str, port: int) -> list[str]:
        """Return what a host's name stands for, if it may be connected to."""
        try:
            addresses = self.resolve(host, port)
        except OSError as error:
            raise NotAnswered(_("There is no host called {host}.", host=host)) from error
        if not self._named(host, port) and any(map(is_internal, addresses)):
            raise Refusal(
                _(
                    "{host} is a machine of the internal network, which is not asked. The"
                    " administrator of this machine can allow it: TRIGPOINT_ALLOW={host}:{port}",
                    host=host,
                    port=str(port),
                )
            )
        return addresses

    def _socket(self, host: str, port: int) -> socket.socket:
        for address in self._addresses(host, port):
            try:
                return socket.create_connection((address, port), timeout=self.timeout)
            except OSError:
                continue
        raise NotAnswered(_("{host} did not answer as it should.", host=host))

    def _body(
        self, answer: http.client.HTTPResponse, said: Mapping[str, str], until: float
    ) -> bytes:
        """Return the body, unpacked piece by piece, so that a small bomb stays small."""
        unpack = zlib.decompressobj(31) if said.get("content-encoding") == "gzip" else None
        found = bytearray()
        while piece := answer.read1(PIECE):
            if time.monotonic() > until:
                raise NotAnswered(_("The answer took too long."))
            room = self.most + 1 - len(found)
            found += unpack.decompress(piece, room) if unpack else piece
            if len(found) > self.most:
                raise Cut(_("More came back than is ever read."))
        if not _complete(answer, unpack):
            raise NotAnswered(_("The answer broke off."))
        return bytes(found)


def _complete(answer: http.client.HTTPResponse, unpack: object) -> bool:
    """Whether the whole body came: `read1` does not say that it broke off."""
    if getattr(unpack, "eof", True) is False:
        return False
    return not answer.length
