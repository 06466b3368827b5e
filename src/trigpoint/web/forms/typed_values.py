"""The forms of a value that is typed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.web import parse
from trigpoint.web.forms.goals import DayInput

LARGEST = 1e15


class ValueForm(forms.Form):
    """A value in the measure's unit, its day, and what it rests on."""

    day = forms.DateField(label=_("Of which day"), widget=DayInput())
    value = forms.CharField(label=_("Value"), max_length=40)
    n = forms.IntegerField(
        label=_("Out of how many"),
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text=_("With it the page can say how sure the share is."),
    )
    link = forms.CharField(
        label=_("Link to what it rests on"),
        required=False,
        max_length=500,
        help_text=_("A sheet, a report, a page of the system it comes from."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    note = forms.CharField(
        label=_("Or say what it rests on"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, unit: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit
        if unit != "share":
            del self.fields["n"]

    def clean_value(self) -> float:
        """Return the value in the measure's unit."""
        found = parse.value(self.cleaned_data["value"], self.unit)
        if not -LARGEST <= found <= LARGEST:
            raise ValidationError(gettext("That number is too large."))
        return found


class CorrectionForm(ValueForm):
    """The value as it should be, and why it changes."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    reason = forms.CharField(
        label=_("Why it changes"),
        required=False,
        max_length=2000,
        help_text=_("Others have seen the old value; the history keeps both."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
