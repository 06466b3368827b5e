"""The form of how somebody wants to be told: a matrix of events by channels, and hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from trigpoint.core.delivery.events import CHANNELS, MOMENTS, WORDS, Channel, Event
from trigpoint.services.letters.delivery import DeliveryDraft, DeliveryView
from trigpoint.web.forms.zones import ZoneInput
from trigpoint.web.templatetags.trigpoint import say


def hour(label: str) -> forms.TypedChoiceField:
    """Return a field for a whole hour of the day."""
    choices = [(n, f"{n}:00") for n in range(24)]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int)


class DeliveryForm(forms.Form):
    """What reaches me, over what, how soon, and when not."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    digest_at = hour(_("The daily digest comes at"))  # type: ignore[arg-type]  # lazy
    quiet_from = hour(_("Nothing reaches me from"))  # type: ignore[arg-type]  # lazy
    quiet_to = hour(_("until"))  # type: ignore[arg-type]  # lazy
    workdays = forms.TypedMultipleChoiceField(
        label=_("I work on"),
        choices=[(n, name) for n, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing reaches me, and nothing falls due, on other days."),
    )
    zone = forms.CharField(
        label=_("My time zone"),
        required=False,
        max_length=64,
        widget=ZoneInput,
        help_text=_("Left empty, it is the organisation’s."),
    )

    def __init__(self, *args: Any, channels: Sequence[Channel], **options: Any) -> None:
        """Make the form with a column for each of the channels that reach the person."""
        super().__init__(*args, **options)
        self.channels = channels
        moments = [(when.value, say(text)) for when, text in MOMENTS.items()]
        for event in Event:
            for channel in channels:
                label = f"{say(WORDS[event])}: {say(CHANNELS[channel])}"
                field = forms.ChoiceField(label=label, choices=moments)
                self.fields[f"{event.value}_{channel.value}"] = field

    def columns(self) -> list[str]:
        """Return the heads of the matrix's columns."""
        return [say(CHANNELS[channel]) for channel in self.channels]

    def matrix(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Yield each event with its field for each channel."""
        for event in Event:
            yield say(WORDS[event]), [self[f"{event.value}_{c.value}"] for c in self.channels]

    @staticmethod
    def filled(found: DeliveryView) -> dict[str, Any]:
        """Return what the form shows before anything is typed."""
        names = ("version", "zone", "quiet_from", "quiet_to", "digest_at", "workdays")
        chosen = {f"{e}_{c}": when for e, by in found.wishes.items() for c, when in by.items()}
        return {name: getattr(found, name) for name in names} | chosen

    def draft(self, cleaned: dict[str, Any], found: DeliveryView) -> DeliveryDraft:
        """Return what was chosen; over channels without a column it stays as it was found."""
        return DeliveryDraft(
            zone=cleaned["zone"].strip(),
            quiet_from=cleaned["quiet_from"],
            quiet_to=cleaned["quiet_to"],
            digest_at=cleaned["digest_at"],
            workdays=tuple(cleaned["workdays"]),
            wishes={
                event.value: found.wishes[event.value]
                | {c.value: cleaned[f"{event.value}_{c.value}"] for c in self.channels}
                for event in Event
            },
        )
