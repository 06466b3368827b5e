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
USUAL = 20
"""Tickets to ask for at least where a usual week is not known."""
QUARTER = datetime.timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Nearer:
    """A value that a criterion is as likely as not to reach, and how it would read with it."""

    criterion: str
    value: float
    wording: Text


@dataclass(frozen=True, slots=True)
class Reach:
    """One measured criterion of a step: how it reads, and how likely it is.

    `chance` is from 0 to 1 and `said` the same in words; None where history is too thin, and
    `refused` says why. `nearer` is None where no value is known that is as likely as not.
    """

    wording: Text
    chance: float | None = None
    said: Text | None = None
    refused: Text | None = None
    nearer: Nearer | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A step as it is written.

    `reach` are its measured criteria, `deeds` its skills and trainings. `least` is the least number
    of tickets asked for, `usual` half of those of a usual week, 0 where it is not known. `serves`
    is the goal that it serves and `could_serve` one that it might, "" for none. `fast` says that it
    presses for speed or volume, and `guard` what could stand beside it, "" for nothing known.
    """

    title: str
    due: datetime.date
    reach: tuple[Reach, ...] = ()
    deeds: tuple[str, ...] = ()
    least: int = 0
    usual: int = 0
    serves: str = ""
    could_serve: str = ""
    fast: bool = False
    guarded: bool = False
    guard: str = ""

    @property
    def wording(self) -> Text | None:
        """How its first measured criterion reads as a title, None without one."""
        return self.reach[0].wording if self.reach else None


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What one rule says: whether it is kept, the sentence, and a better wording where it is not.

    `is_title` says that the better wording may be taken as the title as it stands, `nearer` is the
    value that may be asked for instead.
    """

    key: str
    title: Text
    good: bool
    words: Text
    better: Text | None = None
    is_title: bool = False
    nearer: Nearer | None = None


def check(step: Written, today: datetime.date) -> tuple[RuleCheck, ...]:
    """Return what every rule says of a step."""
    found = (
        clear(step),
        measured(step),
        within_reach(step, today),
        serves(step),
        dated(step, today),
    )
    return (*found, guarded(step)) if step.fast else found


def clear(step: Written) -> RuleCheck:
    """Whether the title says what is to be seen."""
    title = _("Clear")
    counted = any(letter.isdigit() for letter in step.title)
    if counted or (step.wording is None and len(step.title.split()) >= FEW_WORDS):
        return RuleCheck("clear", title, good=True, words=_("The title says what is to be seen."))
    words = _("“{title}” can be read in many ways.", title=step.title)
    better = step.wording
    if better is None and step.deeds:
        better = _("{deed}, seen by {day}", deed=step.deeds[0], day=step.due)
    if better is not None:
        return RuleCheck("clear", title, good=False, words=words, better=better, is_title=True)
    better = _("{title}: what is counted, from what to what, by {day}", **named(step))
    return RuleCheck("clear", title, good=False, words=words, better=better)


def named(step: Written) -> dict[str, object]:
    """Return title and day of a step, for a sentence."""
    return {"title": step.title, "day": step.due}


def measured(step: Written) -> RuleCheck:
    """Whether data or a deed decides."""
    title = _("Measured")
    if not step.reach and not step.deeds:
        words = _("Nothing counts for it yet. Add a measure, a skill or a training.")
        better = _(
            "{title}: held for 4 weeks in a measure, or seen in a skill, by {day}", **named(step)
        )
        return RuleCheck("measured", title, good=False, words=words, better=better)
    if not step.reach:
        words = _("Skills and trainings decide, no figure.")
        return RuleCheck("measured", title, good=True, words=words)
    if not step.least:
        words = _("The data decide, but a week of very few tickets would count. Ask for a minimum.")
        most = {"wording": step.wording, "least": step.usual or USUAL}
        better = _("{wording}, on at least {least} tickets", **most)
        return RuleCheck("measured", title, good=False, words=words, better=better)
    words = _("The data decide, on at least {least} tickets.", least=step.least)
    return RuleCheck("measured", title, good=True, words=words)


def within_reach(step: Written, today: datetime.date) -> RuleCheck:
    """Whether all that counts is neither out of reach nor reached anyway, by its history."""
    title, nothing = _("Within reach"), _("No chance is worked out for what is not measured.")
    if not step.reach:
        return RuleCheck("within_reach", title, good=True, words=nothing)
    wrong = [each for each in step.reach if judged(each) is not None]
    shown = wrong or list(step.reach)
    said = [judged(each) or each.said or nothing for each in shown]
    if len(step.reach) > 1:
        pairs = zip(shown, said, strict=True)
        said = [_("{what}: {said}", what=each.wording, said=words) for each, words in pairs]
    words = said[0]
    for more in said[1:]:
        words = _("{one} {more}", one=words, more=more)
    if not wrong:
        return RuleCheck("within_reach", title, good=True, words=words)
    better, nearer = better_reach(wrong[0], today), wrong[0].nearer
    return RuleCheck("within_reach", title, good=False, words=words, better=better, nearer=nearer)


def judged(found: Reach) -> Text | None:
    """Return what is wrong with how likely a criterion is, None where nothing is."""
    if found.chance is None:
        return found.refused or _("No chance is worked out for what is not measured.")
    if found.chance < OUT_OF_REACH and found.nearer is None:
        return _(
            "{chance} Nearly out of reach, and no value better than today’s is as likely as not:"
            " take more time, or keep what there is.",
            chance=found.said,
        )
    if found.chance < OUT_OF_REACH:
        return _(
            "{chance} Nearly out of reach: take a nearer value, or more time.", chance=found.said
        )
    if found.chance > SURE:
        return _(
            "{chance} It would come without any effort: dare a little more.", chance=found.said
        )
    return None


def better_reach(found: Reach, today: datetime.date) -> Text:
    """Return a criterion with a value as likely as not; with a later look where none is known."""
    if found.nearer is not None:
        return found.nearer.wording
    later = {"wording": found.wording, "day": today + QUARTER}
    return _("{wording}, looked at again on {day}", **later)


def serves(step: Written) -> RuleCheck:
    """Whether it is tied to a goal."""
    title = _("Serves")
    if step.serves:
        words = _("It serves “{goal}”.", goal=step.serves)
        return RuleCheck("serves", title, good=True, words=words)
    words = _("It serves no goal yet. Choose the goal that it helps.")
    better = None
    if step.could_serve:
        better = _("{title}, which helps “{goal}”", title=step.title, goal=step.could_serve)
    return RuleCheck("serves", title, good=False, words=words, better=better)


def dated(step: Written, today: datetime.date) -> RuleCheck:
    """Whether its day is still to come."""
    title = _("Dated")
    if step.due <= today:
        words = _("Its day has passed. What is reached stays; give the rest a later day.")
        better = _("{title}, by {day}", title=step.title, day=today + QUARTER)
        return RuleCheck("dated", title, good=False, words=words, better=better)
    words = _("Until {day}; leave pauses it.", day=step.due)
    return RuleCheck("dated", title, good=True, words=words)


def guarded(step: Written) -> RuleCheck:
    """Whether speed or volume has something beside it that must not get worse."""
    title = _("Must not get worse")
    if step.guarded:
        words = _("The step does not count while this is broken.")
        return RuleCheck("guarded", title, good=True, words=words)
    words = _("Being faster can mean solving less. Choose what must not get worse.")
    beside = {"wording": step.wording or step.title, "guard": step.guard or _("quality")}
    better = _("{wording}, while {guard} does not get worse", **beside)
    return RuleCheck("guarded", title, good=False, words=words, better=better)
