"""The program as a user runs it, in a process of its own, and what that took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ran:
    """One command: its exit status and answer, seconds on the clock and of processor, peak MB."""

    status: int
    answer: dict[str, Any]
    seconds: float
    processor: float
    megabytes: float

    @property
    def took(self) -> str:
        """Return processor time and memory in words."""
        return f"{self.processor:.1f} s of processor time, {self.megabytes:,.0f} MB at the peak"


def ran(data: Path, *arguments: str) -> Ran:
    """Run `trigpoint ... --json` on a folder of data and wait for its end.

    Raises json.JSONDecodeError where the command does not answer in JSON.
    """
    command = [sys.executable, "-m", "trigpoint.cli.main", *arguments]
    began = time.monotonic()
    settings = {"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings"}
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(  # noqa: S603 - our own program, with words of our own
            [*command, "--data", str(data), "--json"], stdout=said, env={**os.environ, **settings}
        )
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        said.seek(0)
        answer = json.loads(said.read())
    processor = used.ru_utime + used.ru_stime
    return Ran(child.returncode, answer, seconds, processor, used.ru_maxrss / 1024)
