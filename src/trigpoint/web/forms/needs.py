"""The form with which a leader answers what was asked of them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import DayInput

ANSWERS = [
    ("granted", _("Granted")),
    ("dated", _("Granted from a day on")),
    ("refused", _("Refused")),
]


class NeedAnswerForm(forms.Form):
    """Grant it, name a day, or refuse it with a reason."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect)
    day = forms.DateField(
        label=_("From when on"),
        required=False,
        widget=DayInput(),
        help_text=_("Where it has a day."),
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
