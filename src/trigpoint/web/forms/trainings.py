"""The forms of trainings: what is planned, and who was there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices

PROGRAMMES = {
    "empathy": _("Empathy"),
    "listening": _("Active listening"),
    "conflict": _("Conflict resolution"),
    "product": _("Product knowledge"),
    "own": _("Something else"),
}


class TrainingForm(Versioned):
    """A training: what, when, and which goal it is to move."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    programme = forms.ChoiceField(label=_("What is trained"), choices=list(PROGRAMMES.items()))
    title = forms.CharField(
        label=_("What it is called"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    starts = forms.DateField(label=_("First day"), widget=DayInput())
    ends = forms.DateField(
        label=_("Last day"),
        widget=DayInput(),
        help_text=_("From this day on it is looked at whether it worked."),
    )
    aim = forms.ChoiceField(
        label=_("Which goal it is to move"),
        help_text=_("The measures of this goal say whether it did."),
    )

    def __init__(self, *args: Any, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "aim", goals)


class ListForm(forms.Form):
    """A list as text or as a file."""

    list = forms.CharField(
        label=_("Paste the list"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "spellcheck": "false"}),
    )
    file = forms.FileField(label=_("or choose a CSV file"), required=False)

    def clean(self) -> dict[str, Any]:
        """Put the text of a file into the list, and ask for one of the two."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if isinstance(file, UploadedFile):
            try:
                cleaned["list"] = file.read(400_001).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", gettext("This file is no text. Save it as CSV in UTF-8."))
        elif not cleaned.get("list"):
            self.add_error("list", gettext("Paste the list or choose a file."))
        return cleaned

    def again(self) -> ListForm:
        """Return the form with the text that was read, so that it can be mended: a file's too."""
        return ListForm(initial={"list": self.cleaned_data["list"]})
