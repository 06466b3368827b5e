"""The ladders that help to reach a goal, on its page: where each stands, and what of it is tied."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from trigpoint.services.ladders.goal_ladders import GoalLadder, GoalStep
from trigpoint.web import formats
from trigpoint.web.shapes import past
from trigpoint.web.shapes.ladder_words import reached_words, state_words


@dataclass(frozen=True, slots=True)
class GoalLadderPart:
    """A ladder: `how` it is tied, its steps as `marks` (reached, here or later) from the lowest.

    `lines` are (title, where it stands) of the steps that are tied, climbed now, or next.
    """

    title: str
    href: str
    owner: str
    said: str
    how: str
    marks: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    state: str


def parts(
    found: Iterable[GoalLadder], today: datetime.date, at: datetime.datetime | None
) -> tuple[GoalLadderPart, ...]:
    """Return the ladders of a goal; each is opened on the day on which the goal is looked at."""
    query = f"?at={past.day(at)}" if at else ""
    return tuple(part(each, today, query) for each in found)


def part(found: GoalLadder, today: datetime.date, query: str = "") -> GoalLadderPart:
    """Return a ladder for the goal's page; `query` is what its address carries."""
    return GoalLadderPart(
        title=found.title,
        href=reverse("ladder", args=[found.id]) + query,
        owner=found.owner.name,
        said=reached_words(found.reached, len(found.steps)),
        how=how(found),
        marks=tuple("later" if s.state == "next" else s.state for s in found.steps),
        lines=tuple(lines(found, today)),
        state=state_words(found.state, person=found.owner.kind == "person"),
    )


def how(found: GoalLadder) -> str:
    """Return by what a ladder is tied to the goal."""
    if found.through:
        return gettext("Tied to it through the ladder “{ladder}”").format(ladder=found.through)
    if found.serves:
        return gettext("All of it serves this goal")
    return gettext("A step of it serves this goal")


def lines(found: GoalLadder, today: datetime.date) -> Iterable[tuple[str, str]]:
    """Yield the steps that say where the ladder stands: tied ones, the present one, the next."""
    for step in found.steps:
        if step.serves or step.state in {"here", "next"}:
            yield step.title, stands(step, today)


def stands(step: GoalStep, today: datetime.date) -> str:
    """Return where a step stands, for somebody who need not be the one who climbs."""
    if step.reached_on:
        return gettext("Reached {day}").format(day=formats.day(step.reached_on, today))
    until = formats.day(step.due, today)
    return {
        "here": gettext("Now, until {day}").format(day=until),
        "next": gettext("Next, until {day}").format(day=until),
        "later": pgettext("step of a ladder", "Later"),
    }[step.state]
