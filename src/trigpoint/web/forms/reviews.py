"""The form that takes down what a review decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, set_choices


class DecisionForm(forms.Form):
    """What is decided, for which goal, who does it and by when."""

    title = forms.CharField(
        label=_("We decide"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    goal = forms.ChoiceField(label=_("For the goal"))
    person = forms.ChoiceField(label=_("Who"), required=False)
    due = forms.DateField(label=_("By"), required=False, widget=DayInput)

    def __init__(self, *args: Any, goals: Choices, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "goal", goals)
        set_choices(self, "person", [("", "–"), *people])
