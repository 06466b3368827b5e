"""Forms of the goal pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.core.graph.target import MOST_WEIGHT
from trigpoint.services.goals import steps
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.web import parse
from trigpoint.web.forms import phases
from trigpoint.web.forms.growth import GrowthInput, growth_unit
from trigpoint.web.forms.measured import Measured
from trigpoint.web.shapes import words
from trigpoint.web.shapes.seasons import SeasonWeeks

Choices = Iterable[tuple[str, str]]

KINDS = [
    ("raise", _("Raise a number")),
    ("lower", _("Lower a number")),
    ("keep_within", _("Keep a number within a range")),
    ("milestone", _("Reach a milestone")),
    ("yes_no", _("Yes or no")),
]
BRINGS = [(1, _("little")), (steps.SOME, _("some")), (3, _("much"))]
EVIDENCE = [
    ("none", _("nothing yet")),
    ("opinion", _("somebody’s opinion")),
    ("measured", _("measured")),
]


class DayInput(forms.DateInput):
    """A day as the browser's own picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Versioned(forms.Form):
    """A form on something that somebody else may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonMixin(forms.Form):
    """Asks why, for what people count on."""

    reason = forms.CharField(
        label=_("Why the change?"),
        required=False,
        max_length=2000,
        help_text=_("Kept in the history. Needed once people count on the goal."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class GoalForm(forms.Form):
    """A new goal."""

    title = forms.CharField(
        label=_("What is to be reached"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True}),
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        help_text=_("Needed before the goal starts: people carry what they understand."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    owner = forms.ChoiceField(label=_("Whose goal"))
    period = forms.ChoiceField(label=_("Dates"))
    above = forms.ChoiceField(label=_("Which goal it carries"), required=False)
    sentence = forms.CharField(
        label=_("How it helps the goal above, in a sentence"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    private = forms.BooleanField(
        label=_("A wish of my own: nobody else sees it until I share it"), required=False
    )

    def __init__(
        self, *args: Any, owners: Choices, periods: Choices, above: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "owner", owners)
        set_choices(self, "period", periods)
        set_choices(self, "above", [("", "–"), *above])


class TitleForm(Versioned, ReasonMixin):
    """Title, owner, dates and state of a goal."""

    title = forms.CharField(
        label=_("What is to be reached"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    owner = forms.ChoiceField(label=_("Whose goal"))
    period = forms.ChoiceField(label=_("Dates"))
    state = forms.ChoiceField(label=_("State"), choices=[(k, v) for k, v in words.STATES.items()])
    field_order = ("title", "owner", "period", "state", "reason")

    def __init__(self, *args: Any, owners: Choices, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "owner", owners)
        set_choices(self, "period", periods)


class WhyForm(Versioned, ReasonMixin):
    """Why a goal is there."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autofocus": True}),
    )
    field_order = ("why", "reason")


class HowForm(Versioned):
    """The owner's own way."""

    how = forms.CharField(
        label=_("How"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autofocus": True}),
    )


class LinkForm(ReasonMixin):
    """What a goal carries, and how."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    above = forms.ChoiceField(label=_("Which goal it carries"))
    sentence = forms.CharField(
        label=_("How it helps, in a sentence"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    weight = forms.FloatField(label=_("Weight beside the others"), initial=1, max_value=MOST_WEIGHT)
    evidence = forms.ChoiceField(label=_("What that rests on"), choices=EVIDENCE)
    evidence_source = forms.CharField(
        label=_("Whose opinion, or which data"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    primary = forms.BooleanField(
        label=_("This is the way up to the vision"), required=False, initial=True
    )
    field_order = ("above", "sentence", "weight", "evidence", "evidence_source", "primary")

    def __init__(self, *args: Any, above: Choices, fixed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if fixed:
            del self.fields["above"]
        else:
            set_choices(self, "above", above)


class FilterForm(forms.Form):
    """What narrows the list of goals; each choice acts at once."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Any status")), *words.STANDS],
        widget=forms.Select(attrs={"data-submit": True}),
    )
    owner = forms.ChoiceField(
        label=_("Team"), required=False, widget=forms.Select(attrs={"data-submit": True})
    )
    period = forms.ChoiceField(
        label=_("Dates"), required=False, widget=forms.Select(attrs={"data-submit": True})
    )
    at = forms.DateField(label=_("As it stood on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, owners: Choices, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].widget.attrs["data-submit"] = True
        set_choices(self, "owner", [("", gettext("Any team")), *owners])
        set_choices(self, "period", [("", gettext("Any dates")), *periods])


class ManyForm(forms.Form):
    """What is to change in all the goals that were chosen."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", "–"), *((k, v) for k, v in words.STATES.items())],
        widget=forms.Select(attrs={"data-key": "e"}),
    )
    period = forms.ChoiceField(label=_("Dates"), required=False)
    reason = forms.CharField(
        label=_("Why the change?"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, periods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "period", [("", "–"), *periods])

    def changes(self) -> dict[str, object]:
        """Return the fields that are to change."""
        return {
            name: self.cleaned_data[name]
            for name in ("state", "period")
            if self.cleaned_data.get(name)
        }


class StepForm(forms.Form):
    """A step: what, who, by when, and how much it should bring."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autofocus": True}),
    )
    person = forms.ChoiceField(label=_("Who"), required=False)
    due = forms.DateField(label=_("By"), required=False, widget=DayInput)
    expected = forms.TypedChoiceField(
        label=_("What it should bring"),
        choices=BRINGS,
        coerce=int,
        initial=steps.SOME,
        required=False,
        empty_value=steps.SOME,  # type: ignore[arg-type]  # the stubs know text alone
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "person", [("", "–"), *people])


