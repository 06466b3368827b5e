"""One command serves; what dies is started again; what was begun is finished."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import call

pytestmark = pytest.mark.slow
Start = Callable[..., tuple[subprocess.Popen[bytes], int]]
PATIENCE = 300


def get(port: int, path: str) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as line:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read()


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that will come; how long it takes is not what is tested."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError(condition)


def ready(port: int) -> bool:
    try:
        return get(port, "/health/ready")[0] == 200
    except OSError:
        return False


def child(serve: subprocess.Popen[bytes], name: str) -> psutil.Process | None:
    for found in psutil.Process(serve.pid).children():
        if name in found.cmdline():
            return found
    return None


def asked(serve: subprocess.Popen[bytes], port: int) -> bool:
    """Whether the program has taken up somebody's line."""
    for process in psutil.Process(serve.pid).children(recursive=True):
        lines = process.net_connections(kind="tcp")
        if any(each.status == "ESTABLISHED" and each.laddr.port == port for each in lines):
            return True
    return False


def workers(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "workers").glob("*.alive"))


def test_a_port_that_another_program_has_is_refused_with_a_cure(made: Path):
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = call(made, "serve", "--port", str(port))
    assert done.returncode == 1
    assert f"cannot listen at 127.0.0.1:{port}" in done.stderr
    assert f"--port {port + 1}" in done.stderr


@pytest.mark.req("PLATFORM-1", via="cli")
def test_serve_answers_and_starts_again_what_was_killed(serving: Start, made: Path):
    serve, port = serving()
    until(lambda: ready(port) and len(workers(made)) == 1)
    assert get(port, "/health/live") == (200, b'{"live": true}')
    before = workers(made)
    for name in ("worker", "web"):
        victim = child(serve, name)
        assert victim is not None
        victim.kill()
    until(lambda: ready(port) and len(workers(made)) == 1 and workers(made) != before)
    serve.send_signal(signal.SIGTERM)
    assert serve.wait(PATIENCE) == 0
    assert workers(made) == []
    assert not ready(port)


def test_a_request_that_has_begun_is_answered_before_the_end(serving: Start):
    serve, port = serving(DJANGO_SETTINGS_MODULE="tests.faults.settings")
    until(lambda: ready(port))
    answers: list[tuple[int, bytes]] = []
    asking = threading.Thread(target=lambda: answers.append(get(port, "/slow")))
    asking.start()
    until(lambda: asked(serve, port))
    time.sleep(0.3)
    serve.send_signal(signal.SIGTERM)
    asking.join()
    assert serve.wait(PATIENCE) == 0
    assert answers == [(200, b"answered")]


def test_children_do_not_outlive_a_supervisor_that_was_killed(serving: Start):
    serve, port = serving()
    until(lambda: ready(port))
    family = psutil.Process(serve.pid).children(recursive=True)
    assert len(family) >= 3
    os.kill(serve.pid, signal.SIGKILL)
    serve.wait()
    until(lambda: all(not alive(process) for process in family))


def alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
