"""Forms of the pages of settings: what we work for, periods, log-ins, keys, opening hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.people import tokens
from trigpoint.web.forms.goals import DayInput, Versioned
from trigpoint.web.forms.reasons import ReasonInput

ROLES = [
    ("member", _("Member")),
    ("administrator", _("Administrator")),
    ("observer", _("Observer for the works council")),
]
NOUNS = {
    "organisation": _("the organisation, its periods and its history"),
    "people": _("teams and people"),
    "goals": _("goals"),
    "figures": _("measures and figures"),
    "imports": _("files that come in"),
}
DIRECTIONS = [("mission", _("Mission")), ("vision", _("Vision")), ("priority", _("Priority"))]


def reason_field(*, required: bool = True) -> forms.CharField:
    """Return the field that asks why."""
    return forms.CharField(
        label=_("Why the change?"),
        required=required,
        max_length=2000,
        help_text=_("Everybody can read it."),
        widget=ReasonInput(attrs={"dir": "auto"}),
    )


def words_field() -> forms.CharField:
    """Return the field for a sentence that people can remember."""
    return forms.CharField(
        label=_("In words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class DirectionForm(forms.Form):
    """Mission, vision or a priority, said for the first time."""

    kind = forms.ChoiceField(label=_("What it is"), choices=DIRECTIONS)
    rank = forms.IntegerField(
        label=_("Rank among the priorities"), initial=1, min_value=1, max_value=99
    )
    text = words_field()


class AnewForm(Versioned):
    """The same in other words."""

    text = words_field()
    reason = reason_field()


class PeriodForm(forms.Form):
    """A period by its first and its last day."""

    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    starts = forms.DateField(label=_("First day"), widget=DayInput)
    ends = forms.DateField(label=_("Last day"), widget=DayInput)


class PeriodChangeForm(Versioned, PeriodForm):
    """Another name, or other days."""

    reason = reason_field(required=False)


class TokenForm(forms.Form):
    """What a key is for, what it may do, and for how long."""

    name = forms.CharField(
        label=_("What uses it"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It never may do more than you yourself."),
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        initial=tokens.DEFAULT_DAYS,
        min_value=1,
        max_value=tokens.MOST_DAYS,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = [(scope, scope_words(scope)) for scope in tokens.SCOPES]


def scope_words(scope: str) -> str:
    """Return what a scope allows, in words."""
    verb, _colon, noun = scope.partition(":")
    said = _("read {what}") if verb == "read" else _("write {what}")
    return str(said).format(what=NOUNS[noun])


class RightsForm(forms.Form):
    """What a log-in may do here, and whether it opens anything."""

    role = forms.ChoiceField(label=_("Rights"), choices=ROLES)
    active = forms.BooleanField(label=_("May log in"), required=False)


class PasswordForm(forms.Form):
    """A new password for somebody who cannot get in."""

    password = forms.CharField(
        label=_("New password"),
        min_length=12,
        max_length=128,
        help_text=_("Tell it to the person yourself; they change it under Settings."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    forget_factors = forms.BooleanField(
        label=_("Their phone or key is lost: forget the second factor"), required=False
    )


class HoursForm(forms.Form):
    """Opening hours of a help desk."""

    source = forms.SlugField(
        label=_("Name of the help desk"),
        max_length=40,
        initial="helpdesk",
        help_text=_("As it was called when its tickets were brought in."),
    )
    text = forms.CharField(
        label=_("Opening hours (YAML)"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "dir": "ltr"}),
    )


class SureForm(forms.Form):
    """Nothing but being sure."""
