"""The trainings of a goal as its page shows them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.services.insight.effects import GoalEffect
from trigpoint.services.trainings.trainings import TrainingView
from trigpoint.web import addresses, formats
from trigpoint.web.forms.trainings import PROGRAMMES
from trigpoint.web.shapes import effects
from trigpoint.web.shapes.effects import EffectPart


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A training: its days, who was there, what it is for, and whether that moved.

    `effects` are empty before its last day is over, or where nothing of the goal is measured.
    """

    id: str
    title: str
    programme: str
    dates: str
    attended: str
    people: tuple[str, ...]
    aim: str
    aim_href: str
    when: str
    effects: tuple[EffectPart, ...]
    may_change: bool


def line(view: TrainingView, effect: GoalEffect | None, today: datetime.date) -> TrainingLine:
    """Return one training; `effect` is None while there is nothing to say of it."""
    count = ngettext("{count} was there", "{count} were there", view.attended)
    later = gettext("Whether it worked is looked at from {day} on.")
    return TrainingLine(
        id=view.id,
        title=view.title,
        programme=str(PROGRAMMES[view.programme]),
        dates=formats.days(view.starts, view.ends),
        attended=count.format(count=view.attended),
        people=tuple(each.person.name for each in view.people),
        aim=view.aim_title,
        aim_href=addresses.goal(view.aim) if view.aim else "",
        when="" if view.ends <= today else later.format(day=formats.day(view.ends, today)),
        effects=tuple(effects.part(each, today) for each in effect.effects) if effect else (),
        may_change=view.may_change,
    )
