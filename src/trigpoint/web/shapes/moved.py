"""A figure that a change moves: before and after, as a line of a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.goals.whatif import EffectView
from trigpoint.web import addresses, formats


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A figure above; bars are of 100, `why` says where the difference comes from."""

    title: str
    href: str
    owner: str
    before: str
    after: str
    before_bar: str
    after_bar: str
    words: str
    why: str
    explain: str


def line(effect: EffectView, why: str = "", explain: str = "") -> MovedLine:
    """Return a figure before and after; one that is not for the reader says just that."""
    shown = effect.shows_progress
    before = span(effect.before_low, effect.before_high) if shown else gettext("not shown to you")
    after = span(effect.after_low, effect.after_high) if shown else ""
    words = gettext("from {before} to {after}").format(before=before, after=after)
    return MovedLine(
        title=effect.title,
        href=addresses.goal(effect.goal),
        owner=effect.owner.name,
        before=before,
        after=after,
        before_bar=f"{100 * effect.before_low:.1f}" if shown else "0",
        after_bar=f"{100 * effect.after_low:.1f}" if shown else "0",
        words=words if shown else "",
        why=why,
        explain=explain,
    )


def span(low: float, high: float) -> str:
    """Return a progress, or the range in which it lies; where that is all, nothing is known yet."""
    if low == 0 and high == 1:
        return gettext("can’t tell yet")
    if low == high:
        return formats.percent(low)
    return gettext("{low} to {high}").format(low=formats.percent(low), high=formats.percent(high))
