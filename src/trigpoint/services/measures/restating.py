"""What made an earlier figure another one: late answers, reopens, what came in late."""

from __future__ import annotations

from trigpoint.core.text import Text, _, ngettext
from trigpoint.store.models import Reading
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.ratio import RATIOS


def cause(kpi: str, was: Reading, now: Reading) -> Text:
    """Return in a few words what changed between two readings of the same stretch."""
    if kpi in RATIOS:
        return _("one of its two measures was restated")
    if kpi in BY_HAND:
        return _("somebody corrected it")
    more = now.n - was.n
    if more > 0:
        return known_late(kpi, more)
    if more < 0:
        return no_longer(kpi, -more)
    shift = round((now.numerator or 0) - (was.numerator or 0))
    return turned_out(kpi, shift) if shift else _("times were corrected")


def known_late(kpi: str, count: int) -> Text:
    """Return that more are counted now."""
    match kpi:
        case "csat" | "nps":
            return ngettext("{count} late answer", "{count} late answers", count)
        case "first_reply_time":
            return ngettext("{count} reply known late", "{count} replies known late", count)
        case "sla_attainment":
            return ngettext("{count} promise known late", "{count} promises known late", count)
        case _:
            return ngettext("{count} ticket known late", "{count} tickets known late", count)


def no_longer(kpi: str, count: int) -> Text:
    """Return that fewer are counted now."""
    if kpi in {"full_resolution_time", "transfers"}:
        return ngettext(
            "{count} ticket opened again since", "{count} tickets opened again since", count
        )
    return ngettext("{count} counts no longer", "{count} count no longer", count)


def turned_out(kpi: str, shift: int) -> Text:
    """Return that as many are counted, and `shift` more of them reached it (fewer, below 0)."""
    count = abs(shift)
    if kpi in {"first_contact_resolution", "reopen_rate"} and (shift < 0) == (
        kpi == "first_contact_resolution"
    ):
        return ngettext(
            "{count} customer came back late", "{count} customers came back late", count
        )
    return ngettext("{count} turned out otherwise", "{count} turned out otherwise", count)
