"""The form of a 1:1: a note, or a promise."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.talks.talks import LONGEST

KINDS = [
    ("note", _("A note, mine alone")),
    ("shared", _("A note for both of us")),
    ("promise", _("A promise, for both of us, carried over until it is kept")),
]


class TalkForm(forms.Form):
    """One line."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=KINDS, initial="note", widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    due = forms.DateField(
        label=_("A promise: by when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
