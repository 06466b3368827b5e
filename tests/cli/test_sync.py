"""`trigpoint connect` and `trigpoint sync`: a help desk is connected, read, let rest, read anew."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.conftest import answer, call, environment
from tests.cli.test_import import ADMIN
from tests.connectors.desks.request_tracker import FakeRequestTracker

HERE = {"TRIGPOINT_ALLOW": "127.0.0.1"}
TICKETS = 15


@pytest.fixture(scope="module")
def tracker() -> Iterator[str]:
    """The address of a help desk on this machine."""
    desk = FakeRequestTracker()
    desk.live(TICKETS)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server asks for
            found = desk("GET", self.path, dict(self.headers))
            self.send_response(found.status)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_said: object) -> None:
            """Keep silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, tracker: str) -> Path:
    """A folder of data whose help desk is connected; the key to it came by stdin."""
    data = tmp_path_factory.mktemp("sync") / "data"
    assert call(data, "init").returncode == 0
    assert call(data, "organisation", "Our support", *ADMIN).returncode == 0
    said = ("connect", "request_tracker", "rt", "--set", f"address={tracker}", "--set", "user=root")
    done = subprocess.run(
        [sys.executable, "-m", "trigpoint.cli.main", *said],
        env=environment(data, **HERE), input="password\n", capture_output=True, text=True,
        check=False, start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Request Tracker is connected" in done.stdout
    assert "password" not in done.stdout
    return data


def sync(desk: Path, *options: str) -> tuple[int, str]:
    done = call(desk, "sync", *options, **HERE)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.req("MEASURE-1", via="cli")
def test_a_help_desk_is_read_rests_and_is_read_from_the_beginning_in_the_terminal(desk: Path):
    status, said = sync(desk, "rt")
    assert status == 0
    assert "92 new, 0 known already; 0 put aside" in said
    assert ": 0 new" in sync(desk, "rt", "--anew")[1]
    assert "It rests." in sync(desk, "rt", "--pause")[1]
    status, said = sync(desk, "rt")
    assert (status == 0, "rests" in said) == (False, True)
    assert "It is asked." in sync(desk, "rt", "--resume")[1]
    found = answer(desk, "sync", "rt", **HERE)
    assert (found["state"], found["counts"]["new"], found["problem_count"]) == ("done", 0, 0)
    assert sync(desk, "rt", "--set", "statuses=waiting=pending")[0] == 0
    assert "no such setting" in sync(desk, "rt", "--set", "mood=good")[1]
    status, said = sync(desk)
    assert (status, "rt  request_tracker  http://127.0.0.1" in said) == (0, True)


@pytest.mark.slow
def test_a_help_desk_that_is_none_is_named_with_those_that_there_are(desk: Path):
    status, said = sync(desk, "zendesk")
    assert status != 0
    assert "No help desk zendesk is connected. There are: rt." in said
