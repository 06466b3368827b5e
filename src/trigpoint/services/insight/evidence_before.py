"""Links that the weeks have not borne out for two quarters: tested as it was known then, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from trigpoint.core.stats.links import Evidence
from trigpoint.core.stats.refusal import Refusal
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import evidence
from trigpoint.services.insight.evidence import DriveEvidence, Pair, Verdict
from trigpoint.services.insight.pasts import Past
from trigpoint.store.models import Drive

QUARTER = 13
NOT_BORNE_OUT = {Verdict.NOT_SHOWN, Verdict.AGAINST, Verdict.REVERSED}
Found: TypeAlias = Mapping[Pair, Evidence | Refusal]

_tested: graph.Cache[Mapping[int, Found]] = graph.Cache()


def unseen(
    cards: Cards, drives: Iterable[Drive], now: Mapping[str, DriveEvidence]
) -> frozenset[str]:
    """Return the public ids of drives that are not borne out now and were not in two quarters.

    Looked at as it was known today, a quarter ago, and two quarters ago; where the weeks could
    not tell at one of them, the drive is not among them.
    """
    doubted = [d for d in drives if now[d.public_id].verdict in NOT_BORNE_OUT]
    if not doubted:
        return frozenset()
    looks = earlier(cards)
    return frozenset(
        drive.public_id
        for drive in doubted
        if (pair := evidence.pair_of(cards.state, drive)) is not None
        and all(is_not_shown(found.get(pair)) for found in looks.values())
    )


def disproved(cards: Cards) -> tuple[Drive, ...]:
    """Return the drives that are not borne out now and were not in two quarters.

    Of the whole organisation: what of them an actor may be told is asked where it is told.
    """
    now = evidence.tested(cards)
    drives = evidence.every(cards.state)
    pairs = {drive.pk: evidence.pair_of(cards.state, drive) for drive in drives}
    doubted = [d for d in drives if (pair := pairs[d.pk]) and is_not_shown(now.get(pair))]
    looks = earlier(cards).values() if doubted else ()
    return tuple(
        drive
        for drive in doubted
        if (pair := pairs[drive.pk]) and all(is_not_shown(found.get(pair)) for found in looks)
    )


def is_not_shown(found: Evidence | Refusal | None) -> bool:
    """Whether the weeks could have shown a link and did not."""
    return isinstance(found, Evidence) and not found.supported


def earlier(cards: Cards) -> Mapping[int, Found]:
    """Return what the weeks said one and two quarters ago, by how many weeks that is."""
    pairs = evidence.pairs_of(cards.state)
    key = evidence.key_of(cards, pairs)
    return _tested.found(key, lambda: looked_back(pairs, evidence.pasts(cards, pairs)))


def looked_back(pairs: Sequence[Pair], past: Mapping[int, Past | None]) -> Mapping[int, Found]:
    """Return what the weeks up to one and two quarters ago say of pairs."""
    then = {
        back: {pk: each.before(back) if each else None for pk, each in past.items()}
        for back in (QUARTER, 2 * QUARTER)
    }
    return {back: evidence.test(pairs, weeks) for back, weeks in then.items()}


def forget() -> None:
    """Let go of what was tested: for a database that began anew under this process."""
    _tested.clear()
