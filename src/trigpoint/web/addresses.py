"""Where things are found: the one place where a component learns an address.

The names are those of `web.urls`; a page never writes an address by hand.
"""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

from django.urls import reverse


def goal(public_id: str) -> str:
    """Return the address of a goal."""
    return reverse("goal", args=[public_id])


def goals(**filters: str) -> str:
    """Return the address of all goals, filtered."""
    return reverse("goals") + query(**filters)


def measure(public_id: str) -> str:
    """Return the address of a measure."""
    return reverse("measure", args=[public_id])


def tickets(public_id: str, start: datetime.date, grain: str) -> str:
    """Return the address of the tickets behind a measure's figure that starts on a day."""
    chosen = query(start=start.isoformat(), grain=grain)
    return f"{reverse('measure', args=[public_id])}{chosen}#tickets"


def holder(kind: str, public_id: str) -> str:
    """Return the address of a unit or a person, empty for one that is gone."""
    return reverse(kind, args=[public_id]) if kind in {"unit", "person"} else ""


def thing(kind: str, public_id: str) -> str:
    """Return the address of the page that shows a thing: it is called like the noun."""
    return reverse(kind, args=[public_id])


def plan(public_id: str) -> str:
    """Return the address of a plan."""
    return reverse("plan", args=[public_id])


def query(**parameters: str | int) -> str:
    """Return a query string of those parameters that are not empty, with its question mark."""
    kept = {name: value for name, value in parameters.items() if value not in ("", None)}
    return f"?{urlencode(kept)}" if kept else ""
