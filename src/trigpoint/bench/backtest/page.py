"""The page of the documentation that prints the back-test's table."""

from __future__ import annotations

from trigpoint.bench.report import Report

HEAD = """# Back-test of the statistics

Written by `trigpoint.bench.backtest.page`; do not edit. Every error rate of the statistics,
measured from a seed that was not used while the methods were chosen, each with its own 95 %
interval. A check without a target is published for its own sake. What the methods are, and what
was tried where a target is missed: [the statistics explained](../explanation/statistics.md).
"""


def page(report: Report) -> str:
    """Return the page as Markdown: the misses first, then everything."""
    missed = [check for check in report.checks if check.holds is False]
    held = sum(check.holds is True for check in report.checks)
    lines = [HEAD, f"{held} targets hold, {len(missed)} are missed.", ""]
    if missed:
        lines += ["## Missed", "", Report(missed, report.machine).as_table()]
    return "\n".join([*lines, "## All checks", "", report.as_table()])
