"""From landed records to events and facts: a pure function of the set of records of each ticket.

The statements run in the order of `STEPS`, over the keys in the table `touched` alone. What they
make depends on nothing but the landed records of those keys (and, through `calendar_queue`,
`slot` and `bot`, on the help desk's schedules and bots): so any order, repetition or overlap of
imports gives the same rows, and folding some keys is folding all of them, restricted.
"""

import re
from importlib.resources import files

STEPS = (
    "moves",
    "states",
    "worked",
    "events",
    "handovers",
    "tickets",
    "solves",
    "clocks",
    "spans",
    "promises",
    "ratings",
    "labels",
    "beside",
)

FACTS: dict[str, tuple[str, ...]] = {
    "ticket_event": ("key", "n"),
    "ticket": ("key",),
    "solve": ("key", "nth"),
    "clock": ("key", "ending", "nth"),
    "handover": ("key", "n"),
    "active": ("key", "started", "ended"),
    "promise": ("key", "target", "cycle"),
    "rating": ("key", "rating"),
    "tag": ("key", "tag"),
    "custom": ("key", "name"),
    "origin": ("key",),
    "call": ("key",),
    "stretch": ("key", "n"),
    "spell": ("key", "n"),
    "review": ("key", "review"),
    "entry": ("key",),
}
"""The tables that the fold makes, each with the order in which its rows are published."""


def statement(step: str) -> str:
    """Return the SQL of one step."""
    return files(__package__).joinpath(f"{step}.sql").read_text(encoding="utf-8")


def empty(fact: str) -> str:
    """Return the SQL that makes a fact's table, for a generation older than that fact."""
    found = re.search(rf"CREATE TABLE IF NOT EXISTS {fact} \([^;]*;", statement("tables"))
    if found is None:
        raise KeyError(fact)
    return found[0]
