"""Found links, false and true, over maps that are known: five worlds, and a sixth that harms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from trigpoint.bench.backtest.maps import (
    Map,
    World,
    draw,
    early_driver,
    level_shift,
    random_walks,
    shared_shock,
    trend_and_season,
)
from trigpoint.bench.backtest.rates import mean
from trigpoint.bench.report import Check
from trigpoint.core.stats.links import Evidence, evidence

FALSE_SHARE = 0.05
LATER = 8
WORLDS: tuple[tuple[str, World, float, float | None], ...] = (
    ("trend and season, strength .4", trend_and_season, 0.4, 0.30),
    ("trend and season, strength .6", trend_and_season, 0.6, 0.80),
    ("shared shock, strength .6", shared_shock, 0.6, None),
    ("random walks, strength .6", random_walks, 0.6, None),
    ("common shift, strength .6", level_shift, 0.6, None),
)


def checks(seed: int, maps: int) -> Iterator[Check]:
    """Test the 50 links of `maps` maps in each world."""
    for name, world, strength, power in WORLDS:
        drawn = _drawn(seed, world, strength, maps)
        how = f"{maps} maps of 50 links, 10 true, 104 weeks."
        false = mean(f"links: false findings, {name}", [f for f, _ in drawn], "share", how)
        yield false.at_most(FALSE_SHARE)
        found = mean(f"links: true links found, {name}", [p for _, p in drawn], "share", how)
        yield found.published() if power is None else found.at_least(power)
    late = _drawn(seed, trend_and_season, 0.6, maps, LATER)
    how = f"{maps} maps; effects {LATER + 1} to {LATER + 4} weeks after their causes, as stated."
    name = "trend and season, strength .6, long lag"
    false = mean(f"links: false findings, {name}", [f for f, _ in late], "share", how)
    yield false.at_most(FALSE_SHARE)
    yield mean(f"links: true links found, {name}", [p for _, p in late], "share", how).published()
    harmed = _drawn(seed, early_driver, 0.6, maps)
    yield mean(
        "links: false findings where something unmeasured reaches causes first",
        [f for f, _ in harmed],
        "share",
        "No test on these data can tell such a link from a true one: association, not proof.",
    ).published()


def _drawn(
    seed: int, world: World, strength: float, maps: int, later: int = 0
) -> list[tuple[float, float]]:
    rng = np.random.default_rng(seed)
    return [_judged(draw(rng, world, strength, later=later)) for _ in range(maps)]


def _judged(drawn: Map) -> tuple[float, float]:
    """Return the share of false ones among the findings (0 without any), and of true ones found."""
    found = np.array(
        [isinstance(each, Evidence) and each.supported for each in evidence(drawn.links)]
    )
    false = (found & ~drawn.true).sum() / max(1, found.sum())
    return float(false), float(found[drawn.true].mean())
