"""The form of thanks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.loop.thanks import ThanksDraft
from trigpoint.web.forms.goals import Choices, set_choices


class ThanksForm(forms.Form):
    """Whom somebody thanks, for what, in their words."""

    to = forms.ChoiceField(label=_("I thank"))
    words = forms.CharField(
        label=_("For what, in my words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    goal = forms.ChoiceField(label=_("The goal it helped"), required=False)
    behaviour = forms.ChoiceField(label=_("Or the value that was seen"), required=False)
    evidence = forms.CharField(
        label=_("Where I saw it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("A ticket’s number, or a step that was reached."),
    )

    def __init__(
        self, *args: Any, people: Choices, goals: Choices, behaviours: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        set_choices(self, "to", people)
        set_choices(self, "goal", [("", "–"), *goals])
        set_choices(self, "behaviour", [("", "–"), *behaviours])

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> ThanksDraft:
        """Return what was written."""
        return ThanksDraft(**cleaned)
