"""The program as people start it, in folders of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIGPOINT_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    kept.pop("PYTEST_CURRENT_TEST", None)
    return {**kept, "TRIGPOINT_DATA": str(data), **more}


def call(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trigpoint.cli.main", *arguments],
        env=environment(data, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def answer(data: Path, *arguments: str, **more: str) -> Any:
    """Return what a command says in JSON."""
    done = call(data, *arguments, "--json", **more)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data after `trigpoint init`; for reading."""
    data = tmp_path_factory.mktemp("init") / "data"
    assert call(data, "init").returncode == 0
    return data


@pytest.fixture
def serving(made: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[bytes], int]]]:
    """Start `trigpoint serve`; return it and its port. What is left at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(**more: str) -> tuple[subprocess.Popen[bytes], int]:
        with closing(socket.create_server(("127.0.0.1", 0))) as found:
            port = int(found.getsockname()[1])
        process = subprocess.Popen(
            [sys.executable, "-m", "trigpoint.cli.main", "serve", "--port", str(port)],
            env=environment(made, **more),
            start_new_session=True,
        )
        started.append(process)
        return process, port

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
