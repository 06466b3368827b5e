"""Which histories carry a statement at all: each rule refuses with its reason."""

from __future__ import annotations

import numpy as np

from trigpoint.core.stats.history import FloatArray, History, Scale
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.text import _, ngettext

MOST_MISSING = 0.2
SILENT_WEEKS = 4
LEAST_MEDIAN_COUNT = 5
EXPLOSION = 20.0
LARGEST = 1e100
SHORTEST = 26


def refuse(
    history: History, needed: int = SHORTEST, most_missing: float = MOST_MISSING
) -> Refusal | None:
    """Return why a trimmed history carries no statement, or None where it does.

    Refused: an infinite value, or one beyond 1e100; fewer than `needed` weeks; values that the
    scale cannot have; over 20 % (`most_missing`) of the weeks missing, or each of the last 4; a
    definition that changed inside; a rate of fewer than 5 (median) a week; a constant; swings
    that grew twentyfold in the last quarter. Source: judgement informed by the back-test, not
    optimised.
    """
    weeks = history.values.size
    if np.isinf(history.values).any() or np.isinf(history.counts).any():
        return Refusal(Kind.NOT_FINITE, _("One week's value is infinite. It needs a look first."))
    if (np.abs(history.values) > LARGEST).any():
        return Refusal(Kind.NOT_FINITE, _("A value is too large to compute with."))
    if weeks < needed:
        return too_short(weeks, needed)
    return (
        _impossible(history)
        or _gaps(history, most_missing)
        or _redefined(history)
        or _motion(history)
    )


def too_short(weeks: int, needed: int) -> Refusal:
    """Return the refusal of a history of too few weeks."""
    words = ngettext(
        "Too little history: {count} week, {needed} needed.",
        "Too little history: {count} weeks, {needed} needed.",
        weeks,
        needed=needed,
    )
    return Refusal(Kind.TOO_SHORT, words)


def _impossible(history: History) -> Refusal | None:
    values = history.values[~np.isnan(history.values)]
    reason = None
    if history.scale is Scale.DURATION and (values <= 0).any():
        reason = _("A duration of zero or less is among the weeks. It needs a look first.")
    elif history.scale is Scale.COUNT and (values < 0).any():
        reason = _("A count below zero is among the weeks. It needs a look first.")
    elif history.scale is Scale.RATE and ((values < 0) | (values > 1)).any():
        reason = _("A share outside 0 to 100 % is among the weeks. It needs a look first.")
    return Refusal(Kind.OUT_OF_RANGE, reason) if reason else None


def _gaps(history: History, most_missing: float) -> Refusal | None:
    missing = np.isnan(history.values)
    if missing[-SILENT_WEEKS:].all():
        return Refusal(Kind.OLD, _("Data is old: no value in the last four weeks."))
    if missing.mean() > most_missing:
        words = _(
            "Too many gaps: {missing} of {weeks} weeks have no value.",
            missing=int(missing.sum()),
            weeks=missing.size,
        )
        return Refusal(Kind.GAPS, words)
    return None


def _redefined(history: History) -> Refusal | None:
    if history.definition_changes:
        words = _("The definition changed in these weeks, so they cannot be compared.")
        return Refusal(Kind.DEFINITION, words)
    if history.scale is not Scale.RATE:
        return None
    if history.counts.size != history.values.size:
        return Refusal(Kind.TOO_FEW, _("How many each share was taken of is not known."))
    counts = history.counts[~np.isnan(history.values)]
    usual = float(np.median(counts)) if np.isfinite(counts).all() else 0.0
    if usual >= LEAST_MEDIAN_COUNT and (counts > 0).all():
        return None
    words = _(
        "Too few a week to tell: {usual} in a usual week, {needed} needed.",
        usual=round(usual, 1),
        needed=LEAST_MEDIAN_COUNT,
    )
    return Refusal(Kind.TOO_FEW, words)


def _motion(history: History) -> Refusal | None:
    """Refuse a constant, and swings without any likeness to those before them."""
    values = history.filled()[0]
    if np.ptp(values) <= 1e-9 * np.abs(values).max():
        return Refusal(Kind.CONSTANT, _("It has not moved in all these weeks: nothing to learn."))
    moves = np.abs(np.diff(_placed(history, values)))
    recent = moves.size - moves.size // 4
    before, lately = float(moves[:recent].mean()), float(moves[recent:].mean())
    if lately > EXPLOSION * before and lately > 0:
        words = _("The last weeks are unlike everything before: no past weeks to compare with.")
        return Refusal(Kind.EXPLODING, words)
    return None


def _placed(history: History, values: FloatArray) -> FloatArray:
    if history.scale is Scale.RATE:
        return values
    return history.scale.forward(values)
