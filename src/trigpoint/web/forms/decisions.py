"""Forms of what each role may decide alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, Versioned, set_choices
from trigpoint.web.forms.reasons import ReasonInput

ROLES = [("member", _("Members")), ("lead", _("Leads"))]
TOPICS = [
    ("refund", _("Refund")),
    ("exception", _("Exception to a rule")),
    ("escalation", _("Escalation")),
    ("other", _("Something else")),
]
LINE = {"dir": "auto"}


class RightForm(forms.Form):
    """What a role may decide alone."""

    role = forms.ChoiceField(label=_("Who"), choices=ROLES)
    topic = forms.ChoiceField(label=_("About what"), choices=TOPICS)
    title = forms.CharField(
        label=_("What is decided"), max_length=200, widget=forms.TextInput(attrs=LINE)
    )
    limit = forms.CharField(
        label=_("Alone, up to where"),
        max_length=300,
        widget=forms.TextInput(attrs=LINE),
        help_text=_("Such as: up to 50 € a ticket, or: whenever the parcel is 5 days late."),
    )
    measure = forms.ChoiceField(
        label=_("What would show that it went too far"),
        required=False,
        help_text=_("Once it is widened, you see what this measure did."),
    )

    def __init__(self, *args: Any, measures: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "measure", [("", gettext("nothing yet")), *measures])


class RightEditForm(RightForm, Versioned):
    """It said anew."""

    reason = forms.CharField(
        label=_("Why the change?"), max_length=2000, widget=ReasonInput(attrs=LINE)
    )


class WidenForm(forms.Form):
    """A proposal to widen it."""

    limit = forms.CharField(
        label=_("Alone, up to where"), max_length=300, widget=forms.TextInput(attrs=LINE)
    )
    words = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, **LINE})
    )
