"""The forms of learning and showing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, set_choices

SIDES = {"wants": _("I want to learn it"), "shows": _("I can show it to others")}


class MentorWordForm(forms.Form):
    """What somebody wants to learn or can show."""

    side = forms.ChoiceField(
        label=_("Which of the two"), choices=list(SIDES.items()), widget=forms.RadioSelect
    )
    subject = forms.CharField(
        label=_("What it is, in a few words"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kpi = forms.ChoiceField(label=_("Or the measure that it moves"), required=False)

    def __init__(self, *args: Any, kpis: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "kpi", [("", "–"), *kpis])


class OutcomeForm(forms.Form):
    """What came of a pair."""

    outcome = forms.CharField(
        label=_("What came of it, in your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
