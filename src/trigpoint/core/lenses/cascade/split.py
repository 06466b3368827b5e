"""A target split among those who carry it.

Parts of a count add up to the whole (largest remainder: Hamilton's method). A rate is not split:
each part is a rate of its own, and what they would give together is their mean weighted by volume.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from trigpoint.core.refusal import Refused
from trigpoint.core.text import _

WITHIN = 1e-9


def shared_out(total: float, weights: Sequence[float]) -> tuple[float, ...]:
    """Return parts of a total in proportion to weights; they add up to it exactly.

    A whole total is split into whole parts: each gets its share rounded down, and what is left
    goes, one each, to the largest remainders, the earlier first. Raises `Refused` for a weight
    below 0, or where all are 0.
    """
    if any(not math.isfinite(weight) or weight < 0 for weight in weights):
        raise Refused(_("A weight is a number of 0 or more."))
    whole = math.fsum(weights)
    if not whole:
        raise Refused(_("There is nothing to split by: all weights are 0."))
    exact = [total * weight / whole for weight in weights]
    if total != round(total):
        *first, _last = exact
        return (*first, total - math.fsum(first))
    floors = [math.floor(part) for part in exact]
    left = round(total) - sum(floors)
    order = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    lucky = set(order[:left])
    return tuple(float(floor + (at in lucky)) for at, floor in enumerate(floors))


def combined(rates: Sequence[float], volumes: Sequence[float]) -> float | None:
    """Return what rates would give together, weighted by volumes; None without any volume."""
    volume = math.fsum(volumes)
    if volume <= 0:
        return None
    return math.fsum(r * v for r, v in zip(rates, volumes, strict=True)) / volume


def by_capability(
    target: float, own: Sequence[float], volumes: Sequence[float], *, share: bool
) -> tuple[float, ...]:
    """Return a rate for each that asks the same step of all from their own past.

    Together they give the target. A `share` stays between 0 and 1; where that cuts some short, the
    others take it over. Raises `Refused` where the target cannot be reached so.
    """
    now = combined(own, volumes)
    if now is None:
        raise Refused(_("There is nothing to split by: all weights are 0."))
    rates = list(own)
    for _round in range(len(own) + 1):
        gap = target - (combined(rates, volumes) or 0.0)
        if abs(gap) <= WITHIN:
            return tuple(rates)
        free = [at for at, rate in enumerate(rates) if not share or (rate + gap > 0 and rate < 1)]
        volume = math.fsum(volumes[at] for at in free)
        if not volume:
            break
        step = gap * math.fsum(volumes) / volume
        for at in free:
            rates[at] = min(1.0, max(0.0, rates[at] + step)) if share else rates[at] + step
    if abs(target - (combined(rates, volumes) or 0.0)) > 1e-6:
        raise Refused(_("Their own past cannot be stretched that far."))
    return tuple(rates)


def refuse_sum(total: float, parts: Sequence[float]) -> None:
    """Raise `Refused`, with what is missing or too much, unless the parts add up to the total."""
    gap = total - math.fsum(parts)
    tolerance = WITHIN * max(1.0, abs(total))
    if gap > tolerance:
        raise Refused(
            _(
                "The parts add up to {sum} of {total}: {gap} is not carried yet.",
                sum=round(math.fsum(parts), 6),
                total=total,
                gap=round(gap, 6),
            )
        )
    if gap < -tolerance:
        raise Refused(
            _(
                "The parts add up to {sum}, which is {gap} more than {total}.",
                sum=round(math.fsum(parts), 6),
                total=total,
                gap=round(-gap, 6),
            )
        )
