"""A page of the documentation that prints what was measured."""

from __future__ import annotations

from trigpoint.bench.report import Report

SPEED = """# Measured: {name}

Written by `trigpoint bench {name} --page`; do not edit. Ratios are taken within one run; the load
of the machine stands below the table. A check without a target is published for its own sake.
"""


def page(head: str, report: Report) -> str:
    """Return the page as Markdown: the misses first, then everything."""
    missed = [check for check in report.checks if check.holds is False]
    held = sum(check.holds is True for check in report.checks)
    lines = [head, f"{held} targets hold, {len(missed)} are missed.", ""]
    if missed:
        lines += ["## Missed", "", Report(missed, report.machine).as_table()]
    return "\n".join([*lines, "## All checks", "", report.as_table()])
