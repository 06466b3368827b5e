"""Check-ins: how a goal goes, in its owner's words, beside the figure of the moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.loop import needs
from trigpoint.services.loop.needs import NeedDraft
from trigpoint.services.measures import figures
from trigpoint.services.measures.figures import Figure
from trigpoint.store.models import CheckIn, Goal, Hurdle, Rhythm
from trigpoint.store.state import records

LONGEST_HURDLE = 200
RHYTHMS = (7, 14, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInDraft:
    """How it is going: the owner's status, and a line on what helped or is in the way.

    `hurdles` are (public id, same, growing or gone) of what was in the way before; `new_hurdle` is
    what has come. `wants_help` puts it on the list of the next talk with one's lead.
    """

    status: str
    note: str = ""
    confidence: int | None = None
    wants_help: bool = False
    hurdles: tuple[tuple[str, str], ...] = ()
    new_hurdle: str = ""
    need: NeedDraft | None = None


@dataclass(frozen=True, slots=True)
class HurdleView:
    """Something in the way of a goal; `state` is new, same, growing or gone."""

    id: str
    title: str
    state: str


def check_in(actor: Actor, goal_id: str, draft: CheckInDraft) -> str:
    """Check in on a goal; the figure of the moment is kept beside it. Return its public id.

    Raises:
        Invalid: without one of the statuses, for a confidence outside 0 to 10, or for a need
            without words or leader; nothing is written.
    """
    goal = access.goal_to_check_in(actor, goal_id)
    if actor.person is None:
        raise NotAllowed(_("Only a person can check in."))
    refuse(draft)
    hurdles = list(said_of_hurdles(actor, goal, draft))
    need = needs.made(actor, goal, draft.need) if draft.need else None
    figure = first_figure(actor, goal)
    goal.stated_status = draft.status
    with command(actor, "check_in") as journal:
        check = journal.create(
            CheckIn(
                organisation=actor.organisation,
                goal=goal,
                person=actor.person,
                at=actor.now,
                status=draft.status,
                confidence=draft.confidence,
                note=draft.note.strip(),
                wants_help=draft.wants_help,
                value=figure.value if figure else None,
                low=figure.low if figure else None,
                high=figure.high if figure else None,
                n=figure.n if figure else None,
            )
        )
        journal.save(goal)
        for hurdle in hurdles:
            if hurdle.state == Hurdle.State.NEW:
                journal.create(hurdle)
            else:
                journal.save(hurdle)
        journal.tell("goal.checked_in", goal=goal.public_id)
        if need is not None:
            journal.create(need)
            journal.tell("need.asked", need=need.public_id, goal=goal.public_id)
    return check.public_id


def refuse(draft: CheckInDraft) -> None:
    """Raise `Invalid` for a check-in that says nothing, or what cannot be."""
    if draft.status not in {s for s in Goal.Status.values if s}:
        raise Invalid({"status": _("Choose how it is going.")})
    if draft.confidence is not None and draft.confidence not in range(11):
        raise Invalid({"confidence": _("Confidence runs from 0 to 10.")})
    if len(draft.new_hurdle) > LONGEST_HURDLE:
        raise Invalid({"new_hurdle": _("Say it shorter.")})


def said_of_hurdles(actor: Actor, goal: Goal, draft: CheckInDraft) -> Iterator[Hurdle]:
    """Yield the hurdles of which something is said, changed and not saved yet."""
    known = {row.public_id: row for row in open_hurdles([goal.pk])}
    for public_id, state in draft.hurdles:
        row = known.get(public_id)
        if row is None or state not in Hurdle.State.values or state == Hurdle.State.NEW:
            raise Invalid({"hurdles": _("Say of each whether it is as before, growing or gone.")})
        row.state, row.at = state, actor.now
        yield row
    if draft.new_hurdle.strip():
        yield Hurdle(
            organisation=actor.organisation,
            goal=goal,
            person=actor.person,
            title=draft.new_hurdle.strip(),
            at=actor.now,
        )


def open_hurdles(goals: list[int]) -> list[Hurdle]:
    """Return what is in the way of goals, by their primary keys, the oldest first."""
    found = Hurdle.objects.filter(goal__in=goals, retired=False).exclude(state=Hurdle.State.GONE)
    return list(found.order_by("pk"))


def hurdles(
    actor: Actor, goal_id: str, at: datetime.datetime | None = None
) -> tuple[HurdleView, ...]:
    """Return what is in the way of a goal, or was `at` a moment.

    Nothing for whoever may not read its check-ins.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    if at is None or not access.sees_check_ins(actor, goal):
        return hurdles_of(actor, goal)
    Cards(actor, graph.load(actor, at)).stood(goal)
    then = records(Hurdle, actor.organisation, at, goal_id=goal.pk)
    return views(h for h in then if h.state != Hurdle.State.GONE)


def hurdles_of(actor: Actor, goal: Goal) -> tuple[HurdleView, ...]:
    """Return the same of a goal that the actor is known to see."""
    if not access.sees_check_ins(actor, goal):
        return ()
    return views(open_hurdles([goal.pk]))


def views(found: Iterable[Hurdle]) -> tuple[HurdleView, ...]:
    """Return hurdles as they are shown."""
    return tuple(HurdleView(h.public_id, h.title, h.state) for h in found)


def first_figure(actor: Actor, goal: Goal) -> Figure | None:
    """Return the standing figure of the goal's first measured target, or None.

    The graph is not read for it: a check-in is one goal's, however many there are.
    """
    held = goal.targets.filter(retired=False, measure__retired=False).select_related("measure")
    measures = [target.measure for target in held if target.measure]
    standing = figures.standing(measures, graph.published(actor), actor.now)
    return next((standing[one.pk] for one in measures if one.pk in standing), None)


def standing_figure(state: graph.State, goal: Goal) -> Figure | None:
    """Return the same from a state of the graph."""
    held = state.targets.get(goal.pk, ())
    found = (state.standing.get(t.measure_id or 0) for t in held)
    return next((figure for figure in found if figure is not None), None)


def talked(actor: Actor, check_id: str) -> None:
    """Note that the help which a check-in asked for was talked about.

    Raises:
        NotThere: where no such help is wanted of what the actor may read.
    """
    rows = CheckIn.objects.select_related("goal__owner_unit", "goal__owner_person")
    check = rows.filter(
        organisation=actor.organisation, public_id=check_id, wants_help=True, retired=False
    ).first()
    if check is None or not access.find_goal(actor, check.goal.public_id):
        raise NotThere
    if not access.sees_check_ins(actor, check.goal):
        raise NotThere
    check.talked_at = check.talked_at or actor.now
    with command(actor, "check_in.talked") as journal:
        journal.save(check)


def set_rhythm(actor: Actor, goal_id: str, days: int) -> None:
    """Say how many days lie between two check-ins on a goal.

    Raises:
        Invalid: for anything but a week, two or four.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    if days not in RHYTHMS:
        raise Invalid({"days": _("Choose every week, every two or every four weeks.")})
    known = Rhythm.objects.filter(goal=goal).first()
    row = known or Rhythm(organisation=actor.organisation, goal=goal)
    row.days = days
    with command(actor, "check_in.rhythm") as journal:
        if known is None:
            journal.create(row)
        else:
            journal.save(row)
