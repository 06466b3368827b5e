"""Obstacles of a plan: how likely, how bad, which methods they threaten, and their warning sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.measures import readings
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.services.wording import Wording
from trigpoint.store.models import Measure, Obstacle, Person

LONGEST_TITLE, LONGEST_WORDS, LONGEST_TEXT = 200, 200, 1000
MOST_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleDraft:
    """An obstacle as somebody writes it. Levels run from 1 (low) to 3 (high).

    `threatens` are public ids of methods, `owner` that of the person who looks after it. The
    warning sign is in words, or a measure beyond `sign_threshold` (in its unit) on `sign_days`
    days in a row.
    """

    title: str
    likelihood: int = 2
    impact: int = 2
    impact_words: str = ""
    threatens: Sequence[str] = ()
    mitigation: str = ""
    contingency: str = ""
    owner: str = ""
    sign_words: str = ""
    sign_measure: str = ""
    sign_side: str = Obstacle.Side.ABOVE
    sign_threshold: float | None = None
    sign_days: int = 1


def add(actor: Actor, plan_id: str, draft: ObstacleDraft) -> str:
    """Name an obstacle; return its public id.

    Raises:
        Invalid: for words, levels, methods, a person or a warning sign that cannot be.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    rank = Obstacle.objects.filter(plan=plan, retired=False).count() + 1
    obstacle = Obstacle(organisation=actor.organisation, plan=plan, rank=rank)
    fill(actor, obstacle, draft)
    with command(actor, "obstacle.add") as journal:
        readings.watch(actor.organisation, obstacle.sign_measure)
        journal.create(obstacle)
        journal.tell("plan.changed", plan=plan.public_id)
    return obstacle.public_id


def edit(
    actor: Actor, obstacle_id: str, version: int, draft: ObstacleDraft, *, reason: str = ""
) -> None:
    """Say an obstacle anew; another warning sign begins quiet.

    Raises:
        Invalid: for words, levels, methods, a person or a warning sign that cannot be.
        Stale: where somebody changed it since `version`.
    """
    obstacle = plan_access.part(actor, Obstacle, obstacle_id, Verb.CHANGE)
    before = sign_of(obstacle)
    fill(actor, obstacle, draft)
    if sign_of(obstacle) != before:
        obstacle.fired_on = obstacle.over_since = None
    with command(actor, "obstacle.edit", reason=reason) as journal:
        readings.watch(actor.organisation, obstacle.sign_measure)
        journal.save(obstacle, expected=version)
        journal.tell("plan.changed", plan=obstacle.plan.public_id)


def sign_of(obstacle: Obstacle) -> tuple[object, ...]:
    """Return what makes a live warning sign the same one."""
    return (
        obstacle.sign_measure_id,
        obstacle.sign_side,
        obstacle.sign_threshold,
        obstacle.sign_days,
    )


def remove(actor: Actor, obstacle_id: str, version: int) -> None:
    """Take an obstacle away.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    obstacle = plan_access.part(actor, Obstacle, obstacle_id, Verb.CHANGE)
    with command(actor, "obstacle.remove") as journal:
        journal.retire(obstacle, expected=version)
        journal.tell("plan.changed", plan=obstacle.plan.public_id)


def say_come(actor: Actor, obstacle_id: str, version: int, *, reason: str = "") -> None:
    """Say that the warning sign has come: the contingency opens and its owner is told.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    obstacle = plan_access.part(actor, Obstacle, obstacle_id, Verb.CHANGE)
    obstacle.fired_on, obstacle.over_since = actor.today, None
    with command(actor, "obstacle.come", reason=reason) as journal:
        journal.save(obstacle, expected=version)
        journal.tell("plan.sign_has_come", **told(obstacle))


def say_over(actor: Actor, obstacle_id: str, version: int, *, reason: str) -> None:
    """Say that what came is over; the sign watches for the next time.

    Raises:
        Invalid: without a word on how it ended.
        Stale: where somebody changed it since `version`.
    """
    obstacle = plan_access.part(actor, Obstacle, obstacle_id, Verb.CHANGE)
    as_read(obstacle, version)
    if not reason.strip():
        raise Invalid({"reason": _("Say how it ended, for the next time.")})
    obstacle.fired_on, obstacle.over_since = None, actor.today
    with command(actor, "obstacle.over", reason=reason) as journal:
        journal.save(obstacle, expected=version)
        journal.tell("plan.changed", plan=obstacle.plan.public_id)


