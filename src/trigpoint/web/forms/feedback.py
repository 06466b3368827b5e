"""Forms of feedback: giving it, asking for it, replying."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.services.loop.feedback import PARTS, FeedbackDraft
from trigpoint.web.forms.goals import Choices, set_choices

WHO_SEES = [
    ("private", _("Only the two of us: no lead, no administrator")),
    ("open", _("Everybody who sees the goal")),
]


RHYTHMS = [
    ("", _("Once")),
    ("14", _("Every two weeks")),
    ("28", _("Every four weeks")),
    ("91", _("Every quarter")),
]


def rhythm() -> forms.TypedChoiceField:
    """Return the field that says whether it comes again, and how often."""
    return forms.TypedChoiceField(
        label=_("How often"),
        choices=RHYTHMS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "On a rhythm it is always these four: a strength, a next step, what was seen,"
            " what is offered."
        ),
    )


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
        names = ("words", *PARTS, "every_days")
        said = {name: cleaned[name] for name in names if name in cleaned}
        return FeedbackDraft(private=cleaned["seen"] == "private", **said)


class RhythmForm(AnswerForm):
    """The four parts that a rhythm asks for, each of them."""

    words = None  # type: ignore[assignment]  # how a form leaves a field of its parent out

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in PARTS:
            self.fields[name].required = True


class FeedbackForm(AnswerForm):
    """The same, and to whom, and whether it comes again."""

    field_order = ("person",)
    person = forms.ChoiceField(label=_("To whom"))
    every_days = rhythm()

    def __init__(self, *args: Any, people: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        set_choices(self, "person", people)


class AskForm(forms.Form):
    """Whose feedback somebody would like, and on what."""

    person = forms.ChoiceField(label=_("Whom do you ask?"))
    question = few_words(_("What would you like to know?"))  # type: ignore[arg-type]  # lazy
    every_days = rhythm()
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
