"""Every help desk that is asked over the network, as its fake says: the cases of the laws."""

from __future__ import annotations

import importlib
import pkgutil

from tests.connectors import desks
from tests.connectors.desks.answers import Case
from tests.connectors.desks.syncing import Store
from trigpoint.connectors.sync import connector_of

HERE = {"address": "https://desk.example.org", "user": "root", "secret": "password"}
HOURS = 3600


def cases() -> list[Case]:
    """Return the `CASE` of every fake: who adds a help desk adds nothing here."""
    found = (
        importlib.import_module(f"{desks.__name__}.{one.name}")
        for one in pkgutil.iter_modules(desks.__path__)
    )
    return [module.CASE for module in found if hasattr(module, "CASE")]


CASES = cases()
CASES_BY_KEY = {case.key: case for case in CASES}


def clean(case: Case, tickets: int) -> Store:
    """Return what is known of some tickets when nothing goes wrong."""
    store = Store()
    store.sync(connector_of(case.key), case.make(tickets), HERE)
    return store
