"""Headings by which a list is sorted: pressed once up, pressed again the other way round."""

from __future__ import annotations

from collections.abc import Callable

from trigpoint.web.components import Column


def heading(
    sort: str, address: Callable[[str], str], label: str, key: str, *, end: bool = False
) -> Column:
    """Return a heading of a list that is sorted by `sort`, "-" before it for backwards.

    `address` returns where the list is sorted otherwise.
    """
    up, down = sort == key, sort == f"-{key}"
    turned = address(f"-{key}" if up else key)
    return Column(label, turned, "ascending" if up else "descending" if down else "", end=end)
