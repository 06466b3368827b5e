"""The scorecard of each unit, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.cascade.scorecard import Scorecard
from trigpoint.services.goals.cards import GoalCard
from trigpoint.web import addresses
from trigpoint.web.components import AnyFigure, Chip, Link, Nothing
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import figures, words


@dataclass(frozen=True, slots=True)
class ScoreGoal:
    """A goal in a cell."""

    title: str
    href: str
    figure: AnyFigure | None
    target: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A unit with its cells, each with the column's title for narrow screens."""

    name: str
    href: str
    cells: tuple[tuple[str, tuple[ScoreGoal, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScorePage:
    """What pages/scorecard.html reads."""

    owner: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[ScoreLine, ...]
    nothing: Nothing | None


def page(found: Scorecard, focus: Focus) -> ScorePage:
    """Return the page."""
    other = gettext("Serves no objective")
    titles = [column.title or other for column in found.columns]
    nothing = None
    if not found.columns:
        nothing = Nothing(
            gettext("No strategy map in these dates"),
            gettext("Its perspectives become the columns of each unit's scorecard."),
            Link(gettext("Strategy map"), focus.address("map")),
            "layers",
        )
    return ScorePage(
        owner=found.owner.name if found.owner else "",
        columns=tuple(zip(titles, (c.question for c in found.columns), strict=True)),
        lines=tuple(
            ScoreLine(
                row.unit.name,
                reverse("scorecard") + focus.to(unit=row.unit.id).query(),
                tuple(
                    (title, tuple(map(goal, cards)))
                    for title, cards in zip(titles, row.cells, strict=True)
                ),
            )
            for row in found.rows
        ),
        nothing=nothing,
    )


def goal(card: GoalCard) -> ScoreGoal:
    """Return a goal in a cell."""
    target = words.target(card.main, card.due) if card.main else ""
    figure = figures.target_figure(card.main) if card.main else None
    return ScoreGoal(card.title, addresses.goal(card.id), figure, target, words.chip(card))
