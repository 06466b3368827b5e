"""Forms of ladders and their steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.web import parse
from trigpoint.web.forms.goals import Choices, DayInput, Versioned, set_choices
from trigpoint.web.forms.measured import Measured

LINE = {"dir": "auto"}
AUDIENCES = [
    ("private", _("Keep it between us")),
    ("team", _("Tell my team")),
    ("everyone", _("Tell everyone")),
]
REWARDS = [
    ("thanks", _("a thank-you")),
    ("time", _("time off")),
    ("shifts", _("first pick of shifts")),
    ("training", _("a training of my choice")),
    ("role", _("a new role")),
    ("bonus", _("a bonus")),
]
LEVELS = [
    (0, _("not said yet")),
    (1, pgettext_lazy("level of a skill", "not yet")),
    (2, pgettext_lazy("level of a skill", "nearly")),
    (3, pgettext_lazy("level of a skill", "practised")),
]
RESOURCES = [
    ("time", _("Time")),
    ("tool", _("Tool")),
    ("training", _("Training")),
    ("mentor", _("Mentor")),
    ("reading", _("Something to read")),
]
HINDRANCES = [
    ("process", _("How we work")),
    ("constraint", _("What cannot be changed now")),
]
KINDS = [
    ("measure", _("A measure, held for some weeks")),
    ("skill", _("A skill")),
    ("training", _("A training")),
]


class LadderForm(forms.Form):
    """A ladder as somebody begins it."""

    title = forms.CharField(
        label=_("What do you want to get better at?"),
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
    )
    owner = forms.ChoiceField(label=_("Whose ladder"))
    template = forms.ChoiceField(
        label=_("Begin with"),
        required=False,
        help_text=_("A template gives you steps in words; you set the values."),
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, **LINE}),
    )
    goal = forms.ChoiceField(label=_("Which goal it serves"), required=False)
    above = forms.ChoiceField(label=_("Which team’s ladder it is tied to"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: Choices,
        goals: Choices,
        above: Choices,
        templates: Choices,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "owner", owners)
        set_choices(self, "goal", [("", gettext("Nothing yet")), *goals])
        set_choices(self, "above", [("", gettext("None")), *above])
        set_choices(self, "template", [("", gettext("An empty ladder")), *templates])


class LadderEditForm(Versioned):
    """What a ladder is about, what it is tied to, and who coaches."""

    title = forms.CharField(
        label=_("What do you want to get better at?"),
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, **LINE}),
    )
    goal = forms.ChoiceField(label=_("Which goal it serves"), required=False)
    above = forms.ChoiceField(label=_("Which team’s ladder it is tied to"), required=False)
    coach = forms.ChoiceField(
        label=_("Coach"),
        required=False,
        help_text=_("A coach sees your ladder. Whom you choose is up to you."),
    )

    def __init__(
        self, *args: Any, goals: Choices, above: Choices, people: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "goal", [("", gettext("Nothing yet")), *goals])
        set_choices(self, "above", [("", gettext("None")), *above])
        set_choices(self, "coach", [("", gettext("Nobody yet")), *people])


class RungForm(forms.Form):
    """A step: its words, its day, what it serves, what is wished for it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("What is to be reached"), max_length=200, widget=forms.TextInput(attrs=LINE)
    )
    due = forms.DateField(label=_("By"), widget=DayInput)
    goal = forms.ChoiceField(label=_("Which goal it serves"), required=False)
    reward = forms.ChoiceField(label=_("For this step I would like"), choices=REWARDS)
    reward_words = forms.CharField(
        label=_("In my own words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
    )

    def __init__(self, *args: Any, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "goal", [("", gettext("Nothing yet")), *goals])

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> RungDraft:
        """Return the step that the form describes."""
        due: datetime.date = cleaned["due"]
        return RungDraft(
            title=cleaned["title"],
            due=due,
            goal=cleaned["goal"],
            reward=cleaned["reward"],
            reward_words=cleaned["reward_words"],
        )


class CriterionForm(Measured):
    """What is to count for a step."""

    numbers: ClassVar[Mapping[str, str]] = {"value": "measure", "guard_limit": "guard"}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What counts"), choices=KINDS)
    words = forms.CharField(
        label=_("Which skill, or which training"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
    )
    measure = forms.ChoiceField(label=_("Which measure"), required=False)
    value = forms.CharField(label=_("Value to reach"), required=False)
    hold_weeks = forms.IntegerField(
        label=_("Held for so many weeks worked"), initial=4, min_value=1, max_value=26
    )
    least = forms.IntegerField(
        label=_("On at least so many tickets"), initial=0, min_value=0, max_value=1_000_000
    )
    guard = forms.ChoiceField(
        label=_("What must not get worse"),
        required=False,
        help_text=_("The step does not count while this is broken."),
    )
    guard_limit = forms.CharField(label=_("Up to which value"), required=False)

    def __init__(self, *args: Any, measures: Iterable[MeasureRef], **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(measures)
        self.units = {m.id: m.unit for m in found}
        named = [("", "–"), *((m.id, m.title) for m in found)]
        set_choices(self, "measure", named)
        set_choices(self, "guard", named)

    def clean(self) -> dict[str, Any]:
        """Read both numbers in their measures' units."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.numbers:
            typed = cleaned.get(name, "")
            try:
                unit = self.unit_of(name, cleaned) or ""
                cleaned[name] = parse.value(typed, unit) if typed else None
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> CriterionDraft:
        """Return what the form lets count."""
        return CriterionDraft(**{k: v for k, v in cleaned.items() if k != "version"})


class CoachingForm(Versioned):
    """When a coaching meeting is, and what it is about."""

    topic = forms.CharField(
        label=_("What it is about"), max_length=200, widget=forms.TextInput(LINE)
    )
    at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480)


class NotesForm(Versioned):
    """What was said in a coaching meeting."""

    notes = forms.CharField(
        label=_("What was said, and what comes next"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, **LINE}),
    )
