"""The form of what others reach in a measure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trigpoint.web import parse
from trigpoint.web.forms.goals import DayInput


class BenchmarkForm(forms.Form):
    """A value in the measure's unit, who says so, and as of when."""

    value = forms.CharField(label=_("What others reach"), max_length=40)
    source = forms.CharField(
        label=_("Who says so"),
        required=False,
        max_length=200,
        help_text=_("A study, a page, a peer: so that everybody can judge it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    day = forms.DateField(label=_("As of"), widget=DayInput())

    def __init__(self, *args: Any, unit: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit

    def clean_value(self) -> float:
        """Return the value in the measure's unit."""
        found = parse.value(self.cleaned_data["value"], self.unit)
        if not -1e15 <= found <= 1e15:
            raise ValidationError(_("That number is too large."))
        return found
