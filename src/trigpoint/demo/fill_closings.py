"""The ends of the goals of earlier: how far they got, and what was learned."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trigpoint.demo.fill_goals import GOALS, period_of, writer
from trigpoint.demo.fill_people import Filled
from trigpoint.services.loop import closing
from trigpoint.services.loop.closing import ClosingDraft

CLOSINGS: Mapping[str, ClosingDraft] = MappingProxyType(
    {
        "hiring": ClosingDraft(
            reached=True,
            score=100,
            decision="drop",
            learned="Begin with the shifts, not with the job advert.",
        ),
        "winter-old": ClosingDraft(
            reached=False,
            score=60,
            decision="drop",
            learned="Carriers answer slowly after 20 December. Ask them before.",
        ),
    }
)
"""By goal; both were let end."""


def fill_closings(filled: Filled) -> None:
    """Close the goals of the earlier dates on their last day."""
    for goal in GOALS:
        if goal.earlier:
            actor = filled.person(writer(goal), period_of(filled, goal).ends)
            closing.close(actor, filled.goals[goal.key], CLOSINGS[goal.key])
