"""Who needs help, on one page: for a lead, for those who asked, and for whom a lead owes a word."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.units import Chart, Role
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.loop import cadence, needs
from trigpoint.services.loop.cadence import Cadence
from trigpoint.services.loop.check_ins import HurdleView, open_hurdles
from trigpoint.services.loop.needs import NeedView
from trigpoint.store.models import CheckIn, Goal, Need


@dataclass(frozen=True, slots=True)
class HelpPoint:
    """Something to talk about in the next 1:1: the help that a check-in asked for."""

    id: str
    goal: str
    goal_title: str
    words: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class GoalWord:
    """A goal with the last word on it, and the day since which the next one is overdue."""

    goal: str
    title: str
    status: str
    note: str
    at: datetime.datetime | None
    overdue: datetime.date | None
    hurdles: tuple[HurdleView, ...]


@dataclass(frozen=True, slots=True)
class PersonHelp:
    """One person of a lead's: what to talk about, what they asked for, and their goals."""

    person: HolderView
    points: tuple[HelpPoint, ...]
    needs: tuple[NeedView, ...]
    goals: tuple[GoalWord, ...]

    @property
    def needs_help(self) -> bool:
        """Whether they asked for something that was not answered yet."""
        return bool(self.points or self.needs)


@dataclass(frozen=True, slots=True)
class LateLead:
    """A goal of one of my units on which its lead owes a word."""

    goal: str
    title: str
    leads: tuple[HolderView, ...]
    since: datetime.date


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`people` are those for whom the actor answers, those who need help first.

    `mine` is the list of the actor's own next 1:1, `asked` what they asked for and what became of
    it, `late` where their own leads owe a word.
    """

    people: tuple[PersonHelp, ...]
    mine: tuple[HelpPoint, ...]
    asked: tuple[NeedView, ...]
    late: tuple[LateLead, ...]


def show(actor: Actor) -> HelpPage:
    """Return who needs help, as the actor may know it."""
    cards = Cards(actor, graph.load(actor))
    drawn = access.viewer_of(actor).chart
    led = {key for key in answered_for(actor, drawn) if sees(actor, cards, key)}
    me = actor.person.pk if actor.person else 0
    mine = {int(u) for u in drawn.units_of(str(me))}
    theirs = [
        g
        for g in cards.state.goals.values()
        if g.pk in cards.goals
        and not g.private
        and (g.owner_person_id in led or g.owner_unit_id in mine | led_units(drawn, led))
    ]
    words = cadence.of_goals(actor, cards.state, theirs)
    points = points_of(led | {me}, cards)
    open_needs = needs.rows(actor).filter(person__in=led, state=Need.State.OPEN)
    asked = needs.views(actor, open_needs)
    hurdles = in_the_way(list(words))
    people = [
        PersonHelp(
            cards.holder(None, key),
            points.get(key, ()),
            tuple(n for n in asked if n.by.id == cards.state.people[key].public_id),
            tuple(
                word(actor, one, hurdles)
                for one in words.values()
                if key in holders(drawn, one.goal)
            ),
        )
        for key in led
    ]
    return HelpPage(
        tuple(sorted(people, key=lambda p: (not p.needs_help, p.person.name))),
        points.get(me, ()),
        needs.mine(actor),
        tuple(
            late(actor, cards, drawn, (w for w in words.values() if w.goal.owner_unit_id in mine))
        ),
    )


def answered_for(actor: Actor, drawn: Chart) -> set[int]:
    """Return the people for whom the actor answers: their teams', and the leads right below."""
    if actor.person is None:
        return set()
    me = str(actor.person.pk)
    found: set[str] = set()
    for unit in drawn.units_of(me, Role.LEAD):
        found |= {link.person for link in drawn.people[unit]}
        found |= {lead for below in drawn.children[unit] for lead in drawn.leads(below)}
    return {int(person) for person in found - {me}}


def sees(actor: Actor, cards: Cards, key: int) -> bool:
    """Whether the actor may read the check-ins of a person."""
    person = cards.state.people.get(key)
    if person is None:
        return False
    thing = access.person_thing(actor, person)
    return bool(access.decision(actor, Verb.SEE, Kind.CHECK_IN_OF_PERSON, thing))


def led_units(drawn: Chart, people: Iterable[int]) -> set[int]:
    """Return the units that people lead."""
    return {int(u) for key in people for u in drawn.units_of(str(key), Role.LEAD)}


def holders(drawn: Chart, goal: Goal) -> set[int]:
    """Return who says how a goal goes: its person, or the leads of its unit."""
    if goal.owner_person_id is not None:
        return {goal.owner_person_id}
    unit = str(goal.owner_unit_id)
    return {int(lead) for lead in drawn.leads(unit)} if unit in drawn.kinds else set()


def points_of(people: set[int], cards: Cards) -> dict[int, tuple[HelpPoint, ...]]:
    """Return what each person wants to talk about, the oldest first."""
    rows = CheckIn.objects.filter(
        person__in=people,
        wants_help=True,
        talked_at=None,
        retired=False,
        goal__retired=False,
        goal__in=cards.goals,
    ).select_related("goal")
    found: dict[int, tuple[HelpPoint, ...]] = {}
    for row in rows.order_by("at", "pk"):
        point = HelpPoint(row.public_id, row.goal.public_id, row.goal.title, row.note, row.at)
        found[row.person_id] = (*found.get(row.person_id, ()), point)
    return found


def in_the_way(goals: list[int]) -> dict[int, tuple[HurdleView, ...]]:
    """Return what is in the way of each goal, by the goals' primary keys."""
    found: dict[int, tuple[HurdleView, ...]] = {}
    for row in open_hurdles(goals):
        view = HurdleView(row.public_id, row.title, row.state)
        found[row.goal_id] = (*found.get(row.goal_id, ()), view)
    return found


def word(actor: Actor, one: Cadence, hurdles: dict[int, tuple[HurdleView, ...]]) -> GoalWord:
    """Return the last word on a goal."""
    last = one.last
    return GoalWord(
        goal=one.goal.public_id,
        title=one.goal.title,
        status=last.status if last else "",
        note=last.note if last else "",
        at=last.at if last else None,
        overdue=one.due if one.due < actor.today else None,
        hurdles=hurdles.get(one.goal.pk, ()),
    )


def late(actor: Actor, cards: Cards, drawn: Chart, words: Iterable[Cadence]) -> Iterable[LateLead]:
    """Yield the goals of units on which somebody else owes a word."""
    me = actor.person.pk if actor.person else 0
    for one in words:
        leads = holders(drawn, one.goal) - {me}
        if one.due < actor.today and leads:
            named = tuple(cards.holder(None, key) for key in sorted(leads))
            yield LateLead(one.goal.public_id, one.goal.title, named, one.due)
