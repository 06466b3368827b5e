"""Forms of announcements: writing one, saying that one has read it, recording a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.inbox.announcements import AnnouncementDraft
from trigpoint.web.forms.goals import Choices, DayInput, set_choices


def essay(label: str, help_text: str = "") -> forms.CharField:
    """Return a field for a few sentences."""
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, max_length=2000, widget=area, help_text=help_text)


class AnnouncementForm(forms.Form):
    """A goal explained, with one question on it."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    purpose = essay(_("What it is for"))  # type: ignore[arg-type]  # lazy
    expectation = essay(_("What is expected"))  # type: ignore[arg-type]  # lazy
    benefit = essay(_("What it brings"))  # type: ignore[arg-type]  # lazy
    sources = forms.CharField(
        label=_("More to read, see or hear"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text=_("One address a line, with its name after a space."),
    )
    question = forms.CharField(
        label=_("One question on it"),
        required=False,
        max_length=300,
        help_text=_("It shows whether the announcement was understood, not who was."),
    )
    choices = forms.CharField(
        label=_("Its answers, the right one first"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("One a line, two to five. Readers see them in the order of the alphabet."),
    )
    mandatory = forms.BooleanField(
        label=_("Everybody must read it: leads see by name who has not"), required=False
    )

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> AnnouncementDraft:
        """Return the announcement that was written."""
        choices = [line.strip() for line in cleaned["choices"].splitlines() if line.strip()]
        right = choices[0] if choices else ""
        choices.sort(key=str.casefold)
        media = [line.strip().partition(" ") for line in cleaned["sources"].splitlines()]
        return AnnouncementDraft(
            title=cleaned["title"],
            purpose=cleaned["purpose"],
            expectation=cleaned["expectation"],
            benefit=cleaned["benefit"],
            media=tuple((name.strip() or url, url) for url, _space, name in media if url),
            question=cleaned["question"],
            choices=tuple(choices),
            right=choices.index(right) if choices else None,
            mandatory=cleaned["mandatory"],
        )


class TalkForm(forms.Form):
    """A meeting in which it was explained."""

    unit = forms.ChoiceField(label=_("With whom"))
    day = forms.DateField(label=_("When"), widget=DayInput())
    notes = forms.CharField(
        label=_("What was asked"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, units: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        set_choices(self, "unit", units)