class DoneForm(Versioned):
    """A step that is done, and what came of it."""

    done_on = forms.DateField(label=_("Done on"), required=False, widget=DayInput)
    result = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class AskForm(forms.Form):
    """Somebody whose word on a goal is asked for."""

    person = forms.ChoiceField(label=_("Whose word do you ask for?"))

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "person", people)


class RhythmForm(forms.Form):
    """How often a goal is checked in on."""

    days = forms.TypedChoiceField(
        label=_("How often"), choices=list(words.RHYTHMS.items()), coerce=int
    )


class PartOfGoalForm(ReasonMixin, Versioned):
    """What somebody who shares a goal answers for."""

    answers_for = forms.CharField(
        label=_("What they answer for"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    field_order = ("answers_for", "reason")


class ShareForm(ReasonMixin):
    """Somebody who shares a goal."""

    holder = forms.ChoiceField(label=_("Who"))
    answers_for = forms.CharField(
        label=_("What they answer for"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    field_order = ("holder", "answers_for", "reason")

    def __init__(self, *args: Any, holders: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "holder", holders)


class TargetForm(Measured, ReasonMixin):
    """A target: which number, from where to where, by when, and what must not get worse."""

    numbers: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("baseline", "value", "low", "high", "tolerance", "growth"), "measure"),
        "guard_limit": "guard",
    }

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What to do"), choices=KINDS)
    measure = forms.ChoiceField(
        label=_("Which number shows it"),
        required=False,
        help_text=_("For a milestone or a yes or no, none."),
    )
    title = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    baseline = forms.CharField(label=_("From"), required=False)
    value = forms.CharField(label=_("To"), required=False)
    low = forms.CharField(label=_("Range from"), required=False)
    high = forms.CharField(label=_("Range to"), required=False)
    tolerance = forms.CharField(label=_("How far outside is as bad as can be"), required=False)
    due = forms.DateField(label=_("By"), widget=DayInput)
    growth = forms.CharField(
        label=_("Or on last year’s weeks"),
        required=False,
        max_length=40,
        widget=GrowthInput,
        help_text=_("Such as +5 %: so much above the same week a year ago. Leave the value empty."),
    )
    phases = phases.PhasesField(
        label=_("Phases on the way"),
        required=False,
        help_text=_(
            "Each is a day and the value to be reached by then, in the order of their days."
        ),
    )
    weight = forms.FloatField(label=_("Weight beside the others"), initial=1, max_value=MOST_WEIGHT)
    guard = forms.ChoiceField(
        label=_("What must not get worse"),
        required=False,
        help_text=_("A target on speed or volume needs one: quality."),
    )
    guard_limit = forms.CharField(label=_("Up to which value"), required=False)
    done_on = forms.DateField(label=_("Done on"), required=False, widget=DayInput)
    field_order = (
        "kind", "measure", "title", "baseline", "value", "low", "high", "tolerance", "due",
        "growth", "phases", "guard", "guard_limit", "weight", "done_on", "reason",
    )  # fmt: skip

    def __init__(self, *args: Any, measures: Iterable[MeasureRef], **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {m.id: m.unit for m in measures}
        named = [("", "–"), *((m.id, m.title) for m in measures)]
        set_choices(self, "measure", named)
        set_choices(self, "guard", named)

    def clean(self) -> dict[str, Any]:
        """Read every number in its measure's unit."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.numbers:
            self.read(cleaned, name, self.unit_of(name, cleaned) or "")
        if cleaned.get("kind") not in {"raise", "lower"}:
            cleaned["growth"] = None
        elif cleaned.get("growth") is None:
            self.read_points(cleaned, self.unit_of("value", cleaned) or "")
        return cleaned

    def unit_of(self, name: str, body: Mapping[str, Any]) -> str | None:
        """Return the unit of a field with what else a body says; a growth has one of its own."""
        unit = super().unit_of(name, body)
        return growth_unit(unit or "") if name == "growth" else unit

    def read_points(self, cleaned: dict[str, Any], unit: str) -> None:
        """Read the phases and the last value as the points of the target."""
        due, value = cleaned.get("due"), cleaned.get("value")
        try:
            on_the_way = phases.read(cleaned.get("phases", []), unit, due)
        except ValidationError as error:
            self.add_error("phases", error)
            return
        cleaned["phases"] = phases.flat(on_the_way, unit)
        if due is not None and value is not None:
            cleaned["points"] = (*on_the_way, (due, value))

    def of_record(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a target's record says, by the names of the fields that show it."""
        points = [(datetime.date.fromisoformat(day), value) for day, value in body["points"] or []]
        unit = self.unit_of("value", body) or ""
        growth = (body.get("season") or {}).get("growth")
        if growth is not None:
            return {**body, "baseline": None, "value": None, "phases": [], "growth": growth}
        return {
            **body,
            "growth": None,
            "value": points[-1][1] if points else None,
            "phases": phases.flat(points[:-1], unit),
        }

    def is_arranging(self) -> bool:
        """Whether it was sent for a phase more or less or for its weeks, and not to be saved."""
        return any(self.data.get(name) for name in ("more", "drop", "weeks"))

    def show_weeks(self, weeks: SeasonWeeks) -> None:
        """Show the weeks that were asked for below the growth."""
        widget = self.fields["growth"].widget
        if isinstance(widget, GrowthInput):
            widget.weeks = weeks

    def forgive(self) -> None:
        """Say nothing of what is not filled in yet."""
        self._errors = ErrorDict()

    def read(self, cleaned: dict[str, Any], name: str, unit: str) -> None:
        """Turn one field into a number, or say at it why not."""
        typed = cleaned.get(name, "")
        try:
            cleaned[name] = parse.value(typed, unit) if typed else None
        except ValidationError as error:
            self.add_error(name, error)

    @staticmethod
    def draft(cleaned: dict[str, Any]) -> TargetDraft:
        """Return the target that the form describes."""
        return TargetDraft(
            kind=cleaned["kind"],
            due=cleaned["due"],
            title=cleaned["title"],
            measure=cleaned["measure"],
            baseline=cleaned["baseline"],
            points=cleaned.get("points", ()),
            low=cleaned["low"],
            high=cleaned["high"],
            tolerance=cleaned["tolerance"],
            weight=cleaned["weight"],
            guard=cleaned["guard"],
            guard_limit=cleaned["guard_limit"],
            growth=cleaned["growth"],
        )


def target_initial(view: TargetView) -> dict[str, Any]:
    """Return what a target's form shows before anything is typed."""
    unit = view.measure.unit if view.measure else ""

    def said(number: float | None, unit: str) -> str:
        return "" if number is None else parse.typed(number, unit)

    from_last_year = view.growth is not None
    return {
        "version": view.version,
        "kind": view.kind,
        "measure": view.measure.id if view.measure else "",
        "title": view.title,
        "baseline": "" if from_last_year else said(view.baseline, unit),
        "value": "" if from_last_year else said(view.aimed, unit),
        "growth": said(view.growth, growth_unit(unit)),
        "phases": [] if from_last_year else phases.flat(view.points[:-1], unit),
        "low": said(view.low, unit),
        "high": said(view.high, unit),
        "tolerance": said(view.tolerance, unit),
        "due": view.due,
        "weight": view.weight,
        "guard": view.guard.measure.id if view.guard else "",
        "guard_limit": said(view.guard.limit, view.guard.measure.unit) if view.guard else "",
        "done_on": view.done_on,
    }


def set_choices(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
