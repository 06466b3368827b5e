"""The web process is killed in the middle of writes: what was acknowledged is there, whole."""

import http.client
import itertools
import random
import socket
import threading
import time
from contextlib import closing

import pytest

from tests.faults import writing
from tests.faults.conftest import Installation
from tests.faults.nursery import kill

KILLS = 25
WRITERS = 3


class Client:
    """Sends writes, one after the other in several threads, and keeps which were acknowledged."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.acknowledged: set[int] = set()
        self.sent: set[int] = set()
        self.others: set[int] = set()
        self.under_way: set[int] = set()
        self._numbers = itertools.count(1)
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]

    def __enter__(self) -> "Client":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def wait_for_more(self, count: int) -> None:
        """Return when so many more writes have been acknowledged than now."""
        wanted = len(self.acknowledged) + count
        while len(self.acknowledged) < wanted:
            time.sleep(0.002)

    def wait_for_one_under_way(self) -> set[int]:
        """Return the writes that were sent and have no answer yet, as soon as there is one."""
        while not (found := set(self.under_way)):
            time.sleep(0)
        return found

    def _write(self) -> None:
        while not self._done.is_set():
            try:
                with closing(
                    http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                ) as line:
                    while not self._done.is_set():
                        self._one(line, next(self._numbers))
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)

    def _one(self, line: http.client.HTTPConnection, number: int) -> None:
        self.sent.add(number)
        line.request("POST", f"/write/{number}")
        self.under_way.add(number)
        try:
            answer = line.getresponse()
            answer.read()
        finally:
            self.under_way.discard(number)
        if answer.status == 200:
            self.acknowledged.add(number)
        else:
            self.others.add(answer.status)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


@pytest.mark.req("PLATFORM-5", via="web")
def test_no_acknowledged_write_is_lost_when_the_web_process_is_killed(installed: Installation):
    port = free_port()
    chance = random.Random(7)
    cut_off: set[int] = set()
    with Client(port) as client:
        for _kill in range(KILLS):
            web = installed.nursery.start("tests.faults.children:web", port=port)
            client.wait_for_more(3)
            time.sleep(chance.uniform(0, 0.1))
            cut_off |= client.wait_for_one_under_way()
            kill(web)
    found = writing.written()
    assert client.acknowledged <= found <= client.sent
    assert client.others == set()
    # Each kill fell on writes under way: most of these never got their answer.
    assert len(cut_off - client.acknowledged) >= KILLS
    writing.assert_whole()
