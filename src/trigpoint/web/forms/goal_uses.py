"""The form that gives a goal a role in a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.web.forms.goals import Choices, set_choices

ROLES = {
    "v2mom": _("A method of a V2MOM"),
    "cascade": _("A root of a cascade"),
    "map": _("An objective on the strategy map"),
    "ladder": _("The goal of a ladder’s step"),
}


class UseForm(forms.Form):
    """As what, and in whose plan."""

    lens = forms.ChoiceField(label=_("Use it as"), choices=list(ROLES.items()))
    owner = forms.ChoiceField(label=_("In whose plan"))

    def __init__(self, *args: Any, owners: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "owner", owners)
