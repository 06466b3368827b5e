"""The form that closes a goal: how far it got, whether it goes on, what was learned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, Versioned, set_choices

REACHED = [("yes", _("Reached")), ("no", _("Not reached"))]
DECISIONS = [
    ("keep", _("Keep it as it is, for the next dates")),
    ("change", _("Go on with it changed")),
    ("drop", _("Let it end here")),
]


class ClosingForm(Versioned):
    """What is said of a goal when its dates are over. Nothing is chosen for anybody."""

    reached = forms.ChoiceField(
        label=_("Was it reached?"), choices=REACHED, widget=forms.RadioSelect
    )
    score = forms.IntegerField(
        label=_("How far did it get, in per cent?"), min_value=0, max_value=100
    )
    learned = forms.CharField(
        label=_("What was learned?"),
        max_length=2000,
        help_text=_("What helped, what did not, what you would do otherwise."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    decision = forms.ChoiceField(
        label=_("What becomes of it?"), choices=DECISIONS, widget=forms.RadioSelect
    )
    period = forms.ChoiceField(label=_("It goes on in"), required=False)
    title = forms.CharField(
        label=_("How it reads from now on, where it changes"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        named = list(periods)
        if named:
            set_choices(self, "period", named)
        else:
            del self.fields["period"]
