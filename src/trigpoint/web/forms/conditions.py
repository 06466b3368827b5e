"""The conditions that narrow a measure's tickets: one row each, added and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from trigpoint.tickets.query import Dimension, Filter
from trigpoint.web import parse

ONLY = [
    ("", _("all of them")),
    ("channel", _("of a channel")),
    ("priority", _("of a priority")),
    ("language", _("in a language")),
    ("site", _("of a site")),
    ("tag", _("with a tag")),
    ("custom", _("by a field of the help desk")),
]
PARTS = ("only", "field", "values", "excluded")
MOST = 20
"""So many conditions at most, as for programs."""


class ConditionForm(forms.Form):
    """One condition: by what, and the values that count or do not."""

    only = forms.ChoiceField(label=_("Which of them"), choices=ONLY, required=False)
    field = forms.CharField(
        label=_("Name of the field"),
        required=False,
        max_length=60,
        help_text=_("Only for a field of the help desk."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    values = forms.CharField(
        label=_("Its values"),
        required=False,
        max_length=500,
        help_text=_("One or several, by comma."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    excluded = forms.BooleanField(label=_("All but these"), required=False)

    def clean(self) -> dict[str, Any]:
        """Hold the parts of the condition together."""
        said = self.cleaned_data
        if said.get("only") and not self.listed():
            self.add_error("values", _("Say which ones."))
        if said.get("only") == "custom" and not said.get("field"):
            self.add_error("field", _("Say which field."))
        return said

    def forgive(self) -> None:
        """Say nothing of what is not filled in yet."""
        self._errors = ErrorDict()

    def listed(self) -> tuple[str, ...]:
        """Return the values."""
        parts = str(self.cleaned_data.get("values", "")).split(",")
        return tuple(part.strip() for part in parts if part.strip())

    def filter(self) -> Filter | None:
        """Return the condition as the services know it, None where all tickets count."""
        said = self.cleaned_data
        if not said["only"]:
            return None
        name = said["field"] if said["only"] == "custom" else None
        return Filter(Dimension(said["only"]), self.listed(), said["excluded"], name)

    def asked(self) -> tuple[Dimension, str | None] | None:
        """Return by what it narrows as far as that is said, None where it is not."""
        only, field = (str(self[part].value() or "") for part in ("only", "field"))
        if only not in dict(ONLY) or not only:
            return None
        return Dimension(only), field if only == "custom" else None


def conditions(sent: Mapping[str, Any]) -> list[ConditionForm]:
    """Return the conditions that were sent, with one `more`, or without the one to `drop`.

    One at least; the first has the plain names, the others a number before theirs.
    """
    rows = [row for n in range(1, MOST + 1) if (row := row_of(sent, n)) is not None]
    drop = parse.whole(str(sent.get("drop", "")))
    if 0 < drop <= len(rows):
        del rows[drop - 1]
    if sent.get("more") and len(rows) < MOST:
        rows.append({})
    return [numbered(row, n) for n, row in enumerate(rows or [{}], start=1)]


def row_of(sent: Mapping[str, Any], number: int) -> dict[str, Any] | None:
    """Return the parts of one row that were sent, None where it was not there."""
    prefix = prefix_of(number)
    row = {part: sent[prefix + part] for part in PARTS if prefix + part in sent}
    return row if "only" in row or number == 1 else None


def numbered(row: Mapping[str, Any], number: int) -> ConditionForm:
    """Return the form of a row at its place."""
    prefix = prefix_of(number)
    data = {prefix + part: value for part, value in row.items()}
    return ConditionForm(data, prefix=prefix.removesuffix("-") or None)


def prefix_of(number: int) -> str:
    """Return what stands before the names of a row."""
    return "" if number == 1 else f"{number}-"