def told(obstacle: Obstacle) -> dict[str, str]:
    """Return what the owner of a contingency is told."""
    return {
        "plan": obstacle.plan.public_id,
        "obstacle": obstacle.public_id,
        "person": obstacle.owner.public_id if obstacle.owner else "",
    }


def fill(actor: Actor, obstacle: Obstacle, draft: ObstacleDraft) -> None:
    """Write a draft into an obstacle that is not saved yet, and refuse what cannot be."""
    wording = Wording()
    needed = _("Say in a sentence what would stand in the way.")
    obstacle.title = wording.text("title", draft.title, LONGEST_TITLE, needed)
    obstacle.impact_words = wording.text("impact_words", draft.impact_words, LONGEST_WORDS)
    obstacle.mitigation = wording.text("mitigation", draft.mitigation, LONGEST_TEXT)
    obstacle.contingency = wording.text("contingency", draft.contingency, LONGEST_TEXT)
    obstacle.sign_words = wording.text("sign_words", draft.sign_words, LONGEST_WORDS)
    for name in ("likelihood", "impact"):
        level = getattr(draft, name)
        wording.check(name, holds=level in {1, 2, 3}, otherwise=_("Choose low, medium or high."))
        setattr(obstacle, name, level)
    fill_sign(actor, obstacle, draft, wording)
    wording.refuse()
    obstacle.threatens = known_methods(actor, obstacle, draft.threatens)
    obstacle.owner = person(actor, draft.owner)


def fill_sign(actor: Actor, obstacle: Obstacle, draft: ObstacleDraft, wording: Wording) -> None:
    """Write the live warning sign of a draft."""
    obstacle.sign_measure = measure(actor, draft.sign_measure)
    obstacle.sign_side, obstacle.sign_days = draft.sign_side, draft.sign_days
    obstacle.sign_threshold = draft.sign_threshold if obstacle.sign_measure else None
    if obstacle.sign_measure is None:
        return
    there = draft.sign_threshold is not None
    wording.check("sign_threshold", holds=there, otherwise=_("Say from which value on it warns."))
    sides = draft.sign_side in Obstacle.Side.values
    wording.check("sign_side", holds=sides, otherwise=_("Choose above or below."))
    in_range = 1 <= draft.sign_days <= MOST_DAYS
    text = _("Choose from 1 to {most} days.", most=MOST_DAYS)
    wording.check("sign_days", holds=in_range, otherwise=text)


def measure(actor: Actor, public_id: str) -> Measure | None:
    """Return the measure of a warning sign, None for "".

    Raises:
        Invalid: for one that there is not, and for one about a person: a plan is read by many.
    """
    if not public_id:
        return None
    try:
        found = access.measure(actor, public_id, Verb.SEE)
    except NotThere as error:
        raise Invalid({"sign_measure": _("Choose the measure that warns.")}) from error
    if found.pk not in access.visible_ids(actor, "figure"):
        raise Invalid({"sign_measure": _("Its figures are not for you to see.")})
    if found.person_id is not None:
        text = _("A plan is read by many: choose a measure that is not about one person.")
        raise Invalid({"sign_measure": text})
    return found


def person(actor: Actor, public_id: str) -> Person | None:
    """Return who looks after an obstacle, None for ""; raise `Invalid` for nobody known."""
    if not public_id:
        return None
    try:
        return access.person(actor, public_id, Verb.SEE)
    except NotThere as error:
        raise Invalid({"owner": _("Choose who looks after it.")}) from error


def known_methods(actor: Actor, obstacle: Obstacle, wanted: Sequence[str]) -> list[str]:
    """Return public ids of methods in their rank; raise `Invalid` for one that there is not."""
    methods = plan_state.load(actor).methods.get(obstacle.plan_id, ())
    held = [method.public_id for method in methods]
    if set(wanted) - set(held):
        raise Invalid({"threatens": _("Choose among the methods of this plan.")})
    return [method for method in held if method in set(wanted)]
