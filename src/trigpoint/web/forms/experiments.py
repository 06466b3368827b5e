"""The forms of experiments: what is planned, why one ends sooner, and what follows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices


class ExperimentForm(Versioned):
    """What is tried, what is expected, of which measure, until when, with whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    title = forms.CharField(
        label=_("What is tried"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    hypothesis = forms.CharField(
        label=_("What you expect, and why"),
        max_length=500,
        help_text=_("Said now, so that nobody fits it to what came of it."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    measure = forms.ChoiceField(label=_("The measure that is to move"))
    who = forms.MultipleChoiceField(
        label=_("Who takes part"),
        help_text=_("Teams or people. Similar teams that do not take part are compared with."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    starts = forms.DateField(label=_("First day"), widget=DayInput())
    ends = forms.DateField(
        label=_("Last day"),
        widget=DayInput(),
        help_text=_("At least 13 weeks later. What came of it is read then, and not sooner."),
    )
    guard = forms.ChoiceField(
        label=_("End sooner if this gets worse"),
        required=False,
        help_text=_("You are told when it really got worse: by more than its usual ups and downs."),
    )

    def __init__(
        self, *args: Any, measures: Choices, guards: Choices, who: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "measure", measures)
        set_choices(self, "guard", [("", gettext("Nothing")), *guards])
        field = self.fields["who"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows; it is above
        field.choices = list(who)


class StopForm(Versioned):
    """Why an experiment ends sooner."""

    why = forms.CharField(
        label=_("Why it ends sooner than was said"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class FollowsForm(Versioned):
    """What follows from an experiment."""

    decision = forms.CharField(
        label=_("What follows"),
        max_length=2000,
        help_text=_("Kept, dropped, or tried again: say why."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
