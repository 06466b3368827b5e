"""Choosing the goals of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from trigpoint.services.goals.cards import GoalCard
from trigpoint.services.goals.goal_list import Filter
from trigpoint.web import formats
from trigpoint.web.shapes import words
from trigpoint.web.shapes.cascade import LEVELS

SHOWN = 100


@dataclass(frozen=True, slots=True)
class PickLine:
    """A goal that can be chosen."""

    id: str
    title: str
    owner: str
    target: str
    on: bool


@dataclass(frozen=True, slots=True)
class Picking:
    """The goals that fit, and the filter."""

    words: str
    levels: tuple[tuple[str, str, bool], ...]
    lines: tuple[PickLine, ...]
    count: str
    all_words: str
    all_on: bool


def picking(found: Sequence[GoalCard], wanted: Filter, chosen: Sequence[str]) -> Picking:
    """Return the goals that fit, those that are chosen with their tick."""
    ticked = set(chosen)
    total = len(found)
    levels = [("", gettext("All levels")), *((key, str(label)) for key, label in LEVELS.items())]
    return Picking(
        words=wanted.words,
        levels=tuple((key, label, key == wanted.level) for key, label in levels),
        lines=tuple(line(card, on=card.id in ticked) for card in found[:SHOWN]),
        count=ngettext("{n} goal fits", "{n} goals fit", total).format(n=formats.number(total, 0)),
        all_words=ngettext("the one that fits", "all {n} that fit", total).format(
            n=formats.number(total, 0)
        ),
        all_on=len(chosen) > SHOWN,
    )


def line(card: GoalCard, *, on: bool) -> PickLine:
    """Return a goal as a line."""
    return PickLine(
        id=card.id,
        title=card.title,
        owner=card.owner.name,
        target=words.target(card.main, card.due) if card.main else "",
        on=on,
    )


def chosen(sent: QueryDict | Mapping[str, str], fitting: Sequence[GoalCard]) -> list[str]:
    """Return the goals that were ticked, or all that fit."""
    if sent.get("all"):
        return [card.id for card in fitting]
    return sent.getlist("goals")[:SHOWN] if isinstance(sent, QueryDict) else []
