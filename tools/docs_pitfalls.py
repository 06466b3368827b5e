"""The reference page of the rules that look for pitfalls, from the rules themselves."""

from __future__ import annotations

from trigpoint.core.craft.habits import HABITS
from trigpoint.core.craft.rules import RULES

HEAD = """# Pitfalls: the rules of the audit

What the page *Worth a look*, `GET /api/v1/audit` and `trigpoint audit` look for. The number is the
pitfall's among the ten of the guides. A finding is shown to whoever can mend it, only where they
may see what it rests on anyway; it can be muted with a reason, for one record or for a whole unit.

This page is made from the program.
"""


def pitfalls() -> str:
    """Return the page."""
    lines = [HEAD, "| | rule | what it says | why it matters | how sure |", "|---|---|---|---|---|"]
    lines += [
        f"| {rule.pitfall} | `{rule.key}` | {rule.title} | {rule.reason} |"
        f" {rule.sure.value}: {rule.basis} |"
        for rule in RULES
    ]
    lines += ["", "## Habits of good goal work", "", "| habit | counted |", "|---|---|"]
    lines += [f"| {habit.title} | {habit.meaning} |" for habit in HABITS]
    return "\n".join(lines) + "\n"
