"""Words for states: what a help desk calls them, and what an administrator adds to that."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.connectors.sync.connector import Given, Setting
from trigpoint.connectors.sync.rows import Misfit
from trigpoint.core.text import _
from trigpoint.tickets.records import Category

States = Mapping[str, Category]
"""What each state of a help desk means."""

STATUSES = Setting(
    "statuses",
    _("Own states"),
    _("Where you have states of your own: waiting=pending, finished=solved. Else leave it empty."),
    needed=False,
)


def states(usual: States, given: Given) -> dict[str, Category]:
    """Return the usual states with those that were entered, as `name=category` by comma.

    What is no category of ours is left out: tickets in that state are then refused with the reason.
    """
    found = {name.casefold(): category for name, category in usual.items()}
    for pair in given.settings.get(STATUSES.name, "").split(","):
        name, _equals, category = (part.strip().casefold() for part in pair.partition("="))
        if name and category in set(Category):
            found[name] = Category(category)
    return found


def category(known: States, status: str) -> Category:
    """Return what a state means; one that nobody named is a `Misfit`."""
    found = known.get(status.casefold())
    if found is None:
        raise Misfit("status", "The status is none that is known. Name it in the settings.")
    return found
