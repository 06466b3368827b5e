"""The form of a new measure: what is counted, how, whose tickets, and which of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.services.measures.catalogue import KPI, Setting
from trigpoint.services.measures.measures import LONGEST_NAME, MeasureDraft
from trigpoint.tickets.by_hand import NAME
from trigpoint.tickets.ratio import PART, WHOLE
from trigpoint.web import formats
from trigpoint.web.forms.conditions import conditions
from trigpoint.web.forms.goals import Choices, DayInput, set_choices
from trigpoint.web.forms.kpi_groups import grouped
from trigpoint.web.templatetags.trigpoint import say

SCOPES = [
    ("organisation", _("All tickets")),
    ("unit", _("A team’s")),
    ("queue", _("A queue’s")),
    ("person", _("A person’s")),
]
WHICH = {"unit": _("Which team"), "queue": _("Which queue"), "person": _("Which person")}


class MeasureFilterForm(forms.Form):
    """What narrows the list of measures; each choice acts at once."""

    kpi = forms.ChoiceField(
        label=_("What is counted"),
        required=False,
        widget=forms.Select(attrs={"data-submit": True}),
    )
    scope = forms.ChoiceField(
        label=_("Whose tickets"),
        required=False,
        choices=[("", _("Anybody’s tickets")), *SCOPES],
        widget=forms.Select(attrs={"data-submit": True}),
    )
    at = forms.DateField(label=_("As it stood on"), required=False, widget=DayInput())

    def __init__(self, *args: Any, kpis: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].widget.attrs["data-submit"] = True
        set_choices(self, "kpi", [("", gettext("Anything counted")), *kpis])


SETTINGS: dict[str, tuple[Any, dict[str, Any]]] = {
    "quantile": (
        _("For times"),
        {
            "median": _("Half of them within"),
            "p90": _("9 in 10 within"),
            "mean": _("The average, as some help desks report"),
        },
    ),
    "hours": (
        _("The clock runs"),
        {"calendar": _("day and night"), "business": _("in working hours only")},
    ),
    "dated": (
        _("It counts on the day"),
        {
            "end": _("on which the time ended"),
            "opening": _("on which the ticket was opened, as with Intercom"),
        },
    ),
    "schedule": (
        _("Working hours are"),
        {
            "each": _("those that held at each moment"),
            "at_end": _("those in force at its end, for the whole time, as with Zendesk"),
        },
    ),
    "restart": (
        _("Opened again before the first reply"),
        {
            "never": _("it waits since the opening"),
            "reopen": _("the clock starts anew, as with Chatwoot"),
        },
    ),
    "tickets": (
        _("Which tickets"),
        {
            "all": _("all"),
            "held": _("only those that an agent or a queue has, as with Freshdesk"),
        },
    ),
    "first": (
        _("The first one who had it"),
        {"left_out": _("is no handover"), "counted": _("counts as well, as with Zendesk")},
    ),
    "among": (_("Passed on among"), {"people": _("people"), "queues": _("queues")}),
    "target": (
        _("Which promise"),
        {
            "any": _("any"),
            "first_reply": _("the first reply"),
            "resolution": _("the resolution"),
            "next_reply": _("the next reply"),
        },
    ),
    "counts": (
        _("What counts"),
        {
            "one": _("exactly one reply"),
            "one_reply": _("one reply of one person, and then quiet"),
            "closed_once": _("closed once with one person, as Intercom does"),
            "first_response": _("solved with the first reply, as with Freshdesk"),
            "last": _("each ticket once, to its last solve"),
            "all": _("every handover"),
            "after_reply": _("only handovers after the first reply, as Intercom does"),
            "under_two": _("fewer than two replies, as Zendesk does"),
            "tickets": _("each ticket once, while it stays solved"),
            "solves": _("each solve, as Intercom and Chatwoot do"),
            "quarter_hour": _("first solves within 15 minutes, which Zammad calls first solution"),
            "active": _("whatever becomes active or ceases to be, opened again too"),
            "first": _("only openings and first solves, as in the backlog of Zammad’s report"),
            "work": _("the time at work, as it was written down"),
            "held": _("the time it was open with somebody, as with Intercom"),
            "at_end": _("all of it, at the last solve, for whoever held the ticket then"),
            "by_interval": _("what of it lies in the period, for whoever had the ticket in it"),
            "each": _("every reply"),
            "turns": _("replies in a row as one, until the customer writes again"),
            "solved": _("only what was solved"),
            "begun": _("whatever the bot answered, solved or not"),
        },
    ),
    "holder": (
        _("It counts for whoever held the ticket"),
        {
            "sent": _("when the survey was sent"),
            "answered": _("when the customer answered, as with Chatwoot and Intercom"),
            "opening": _("when it was opened"),
            "first": _("as the first one"),
            "solver": _("when it was solved"),
            "bot": _("at the bot’s first answer: the bot itself"),
        },
    ),
    "merged": (
        _("Tickets merged into another one"),
        {"left_out": _("do not count"), "counted": _("count too, as with Zammad")},
    ),
    "neutral": (
        _("Neutral answers"),
        {"apart": _("are neither"), "bad": _("are dissatisfied ones, as Zendesk counts")},
    ),
    "days": (_("Days in which a customer may come back"), {}),
    "stays": (_("Hours that a solve has to last"), {}),
    "thanks": (
        _("Opened again by a thanks"),
        {"counted": _("counts as a reopen"), "left_out": _("counts as solved")},
    ),
    "again": (
        _("Another ticket of the customer"),
        {"any_queue": _("in any queue"), "same_queue": _("only in the same queue")},
    ),
    "calls": (
        _("Calls given up"),
        {"all": _("all of them"), "queued": _("only those that had reached a queue")},
    ),
    "older": (_("Older than so many days"), {}),
    "short": (_("Given up within so many seconds is a wrong number"), {}),
    "within": (_("Answered within so many seconds"), {}),
    "highest": (_("The highest answer on the survey’s scale"), {}),
    "of": (_("Out of which calls"), {"offered": _("all of them"), "answered": _("those answered")}),
    "each": (
        _("A number is of each"),
        {"month": _("month"), "quarter": _("quarter"), "year": _("year")},
    ),
    "currency": (_("Currency"), {}),
    PART: (_("This measure"), {}),
    WHOLE: (_("divided by this one"), {}),
    NAME: (_("What is typed in"), {}),
}
"""What the settings of KPIs are called, and their choices."""
PART_HELP = {
    PART: _("Only what it counts: whose tickets is chosen below."),
    WHOLE: _("Its figure must be above nought to divide by it."),
}


class NameForm(forms.Form):
    """What a measure is called, and whether its figures are always kept."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Its name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    pinned = forms.BooleanField(
        label=_("Always work out its figures"),
        required=False,
        help_text=_("Otherwise only while a goal, a step or a warning sign needs them."),
    )


