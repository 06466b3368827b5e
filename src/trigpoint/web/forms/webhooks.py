"""Forms of webhooks: what one is called, where it listens, what it is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.core.delivery.outlets import TOPICS
from trigpoint.services.outlets.outlets import LONGEST_ADDRESS, LONGEST_NAME
from trigpoint.web.templatetags.trigpoint import say


class WebhookForm(forms.Form):
    """A webhook as it is entered."""

    name = forms.CharField(label=_("What listens there"), max_length=LONGEST_NAME)
    address = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_ADDRESS,
        help_text=_("Where your program listens, beginning with https://"),
        widget=forms.URLInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    topics = forms.MultipleChoiceField(
        label=_("What it is told"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By ids alone: what stands behind them is read with a key for programs."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["topics"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = [(topic, say(words)) for topic, words in TOPICS.items()]


class ChangeWebhookForm(WebhookForm):
    """The same of a webhook that is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
