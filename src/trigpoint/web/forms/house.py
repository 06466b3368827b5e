"""Forms of measures, imports, people and settings."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.services.catalogue import KPI
from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices
from trigpoint.web.templatetags.trigpoint import say

SCOPES = [
    ("organisation", _("All tickets")),
    ("unit", _("A team’s")),
    ("queue", _("A queue’s")),
    ("person", _("A person’s")),
]
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


class MeasureForm(forms.Form):
    """A new measure: what is counted, and whose tickets count."""

    kpi = forms.ChoiceField(label=_("What is counted"))
    scope = forms.ChoiceField(label=_("Whose tickets"), choices=SCOPES)
    member = forms.ChoiceField(
        label=_("Which team, queue or person"),
        required=False,
        help_text=_("Nothing to choose where all tickets count."),
    )
    quantile = forms.ChoiceField(
        label=_("For times"),
        required=False,
        choices=[("median", _("Half of them within")), ("p90", _("9 in 10 within"))],
    )
    hours = forms.ChoiceField(
        label=_("The clock runs"),
        required=False,
        choices=[("calendar", _("day and night")), ("business", _("in working hours only"))],
    )
    window_weeks = forms.IntegerField(
        label=_("Weeks in the standing figure"), initial=4, min_value=1, max_value=52
    )
    title = forms.CharField(
        label=_("What to call it"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, kpis: list[KPI], members: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kpis = {kpi.key: kpi for kpi in kpis}
        set_choices(self, "kpi", [(kpi.key, say(kpi.title)) for kpi in kpis])
        set_choices(self, "member", [("", "–"), *members])

    def params(self) -> dict[str, str | int]:
        """Return those of the settings that the chosen KPI has."""
        known = {setting.name for setting in self.kpis[self.cleaned_data["kpi"]].settings}
        return {
            name: self.cleaned_data[name]
            for name in ("quantile", "hours")
            if name in known and self.cleaned_data.get(name)
        }


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
    share = forms.FloatField(label=_("Share of working time"), initial=1)
    valid_from = forms.DateField(label=_("From"), widget=DayInput)
    valid_to = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)


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
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(z, z) for z in sorted(zoneinfo.available_timezones())]
    )
    week_start = forms.TypedChoiceField(
        label=_("The week begins on"),
        coerce=int,
        choices=[(0, _("Monday")), (5, _("Saturday")), (6, _("Sunday"))],
    )
    privacy_mode = forms.ChoiceField(label=_("Figures about one person"), choices=MODES)
    ticket_word = forms.CharField(label=_("Your word for a ticket"), max_length=20)
    reason = forms.CharField(
        label=_("Why the change?"), help_text=_("Everybody can read it."), max_length=2000
    )
