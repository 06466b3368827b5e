"""The one object that `bench` and `backtest` print: checks with their targets, and the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Check:
    """One measured figure beside its target.

    `holds` is None for a figure that is published without a target. `low` and `high` are the
    figure's own 95 % interval where it has one.
    """

    name: str
    value: float | None
    unit: str
    target: str
    holds: bool | None
    how: str
    low: float | None = None
    high: float | None = None

    def as_json(self) -> Json:
        """Return the six fields of the interface, and the interval where there is one."""
        found: Json = {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "holds": self.holds,
            "how": self.how,
        }
        if self.low is not None and self.high is not None:
            found |= {"low": self.low, "high": self.high}
        return found


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure before it meets its target: value, unit, how it was compared, its interval."""

    name: str
    value: float | None
    unit: str
    how: str
    low: float | None = None
    high: float | None = None

    def at_most(self, limit: float) -> Check:
        """Return the check that the value is `limit` or less; no value is a miss."""
        return self._check(
            f"<= {limit:g}", holds=self.value is not None and bool(self.value <= limit)
        )

    def at_least(self, limit: float) -> Check:
        """Return the check that the value is `limit` or more; no value is a miss."""
        return self._check(
            f">= {limit:g}", holds=self.value is not None and bool(self.value >= limit)
        )

    def between(self, least: float, most: float) -> Check:
        """Return the check that the value lies from `least` to `most`; no value is a miss."""
        inside = self.value is not None and bool(least <= self.value <= most)
        return self._check(f"{least:g} to {most:g}", holds=inside)

    def published(self) -> Check:
        """Return the figure as it is, without a target."""
        return self._check("", holds=None)

    def _check(self, target: str, *, holds: bool | None) -> Check:
        return Check(self.name, self.value, self.unit, target, holds, self.how, self.low, self.high)


def machine() -> Json:
    """Return what a reader needs to judge a figure of speed; nothing that names the host."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count() or 1,
        "load of the last minute": round(os.getloadavg()[0], 1),
    }


@dataclass(frozen=True, slots=True)
class Report:
    """What one run measured, on which machine."""

    checks: Sequence[Check]
    machine: Json = field(default_factory=machine)

    @property
    def holds(self) -> bool:
        """True where no check missed its target: the exit status of `--check`."""
        return all(check.holds is not False for check in self.checks)

    def as_json(self) -> Json:
        """Return the object that `--json` prints."""
        return {"checks": [check.as_json() for check in self.checks], "machine": self.machine}

    def as_table(self) -> str:
        """Return the same as a Markdown table, aligned for a terminal, with the machine below."""
        heads = ("check", "value", "95 % interval", "target", "holds", "how")
        rows = [heads, *(_cells(check) for check in self.checks)]
        widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
        lines = [_line(row, widths) for row in rows]
        lines.insert(1, _line(["-" * width for width in widths], widths))
        about = ", ".join(f"{name} {value}" for name, value in self.machine.items())
        return "\n".join([*lines, "", about, ""])


def _cells(check: Check) -> tuple[str, ...]:
    interval = ""
    if check.low is not None and check.high is not None:
        interval = f"{_figure(check.low)} to {_figure(check.high)}"
    holds = {True: "yes", False: "**no**", None: ""}[check.holds]
    value = f"{_figure(check.value)} {check.unit}".rstrip()
    return (check.name, value, interval, check.target, holds, check.how.replace("|", "/"))


def _figure(value: float | None) -> str:
    if value is None:
        return "none"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    return (
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        + " |"
    )
