"""The forms of signals: what happened, and what was decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned

KINDS = {
    "launch": _("A launch"),
    "outage": _("An outage"),
    "law": _("A law"),
    "competitor": _("A competitor"),
    "reason": _("A contact reason that rises"),
    "other": _("Something else"),
}


class SignalForm(forms.Form):
    """What happened, and which goals it questions."""

    kind = forms.ChoiceField(label=_("What kind of thing"), choices=list(KINDS.items()))
    title = forms.CharField(
        label=_("What happened, in a sentence"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    day = forms.DateField(
        label=_("When"), widget=DayInput(), help_text=_("Ahead of us too: a law has its day.")
    )
    questions = forms.MultipleChoiceField(
        label=_("Which goals it questions"),
        help_text=_("Would you still set them like this?"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, *args: Any, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["questions"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows; it is above
        field.choices = list(goals)


class DecisionForm(Versioned):
    """What follows from a signal."""

    decision = forms.CharField(
        label=_("What follows for the goals"),
        max_length=2000,
        help_text=_("Even if it is nothing: say why."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
