"""The forms of what teams know: a post, an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices

KINDS = {
    "story": _("What worked"),
    "problem": _("A problem"),
    "idea": _("An idea"),
}


class PostForm(Versioned):
    """A story, a problem or an idea."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kind = forms.ChoiceField(label=_("What it is"), choices=list(KINDS.items()))
    title = forms.CharField(
        label=_("In a sentence"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    words = forms.CharField(
        label=_("So that others can do it, or help"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    goal = forms.ChoiceField(label=_("The goal it is about"), required=False)
    since = forms.DateField(
        label=_("Done like this since"),
        required=False,
        widget=DayInput(),
        help_text=_("Of what worked: its effect is measured from this day on."),
    )

    def __init__(self, *args: Any, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "goal", [("", "–"), *goals])


class AnswerForm(forms.Form):
    """What somebody says to a post."""

    words = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
