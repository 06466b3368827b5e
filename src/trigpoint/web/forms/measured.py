"""Forms in which numbers are typed and read in the units of measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms


class Measured(forms.Form):
    """A form with numbers in the units of measures."""

    numbers: ClassVar[Mapping[str, str]]
    """The fields that are such numbers, each with the field that names its measure."""
    units: Mapping[str, str]
    """The units of the measures, by public id."""

    def unit_of(self, name: str, body: Mapping[str, Any]) -> str | None:
        """Return the unit of a field with what else a body says, None for what is no number."""
        if name not in self.numbers:
            return None
        return self.units.get(str(body.get(self.numbers[name]) or ""), "")
