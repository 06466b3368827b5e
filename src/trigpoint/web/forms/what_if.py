"""The form that tries other values, weights, goals above and another state of a goal.

It is sent as an address, for nothing comes of it but what is shown: fields are named after what
they change, such as `value-` and the id of a target.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trigpoint.core.graph.target import MOST_WEIGHT
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.goal_page import GoalPage, Neighbour
from trigpoint.services.goals.whatif import Edit, Move, SetState, SetTarget, SetWeight
from trigpoint.web import parse
from trigpoint.web.forms.goals import Choices, DayInput, set_choices
from trigpoint.web.shapes import words

AMOUNTS: Mapping[str, object] = {
    "value": _("{target}: to"),
    "low": _("{target}: at least"),
    "high": _("{target}: at most"),
}
"""What of a target is typed in the unit of its measure, and what the field is called."""


def amounts(target: TargetView) -> Iterator[tuple[str, str]]:
    """Yield what a target asks for, as somebody would type it."""
    ends = (("low", target.low), ("high", target.high))
    for name, amount in ends if target.kind == "keep_within" else (("value", target.aimed),):
        if amount is not None and target.measure:
            yield name, parse.typed(amount, target.measure.unit)


class WhatIfForm(forms.Form):
    """A goal as it is, to be changed for a try."""

    state = forms.ChoiceField(label=_("State"), choices=list(words.STATES.items()))

    def __init__(self, data: Mapping[str, Any], *, page: GoalPage, above: Choices) -> None:
        self.goal = page.card.id
        self.targets = [target for target in page.targets if not target.hidden]
        self.links = [link for link in page.parents if link.goal is not None]
        initial = dict(self.before(page))
        super().__init__({**initial, **data} if data else None, initial=initial)
        for target in self.targets:
            self.add_target(target)
        for link in self.links:
            self.add_link(link, above)
        self.order_fields([name for name in self.fields if name != "state"])

    def before(self, page: GoalPage) -> Iterator[tuple[str, object]]:
        """Yield what stands in each field before anything is tried."""
        yield "state", page.card.state
        for target in self.targets:
            yield f"due-{target.id}", target.due
            for name, amount in amounts(target):
                yield f"{name}-{target.id}", amount
        for link in self.links:
            yield f"weight-{link.link.id}", link.link.weight
            yield f"above-{link.link.id}", link.goal.id if link.goal else ""

    def add_target(self, target: TargetView) -> None:
        """Add the value or the range of a target, and its day."""
        for name, label in AMOUNTS.items():
            if f"{name}-{target.id}" in self.initial:
                said = str(label).format(target=target.title)
                self.fields[f"{name}-{target.id}"] = forms.CharField(label=said, max_length=40)
        label = gettext("{target}: by").format(target=target.title)
        self.fields[f"due-{target.id}"] = forms.DateField(label=label, widget=DayInput)

    def add_link(self, found: Neighbour, above: Choices) -> None:
        """Add the goal above and the weight there."""
        title = found.goal.title if found.goal else ""
        label = gettext("Carries, in place of “{goal}”").format(goal=title)
        self.fields[f"above-{found.link.id}"] = forms.ChoiceField(label=label)
        set_choices(self, f"above-{found.link.id}", above)
        label = gettext("Weight there").format(goal=title)
        self.fields[f"weight-{found.link.id}"] = forms.FloatField(
            label=label, min_value=0, max_value=MOST_WEIGHT
        )

    def clean(self) -> dict[str, Any]:
        """Read the values in the units of their measures."""
        for target in self.targets:
            for name in AMOUNTS:
                self.read(f"{name}-{target.id}", target)
            self.hold_range(target)
        return self.cleaned_data

    def read(self, name: str, target: TargetView) -> None:
        """Read one value, where there is such a field and something stands in it."""
        if target.measure and name in self.cleaned_data:
            try:
                self.cleaned_data[name] = parse.value(self.cleaned_data[name], target.measure.unit)
            except forms.ValidationError as error:
                self.add_error(name, error)

    def hold_range(self, target: TargetView) -> None:
        """Say it where a range ends before it begins."""
        low, high = (self.cleaned_data.get(f"{name}-{target.id}") for name in ("low", "high"))
        if low is not None and high is not None and low > high:
            self.add_error(f"high-{target.id}", gettext("This is below where the range begins."))

    def edits(self) -> Sequence[Edit]:
        """Return what differs from how the goal is, as the sandbox knows it."""
        return [*self.of_targets(), *self.of_links(), *self.of_state()]

    def of_targets(self) -> Iterator[Edit]:
        """Yield what is tried of targets."""
        for target in self.targets:
            names = (*AMOUNTS, "due")
            said = {name: self.tried(f"{name}-{target.id}") for name in names}
            if any(value is not None for value in said.values()):
                yield SetTarget(target=target.id, **said)

    def of_links(self) -> Iterator[Edit]:
        """Yield what is tried of goals above; another weight comes before another goal."""
        for found in self.links:
            weight, to = (self.tried(f"{name}-{found.link.id}") for name in ("weight", "above"))
            if weight is not None:
                yield SetWeight(link=found.link.id, weight=weight)
            if to is not None:
                yield Move(link=found.link.id, to=to)

    def of_state(self) -> Iterator[Edit]:
        """Yield another state, where one is tried."""
        state = self.tried("state")
        if state is not None:
            yield SetState(goal=self.goal, state=state)

    def tried(self, name: str) -> Any:
        """Return what stands in a field, None where it is as before."""
        if name not in self.fields or name not in self.changed_data:
            return None
        return self.cleaned_data[name]
