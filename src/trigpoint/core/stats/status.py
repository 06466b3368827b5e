"""On track, at risk or off track, from the chance; and the three ways of not saying so.

A colour changes only when two weeks running ask for it, so that one odd week does not frighten
anyone (how much that saves is measured in the back-test). Held, old and unclear come before colour.
Source: our own rule (decision 0101); the bounds .7 and .3 are a choice, their effect is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trigpoint.core.stats.attainability import Band, Chance
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _

WEEKS_TO_CHANGE = 2


class Status(StrEnum):
    """The computed status of a target; the owner's own stands beside it."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    CANNOT_TELL = "cannot_tell"
    HELD = "held"
    OLD = "old"


COLOURS = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})


@dataclass(frozen=True, slots=True)
class Look:
    """What one week knew of a target, oldest first in a sequence of weeks.

    Attributes:
        chance: of reaching it, or why there is none.
        guard_broken: the measure that must not get worse has got worse.
        old: the data are older than the measure's cadence allows.
    """

    chance: Chance | Refusal
    guard_broken: bool = False
    old: bool = False


def status(looks: Sequence[Look]) -> Status:
    """Return the status after the last look; without any look it cannot be told."""
    return history(looks)[-1] if looks else Status.CANNOT_TELL


def history(looks: Sequence[Look]) -> list[Status]:
    """Return the status as it was shown after each look.

    Old data and a broken guard show at once, and so does a chance that was refused. A colour
    stays until two looks running ask for another one; after a week without colour, the
    first colour shows at once.
    """
    shown: list[Status] = []
    wanted: list[Status] = []
    for look in looks:
        wanted.append(_wanted(look))
        shown.append(_settled(shown[-1] if shown else None, wanted))
    return shown


def is_settled(looks: Sequence[Look]) -> bool:
    """Tell whether these looks give the status, whatever earlier ones said.

    They do where the first has no colour, or where the first two ask for the same one.
    """
    wanted = [_wanted(look) for look in looks[:WEEKS_TO_CHANGE]]
    if not wanted or wanted[0] not in COLOURS:
        return bool(wanted)
    return len(wanted) == WEEKS_TO_CHANGE and wanted[0] is wanted[1]


def _wanted(look: Look) -> Status:
    if look.old:
        return Status.OLD
    if look.guard_broken:
        return Status.HELD
    if isinstance(look.chance, Refusal):
        return Status.CANNOT_TELL
    if look.chance.band is Band.TOSS_UP:
        return Status.CANNOT_TELL if look.chance.thin else Status.AT_RISK
    return Status.ON_TRACK if look.chance.band is Band.LIKELY else Status.OFF_TRACK


def _settled(before: Status | None, wanted: Sequence[Status]) -> Status:
    """Return the new status: the wanted one, unless a colour would change after one look."""
    now = wanted[-1]
    if before not in COLOURS or now not in COLOURS or now is before:
        return now
    lasting = len(wanted) >= WEEKS_TO_CHANGE and COLOURS.issuperset(wanted[-WEEKS_TO_CHANGE:])
    changed = lasting and all(each is not before for each in wanted[-WEEKS_TO_CHANGE:])
    return now if changed else before


def words(shown: Status) -> Text:
    """Return the status in the words of the page."""
    return {
        Status.ON_TRACK: _("On track"),
        Status.AT_RISK: _("At risk"),
        Status.OFF_TRACK: _("Off track"),
        Status.CANNOT_TELL: _("Can't tell yet"),
        Status.HELD: _("Held: a measure that must not get worse has got worse"),
        Status.OLD: _("Data is old"),
    }[shown]
