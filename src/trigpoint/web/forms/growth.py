"""A growth on last year, and the weeks that come of it shown before anything is saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string

from trigpoint.web.shapes.seasons import SeasonWeeks


class GrowthInput(forms.TextInput):
    """A text with a button beside it that asks for the weeks; `weeks` are shown below."""

    weeks: SeasonWeeks | None = None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """Draw the text, the button and the weeks that were asked for."""
        known = attrs or {}
        context = {
            "control": super().render(name, value, attrs, renderer),
            "id": known.get("id", name),
            "weeks": self.weeks,
        }
        return render_to_string("components/growth.html", context)


def growth_unit(unit: str) -> str:
    """Return the unit in which a growth on last year is typed: percent, or the measure's own."""
    return "share" if unit in {"share", "seconds", "tickets", ""} else unit
