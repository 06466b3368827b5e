"""Drives: which goal is believed to move which other one, in which direction and how much later."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.graph.link import Drive as CoreDrive
from trigpoint.core.graph.link import Sign
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals.cards import Cards, GoalCard
from trigpoint.services.insight import evidence
from trigpoint.services.insight.evidence import DriveEvidence
from trigpoint.store.models import Drive, Goal

LONGEST_LAG = 104
SIGNS = {Sign.WITH: 1, Sign.AGAINST: -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveDraft:
    """With `sign` "with" the effect gets better as its cause does, `lag_weeks` later.

    With "against" it gets worse. Better is what the targets of the two goals want.
    """

    sign: str = Sign.WITH.value
    lag_weeks: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class DriveView:
    """A drive as one of its two goals tells it, with what the weeks say of it.

    `is_cause` is whether that goal is the cause.
    """

    id: str
    version: int
    is_cause: bool
    other: GoalCard
    sign: Sign
    lag_weeks: int
    sentence: str
    evidence: DriveEvidence


def add(actor: Actor, cause_id: str, effect_id: str, draft: DriveDraft, *, reason: str = "") -> str:
    """Say that one goal moves another; whoever may change the cause may. Return its public id.

    Drives may form loops: they say what is believed, and add nothing up.

    Raises:
        Invalid: for a goal that drives itself, for one that is not there or not for the actor to
            see, for what is said already, and for a sign, lag or sentence that cannot be.
    """
    cause = access.goal(actor, cause_id, Verb.CHANGE)
    effect = access.find_goal(actor, effect_id)
    if effect is None:
        raise Invalid({"effect": _("Choose the goal that this one moves.")})
    if Drive.objects.filter(cause=cause, effect=effect, retired=False).exists():
        raise Invalid({"effect": _("That is said already.")})
    drive = Drive(organisation=actor.organisation, cause=cause, effect=effect)
    with command(actor, "drive.add", reason=reason) as journal:
        fill(drive, draft)
        journal.create(drive)
        journal.tell("goal.changed", goal=cause.public_id)
    return drive.public_id


def edit(actor: Actor, drive_id: str, version: int, draft: DriveDraft, *, reason: str = "") -> None:
    """Say a drive anew, between the same two goals.

    Raises:
        Invalid: for a sign, lag or sentence that cannot be.
        Stale: where somebody changed it since `version`.
    """
    drive = access.drive(actor, drive_id, Verb.CHANGE)
    with command(actor, "drive.edit", reason=reason) as journal:
        fill(drive, draft)
        journal.save(drive, expected=version)
        journal.tell("goal.changed", goal=drive.cause.public_id)


def remove(actor: Actor, drive_id: str, version: int, *, reason: str = "") -> None:
    """No longer say that one goal moves another.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    drive = access.drive(actor, drive_id, Verb.CHANGE)
    with command(actor, "drive.remove", reason=reason) as journal:
        journal.retire(drive, expected=version)
        journal.tell("goal.changed", goal=drive.cause.public_id)


def fill(drive: Drive, draft: DriveDraft) -> None:
    """Write a draft into a drive, and refuse what cannot be."""
    if draft.sign not in {sign.value for sign in Sign}:
        raise Invalid({"sign": _("Choose with or against.")})
    if not 0 <= draft.lag_weeks <= LONGEST_LAG:
        raise Invalid({"lag_weeks": _("Choose between 0 and {count} weeks.", count=LONGEST_LAG)})
    if not draft.sentence.strip():
        raise Invalid({"sentence": _("Say in one sentence why you believe that.")})
    sign = Sign(draft.sign)
    CoreDrive(drive.cause.public_id, drive.effect.public_id, sign, 7 * draft.lag_weeks)
    drive.sign, drive.lag_weeks = SIGNS[sign], draft.lag_weeks
    drive.sentence = draft.sentence.strip()


def of_goal(cards: Cards, goal: Goal) -> list[DriveView]:
    """Return the drives of a goal in both directions, as far as the actor sees the other goal."""
    state = cards.state
    held = state.drives.get(goal.pk, ())
    told = evidence.of_drives(cards, held)
    found = []
    for drive in held:
        is_cause = drive.cause_id == goal.pk
        if drive.public_id not in told:
            continue
        other = state.goals[drive.effect_id if is_cause else drive.cause_id]
        found.append(
            DriveView(
                id=drive.public_id,
                version=drive.version,
                is_cause=is_cause,
                other=cards.card(other),
                sign=Sign.WITH if drive.sign > 0 else Sign.AGAINST,
                lag_weeks=drive.lag_weeks,
                sentence=drive.sentence,
                evidence=told[drive.public_id],
            )
        )
    return found
