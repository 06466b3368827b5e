"""Forms of measures, imports, people and settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import (
    Choices,
    DayInput,
    Versioned,
    set_choices,
)
from trigpoint.web.forms.reasons import ReasonInput
from trigpoint.web.forms.zones import ZoneInput

MODES = [
    ("individual", _("Individual: the person and their lead see personal figures")),
    ("self_only", _("Self-only: only the person sees personal figures")),
    ("team_only", _("Team-only: no figure about one person is shown to anybody else")),
]
THEMES = [
    ("system", _("As the device says")),
    ("light", _("Light")),
    ("dark", _("Dark")),
]


class DisputeForm(forms.Form):
    """What is wrong with a figure about me."""

    start = forms.DateField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ImportForm(forms.Form):
    """A file of tickets with its mapping."""

    file = forms.FileField(label=_("File (CSV, XLSX or Parquet)"))
    mapping_file = forms.FileField(
        label=_("Mapping (YAML)"),
        required=False,
        help_text=_("Says what each column is. Without one, it is guessed and shown first."),
    )
    source = forms.SlugField(
        label=_("Name of the help desk"),
        max_length=40,
        initial="helpdesk",
        help_text=_("Files of the same help desk go under the same name."),
    )
    trial = forms.BooleanField(label=_("Only try it out first"), required=False, initial=True)


class MappingForm(forms.Form):
    """What each column of a file becomes, as a person leaves it."""

    source = forms.SlugField(
        label=_("Name of the help desk"),
        max_length=40,
        help_text=_("Files of the same help desk go under the same name."),
    )
    mapping = forms.CharField(
        label=_("The mapping (YAML)"),
        max_length=200_000,
        help_text=_("Correct here what was guessed wrong. Save it and send it along next time."),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "dir": "ltr"}),
    )


class PersonForm(forms.Form):
    """A person with their team."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    unit = forms.ChoiceField(label=_("Team"))
    role = forms.ChoiceField(label=_("As"), choices=[("member", _("member")), ("lead", _("lead"))])
    email = forms.EmailField(label=_("Mail address"), required=False)
    title = forms.CharField(label=_("Title"), required=False, max_length=120)
    share = forms.FloatField(
        label=_("Share of working time"),
        initial=1,
        min_value=0.01,
        max_value=1,
        help_text=_("1 is all of it, 0.5 is half."),
    )
    valid_from = forms.DateField(label=_("From"), widget=DayInput)
    valid_to = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", [("", "–"), *units])


class UnitForm(forms.Form):
    """A unit under another one."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            ("department", _("department")),
            ("team", _("team")),
            ("partner", _("partner: another company’s people")),
        ],
    )
    parent = forms.ChoiceField(label=_("Part of"))
    since = forms.DateField(label=_("From"), widget=DayInput)

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "parent", units)


class MineForm(forms.Form):
    """What a person sets for themselves."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES)
    single_keys = forms.BooleanField(label=_("Shortcuts of a single key"), required=False)

    def __init__(self, *args: Any, languages: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "language", [("", gettext("As the browser says")), *languages])


class OrganisationForm(Versioned):
    """What an administrator sets for everybody."""

    name = forms.CharField(label=_("Name"), max_length=120)
    zone = forms.CharField(label=_("Time zone"), max_length=64, widget=ZoneInput)
    week_start = forms.TypedChoiceField(
        label=_("The week begins on"),
        coerce=int,
        choices=[(0, _("Monday")), (5, _("Saturday")), (6, _("Sunday"))],
    )
    privacy_mode = forms.ChoiceField(label=_("Figures about one person"), choices=MODES)
    ticket_word = forms.CharField(label=_("Your word for a ticket"), max_length=20)
    comment_days = forms.IntegerField(
        label=_("Days that comments of customers are kept"),
        help_text=_(
            "0: none is kept, and all that are there are deleted. From 7 to 365: redacted."
        ),
        min_value=0,
        max_value=365,
    )
    reason = forms.CharField(
        label=_("Why the change?"),
        help_text=_("Everybody can read it."),
        max_length=2000,
        widget=ReasonInput,
    )
