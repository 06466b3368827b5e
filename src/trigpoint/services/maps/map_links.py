"""The arrows of a map: what is believed to move what, with what the weeks say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.core.graph.link import Sign
from trigpoint.core.lenses.strategy_map.grid import Arrow
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import evidence, evidence_before
from trigpoint.services.insight.evidence import DriveEvidence
from trigpoint.services.maps import maps
from trigpoint.store.models import Objective


@dataclass(frozen=True, slots=True)
class MapLink:
    """An arrow between two objectives, by public ids; `id` is that of the drive behind it.

    With `sign` "with" the effect is expected to get better with its cause, `lag_weeks` later.
    `evidence` is what the weeks say, tested together with all drives of the organisation.
    `unseen` is True where they could have shown the link and did not for two quarters.
    """

    id: str
    version: int
    cause: str
    effect: str
    sign: Sign
    lag_weeks: int
    sentence: str
    evidence: DriveEvidence
    unseen: bool

    @property
    def arrow(self) -> Arrow:
        """The arrow that is drawn."""
        return Arrow(self.cause, self.effect)


def of_map(cards: Cards, held: Sequence[Objective]) -> tuple[MapLink, ...]:
    """Return the arrows between objectives, as they were made."""
    by_goal = {objective.goal_id: objective.public_id for objective in held}
    drives = maps.drives_among(cards.state, held)
    found = evidence.of_drives(cards, drives)
    unseen = evidence_before.unseen(cards, drives, found)
    return tuple(
        MapLink(
            id=drive.public_id,
            version=drive.version,
            cause=by_goal[drive.cause_id],
            effect=by_goal[drive.effect_id],
            sign=Sign.WITH if drive.sign > 0 else Sign.AGAINST,
            lag_weeks=drive.lag_weeks,
            sentence=drive.sentence,
            evidence=found[drive.public_id],
            unseen=drive.public_id in unseen,
        )
        for drive in drives
    )
