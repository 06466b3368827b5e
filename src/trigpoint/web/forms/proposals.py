"""Forms of proposals: what is asked for, in the fields that fit its kind, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.goals.cards import TargetView
from trigpoint.web import parse
from trigpoint.web.forms.goals import Choices, DayInput, set_choices

KINDS = {
    "change": _("Change it"),
    "carry": _("Carry a part of it"),
    "share": _("Answer for a part of it"),
    "take": _("Take it over"),
}
FIELDS = {
    "change": ("title", "why", "target", "value", "due"),
    "carry": ("title", "why", "sentence", "target", "value", "due"),
    "share": ("answers_for",),
    "take": (),
}
"""Which terms a proposal of each kind has."""
WITH_VALUE = {"raise", "lower"}


def line(label: Any, length: int, **more: Any) -> forms.CharField:
    """Return a field for a line of text in any script."""
    area = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=length, required=False, widget=area, **more)


class TermsForm(forms.Form):
    """The terms of a proposal with the reason; for a change only what differs is asked for.

    `targets` are those of the goal that it is about, `was` the words that the goal has now.
    """

    holder = forms.ChoiceField(label=_("Who is asked"))
    title = line(_("What is to be reached"), 200)
    why = forms.CharField(
        label=_("Why"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    sentence = line(_("How it helps, in one sentence"), 500)
    answers_for = line(_("What they answer for"), 300)
    target = forms.ChoiceField(label=_("Which target"), required=False)
    value = line(_("Value to reach"), 40)
    due = forms.DateField(label=_("By when"), required=False, widget=DayInput())
    words = forms.CharField(
        label=_("Your reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Whoever is asked decides by it, and it stays beside the answer."),
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        targets: tuple[TargetView, ...],
        holders: Choices = (),
        was: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.was = was or {}
        aims = [t for t in targets if t.kind in WITH_VALUE and t.measure]
        self.units = {t.id: t.measure.unit for t in aims if t.measure}
        wanted = {*FIELDS[kind], "words"} | ({"holder"} if holders else set())
        if not aims:
            wanted -= {"target", "value", "due"}
        for name in set(self.fields) - wanted:
            del self.fields[name]
        if "holder" in self.fields:
            set_choices(self, "holder", holders)
        if "target" in self.fields:
            set_choices(self, "target", [("", gettext("None")), *((t.id, t.title) for t in aims)])

    def clean(self) -> dict[str, Any]:
        """Read the value in the unit of its target."""
        found = super().clean() or {}
        text, target = found.get("value", ""), found.get("target", "")
        if text and not target:
            self.add_error("target", gettext("Choose the target that the value is of."))
        elif text:
            try:
                found["value"] = parse.value(text, self.units[target])
            except forms.ValidationError as error:
                self.add_error("value", error)
        return found

    def terms(self) -> Terms:
        """Return what is asked for; words that the goal has already are left out."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"holder", "words"} and value not in ("", None)
        }
        for name, text in self.was.items():
            if said.get(name) == text:
                del said[name]
        if not {"value", "due"} & said.keys():
            said.pop("target", None)
        return Terms(**said)


class AnswerForm(forms.Form):
    """A word with the answer; a no needs one."""

    words = forms.CharField(
        label=_("A word with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Needed to decline: they will want to understand."),
    )
