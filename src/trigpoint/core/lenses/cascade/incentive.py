"""What an incentive comes to: stated shares of results, void while quality is falling.

Each part brings its share of the amount times its goal's progress, from 0 to 1. A progress that is
a range makes the sum a range. Nothing is earned while what must not get worse has got worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.core.graph.span import Span
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A result that counts: `share` of the amount in percent, and its goal's progress, 0 to 1."""

    share: int
    progress: Span


@dataclass(frozen=True, slots=True)
class Earned:
    """What each part brings and what that comes to, in the amount's unit, as low and high ends."""

    parts: tuple[tuple[float, float], ...]
    low: float
    high: float


def earned(amount: float, parts: Sequence[Part], *, void: bool) -> Earned:
    """Return what is earned of an amount; raise `Refused` unless the shares come to 100."""
    refuse_shares([part.share for part in parts])
    lines = tuple(
        (
            0.0 if void else amount * part.share / WHOLE * part.progress.clipped().low,
            0.0 if void else amount * part.share / WHOLE * part.progress.clipped().high,
        )
        for part in parts
    )
    return Earned(lines, sum(low for low, _high in lines), sum(high for _low, high in lines))


def refuse_shares(shares: Sequence[int]) -> None:
    """Raise `Refused` unless shares are 0 or more and come to 100 percent."""
    if any(share < 0 for share in shares) or sum(shares) != WHOLE:
        raise Refused(_("The shares come to {sum} %, not to 100 %.", sum=sum(shares)))
