"""What changed, in words: the history of a record."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from trigpoint.services.history.history import Change, FieldChange
from trigpoint.web import formats
from trigpoint.web.shapes import words
from trigpoint.web.shapes.writers import writer

DAY = re.compile(r"\d{4}-\d\d-\d\d")

FIELDS: Mapping[str, object] = {
    "title": _("Title"),
    "why": _("Why"),
    "how": _("How"),
    "owner_unit": _("Owner"),
    "owner_person": _("Owner"),
    "period": _("Dates"),
    "measure": _("Measure"),
    "guard": _("What must not get worse"),
    "parent": _("Which goal it carries"),
    "direction": _("Which goal it carries"),
    "unit": _("Who"),
    "person": _("Who"),
    "state": _("State"),
    "stated_status": _("Status"),
    "private": _("Only me"),
    "weight": _("Weight"),
    "sentence": _("How it helps"),
    "evidence": _("Evidence"),
    "evidence_source": _("Source"),
    "baseline": _("Start"),
    "points": _("Target"),
    "due": _("By"),
    "low": _("At least"),
    "high": _("At most"),
    "tolerance": _("Tolerance"),
    "guard_limit": _("Limit of what must not get worse"),
    "answers_for": _("Answers for"),
    "done_on": _("Done on"),
    "result": _("Result"),
    "primary": _("The goal it carries first"),
}
UNWRITTEN: Mapping[str, object] = {
    "expected": _("How much it should bring"),
    "season": _("Season"),
    "kind_of_target": _("What to do"),
    "proposed_kpi": _("Measure"),
    "proposed_guard": _("What must not get worse"),
}
"""Fields of which it is said that they changed; what they hold is no sentence."""

AMOUNTS = {"baseline", "points", "low", "high", "tolerance"}
"""Fields in the unit of the target's measure."""

FIRST: Mapping[str, object] = {
    "goal": pgettext_lazy("somebody ...", "wrote the goal"),
    "target": pgettext_lazy("somebody ...", "set a target"),
    "contribution": pgettext_lazy("somebody ...", "said what it carries"),
    "coowner": pgettext_lazy("somebody ...", "named who shares it"),
    "step": pgettext_lazy("somebody ...", "added a step"),
}
LATER: Mapping[str, object] = {
    "goal": pgettext_lazy("somebody ...", "changed the goal"),
    "target": pgettext_lazy("somebody ...", "changed a target"),
    "contribution": pgettext_lazy("somebody ...", "changed what it carries"),
    "coowner": pgettext_lazy("somebody ...", "changed who shares it"),
    "step": pgettext_lazy("somebody ...", "changed a step"),
}
TAKEN: Mapping[str, object] = {
    "goal": pgettext_lazy("somebody ...", "took the goal away"),
    "target": pgettext_lazy("somebody ...", "took a target away"),
    "contribution": pgettext_lazy("somebody ...", "said that it carries one no longer"),
    "coowner": pgettext_lazy("somebody ...", "took somebody out who shared it"),
    "step": pgettext_lazy("somebody ...", "took a step away"),
}
BY_COMMAND: Mapping[str, object] = {
    "check_in": pgettext_lazy("somebody ...", "checked in"),
    "goal.close": pgettext_lazy("somebody ...", "closed the goal"),
    "goal.reopen": pgettext_lazy("somebody ...", "opened the goal again"),
    "goals.apply": pgettext_lazy("somebody ...", "brought it in from a file"),
    "goals.undo": pgettext_lazy("somebody ...", "took a change back"),
    "proposal.accept": pgettext_lazy("somebody ...", "agreed to what was proposed"),
    "proposal.adopt": pgettext_lazy("somebody ...", "took over what was proposed"),
    "realign.commit": pgettext_lazy("somebody ...", "changed it together with other goals"),
    "step.finish": pgettext_lazy("somebody ...", "finished a step"),
    "target.done": pgettext_lazy("somebody ...", "said whether a target is reached"),
}
"""What was done where that says more than what it was done to."""
SAME = pgettext_lazy("somebody ...", "left it as it was")
PLACED = pgettext_lazy("somebody ...", "put it elsewhere in the order")
RETURNED = pgettext_lazy("somebody ...", "brought it back")
BEGINS = {"proposal.adopt"}
"""Commands that make a record known that was nobody's before: all its fields are new."""


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A field before and after, written out."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangePart:
    """One write as the history shows it."""

    seq: int
    when: str
    by: str
    did: str
    reason: str
    first: bool
    fields: tuple[FieldPart, ...]


def change(made: Change, now: datetime.datetime, unit: formats.Unit = "") -> ChangePart:
    """Return one write in words; fields that only the store needs are left out.

    `unit` is that of the amounts of targets, "" where it is not known.
    """
    return ChangePart(
        seq=made.seq,
        when=formats.when(made.at, now),
        by=writer(made.by, program=made.program, through=made.through) or gettext("Somebody"),
        did=did(made),
        reason=made.reason,
        first=made.version == 1 or made.command in BEGINS,
        fields=tuple(part for f in made.fields for part in field(f, unit)),
    )


def did(made: Change) -> str:
    """Return what somebody did, to follow their name."""
    if made.command in BY_COMMAND:
        return str(BY_COMMAND[made.command])
    after = {f.field: f.after for f in made.fields}
    if not after:
        return str(SAME)
    if made.version > 1 and after.keys() <= {"rank", "retired"} and not after.get("retired"):
        return str(RETURNED if "retired" in after else PLACED)
    words_of = TAKEN if after.get("retired") else FIRST if made.version == 1 else LATER
    return str(words_of.get(made.kind, made.kind))


def field(found: FieldChange, unit: formats.Unit) -> tuple[FieldPart, ...]:
    """Return a field before and after; none where it says nothing to people."""
    if found.field in UNWRITTEN:
        return (FieldPart(str(UNWRITTEN[found.field]), "", gettext("changed")),)
    if found.field not in FIELDS:
        return ()
    said = written if found.field not in AMOUNTS or not unit else amounts(unit)
    before, after = said(found.before), said(found.after)
    if before == after:
        # A change too small to be written, such as of a weight, is one all the same.
        before, after = "", gettext("changed") if after else ""
    return (FieldPart(str(FIELDS[found.field]), before, after),) if before or after else ()


def amounts(unit: formats.Unit) -> Callable[[object], str]:
    """Return how amounts in a unit are written, alone or as (day, value) pairs."""

    def said(value: object) -> str:
        if isinstance(value, (int, float)):
            return formats.value(value, unit)
        if isinstance(value, list):
            return ", ".join(
                gettext("{value} by {day}").format(value=said(amount), day=written(day))
                for day, amount in value
            )
        return written(value)

    return said


def written(value: object) -> str:
    """Return a JSON value as people read it; nothing for none."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, (int, float)):
        return formats.number(value)
    if isinstance(value, list):
        return ", ".join(
            " ".join(written(part) for part in item) if isinstance(item, list) else written(item)
            for item in value
        )
    text = str(value)
    if DAY.fullmatch(text):
        return formats.day(datetime.date.fromisoformat(text))
    return str(words.SAYS.get(text) or words.STATES.get(text) or text)
