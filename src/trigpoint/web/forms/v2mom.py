"""Forms of the V2MOM pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.web import parse
from trigpoint.web.forms.goals import Choices, DayInput, ReasonMixin, Versioned, set_choices
from trigpoint.web.forms.measured import Measured

LEVELS = [(1, _("low")), (2, _("medium")), (3, _("high"))]
SIDES = [("above", _("above")), ("below", _("below"))]
TIES = [
    ("ticket", _("seen in a ticket")),
    ("qa", _("a QA question")),
    ("thanks", _("thanks")),
    ("decision", _("a decision")),
]
SECTIONS = [
    ("vision", _("Vision")),
    ("values", _("Values")),
    ("methods", _("Methods")),
    ("obstacles", _("Obstacles")),
    ("measures", _("Measures")),
]
OF_OTHER_VIEWS = [("methods", _("Goals")), ("measures", _("Measures"))]


def sections(lens: str) -> list[tuple[str, Any]]:
    """Return the parts that a plan of a view can open, with their names."""
    return SECTIONS if lens == "v2mom" else OF_OTHER_VIEWS


def line(label: Any, *, most: int, needed: bool = False, hint: Any = "") -> forms.CharField:
    """Return a field for one line of words."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(
        label=label, max_length=most, required=needed, help_text=hint, widget=widget
    )


def essay(label: Any, *, most: int, needed: bool = False, hint: Any = "") -> forms.CharField:
    """Return a field for several lines of words."""
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=most, required=needed, help_text=hint, widget=widget
    )


class BeginForm(forms.Form):
    """A V2MOM to begin: whose, of when, and from which template."""

    owner = forms.ChoiceField(label=_("Whose V2MOM"))
    period = forms.ChoiceField(label=_("Dates"))
    template = forms.ChoiceField(label=_("Begin with"), required=False)

    def __init__(
        self, *args: Any, owners: Choices, periods: Choices, templates: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "owner", owners)
        set_choices(self, "period", periods)
        set_choices(self, "template", [("", gettext("an empty page")), *templates])


class VisionForm(Versioned):
    """The vision."""

    vision = essay(
        _("Vision"), most=1000, hint=_("One sentence: how will it be once it is reached?")
    )


