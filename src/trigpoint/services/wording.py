"""Texts that people write, checked in one place: not empty where they are needed, not too long."""

from __future__ import annotations

from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid


class Wording:
    """Collects what is wrong with the texts of a form, and refuses them together."""

    def __init__(self) -> None:
        self.wrong: dict[str, Text] = {}

    def text(self, field: str, typed: str, most: int, needed: Text | None = None) -> str:
        """Return a text without blanks around it; `needed` is what to say where it is empty."""
        said = typed.strip()
        if not said and needed is not None:
            self.wrong[field] = needed
        elif len(said) > most:
            self.wrong[field] = _(
                "Keep it to {most} characters; it has {count}.", most=most, count=len(said)
            )
        return said

    def check(self, field: str, *, holds: bool, otherwise: Text) -> None:
        """Note what is wrong with a field unless something holds."""
        if not holds:
            self.wrong.setdefault(field, otherwise)

    def refuse(self) -> None:
        """Raise `Invalid` with everything that is wrong, or do nothing."""
        if self.wrong:
            raise Invalid(self.wrong)
