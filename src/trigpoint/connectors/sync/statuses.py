"""Words for states: what a help desk calls them, and what an administrator adds to that."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.connectors.redaction import redact
from trigpoint.connectors.sync.connector import Given, Setting
from trigpoint.connectors.sync.rows import Misfit
from trigpoint.core.text import Text, _
from trigpoint.tickets.records import Category

States = Mapping[str, Category]
"""What each state of a help desk means."""

STATUSES = Setting(
    "statuses",
    _("Own states"),
    _(
        "Where you have states of your own, what each means: waiting=pending, finished=solved. "
        "It may be new, open, pending, hold, solved, closed, spam, merged or deleted. "
        "Else leave it empty."
    ),
    needed=False,
)


def states(usual: States, given: Given) -> dict[str, Category]:
    """Return the usual states with those that were entered, as `name=category` by comma.

    A state of which nothing is said yet is left out: its tickets are refused with the reason.
    """
    found = {name.casefold(): category for name, category in usual.items()}
    for name, category in pairs(given.settings.get(STATUSES.name, "")):
        if name and category in set(Category):
            found[name] = Category(category)
    return found


def pairs(entered: str) -> list[tuple[str, str]]:
    """Return states as they were entered, each with what it is said to mean."""
    parts = (pair.partition("=") for pair in entered.split(","))
    return [(name.strip().casefold(), means.strip().casefold()) for name, _equals, means in parts]


def misread(entered: str) -> Text | None:
    """Return what is wrong with states as they were entered, None where nothing is."""
    for name, means in pairs(entered):
        if means and means not in set(Category):
            return _("{state} cannot mean {means}. See which there are.", state=name, means=means)
    return None


def category(known: States, status: str) -> Category:
    """Return what a state means; one that nobody named is a `Misfit`."""
    found = known.get(status.casefold())
    if found is None:
        raise unknown(status, STATUSES.name)
    return found


def unknown(status: str, setting: str = "") -> Misfit:
    """Return why a row is refused whose state nobody named, and where one could name it."""
    value = nameable(status)
    what = _("The state is not known.")
    if value:
        what = _("The state “{state}” is not known.", state=value)
    if setting:
        what = _("{what} Say in the settings what it means.", what=what)
    return Misfit("status", what, value, setting)


LETTERS, WORDS = 40, 5
"""How long the name of a state may be."""


def nameable(status: str) -> str:
    """Return a state's name where it can be one of a help desk's own list, "" for any other text.

    Whoever has to say what a state means has to read which. What is long, or says who somebody is,
    is no state, wherever it stands: it may be what a customer wrote.
    """
    name = status.strip()
    short = len(name) <= LETTERS and len(name.split()) <= WORDS
    return name if short and redact(name) == name else ""
