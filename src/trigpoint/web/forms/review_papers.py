"""The forms of review papers: one is prepared, and commented on by whom it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, set_choices


class PrepareForm(forms.Form):
    """About whom, of which days, and who reads it once it is released."""

    person = forms.ChoiceField(label=_("About"))
    since = forms.DateField(label=_("First day"), widget=DayInput)
    until = forms.DateField(label=_("Last day"), widget=DayInput)
    to = forms.ChoiceField(
        label=_("Who reads it once it is released"),
        required=False,
        help_text=_("Of yourself, choose. Of somebody whom you lead, it is you."),
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        named = list(people)
        set_choices(self, "person", named)
        set_choices(self, "to", [("", "–"), *named])


class CommentForm(forms.Form):
    """What the person says on their own paper."""

    comment = forms.CharField(
        label=_("Your comment"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
