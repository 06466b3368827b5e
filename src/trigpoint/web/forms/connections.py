"""Forms of help desks that are asked: what a connector wants to know, as it says itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.connectors.sync import Connector, Setting
from trigpoint.services.helpdesks.connections import LONGEST
from trigpoint.web.templatetags.trigpoint import say


class ConnectorForm(forms.Form):
    """The settings of a connector. Keys are typed blind, and never come back to the page."""

    def __init__(
        self, *args: Any, connector: Connector, kept: Collection[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.names = [setting.name for setting in connector.settings]
        for setting in connector.settings:
            self.fields[setting.name] = field(setting, kept=setting.name in kept)

    def said(self) -> dict[str, str]:
        """Return what was entered, by the connector's own names."""
        return {name: self.cleaned_data.get(name, "") for name in self.names}


class NewConnectionForm(ConnectorForm):
    """A help desk that is connected: what to call it, and what its connector wants to know."""

    key = forms.SlugField(
        label=_("Short name of the help desk"),
        max_length=40,
        help_text=_("Files of the same help desk go under the same name."),
        error_messages={"invalid": _("Take letters, digits and hyphens alone, such as our-desk.")},
    )


class ChangeConnectionForm(ConnectorForm):
    """The settings once more."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def field(setting: Setting, *, kept: bool) -> forms.CharField:
    """Return the field of a setting; a key that is kept need not be entered again."""
    hint = say(setting.help)
    if setting.secret and kept:
        hint = gettext("One is kept. Enter another only to replace it, or with another address.")
    attrs = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
    plain = forms.Textarea if setting.long else forms.TextInput
    widget = forms.PasswordInput if setting.secret else plain
    return forms.CharField(
        label=say(setting.label),
        help_text=hint,
        required=setting.needed and not kept,
        max_length=LONGEST,
        initial=setting.default,
        widget=widget(attrs=attrs),
    )
