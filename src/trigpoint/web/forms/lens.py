"""The choice that all views share: whose goals, of which dates, on which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, set_choices


class ScopeForm(forms.Form):
    """Whose goals of when; each choice acts at once."""

    unit = forms.ChoiceField(
        label=_("Whose goals"), required=False, widget=forms.Select(attrs={"data-submit": True})
    )
    period = forms.ChoiceField(
        label=_("Dates"), required=False, widget=forms.Select(attrs={"data-submit": True})
    )
    at = forms.DateField(
        label=_("As it stood on"),
        required=False,
        widget=DayInput(),
    )

    def __init__(self, *args: Any, units: Choices, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)
        set_choices(self, "period", periods)
        self.fields["at"].widget.attrs["data-submit"] = True
