"""The form that chooses two days to compare."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, set_choices


class BetweenForm(forms.Form):
    """Whose goals, of which dates, and the two days."""

    unit = forms.ChoiceField(label=_("Whose goals"), required=False)
    period = forms.ChoiceField(label=_("Dates"), required=False)
    first = forms.DateField(label=_("From the end of"), widget=DayInput())
    last = forms.DateField(label=_("To the end of"), required=False, widget=DayInput())

    def __init__(self, *args: Any, units: Choices, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)
        set_choices(self, "period", periods)
