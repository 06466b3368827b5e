"""Forms of the strategy map's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.services.goals.drives import LONGEST_LAG
from trigpoint.services.maps.map_objectives import LAST_COLUMN
from trigpoint.web.forms.goals import Choices, Versioned, set_choices
from trigpoint.web.forms.v2mom import essay, line

SIGNS = [
    ("with", _("it gets better when the other gets better")),
    ("against", _("it gets worse when the other gets better")),
]


def place(label: Any) -> forms.IntegerField:
    """A field for a place among others."""
    return forms.IntegerField(label=label, min_value=1, max_value=12, required=False)


class PlaceForm(Versioned):
    """Where an objective stands."""

    perspective = forms.ChoiceField(label=_("Perspective"))
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    column = forms.IntegerField(
        label=_("Column"),
        required=False,
        min_value=1,
        max_value=LAST_COLUMN + 1,
        help_text=_("Counted from the left. Empty: a place where few arrows cross."),
    )

    def __init__(self, *args: Any, perspectives: Choices, themes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "perspective", perspectives)
        set_choices(self, "theme", [("", gettext("none")), *themes])


class ObjectiveForm(PlaceForm):
    """An objective to put on the map: a goal that is there, or a new one in words."""

    field_order = ("goal", "title", "why", "perspective", "theme", "column")
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    title = line(
        _("Or a new goal in words"), most=200, hint=_("Say what will be better, not what is done.")
    )
    why = essay(_("Why it matters"), most=4000)

    def __init__(self, *args: Any, goals: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["version"]
        set_choices(self, "goal", [("", gettext("a new one")), *goals])


class BeliefForm(Versioned):
    """What is believed of a link."""

    sentence = line(_("Why do you believe that?"), most=500, needed=True, hint=_("One sentence."))
    sign = forms.ChoiceField(label=_("What happens to it"), choices=SIGNS)
    lag_weeks = forms.IntegerField(
        label=_("After how many weeks"), min_value=0, max_value=LONGEST_LAG, initial=0
    )


class LinkForm(BeliefForm):
    """A link between two objectives."""

    field_order = ("cause", "effect", "sentence", "sign", "lag_weeks")
    cause = forms.ChoiceField(label=_("When this gets better"))
    effect = forms.ChoiceField(label=_("this should follow"))

    def __init__(self, *args: Any, objectives: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["version"]
        set_choices(self, "cause", objectives)
        set_choices(self, "effect", objectives)


class PerspectiveForm(forms.Form):
    """A perspective; one that is there with its place."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("Perspective"), most=80, needed=True)
    question = line(_("The question it answers"), most=200)
    place = place(_("Place, counted from the top"))


class ThemeForm(forms.Form):
    """A theme."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("Theme"), most=80, needed=True)
    place = place(_("Place, counted from the first"))


class StageForm(forms.Form):
    """A stage of the customer's journey."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("Stage"), most=80, needed=True)
    touchpoints = line(_("Where customers meet us in it"), most=200)
    place = place(_("Place, counted from the beginning"))


class PainForm(forms.Form):
    """What hurts customers in a stage; one that is there can move to another."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line(_("What hurts"), most=120, needed=True)
    stage = forms.ChoiceField(label=_("In which stage"))
    moment_of_truth = forms.BooleanField(
        label=_("A moment of truth: here customers decide what they think of us"), required=False
    )
    tags = essay(
        _("Ticket tags that show it"),
        most=2000,
        hint=_("One in a line; a custom field as field=value, such as topic=refund."),
    )
    serves = forms.MultipleChoiceField(
        label=_("Objectives that serve it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, objectives: Choices, stages: Choices = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if stages:
            set_choices(self, "stage", stages)
        else:
            del self.fields["stage"]
        field = self.fields["serves"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list(objectives)

    def clean_tags(self) -> list[str]:
        """Return the tags, one a line."""
        return [line for line in str(self.cleaned_data["tags"]).splitlines() if line.strip()]
