"""The keys of an app in a chat, as the chat's own pages show them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.chats.chats import LONGEST

LABELS = {
    "token": _("Bot token (begins with xoxb-)"),
    "signing_secret": _("Signing secret"),
    "app_id": _("App ID"),
    "app_secret": _("App secret"),
    "encrypt_key": _("Encrypt key of its events"),
}


class ChatForm(forms.Form):
    """The keys of one app; they are sealed, and never shown again."""

    def __init__(self, *args: Any, keys: tuple[str, ...], **options: Any) -> None:
        """Make the form with a field for each key."""
        super().__init__(*args, **options)
        for key in keys:
            widget = forms.PasswordInput(attrs={"autocomplete": "off", "dir": "ltr"})
            field = forms.CharField(label=LABELS[key], max_length=LONGEST, widget=widget)
            self.fields[key] = field
