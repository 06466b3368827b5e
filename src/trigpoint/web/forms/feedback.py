"""Forms of feedback: giving it, asking for it, replying."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.loop.feedback import FeedbackDraft
from trigpoint.web.forms.goals import Choices, set_choices

WHO_SEES = [
    ("private", _("Only the two of us: no lead, no administrator")),
    ("open", _("Everybody who sees the goal")),
]


def few_words(label: str, longest: int = 1000) -> forms.CharField:
    """Return a field for a sentence or two."""
    area = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    return forms.CharField(label=label, max_length=longest, widget=area, required=False)


def who_sees() -> forms.ChoiceField:
    """Return the field that says who reads it; between two people, where nothing is chosen."""
    return forms.ChoiceField(
        label=_("Who reads it"), choices=WHO_SEES, initial="private", widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    """What somebody says on a goal, in their words or in four parts."""

    words = few_words(_("In your words"), longest=2000)  # type: ignore[arg-type]  # lazy
    strength = few_words(_("One strength"))  # type: ignore[arg-type]  # lazy
    next_step = few_words(_("One next step"))  # type: ignore[arg-type]  # lazy
    evidence = few_words(_("What was seen"))  # type: ignore[arg-type]  # lazy
    support = few_words(_("What is offered"))  # type: ignore[arg-type]  # lazy
    seen = who_sees()

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> FeedbackDraft:
        """Return what was written."""
        names = ("words", "strength", "next_step", "evidence", "support")
        said = {name: cleaned[name] for name in names}
        return FeedbackDraft(private=cleaned["seen"] == "private", **said)


class FeedbackForm(AnswerForm):
    """The same, and to whom."""

    field_order = ("person",)
    person = forms.ChoiceField(label=_("To whom"))

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        set_choices(self, "person", people)


class AskForm(forms.Form):
    """Whose feedback somebody would like, and on what."""

    person = forms.ChoiceField(label=_("Whom do you ask?"))
    question = few_words(_("What would you like to know?"))  # type: ignore[arg-type]  # lazy
    seen = who_sees()

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        set_choices(self, "person", people)


class ReplyForm(forms.Form):
    """A reply."""

    words = forms.CharField(
        label=_("Your reply"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
