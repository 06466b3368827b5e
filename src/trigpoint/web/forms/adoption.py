"""The forms of taking the product up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices

KINDS = {
    "training": _("A training"),
    "talk": _("A talk"),
    "help": _("Help at the desk"),
    "other": _("Something else"),
}


class StepForm(forms.Form):
    """A step of the plan."""

    unit = forms.ChoiceField(label=_("For whom"))
    kind = forms.ChoiceField(label=_("What it is"), choices=list(KINDS.items()))
    title = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    due = forms.DateField(label=_("By when"), widget=DayInput())

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)


class DoneForm(Versioned):
    """What came of a step."""

    result = forms.CharField(
        label=_("What came of it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class VoiceForm(forms.Form):
    """What is in the way."""

    words = forms.CharField(
        label=_("What is in the way?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    named = forms.BooleanField(
        label=_("With my name"),
        required=False,
        help_text=_("Without it nothing that is kept leads to you."),
    )


class AnswerToVoiceForm(Versioned):
    """What will be done about it."""

    answer = forms.CharField(
        label=_("What will be done about it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
