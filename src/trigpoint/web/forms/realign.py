"""Forms of changing many goals at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.web import parse
from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices

LINE = {"dir": "auto"}


class BeginForm(forms.Form):
    """A change that is begun."""

    title = forms.CharField(
        label=_("What is the change for?"), max_length=200, widget=forms.TextInput(attrs=LINE)
    )


class ReasonForm(Versioned):
    """The one reason, with what the change is called."""

    title = forms.CharField(
        label=_("What is the change for?"), max_length=200, widget=forms.TextInput(attrs=LINE)
    )
    reason = forms.CharField(
        label=_("One reason, for everyone"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, **LINE}),
        help_text=_("It stands in the history of every goal, and in every notice."),
    )


class UnitForm(Versioned):
    """A team goes under another one on a day."""

    unit = forms.ChoiceField(label=_("Which team moves"))
    to = forms.ChoiceField(label=_("Under which one"))
    day = forms.DateField(
        label=_("From which day on"),
        widget=DayInput(),
        help_text=_("What was done before that day stays where it was."),
    )

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)
        set_choices(self, "to", [("", gettext("Choose one")), *units])


class WishForm(Versioned):
    """What is to change in each of the goals that are chosen."""

    to = forms.ChoiceField(label=_("Goes to another goal above"), required=False)
    weight = forms.FloatField(
        label=_("Its weight there"),
        required=False,
        min_value=0.000001,
        max_value=1_000_000,
        help_text=_("Weights are compared with each other: 2 counts twice as much as 1."),
    )
    value = forms.CharField(
        label=_("Target: new value"),
        required=False,
        max_length=40,
        help_text=_("In the target’s own unit, such as 60 %, 4 h or 300."),
    )
    percent = forms.FloatField(
        label=_("or change the value by so many percent"),
        required=False,
        min_value=-99,
        max_value=1000,
    )
    due = forms.DateField(label=_("By another day"), required=False, widget=DayInput())
    drop = forms.BooleanField(label=_("Take them from the goal above"), required=False)

    def __init__(self, *args: Any, above: Choices, unit: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit
        set_choices(self, "to", [("", gettext("stays where it is")), *above])

    def clean_value(self) -> float | None:
        """Return the value in the unit of the goals' targets."""
        typed: str = self.cleaned_data["value"].strip()
        return parse.value(typed, self.unit) if typed else None
