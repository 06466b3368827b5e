"""The four perspectives that a map begins with, from the top; a plan may have others.

Source: Kaplan and Norton 1992, in words for customer service.
"""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class Classic:
    """A perspective to begin with, and the question that its objectives answer."""

    key: str
    title: Text
    question: Text


CLASSIC = (
    Classic("value", _("Value to the business"), _("Why the company funds us")),
    Classic("customer", _("Customer"), _("What customers must feel")),
    Classic("process", _("Internal process"), _("What we must be great at")),
    Classic("growth", _("People and knowledge"), _("What we must build")),
)