class ValueForm(forms.Form):
    """A value; a new one with its first behaviour."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("Value"), most=120, needed=True)
    meaning = essay(_("What it means"), most=1000)
    behaviour = line(_("How it is seen in a ticket"), most=300)


class BehaviourForm(Versioned):
    """How a value is seen, and what that is tied to."""

    text = line(_("What somebody would see"), most=300, needed=True)
    tie = forms.ChoiceField(label=_("Tied to"), choices=TIES)
    ticket = line(_("Number of an example"), most=80)
    day = forms.DateField(label=_("Day of the thanks or the decision"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].widget = DayInput()


class MethodForm(forms.Form):
    """A goal that is there as a method, or a new one, with the values it serves."""

    goal = forms.ChoiceField(label=_("A goal that is there"), required=False)
    title = line(_("or a new one, in a few words"), most=200)
    why = essay(_("Why"), most=4000)
    above = forms.ChoiceField(label=_("Which goal it carries"), required=False)
    sentence = line(_("How it helps the goal above, in a sentence"), most=500)
    values = forms.MultipleChoiceField(
        label=_("Values it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, goals: Choices, above: Choices, values: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "goal", [("", "–"), *goals])
        set_choices(self, "above", [("", "–"), *above])
        set_choices(self, "values", values)


class TieForm(Versioned):
    """The values that a method serves."""

    values = forms.MultipleChoiceField(
        label=_("Values it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, values: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "values", values)


class ObstacleForm(Measured, ReasonMixin):
    """An obstacle with its warning sign and what is done if it comes."""

    numbers: ClassVar[Mapping[str, str]] = {"sign_threshold": "sign_measure"}

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("What stands in the way"), most=200, needed=True)
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood"), choices=LEVELS, coerce=int, initial=2
    )
    impact = forms.TypedChoiceField(label=_("Impact"), choices=LEVELS, coerce=int, initial=2)
    impact_words = line(_("What it would cost"), most=200)
    threatens = forms.MultipleChoiceField(
        label=_("Methods it threatens"), required=False, widget=forms.CheckboxSelectMultiple
    )
    mitigation = essay(_("What holds it off"), most=1000)
    sign_words = line(_("Warning sign, in words"), most=200)
    sign_measure = forms.ChoiceField(label=_("or a number that warns"), required=False)
    sign_side = forms.ChoiceField(label=_("It warns when it is"), choices=SIDES)
    sign_threshold = forms.CharField(label=_("this value"), required=False)
    sign_days = forms.IntegerField(
        label=_("for so many days in a row"), min_value=1, max_value=31, initial=1
    )
    contingency = essay(_("If it happens"), most=1000)
    owner = forms.ChoiceField(label=_("Who looks after it"), required=False)
    field_order = (
        "title", "likelihood", "impact", "impact_words", "threatens", "mitigation", "sign_words",
        "sign_measure", "sign_side", "sign_threshold", "sign_days", "contingency", "owner",
        "reason",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        methods: Choices,
        measures: Iterable[MeasureRef],
        people: Choices,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.units = {m.id: m.unit for m in measures}
        set_choices(self, "threatens", methods)
        set_choices(self, "sign_measure", [("", "–"), *((m.id, m.title) for m in measures)])
        set_choices(self, "owner", [("", "–"), *people])

    def clean_sign_threshold(self) -> float | None:
        """Return the threshold in the unit of its measure."""
        typed = self.cleaned_data["sign_threshold"].strip()
        unit = self.unit_of("sign_threshold", self.data) or ""
        if not typed:
            return None
        try:
            return parse.value(typed, unit)
        except ValidationError as error:
            raise ValidationError(error.messages) from error


class WordsForm(Versioned):
    """A word on what happened."""

    reason = essay(_("In words"), most=2000)


class ReviewForm(Versioned):
    """A review: what came of it, how often, and when the next one is."""

    reason = essay(_("What came of it"), most=2000)
    cadence_days = forms.IntegerField(
        label=_("Look at it again every so many days"), min_value=7, max_value=366
    )
    next_review = forms.DateTimeField(
        label=_("Next review"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class PeopleForm(Versioned):
    """Who writes along, and which parts are open."""

    area = forms.ChoiceField(label=_("Invite everybody of an area"), required=False)
    person = forms.ChoiceField(label=_("or one person"), required=False)
    writes = forms.BooleanField(label=_("They may change the plan"), required=False)
    open_sections = forms.MultipleChoiceField(
        label=_("Open for suggestions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, areas: Choices, people: Choices, parts: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_choices(self, "open_sections", parts)
        set_choices(self, "area", [("", "–"), *areas])
        set_choices(self, "person", [("", "–"), *people])


class GuestForm(Versioned):
    """For which area somebody writes along, and whether they may change the plan."""

    area = line(_("Area"), most=80)
    writes = forms.BooleanField(label=_("They may change the plan"), required=False)


class SuggestForm(forms.Form):
    """What somebody would write into an open part."""

    section = forms.ChoiceField(label=_("Part of the plan"))
    text = essay(_("What I would write"), most=2000, needed=True)

    def __init__(self, *args: Any, sections: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "section", sections)


class DecideForm(Versioned):
    """A yes or a no with words."""

    yes = forms.TypedChoiceField(
        label=_("Answer"), coerce=lambda v: v == "yes", widget=forms.RadioSelect
    )
    words = essay(_("In words"), most=2000, hint=_("A no needs a reason."))

    def __init__(self, *args: Any, yes: Any, no: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "yes", [("yes", yes), ("no", no)])


class RequestForm(forms.Form):
    """What a department is asked to do."""

    unit = forms.ChoiceField(label=_("Department"))
    part = line(_("What it is to do"), most=500, needed=True)
    goal = forms.ChoiceField(label=_("For which goal"), required=False)

    def __init__(self, *args: Any, units: Choices, methods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "unit", units)
        set_choices(self, "goal", [("", gettext("the whole plan")), *methods])


class PublishForm(Versioned):
    """An edition: what changed, and why although something is missing."""

    reason = essay(_("What changed since the last version"), most=2000)
    override_reason = essay(_("Why it is published although something is missing"), most=2000)


class ShareLinkForm(forms.Form):
    """A link to read the plan without a log-in."""

    name = line(_("For whom"), most=80)
    days = forms.IntegerField(label=_("Good for so many days"), min_value=1, initial=30)
    password = forms.CharField(
        label=_("Password"), required=False, help_text=_("Empty: whoever has the link reads it.")
    )
    names_shown = forms.BooleanField(label=_("Show the names of people"), required=False)


class TakeForm(Versioned):
    """What to copy from the plan above."""

    vision = forms.BooleanField(label=_("The vision"), required=False)
    values = forms.MultipleChoiceField(
        label=_("Values"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, values: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "values", values)
