"""Ladders of persons and teams: made, changed, begun, stepped off, taken up again, ended."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.ladders import ladder_access
from trigpoint.services.wording import Wording
from trigpoint.store.models import Goal, Ladder, Person, Rung

CHANGEABLE = ("title", "why", "goal", "above", "coach", "audience", "may_export")
MOST_DAYS_AWAY = 366
NEEDS_MOMENT = _("Say the day and the time.")
NEEDS_DAYS = _("Say from which day to which.")
NEEDS_TITLE = _("Say in a few words what you want to get better at.")
ABOVE = _("Choose the ladder of a team, a department, or all.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderDraft:
    """A ladder as somebody begins it; owner, goal, ladder above and coach are public ids."""

    owner: str
    title: str
    why: str = ""
    goal: str = ""
    above: str = ""
    coach: str = ""
    audience: str = Ladder.Audience.PRIVATE


def build(actor: Actor, draft: LadderDraft) -> Ladder:
    """Return the ladder of a draft, not yet written; raises like `add`."""
    unit, person = access.holder(actor, draft.owner, sets_goals=False)
    ladder = Ladder(organisation=actor.organisation, owner_unit=unit, owner_person=person)
    if not ladder_access.may(actor, ladder, Verb.CREATE):
        raise NotAllowed(_("A person’s ladder is theirs to begin, a team’s its lead’s."))
    given = {
        "title": draft.title,
        "why": draft.why,
        "goal": draft.goal,
        "above": draft.above,
        "coach": draft.coach,
        "audience": draft.audience,
    }
    return fill(actor, ladder, given)


def fill(actor: Actor, ladder: Ladder, given: Mapping[str, object]) -> Ladder:
    """Write fields into a ladder that is not saved yet, and refuse what cannot be."""
    texts = Wording()
    for name, value in given.items():
        match name:
            case "title":
                ladder.title = texts.text(name, str(value), 200, NEEDS_TITLE)
            case "why":
                ladder.why = texts.text(name, str(value), 2000)
            case "goal":
                ladder.goal = goal(actor, str(value))
            case "above":
                ladder.above = above(actor, ladder, str(value))
            case "coach":
                ladder.coach = coach(actor, ladder, str(value))
            case "audience":
                known = value in Ladder.Audience.values
                texts.check(name, holds=known, otherwise=_("Choose who is told."))
                ladder.audience = str(value)
            case "may_export":
                ladder.may_export = bool(value)
            case _:
                texts.wrong[name] = _("There is no field called {name}.", name=name)
    texts.refuse()
    return ladder


def goal(actor: Actor, public_id: str) -> Goal | None:
    """Return the goal that a ladder is to reach; "" is none, and what is not seen is refused."""
    if not public_id:
        return None
    found = access.find_goal(actor, public_id)
    if found is None:
        raise Invalid({"goal": _("Choose a goal that you can see.")})
    return found


def above(actor: Actor, ladder: Ladder, public_id: str) -> Ladder | None:
    """Return the ladder of a unit that this one is tied to; "" is none.

    Raises:
        Invalid: for one that is not seen, a person's, and one that leads back to this one.
    """
    if not public_id:
        return None
    try:
        found = ladder_access.ladder(actor, public_id, Verb.SEE)
    except NotThere as error:
        raise Invalid({"above": ABOVE}) from error
    if found.owner_unit_id is None:
        raise Invalid({"above": ABOVE})
    step: Ladder | None = found
    while step is not None:
        if step.pk == ladder.pk and ladder.pk:
            raise Invalid({"above": _("That ladder is tied to this one already.")})
        step = step.above
    return found


def coach(actor: Actor, ladder: Ladder, public_id: str) -> Person | None:
    """Return whom the person has chosen to coach them; "" is nobody.

    Raises:
        Invalid: for somebody who is not here, or who is the person.
    """
    if not public_id:
        return None
    try:
        found = access.person(actor, public_id, Verb.SEE)
    except NotThere as error:
        unknown = _("There is nobody here like that. Choose somebody from the list of people.")
        raise Invalid({"coach": unknown}) from error
    if found.pk == ladder.owner_person_id:
        raise Invalid({"coach": _("Choose somebody else: a coach sees what you do not.")})
    return found


def add(actor: Actor, draft: LadderDraft) -> str:
    """Begin a ladder as a draft; return its public id.

    Raises:
        Invalid: without a title, or for a goal, ladder or coach that cannot be.
        NotAllowed: for somebody else's ladder.
    """
    ladder = build(actor, draft)
    with command(actor, "ladder.add") as journal:
        journal.create(ladder)
        journal.tell("ladder.changed", ladder=ladder.public_id)
    return ladder.public_id


def edit(actor: Actor, ladder_id: str, version: int, changes: Mapping[str, object]) -> None:
    """Change what a ladder is about, what it is tied to, who coaches, and who is told.

    Raises:
        Invalid: for what cannot be.
        Stale: where somebody changed the ladder since `version`.
    """
    ladder = fill(actor, ladder_access.ladder(actor, ladder_id, Verb.CHANGE), changes)
    with command(actor, "ladder.edit") as journal:
        journal.save(ladder, expected=version)
        journal.tell("ladder.changed", ladder=ladder.public_id)


def begin(actor: Actor, ladder_id: str) -> None:
    """Begin to climb, or take a ladder up again that was stepped off; what is reached is kept.

    Raises:
        Invalid: without a step, or while one of them has nothing that counts.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    open_ = [r for r in ladder.rungs.filter(retired=False).order_by("rank") if not r.reached_on]
    if not open_:
        raise Invalid({"": _("Add a step first: there is nothing to climb yet.")})
    empty = [r for r in open_ if not r.criteria.filter(retired=False).exists()]
    if empty:
        words = _("Nothing counts yet for “{step}”. Add a measure, a skill or a training.")
        raise Invalid({"": Text(words.msgid, {"step": empty[0].title})})
    ladder.state, ladder.declined_words = Ladder.State.CLIMBING, ""
    ladder.began_on = ladder.began_on or actor.today
    first = open_[0]
    with command(actor, "ladder.begin") as journal:
        journal.save(ladder)
        if first.opened_on is None:
            first.opened_on = actor.today
            journal.save(first)
        journal.tell("ladder.changed", ladder=ladder.public_id)


