"""Forms of pay that is tied to results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, set_choices

LINE = {"dir": "auto"}


class PurposeForm(forms.Form):
    """What pay is tied to measures for."""

    words = forms.CharField(
        label=_("What is pay tied to measures for?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, **LINE}),
        help_text=_("Everybody reads it. Until it is stated, no pay can be tied to a measure."),
    )


class AwayForm(forms.Form):
    """Why an incentive is taken away."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is taken away"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, **LINE}),
        help_text=_("The reason stands in the history."),
    )


class IncentiveForm(forms.Form):
    """An amount in stated shares of three results."""

    person = forms.ChoiceField(label=_("For whom"))
    title = forms.CharField(label=_("What for"), max_length=200, widget=forms.TextInput(attrs=LINE))
    amount = forms.FloatField(label=_("Amount, if all is reached"), min_value=0.01)
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="EUR")
    own_goal = forms.ChoiceField(label=_("Their own goal"))
    own_share = forms.IntegerField(label=_("Its share in %"), min_value=0, max_value=100)
    team_goal = forms.ChoiceField(label=_("Their team’s goal"))
    team_share = forms.IntegerField(label=_("Its share in %"), min_value=0, max_value=100)
    whole_goal = forms.ChoiceField(label=_("The organisation’s goal"))
    whole_share = forms.IntegerField(label=_("Its share in %"), min_value=0, max_value=100)
    besides = forms.CharField(
        label=_("What else is in it for them"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, **LINE}),
        help_text=_("Something learned, time, thanks, a say. Money alone rarely carries."),
    )

    def __init__(self, *args: Any, people: Choices, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "person", people)
        listed = list(goals)
        for name in ("own_goal", "team_goal", "whole_goal"):
            set_choices(self, name, listed)
