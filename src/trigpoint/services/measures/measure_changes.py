"""Measures after they were set up: named anew, pinned, taken out of use."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from django.db.models import Q

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _, ngettext
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.measures import asking, readings
from trigpoint.services.work import restate_soon
from trigpoint.store.models import Goal, Measure, Target
from trigpoint.tickets.ratio import RATIOS

CHANGEABLE = ("title", "pinned", "exceptional")
LONGEST = 200
A_WEEK = datetime.timedelta(weeks=1)
MOST_EXCEPTIONAL = 52
"""So many weeks may be declared to be unlike others: beyond, they are the rule."""
Declared: TypeAlias = Sequence[tuple[datetime.date, str]]


def edit(actor: Actor, measure_id: str, version: int, changes: Mapping[str, object]) -> None:
    """Give a measure another title, pin it, or say which weeks were unlike others.

    A pinned measure's figures are always kept. `exceptional` are all such weeks, each a day in it
    and why.

    What it measures never changes: another definition is another measure.

    Raises:
        Invalid: for a field that cannot change, or an empty title.
        Stale: where somebody changed the measure since `version`.
    """
    measure = access.measure(actor, measure_id, Verb.CHANGE)
    wrong: dict[str, Text] = {
        name: _("Set up another measure: what this one measures stays.")
        for name in changes
        if name not in CHANGEABLE
    }
    title = str(changes.get("title", measure.title)).strip()
    if not title:
        wrong["title"] = _("The measure needs a name.")
    elif len(title) > LONGEST:
        wrong["title"] = _("Keep it to {count} characters.", count=LONGEST)
    if wrong:
        raise Invalid(wrong)
    before = measure.exceptional
    if "exceptional" in changes:
        measure.exceptional = declared(actor, cast(Declared, changes["exceptional"]))
    measure.title, measure.pinned = title, bool(changes.get("pinned", measure.pinned))
    if measure.pinned:
        readings.keep(actor.organisation, [measure])
    with command(actor, "measure.edit") as journal:
        journal.save(measure, expected=version)
        journal.tell("measure.changed", measure=measure.public_id)
        if measure.exceptional != before:
            restate_soon(actor.organisation)


def declared(actor: Actor, said: Declared) -> list[list[str]]:
    """Return exceptional weeks as a measure keeps them, by their first days, each once.

    Raises:
        Invalid: for a week without a reason, one that is not over, or too many.
    """
    found = {asking.week_begin(day, actor.organisation): why.strip() for day, why in said}
    why: Text | None = None
    if len(found) > MOST_EXCEPTIONAL:
        why = _("At most {n} weeks can be exceptional.", n=MOST_EXCEPTIONAL)
    elif any(not reason or len(reason) > LONGEST for reason in found.values()):
        why = _("Say why the week was unlike others, in at most {n} characters.", n=LONGEST)
    elif any(day + A_WEEK > actor.today for day in found):
        why = _("Only a week that is over can be called exceptional.")
    if why is not None:
        raise Invalid({"exceptional": why})
    return [[day.isoformat(), reason] for day, reason in sorted(found.items())]


def retire(actor: Actor, measure_id: str, version: int, *, reason: str = "") -> None:
    """Take a measure out of use; its past figures and its history stay.

    Raises:
        Invalid: while a target holds to it or is guarded by it; the sentence names the goals.
        Stale: where somebody changed the measure since `version`.
    """
    measure = access.measure(actor, measure_id, Verb.RETIRE)
    refuse_in_use(actor, measure)
    with command(actor, "measure.retire", reason=reason) as journal:
        journal.retire(measure, expected=version)
        journal.tell("measure.retired", measure=measure.public_id)


def refuse_in_use(actor: Actor, measure: Measure) -> None:
    """Raise `Invalid` with the goals that hold to a measure; unseen ones have no name."""
    for ratio in Measure.objects.filter(
        organisation=actor.organisation, kpi__in=RATIOS, retired=False
    ):
        if measure.public_id in ratio.params.values():
            raise Invalid({"": _("A ratio is made of it: {title}.", title=ratio.title)})
    holding = Target.objects.filter(Q(measure=measure) | Q(guard=measure), retired=False)
    goals = list(Goal.objects.filter(pk__in=holding.values("goal"), retired=False))
    if not goals:
        return
    visible = access.visible_ids(actor, "goal")
    titles = sorted(goal.title for goal in goals if goal.pk in visible)
    unseen = len(goals) - len(titles)
    named = "; ".join(titles)
    if not titles:
        why = ngettext(
            "A goal that is not for you to see holds to it.",
            "{count} goals that are not for you to see hold to it.",
            unseen,
        )
    elif unseen:
        why = _("These goals hold to it: {goals}; and more not for you to see.", goals=named)
    else:
        why = _("These goals hold to it: {goals}.", goals=named)
    raise Invalid({"": why})