def decline(actor: Actor, ladder_id: str, words: str = "") -> None:
    """Step off a ladder. It costs nothing: what was reached stays, and only the person sees it."""
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    texts = Wording()
    ladder.declined_words = texts.text("words", words, 2000)
    texts.refuse()
    ladder.state = Ladder.State.DECLINED
    with command(actor, "ladder.decline") as journal:
        journal.save(ladder)


def end(actor: Actor, ladder_id: str) -> None:
    """End a ladder that has been climbed, or is of no use any more; what was reached is kept."""
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    ladder.state = Ladder.State.ENDED
    with command(actor, "ladder.end") as journal:
        journal.save(ladder)


def retire(actor: Actor, ladder_id: str, version: int) -> None:
    """Take a ladder away.

    Raises:
        Invalid: where a step of it is reached: end it instead, so that it stays.
        Stale: where somebody changed the ladder since `version`.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.RETIRE)
    if Rung.objects.filter(ladder=ladder, reached_on__isnull=False, retired=False).exists():
        raise Invalid({"": _("A step of it is reached. End the ladder, so that it stays.")})
    with command(actor, "ladder.retire") as journal:
        journal.retire(ladder, expected=version)


def take_leave(actor: Actor, ladder_id: str, first: datetime.date, last: datetime.date) -> None:
    """Say that somebody is away from a day to another: these weeks pause every hold.

    Raises:
        Invalid: for an end before its start, or more than a year.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    if last < first:
        raise Invalid({"last": _("The last day comes before the first.")})
    if (last - first).days > MOST_DAYS_AWAY:
        raise Invalid({"last": _("That is more than a year. End the ladder, and begin another.")})
    ladder.away = sorted([*ladder.away, [first.isoformat(), last.isoformat()]])
    with command(actor, "ladder.leave") as journal:
        journal.save(ladder)


def stay(actor: Actor, ladder_id: str, first: datetime.date, last: datetime.date) -> None:
    """Take back that somebody is away: the weeks from a day to another count again.

    Raises:
        Invalid: for days on which nobody said to be away.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    days = [first.isoformat(), last.isoformat()]
    if days not in ladder.away:
        raise Invalid({"first": _("Nobody said to be away on these days.")})
    ladder.away = [each for each in ladder.away if each != days]
    with command(actor, "ladder.stay") as journal:
        journal.save(ladder)


def skip(actor: Actor, ladder_id: str, step: str, *, skipped: bool) -> None:
    """Leave a guided step out on purpose, or take it in again."""
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    left_out = set(ladder.skipped)
    ladder.skipped = sorted(left_out | {step} if skipped else left_out - {step})
    with command(actor, "ladder.skip") as journal:
        journal.save(ladder)
