"""Which connectors there are: each folder that has one is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from trigpoint import connectors
from trigpoint.connectors.sync.connector import Connector


@cache
def all_connectors() -> Mapping[str, Connector]:
    """Return the connectors by key, in the order of their names."""
    found = []
    for module in pkgutil.iter_modules(connectors.__path__, f"{connectors.__name__}."):
        if module.ispkg:
            package = importlib.import_module(module.name)
            found.extend([package.CONNECTOR] if hasattr(package, "CONNECTOR") else [])
    return {one.key: one for one in sorted(found, key=lambda one: one.name.casefold())}


def connector_of(key: str) -> Connector:
    """Return the connector of a key; raises KeyError where there is none."""
    return all_connectors()[key]
