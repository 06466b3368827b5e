"""The page of the documentation that prints the back-test's table."""

from __future__ import annotations

from trigpoint.bench import page as pages
from trigpoint.bench.report import Report

HEAD = """# Back-test of the statistics

Written by `trigpoint.bench.backtest.page`; do not edit. Every error rate of the statistics,
measured from a seed that was not used while the methods were chosen, each with its own 95 %
interval. A check without a target is published for its own sake. What the methods are, and what
was tried where a target is missed: [the statistics explained](../explanation/statistics.md).
"""


def page(report: Report) -> str:
    """Return the page as Markdown: the misses first, then everything."""
    return pages.page(HEAD, report)
