"""The address that the program listens at: free before it starts, and answered when it has."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable

from trigpoint.cli.output import Output

LOOK = 0.1


def refuse_taken(host: str, port: int, out: Output) -> None:
    """End the command where the address is not this machine's or another program listens at it.

    The web server itself would share the port, and each visitor would meet one of the two.
    """
    family, kind, protocol, _name, address = _resolved(host, port, out)
    with contextlib.closing(socket.socket(family, kind, protocol)) as probe:
        # A port whose last program has just ended is free, though its connections are still kept.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            out.refuse(
                f"Trigpoint cannot listen at {host}:{port} ({error.strerror}).\n"
                "    Is it running already? End that one, or choose another port: "
                f"trigpoint serve --port {port + 1}"
            )


def when_answered(host: str, port: int, tell: Callable[[], None]) -> None:
    """Call `tell` once, from a thread of its own, as soon as the address takes connections."""
    threading.Thread(target=_wait, args=(host, port, tell), daemon=True).start()


def _wait(host: str, port: int, tell: Callable[[], None]) -> None:
    while True:
        try:
            with socket.create_connection((host, port), timeout=1):
                break
        except OSError:
            time.sleep(LOOK)
    tell()


def _resolved(
    host: str, port: int, out: Output
) -> tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[object, ...]]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except socket.gaierror:
        out.refuse(f"No address is known for the host {host!r}. 127.0.0.1 is this machine alone.")
