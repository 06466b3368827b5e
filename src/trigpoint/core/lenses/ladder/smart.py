"""Whether a step says enough, rule by rule in plain language, with a better wording.

The rules are those of SMART: clear, measured, within reach, serving something, dated; and one of
ours beside them: what is pressed for speed or volume needs something that must not get worse.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.text import Text, _

SURE = 0.95
OUT_OF_REACH = 0.05
FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A step as it is written.

    `wording` is how its first measured criterion reads as a title, "" without one. `chance` is
    from 0 to 1, None where history is too thin or nothing is measured, and `refused` says why.
    `least` is the least number of tickets asked for. `fast` says that it presses for speed or
    volume.
    """

    title: str
    due: datetime.date
    wording: Text | None = None
    measured: int = 0
    other: int = 0
    least: int = 0
    chance: float | None = None
    chance_words: Text | None = None
    refused: Text | None = None
    serves: str = ""
    fast: bool = False
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What one rule says: whether it is kept, the sentence, and a better title where it has one."""

    key: str
    title: Text
    good: bool
    words: Text
    better: Text | None = None


def check(step: Written, today: datetime.date) -> tuple[RuleCheck, ...]:
    """Return what every rule says of a step."""
    found = (clear(step), measured(step), within_reach(step), serves(step), dated(step, today))
    return (*found, guarded(step)) if step.fast else found


def clear(step: Written) -> RuleCheck:
    """Whether the title says what is to be seen."""
    title = _("Clear")
    counted = any(letter.isdigit() for letter in step.title)
    if counted or (step.wording is None and len(step.title.split()) >= FEW_WORDS):
        return RuleCheck("clear", title, good=True, words=_("The title says what is to be seen."))
    words = _("“{title}” can be read in many ways.", title=step.title)
    return RuleCheck("clear", title, good=False, words=words, better=step.wording)


def measured(step: Written) -> RuleCheck:
    """Whether data or a deed decides."""
    title = _("Measured")
    if not step.measured and not step.other:
        words = _("Nothing counts for it yet. Add a measure, a skill or a training.")
        return RuleCheck("measured", title, good=False, words=words)
    if not step.measured:
        words = _("Skills and trainings decide, no figure.")
        return RuleCheck("measured", title, good=True, words=words)
    if not step.least:
        words = _("The data decide, but a week of very few tickets would count. Ask for a minimum.")
        return RuleCheck("measured", title, good=False, words=words)
    words = _("The data decide, on at least {least} tickets.", least=step.least)
    return RuleCheck("measured", title, good=True, words=words)


def within_reach(step: Written) -> RuleCheck:
    """Whether it is neither out of reach nor reached anyway, worked out from history."""
    title = _("Within reach")
    if step.chance is None:
        words = step.refused or _("No chance is worked out for what is not measured.")
        return RuleCheck("within_reach", title, good=not step.measured, words=words)
    said = step.chance_words or _("No chance is worked out for what is not measured.")
    if step.chance < OUT_OF_REACH:
        words = _("{chance} Nearly out of reach: take a nearer value, or more time.", chance=said)
        return RuleCheck("within_reach", title, good=False, words=words)
    if step.chance > SURE:
        words = _("{chance} It would come without any effort: dare a little more.", chance=said)
        return RuleCheck("within_reach", title, good=False, words=words)
    return RuleCheck("within_reach", title, good=True, words=said)


def serves(step: Written) -> RuleCheck:
    """Whether it is tied to a goal."""
    title = _("Serves")
    if step.serves:
        words = _("It serves “{goal}”.", goal=step.serves)
        return RuleCheck("serves", title, good=True, words=words)
    words = _("It serves no goal yet. Choose the goal that it helps.")
    return RuleCheck("serves", title, good=False, words=words)


def dated(step: Written, today: datetime.date) -> RuleCheck:
    """Whether its day is still to come."""
    title = _("Dated")
    if step.due <= today:
        words = _("Its day has passed. What is reached stays; give the rest a later day.")
        return RuleCheck("dated", title, good=False, words=words)
    words = _("Until {day}; leave pauses it.", day=step.due)
    return RuleCheck("dated", title, good=True, words=words)


def guarded(step: Written) -> RuleCheck:
    """Whether speed or volume has something beside it that must not get worse."""
    title = _("Must not get worse")
    if step.guarded:
        words = _("The step does not count while this is broken.")
        return RuleCheck("guarded", title, good=True, words=words)
    words = _("Being faster can mean solving less. Choose what must not get worse.")
    return RuleCheck("guarded", title, good=False, words=words)
