"""Language and site of a ticket: which of the help desk's own fields hold them, as is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from trigpoint.connectors.sync.connector import Setting
from trigpoint.connectors.sync.rows import Misfit, Row
from trigpoint.core.text import _
from trigpoint.tickets.records import Record, TicketRow

ORIGIN = (
    Setting(
        "language",
        _("Field with the language"),
        _("Of tickets, by its name or number as programs know it. Without it none is known."),
        needed=False,
    ),
    Setting(
        "site",
        _("Field with the site"),
        _("A branch, a shop, a plant: by name or number. Without it none is known."),
        needed=False,
    ),
)


def own_fields(
    rows: Iterable[Row], named: str, value: Callable[[Row], object]
) -> Callable[[str], str | None]:
    """Return what reads a field of one's own, out of a list with a row for each; see `located`."""
    return Row({row.maybe(named) or "": value(row) for row in rows}).maybe


def located(
    records: Iterable[Record], settings: Mapping[str, str], look: Callable[[str], str | None]
) -> list[Record]:
    """Return records with language and site of their ticket; see `told`."""
    found = told(settings, look)
    return [
        replace(record, language=found.get("language"), site=found.get("site"))
        if found and isinstance(record, TicketRow)
        else record
        for record in records
    ]


def told(settings: Mapping[str, str], look: Callable[[str], str | None]) -> dict[str, str | None]:
    """Return language and site, as far as fields are named; `look` reads a field by its name."""
    return {one.name: field(look, named) for one in ORIGIN if (named := settings.get(one.name, ""))}


def field(look: Callable[[str], str | None], named: str) -> str | None:
    """Return what a field holds; one that holds several things says nothing."""
    try:
        return look(named.strip())
    except Misfit:
        return None
