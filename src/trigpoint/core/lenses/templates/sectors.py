"""The sectors and kinds of teams that templates are written for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trigpoint.core.text import Text, _

SECTORS: Mapping[str, Text] = MappingProxyType(
    {
        "chat": _("Chat team"),
        "phone": _("Phone team"),
        "field": _("Field service"),
        "it": _("IT desk"),
        "shop": _("Shop"),
        "bank": _("Bank"),
        "office": _("Public office"),
    }
)
