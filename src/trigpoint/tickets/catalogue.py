"""The catalogue of KPIs: every definition with its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from trigpoint.core.text import _
from trigpoint.tickets import kpis
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.definition import Definition, ParameterError, parse
from trigpoint.tickets.ratio import RATIOS


@cache
def versions() -> Mapping[tuple[str, int], Definition]:
    """Return every definition of a file by key and version: older ones stay for what they read."""
    queries = texts(files(kpis) / "queries")
    found = [parse(text, queries) for text in texts(files(kpis)).values()]
    return MappingProxyType({(one.key, one.version): one for one in found})


def texts(folder: Traversable) -> dict[str, str]:
    """Return the SQL files of a folder by their names, in the order of these."""
    found = (path for path in folder.iterdir() if path.name.endswith(".sql"))
    named = {path.name.removesuffix(".sql"): path.read_text(encoding="utf-8") for path in found}
    return dict(sorted(named.items()))


@cache
def catalogue() -> Mapping[str, Definition]:
    """Return all KPI definitions by key, each in its newest version."""
    return MappingProxyType({key: one for (key, _version), one in sorted(versions().items())})


def definition(key: str, version: int | None = None) -> Definition:
    """Return one KPI; raises ParameterError where it, or that version of it, does not exist."""
    if version is not None and (key, version) in versions():
        return versions()[key, version]
    found = catalogue().get(key) or RATIOS.get(key) or BY_HAND.get(key)
    if found is None or version not in {None, found.version}:
        raise ParameterError(_("There is no KPI {key}.", key=key))
    return found


def counts_tickets(key: str) -> bool:
    """Whether a KPI counts tickets itself: no ratio of two measures, and nothing typed in."""
    return key not in RATIOS and key not in BY_HAND
