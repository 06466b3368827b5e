"""The forms of the pulse: asking a unit, and answering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.loop.pulses import PulseDraft, PulseQuestion
from trigpoint.web.forms.goals import Choices, DayInput, set_choices
from trigpoint.web.templatetags.trigpoint import say

STATEMENTS = ("first", "second", "third")
SILENT = "silent"
NOT_SAID = (SILENT, _("I’d rather not say"))
ANSWERS = [("0", _("No")), ("1", _("Partly")), ("2", _("Yes")), NOT_SAID]
MARKS = [*((str(n), str(n)) for n in range(11)), NOT_SAID]


class PulseForm(forms.Form):
    """Which unit is asked, until when, and what else."""

    unit = forms.ChoiceField(label=_("Whom to ask"))
    closes_on = forms.DateField(label=_("Until"), widget=DayInput)
    first = forms.CharField(
        label=_("A question of your own, to be answered with yes, partly or no"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    second = forms.CharField(
        label=_("Another one"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    third = forms.CharField(
        label=_("And a last one"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, units: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        set_choices(self, "unit", units)

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> PulseDraft:
        """Return what is asked."""
        return PulseDraft(
            unit=cleaned["unit"],
            closes_on=cleaned["closes_on"],
            statements=[cleaned[name] for name in STATEMENTS],
        )


class PulseAnswerForm(forms.Form):
    """An answer to each question; nothing is chosen beforehand, and each may be left out."""

    def __init__(self, *args: Any, questions: Iterable[PulseQuestion], **more: Any) -> None:
        super().__init__(*args, **more)
        for question in questions:
            self.fields[question.key] = forms.ChoiceField(
                label=say(question.text) if question.text else question.own,
                choices=MARKS if question.scale > len(ANSWERS) else ANSWERS,
                required=False,
                widget=forms.RadioSelect,
            )

    @staticmethod
    def said(cleaned: dict[str, Any]) -> dict[str, int]:
        """Return the answers that were given."""
        return {key: int(value) for key, value in cleaned.items() if value not in {"", SILENT}}
