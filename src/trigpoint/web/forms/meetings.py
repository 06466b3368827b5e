"""Forms of meetings in which goals are set."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices

ANSWERS = [
    ("agree", _("Agree")),
    ("reservation", _("Agree, with a reservation")),
    ("disagree", _("Disagree")),
]
LINE = {"dir": "auto"}


class MeetingForm(forms.Form):
    """A meeting as it is called."""

    title = forms.CharField(
        label=_("What is it for?"), max_length=200, widget=forms.TextInput(attrs=LINE)
    )
    unit = forms.ChoiceField(label=_("Whose goals"))
    period = forms.ChoiceField(label=_("Dates of the goals"))
    day = forms.DateField(label=pgettext_lazy("of a meeting", "Day"), widget=DayInput())
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, **LINE}),
        help_text=_("One point in each line."),
    )
    people = forms.MultipleChoiceField(
        label=_("Who takes part"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Besides you. Hold Ctrl to choose several."),
    )

    def __init__(
        self, *args: Any, units: Choices, periods: Choices, people: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)
        set_choices(self, "period", periods)
        set_choices(self, "people", people)


class MeetingChangeForm(Versioned):
    """What can change in a meeting that was called."""

    title = MeetingForm.declared_fields["title"]
    day = MeetingForm.declared_fields["day"]
    agenda = MeetingForm.declared_fields["agenda"]
    notes = forms.CharField(
        label=_("What was decided"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, **LINE}),
    )


class MotionForm(forms.Form):
    """A goal as somebody proposes it in a meeting."""

    title = forms.CharField(
        label=_("What is to be reached"), max_length=200, widget=forms.TextInput(attrs=LINE)
    )
    why = forms.CharField(
        label=_("Why"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2, **LINE})
    )
    owner = forms.ChoiceField(label=_("Whose goal it would be"))
    above = forms.ChoiceField(label=_("What it would carry"), required=False)
    sentence = forms.CharField(
        label=_("How it helps, in one sentence"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=LINE),
    )

    def __init__(self, *args: Any, owners: Choices, above: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "owner", owners)
        set_choices(self, "above", [("", gettext("Nothing yet")), *above])
