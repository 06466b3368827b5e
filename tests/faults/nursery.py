"""Children of one warm process, each of which may be killed.

Started as `python -m tests.faults.nursery` it starts Django once. Each line on its standard input
names a function; it forks a child that runs it, and answers with the child's number. So a child
begins its work within milliseconds, and is still a process of its own, with its own connections.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping
from typing import Any

import django
import psutil


class Nursery:
    """The test's side: brings up children and makes an end of them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, function: str, **arguments: Any) -> int:
        """Fork a child that runs `module:function`; return its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([function, arguments]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def run(self, function: str, **arguments: Any) -> None:
        """Run a function in a child to its end."""
        child = self.start(function, **arguments)
        while alive(child):
            time.sleep(0.005)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def kill(child: int, number: int = signal.SIGKILL) -> None:
    """Signal a child and everything that it started, and wait until all of it is gone."""
    family = [process for process in psutil.process_iter() if _group(process.pid) == child]
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, number)
    while any(alive(process.pid) for process in family):
        time.sleep(0.002)


def alive(child: int) -> bool:
    """Return whether a process runs; one that only waits to be counted does not."""
    try:
        return psutil.Process(child).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _group(process: int) -> int:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return 0


def _bear(function: str, arguments: Mapping[str, Any]) -> int:
    child = os.fork()
    if child:
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.setpgid(child, child)
        return child
    status = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        module, name = function.split(":")
        getattr(importlib.import_module(module), name)(**arguments)
        status = 0
    except BaseException:  # noqa: BLE001 - said, and then the child ends
        traceback.print_exc()
    finally:
        os._exit(status)


def main() -> None:
    django.setup()
    importlib.import_module("tests.faults.children")  # once, for all children
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    children = []
    for line in sys.stdin:
        function, arguments = json.loads(line)
        children.append(_bear(function, arguments))
        sys.stdout.write(f"{children[-1]}\n")
        sys.stdout.flush()
    for child in children:  # a test that failed leaves some behind, and one that was ended too
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


if __name__ == "__main__":
    main()