class WeekForm(forms.Form):
    """A week that was unlike others."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("A day in the week"), widget=DayInput)
    exceptional = forms.CharField(
        label=_("Why it was unlike others"),
        max_length=200,
        help_text=_(
            "Such as an outage or a strike. It stands here for everybody who sees the measure."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class MeasureForm(forms.Form):
    """A new measure; it asks for the settings of the chosen KPI alone."""

    use_required_attribute = False
    """Else what is not filled in yet would keep the page from asking for its last weeks."""

    kpi = forms.ChoiceField(label=_("What is counted"))
    scope = forms.ChoiceField(
        label=_("Whose tickets"), choices=SCOPES, required=False, initial="organisation"
    )
    member = forms.ChoiceField()
    window_weeks = forms.IntegerField(
        label=_("Weeks in the standing figure"),
        initial=4,
        min_value=1,
        max_value=52,
        required=False,
    )
    title = forms.CharField(
        label=_("What to call it"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(
        self,
        *args: Any,
        kpis: list[KPI],
        members: Mapping[str, Choices],
        parts: Choices,
        **options: Any,
    ) -> None:
        """Offer these KPIs, the members of each scope, and measures that a ratio can be made of."""
        super().__init__(*args, **options)
        self.kpis = {kpi.key: kpi for kpi in kpis}
        self.fields["kpi"].choices = [("", "–"), *grouped(kpis)]  # type: ignore[attr-defined]  # a choice
        self.offer_members(members)
        self.conditions = conditions(self.data)
        for setting in self.settings():
            self.fields[setting.name] = setting_field(setting, parts)
        if self.is_bound:
            self.fill_in_what_is_usual()

    def fill_in_what_is_usual(self) -> None:
        """Show what nobody has said as it is kept: an address may name only what is counted."""
        usual = {name: field.initial for name, field in self.fields.items()}
        usual = {name: value for name, value in usual.items() if value is not None}
        self.data = {**usual, **dict(self.data.items())}

    def offer_members(self, members: Mapping[str, Choices]) -> None:
        """Ask which one of those of the chosen scope; of none where all tickets count."""
        scope = str(self.data.get("scope", ""))
        if scope not in members:
            del self.fields["member"]
            return
        self.fields["member"].label = WHICH[scope]
        set_choices(self, "member", [("", "–"), *members[scope]])

    def has_chosen(self) -> bool:
        """Whether it is said what is counted."""
        return self.is_bound and self.data.get("kpi") in self.kpis

    def settings(self) -> tuple[Setting, ...]:
        """Return the settings of the KPI that is chosen; none before one is."""
        return self.kpis[self.data["kpi"]].settings if self.has_chosen() else ()

    def clean(self) -> dict[str, Any]:
        """Take the conditions with it: each says at its own fields what it lacks."""
        if not all(one.is_valid() for one in self.conditions):
            raise forms.ValidationError(_("One of the conditions is not complete."))
        return self.cleaned_data

    def setting_fields(self) -> list[Any]:
        """Return the fields of the chosen KPI's settings, as the page shows them."""
        return [self[setting.name] for setting in self.settings()]

    def last_fields(self) -> list[Any]:
        """Return the fields after the conditions."""
        return [self["window_weeks"], self["title"]]

    def forgive_what_is_empty(self) -> None:
        """Say nothing of what is not filled in yet, while the measure is being made.

        Nor of a member of another scope, which is still sent as the scope is changed.
        """
        for name in [name for name in self.errors if self.has_error(name, "required")]:
            del self.errors[name]
        self.errors.pop("member", None)
        for one in self.conditions:
            one.forgive()

    def kpi_words(self) -> str:
        """Return what the chosen KPI means, "" before one is."""
        return say(self.kpis[self.data["kpi"]].meaning) if self.has_chosen() else ""

    def unit(self) -> formats.Unit:
        """Return the unit of the chosen KPI."""
        return self.kpis[self.cleaned_data["kpi"]].unit

    def draft(self) -> MeasureDraft:
        """Return what was said as the services know it."""
        said = self.cleaned_data
        return MeasureDraft(
            kpi=said["kpi"],
            scope=said["scope"] or "organisation",
            member=said.get("member", ""),
            params=self.params(said),
            filters=tuple(found for one in self.conditions if (found := one.filter())),
            title=said["title"],
            window_weeks=said["window_weeks"] or 4,
            pinned=True,
        )

    def params(self, said: Mapping[str, Any]) -> dict[str, str | int]:
        """Return the settings that were said; the others stay as usual."""
        names = [setting.name for setting in self.settings()]
        return {name: said[name] for name in names if said.get(name) not in {None, ""}}


def setting_field(setting: Setting, parts: Choices) -> forms.Field:
    """Return the field of a KPI's setting; `parts` are the measures that a ratio can be made of."""
    label, words = SETTINGS.get(setting.name, (setting.name, {}))
    if setting.name in {PART, WHOLE}:
        field = forms.ChoiceField(label=label, help_text=PART_HELP[setting.name])
        field.choices = [("", "–"), *parts]
        return field
    if setting.name == NAME:
        return forms.CharField(
            label=label,
            max_length=LONGEST_NAME,
            help_text=_("In a few words, such as “Agents with the carrier certificate”."),
            widget=forms.TextInput(attrs={"dir": "auto"}),
        )
    if setting.options:
        options = [(option, words.get(option, option)) for option in setting.options]
        return forms.ChoiceField(
            label=label, choices=options, initial=setting.default, required=False
        )
    return forms.IntegerField(
        label=label,
        min_value=setting.least,
        max_value=setting.most,
        initial=setting.default,
        required=False,
    )
