"""The form of a file of goals: chosen or pasted, looked at, then written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 2_000_000


class GoalsFileForm(forms.Form):
    """A file, or the text of one; with the token of the difference that was looked at."""

    file = forms.FileField(label=_("A file"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 12, "dir": "ltr", "class": "code", "spellcheck": "false"}
        ),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Asked for where people count on what changes. It is kept with each goal."),
    )
    errors_above: Sequence[str] = ()
    """Why the file that was looked at before was not written."""

    token = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Put the text of the file that was chosen in the place of what was pasted."""
        found = super().clean() or {}
        sent = found.pop("file", None)
        if sent is not None:
            if sent.size > MOST_BYTES:
                self.add_error("file", gettext("The file is too large: 2 MB at most."))
                return found
            try:
                found["text"] = sent.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", gettext("The file is no text in UTF-8."))
        if not self.errors and not found.get("text", "").strip():
            self.add_error("file", gettext("Choose a file, or paste its text."))
        return found
