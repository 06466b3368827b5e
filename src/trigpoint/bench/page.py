"""Pages of the documentation that print what was measured."""

from __future__ import annotations

import re

from trigpoint.bench.report import Report

SPEED = """# Speed, measured

Each part is written by `trigpoint bench NAME --page docs/reference/speed.md`; do not edit. Ratios
are taken within one run. The load of the machine stands below each table: times of a busy one are
longer. A check without a target is published for its own sake. What is not here has not been
measured yet at the size that is promised.
"""
PARTS = re.compile(r"^## (\S+)\n", re.MULTILINE)


def speed(text: str, name: str, report: Report) -> str:
    """Return the page of speeds with one part written anew; the parts are in order of their names.

    `text` is the page as it was, or "" for none.
    """
    _head, *cut = PARTS.split(text)
    parts = dict(zip(cut[::2], cut[1::2], strict=True)) | {name: f"\n{told(report)}\n"}
    return SPEED + "".join(f"\n## {each}\n{parts[each].rstrip()}\n" for each in sorted(parts))


def told(report: Report) -> str:
    """Return how many targets hold, and everything as a table."""
    missed = sum(check.holds is False for check in report.checks)
    held = sum(check.holds is True for check in report.checks)
    return f"{held} targets hold, {missed} are missed.\n\n{report.as_table()}"


def page(head: str, report: Report) -> str:
    """Return the page as Markdown: the misses first, then everything."""
    missed = [check for check in report.checks if check.holds is False]
    held = sum(check.holds is True for check in report.checks)
    lines = [head, f"{held} targets hold, {len(missed)} are missed.", ""]
    if missed:
        lines += ["## Missed", "", Report(missed, report.machine).as_table()]
    return "\n".join([*lines, "## All checks", "", report.as_table()])
