"""Forms of people and teams after they were added."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices
from trigpoint.web.forms.settings import ROLES, reason_field

PLACES = [("member", _("member")), ("lead", _("lead"))]


def line(label: Any, length: int, *, required: bool = False) -> forms.CharField:
    """Return a field for a line of text in any script."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class OwnWordsForm(Versioned):
    """How a person is called, as they may change it themselves."""

    name = line(_("Name"), 120, required=True)
    title = line(_("Title"), 120)
    functional_area = line(_("Area of work"), 80)


class PersonChangeForm(OwnWordsForm):
    """What an administrator changes of a person."""

    email = forms.EmailField(label=_("Mail address"), required=False)
    valid_from = forms.DateField(label=_("Here from"), widget=DayInput)
    valid_to = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day on which the person is not here any more."),
        widget=DayInput,
    )
    reason = reason_field(required=False)


class PlaceForm(forms.Form):
    """A place in one more team."""

    unit = forms.ChoiceField(label=_("Team"))
    role = forms.ChoiceField(label=_("As"), choices=PLACES)
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


class PlaceChangeForm(Versioned):
    """Role, share and days of a place; the end lets it end."""

    role = forms.ChoiceField(label=_("As"), choices=PLACES)
    share = forms.FloatField(label=_("Share of working time"), min_value=0.01, max_value=1)
    valid_from = forms.DateField(label=_("From"), widget=DayInput)
    valid_to = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day on which the person is not in the team any more."),
        widget=DayInput,
    )
    reason = reason_field()


class MoveForm(Versioned):
    """From one team to another on a day; figures before stay with the old one."""

    unit = forms.ChoiceField(label=_("To which team"))
    day = forms.DateField(label=_("From which day on"), widget=DayInput)
    reason = reason_field()

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)


class LoginForm(forms.Form):
    """A first log-in."""

    password = forms.CharField(
        label=_("First password"),
        min_length=12,
        max_length=128,
        help_text=_("Tell it to the person yourself; they change it under Settings."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    role = forms.ChoiceField(label=_("Rights"), choices=ROLES)


class EraseForm(forms.Form):
    """Erasing a person for good."""

    sure = forms.BooleanField(
        label=_("Name, words and log-in go for good. It cannot be undone."),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        help_text=_("Kept in the history. Name nobody in it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class UnitChangeForm(Versioned):
    """Another name or first day."""

    name = line(_("Name"), 120, required=True)
    valid_from = forms.DateField(label=_("From"), widget=DayInput)
    reason = reason_field(required=False)


class UnitEndForm(Versioned):
    """The end of a team."""

    valid_to = forms.DateField(
        label=_("First day without it"),
        widget=DayInput,
        help_text=_("Its past stays. Move its people first."),
    )
    reason = reason_field()
