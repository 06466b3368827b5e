"""What a ticket serves, and the tickets that moved what we work for, as the page shows it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.goals.sight import SightStep
from trigpoint.services.goals.ticket_sight import DirectionMoved, Mover, TicketSight, TicketUse
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, Nothing
from trigpoint.web.shapes import goal as goals
from trigpoint.web.shapes import words
from trigpoint.web.templatetags.trigpoint import say

FIRST = 6
"""So many measures of a direction stand on the page."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step up from a goal: the sentence on the link, and what stands above."""

    sentence: str
    title: str
    href: str
    owner: str
    vision: bool


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal that the ticket serves, and its way up."""

    title: str
    href: str
    owner: str
    chip: Chip
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class UseLine:
    """A measure in which the ticket has a part."""

    title: str
    href: str
    counts: bool
    reason: str
    when: str


@dataclass(frozen=True, slots=True)
class TicketPage:
    """What a ticket serves."""

    ticket: str
    goals: tuple[GoalLine, ...]
    uses: tuple[UseLine, ...]
    nothing: Nothing | None


@dataclass(frozen=True, slots=True)
class MoverLine:
    """A measure behind a direction, with the way to its tickets."""

    title: str
    href: str
    tickets: str
    tickets_href: str
    value: str
    goal: str
    goal_href: str


@dataclass(frozen=True, slots=True)
class DirectionPanel:
    """What we work for, with what moved it."""

    text: str
    movers: tuple[MoverLine, ...]


def page(found: TicketSight, now: datetime.datetime) -> TicketPage:
    """Return what a ticket serves."""
    nothing = None
    if not found.uses:
        nothing = Nothing(
            gettext("No goal counts this ticket"),
            gettext(
                "No goal in force has a measure in which it counts, it is older than their dates,"
                " or its figures are not for you to see."
            ),
            None,
            "search",
        )
    return TicketPage(
        found.ticket,
        tuple(
            GoalLine(
                served.goal.title,
                addresses.goal(served.goal.id),
                served.goal.owner.name,
                words.chip(served.goal),
                tuple(map(step, served.up)),
            )
            for served in found.goals
        ),
        tuple(use(each, now) for each in found.uses),
        nothing,
    )


def step(found: SightStep) -> StepLine:
    """Return one step up."""
    if found.goal is None:
        return StepLine(found.link.sentence, found.direction, "", "", vision=True)
    href = addresses.goal(found.goal.id)
    owner = goals.mark(found.goal.owner).name
    return StepLine(found.link.sentence, found.goal.title, href, owner, vision=False)


def use(found: TicketUse, now: datetime.datetime) -> UseLine:
    """Return a measure in which the ticket has a part."""
    return UseLine(
        found.measure.title,
        addresses.measure(found.measure.id),
        found.counts,
        say(found.reason),
        formats.when(found.dated, now),
    )


def directions(found: Iterable[DirectionMoved]) -> tuple[DirectionPanel, ...]:
    """Return what we work for, each with what moved it."""
    return tuple(
        DirectionPanel(each.text, tuple(map(mover, each.movers[:FIRST]))) for each in found
    )


def mover(found: Mover) -> MoverLine:
    """Return a measure behind a direction."""
    figure = found.figure
    value = "" if figure.value is None else formats.value(figure.value, found.measure.unit)
    return MoverLine(
        title=found.measure.title,
        href=addresses.measure(found.measure.id),
        tickets=formats.tickets(figure.n),
        tickets_href=addresses.tickets(found.measure.id, figure.start, figure.grain),
        value=value,
        goal=found.goal.title,
        goal_href=addresses.goal(found.goal.id),
    )
