"""Whom somebody meets alone: those they lead, their leads, their coach and whom they coach."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.people.units import Chart, Role
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals.cards import HolderView
from trigpoint.store.models import Ladder, Person, TalkLine


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody whom the actor meets. `tie` says why: led, lead, coached or coach."""

    person: HolderView
    tie: str


def ties(actor: Actor) -> dict[int, str]:
    """Return whom the actor meets today, by primary key, and why."""
    if actor.person is None:
        return {}
    me, drawn = actor.person.pk, access.viewer_of(actor).chart
    found = dict.fromkeys(coached(me), "coached") | dict.fromkeys(coaches(me), "coach")
    found |= dict.fromkeys(leads_of(drawn, me), "lead") | dict.fromkeys(led_by(drawn, me), "led")
    found.pop(me, None)
    return found


def led_by(drawn: Chart, lead: int) -> set[int]:
    """Return for whom somebody answers: their teams' people, and the leads right below."""
    found: set[str] = set()
    for unit in drawn.units_of(str(lead), Role.LEAD):
        found |= {link.person for link in drawn.people[unit]}
        found |= {below for under in drawn.children[unit] for below in drawn.leads(under)}
    return {int(person) for person in found - {str(lead)}}


def leads_of(drawn: Chart, person: int) -> set[int]:
    """Return who answers for somebody: the same, seen from below."""
    units = list(drawn.units_of(str(person)))
    above = [
        drawn.parent[unit]
        for unit in drawn.units_of(str(person), Role.LEAD)
        if unit in drawn.parent
    ]
    return {int(lead) for unit in (*units, *above) for lead in drawn.leads(unit)} - {person}


def coached(me: int) -> set[int]:
    """Return whom somebody coaches on a ladder."""
    rows = Ladder.objects.filter(coach=me, owner_person__isnull=False, retired=False)
    return set(rows.values_list("owner_person", flat=True))


def coaches(me: int) -> set[int]:
    """Return who coaches somebody on a ladder."""
    rows = Ladder.objects.filter(owner_person=me, coach__isnull=False, retired=False)
    return set(rows.values_list("coach", flat=True))


def everyone(actor: Actor) -> tuple[Partner, ...]:
    """Return whom the actor meets: those they lead first, by name."""
    found = ties(actor)
    order = ("led", "lead", "coached", "coach")
    rows = Person.objects.filter(pk__in=found, organisation=actor.organisation, retired=False)
    made = [Partner(named(row), found[row.pk]) for row in rows]
    return tuple(sorted(made, key=lambda one: (order.index(one.tie), one.person.name)))


def named(person: Person) -> HolderView:
    """Return a person by name."""
    return HolderView("person", person.public_id, person.name)


def find(actor: Actor, person_id: str) -> tuple[Person, str]:
    """Return whom the actor meets and why, "" where it is over and their lines are left.

    Raises:
        NotThere: for anybody else.
    """
    person = access.person(actor, person_id, Verb.SEE)
    tie = ties(actor).get(person.pk, "")
    if not tie and not lines(actor, person).exists():
        raise NotThere
    return person, tie


def lines(actor: Actor, person: Person) -> QuerySet[TalkLine]:
    """Return what the actor may read of what the two wrote: their own, and what is shared."""
    if actor.person is None:
        return TalkLine.objects.none()
    me = actor.person
    theirs = Q(by=me, other=person) | Q(by=person, other=me, shared=True)
    found = TalkLine.objects.filter(theirs, organisation=actor.organisation, retired=False)
    return found.select_related("by").order_by("-at", "-pk")
