"""Who may see which rows, in SQL: the translation of core/people's table and relations.

For each kind of row there is one function per way in which a relation reaches it; which relations
count is read from the table, so that the two can only disagree where a predicate was translated
wrongly. A test over random organisations holds them together.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from trigpoint.core.people.facts import Actor
from trigpoint.core.people.kinds import Kind, Mode, Outcome, Relation, Verb
from trigpoint.core.people.policy import granted_by
from trigpoint.core.people.units import Chart
from trigpoint.store.models import (
    Contribution,
    Goal,
    Measure,
    Membership,
    Organisation,
    Participant,
    Person,
    Plan,
    Unit,
)

NOBODY = Q(pk__in=())
EVERYBODY = ~NOBODY
GROUP_FLOOR = 5
"""The figure of a group is shown from so many people on; practice, not law."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who looks, on a day, in an organisation with its privacy mode."""

    organisation: Organisation
    facts: Actor
    chart: Chart
    mode: Mode
    day: datetime.date
    found: dict[Relation, Q] = field(default_factory=dict, compare=False, repr=False)
    """The people whom each relation reaches, built once: every kind of row asks for them."""

    @property
    def person(self) -> int | None:
        """The primary key of the person who looks."""
        return int(self.facts.person) if self.facts.person else None

    def here(self, *, partner: bool) -> Q:
        """Everything, for somebody who belongs here and is (not) employed by a partner."""
        return EVERYBODY if self.facts.is_member and self.facts.is_partner == partner else NOBODY


def where(condition: Q, reach: Q) -> Q:
    """Return the rows of a condition that are reached; what all or nobody reaches is not asked."""
    if reach is NOBODY:
        return NOBODY
    return condition if reach is EVERYBODY else condition & reach


def either(*ways: Q) -> Q:
    """Return what one of the ways reaches."""
    return reduce(or_, (way for way in ways if way is not NOBODY), NOBODY)


def keys(names: frozenset[str]) -> list[int]:
    """Return primary keys from the chart's names."""
    return [int(name) for name in names]


def today(viewer: Viewer) -> QuerySet[Membership]:
    """Return the memberships that hold on the viewer's day."""
    return Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=viewer.day),
        organisation=viewer.organisation,
        retired=False,
        unit__in=keys(frozenset(viewer.chart.kinds)),
        valid_from__lte=viewer.day,
    )


def people_in(viewer: Viewer, units: frozenset[str]) -> Q:
    """People with a place in one of the units."""
    if not units:
        return NOBODY
    return Q(pk__in=today(viewer).filter(unit__in=keys(units)).values("person"))


def people_answered_for(viewer: Viewer, units: frozenset[str]) -> Q:
    """People for whom the leads of these units answer (see `core.people.facts.Thing`)."""
    if not units:
        return NOBODY
    leads_it = today(viewer).filter(person=OuterRef("person"), role=Membership.Role.LEAD)
    as_member = today(viewer).filter(
        ~Exists(leads_it.filter(unit=OuterRef("unit"))),
        role=Membership.Role.MEMBER,
        unit__in=keys(units),
    )
    below = (leads_below(viewer, unit) for unit in units if viewer.chart.children.get(unit))
    return reduce(or_, below, Q(pk__in=as_member.values("person")))


def leads_below(viewer: Viewer, unit: str) -> Q:
    """People who lead a unit right below this one, and not this one too."""
    below = frozenset(viewer.chart.children[unit])
    them = today(viewer).filter(role=Membership.Role.LEAD, unit__in=keys(below))
    return Q(pk__in=them.exclude(person__in=keys(viewer.chart.leads(unit))).values("person"))


def persons(viewer: Viewer) -> Mapping[Relation, Callable[[], Q]]:
    """Return, for rows of people, what each relation reaches."""
    facts = viewer.facts
    member = facts.is_member
    return {
        Relation.SUBJECT: lambda: Q(pk=viewer.person) if member and viewer.person else NOBODY,
        Relation.LEAD: lambda: people_answered_for(viewer, facts.leads),
        Relation.SKIP_LEAD: lambda: people_answered_for(viewer, facts.leads_above),
        Relation.TEAMMATE: lambda: people_in(viewer, facts.units),
        **anywhere(viewer),
    }


def anywhere(viewer: Viewer) -> dict[Relation, Callable[[], Q]]:
    """Return the relations that do not look at the row."""
    facts = viewer.facts
    return {
        Relation.COLLEAGUE: lambda: viewer.here(partner=False),
        Relation.PARTNER: lambda: viewer.here(partner=True),
        Relation.ADMINISTRATOR: lambda: EVERYBODY if facts.is_administrator else NOBODY,
        Relation.OBSERVER: lambda: EVERYBODY if facts.is_observer else NOBODY,
    }


def units(viewer: Viewer, column: str) -> dict[Relation, Callable[[], Q]]:
    """Return, for rows with a unit in `column`, what each relation reaches."""
    facts = viewer.facts

    def one_of(names: frozenset[str]) -> Callable[[], Q]:
        return lambda: Q(**{f"{column}__in": keys(names)}) if names else NOBODY

    return {
        Relation.TEAMMATE: one_of(facts.units),
        Relation.LEAD: one_of(facts.leads),
        Relation.SKIP_LEAD: one_of(facts.leads_above),
        **anywhere(viewer),
    }


def of_people(viewer: Viewer, column: str) -> dict[Relation, Callable[[], Q]]:
    """Return, for rows with a person in `column`, what each relation reaches."""

    def through(relation: Relation, reach: Callable[[], Q]) -> Q:
        if relation not in viewer.found:
            viewer.found[relation] = reach()
        people = viewer.found[relation]
        if people is NOBODY:
            return NOBODY
        return Q(**{f"{column}__in": Person.objects.filter(people).values("pk")})

    blind = anywhere(viewer)
    return {
        relation: blind.get(relation) or partial(through, relation, reach)
        for relation, reach in persons(viewer).items()
    }


def reached(
    kind: Kind,
    viewer: Viewer,
    ways: Mapping[Relation, Callable[[], Q]],
    least: Outcome,
    verb: Verb = Verb.SEE,
) -> Q:
    """Return what the viewer may see of a kind, with at least so much of it shown.

    Where a relation that does not look at the row suffices, the others are not asked: the database
    then has nothing to join.
    """
    granted = granted_by(kind, verb, viewer.mode)
    fitting = [
        relation
        for relation, decision in granted.items()
        if decision.outcome >= least and relation in ways
    ]
    blind = anywhere(viewer)
    if any(blind[relation]() is EVERYBODY for relation in fitting if relation in blind):
        return EVERYBODY
    return either(*(ways[relation]() for relation in fitting if relation not in blind))


def goals(viewer: Viewer, least: Outcome = Outcome.REDACT) -> QuerySet[Goal]:
    """Return the goals that the viewer may see."""
    me = viewer.person if viewer.facts.is_member else None
    shared = {
        Relation.OWNER: lambda: goals_that(co_owned_by(me)),
        Relation.RECIPIENT: lambda: goals_that(asked(me)),
        Relation.SERVING: lambda: Q(pk__in=found) if (found := served(viewer)) else NOBODY,
    }
    of_unit = {**units(viewer, "owner_unit"), **shared}
    of_person = {**of_people(viewer, "owner_person"), **shared}
    del of_person[Relation.SERVING]
    personal = Q(owner_person__isnull=False, private=False)
    return Goal.objects.filter(
        either(
            where(Q(owner_unit__isnull=False), reached(Kind.GOAL, viewer, of_unit, least)),
            where(personal, reached(Kind.GOAL_OF_PERSON, viewer, of_person, least)),
            where(Q(private=True), reached(Kind.ASPIRATION, viewer, of_person, least)),
        ),
        organisation=viewer.organisation,
        retired=False,
    )


def plans(viewer: Viewer) -> QuerySet[Plan]:
    """Return the plans that the viewer may see."""
    me = viewer.person if viewer.facts.is_member else None
    invited = Participant.objects.filter(person=me, retired=False) if me else None
    wrote = Q(pk__in=invited.filter(writes=True).values("plan")) if invited else NOBODY
    reads = Q(pk__in=invited.values("plan")) if invited else NOBODY
    shared = {Relation.OWNER: lambda: wrote, Relation.RECIPIENT: lambda: reads}
    of_unit = {**units(viewer, "owner_unit"), **shared}
    of_person = {**of_people(viewer, "owner_person"), **shared}
    draft = Q(state=Plan.State.DRAFT)
    least = Outcome.ALLOW
    personal = Q(owner_person__isnull=False)
    return Plan.objects.filter(
        either(
            where(Q(owner_unit__isnull=False), reached(Kind.PLAN, viewer, of_unit, least)),
            where(personal & ~draft, reached(Kind.PLAN_OF_PERSON, viewer, of_person, least)),
            where(personal & draft, reached(Kind.PLAN_IN_DRAFT, viewer, of_person, least)),
        ),
        organisation=viewer.organisation,
        retired=False,
    )


def goals_that(hold: Q) -> Q:
    """Goals of which a condition on other rows holds."""
    return NOBODY if hold is NOBODY else Q(pk__in=Goal.objects.filter(hold).values("pk"))


def co_owned_by(person: int | None) -> Q:
    """Goals that a person answers for a part of."""
    return Q(co_owners__person=person, co_owners__retired=False) if person else NOBODY


def asked(person: int | None) -> Q:
    """Goals that somebody asked a person about, or shared with them."""
    named = Q(acknowledgements__person=person, acknowledgements__retired=False)
    return named if person else NOBODY


def served(viewer: Viewer) -> set[int]:
    """Return the goals in which a goal of the viewer's units counts, however far below."""
    if not viewer.facts.is_member:
        return set()
    links = Contribution.objects.filter(
        organisation=viewer.organisation, retired=False, parent__isnull=False, child__retired=False
    )
    held = Goal.objects.filter(owner_unit__in=keys(viewer.facts.units), retired=False)
    level = set(held.values_list("pk", flat=True))
    found: set[int] = set()
    while level:
        above = links.filter(child__in=level, child__state__in=COUNTING)
        level = set(above.values_list("parent", flat=True)) - found
        found |= level
    return found


COUNTING = [
    Goal.State.AGREED,
    Goal.State.ACTIVE,
    Goal.State.ACHIEVED,
    Goal.State.MISSED,
]
"""The states in which a goal counts in those above it (core/graph/goal)."""


def people(viewer: Viewer) -> QuerySet[Person]:
    """Return the people that the viewer may know."""
    return Person.objects.filter(
        reached(Kind.PERSON, viewer, persons(viewer), Outcome.REDACT),
        organisation=viewer.organisation,
        retired=False,
    )


def all_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units that the viewer may know."""
    ways = units(viewer, "pk")
    return Unit.objects.filter(
        reached(Kind.UNIT, viewer, ways, Outcome.REDACT),
        organisation=viewer.organisation,
        retired=False,
    )


def measures(viewer: Viewer) -> QuerySet[Measure]:
    """Return the measures whose definition the viewer may read.

    The definition of a measure about one person is seen by whoever may see its figures: its scope
    names the person.
    """
    ways = anywhere(viewer)
    readable = reached(Kind.MEASURE, viewer, ways, Outcome.REDACT)
    impersonal = where(Q(person__isnull=True), readable)
    return Measure.objects.filter(
        either(impersonal, personal(Kind.FIGURE_OF_PERSON, viewer)),
        organisation=viewer.organisation,
        retired=False,
    )


def figures(viewer: Viewer) -> QuerySet[Measure]:
    """Return the measures whose figures the viewer may see."""
    return _of_scopes(
        viewer, Kind.FIGURE_OF_ORGANISATION, Kind.FIGURE_OF_UNIT, Kind.FIGURE_OF_PERSON
    )


def tickets(viewer: Viewer, least: Outcome = Outcome.REDACT) -> QuerySet[Measure]:
    """Return the measures behind whose figures the viewer may see the tickets."""
    return _of_scopes(
        viewer,
        Kind.TICKETS_OF_ORGANISATION,
        Kind.TICKETS_OF_UNIT,
        Kind.TICKETS_OF_PERSON,
        least,
    )


def _of_scopes(
    viewer: Viewer, whole: Kind, unit: Kind, person: Kind, least: Outcome = Outcome.REDACT
) -> QuerySet[Measure]:
    """Return measures by what their scope asks: organisation and queues, units, persons."""
    everywhere = Q(scope__in=[Measure.Scope.ORGANISATION, Measure.Scope.QUEUE])
    large = [
        int(name) for name in viewer.chart.kinds if len(viewer.chart.everyone(name)) >= GROUP_FLOOR
    ]
    ways = units(viewer, "unit")
    grouped = NOBODY
    if large and least is not Outcome.ALLOW:
        enough = min(least, Outcome.AGGREGATE)
        grouped = where(Q(unit__in=large), reached(unit, viewer, ways, enough))
    of_unit = reached(unit, viewer, ways, least)
    if of_unit is not EVERYBODY:
        of_unit = either(of_unit, grouped)
    return Measure.objects.filter(
        either(
            where(everywhere, reached(whole, viewer, anywhere(viewer), least)),
            where(Q(scope=Measure.Scope.UNIT), of_unit),
            personal(person, viewer, least),
        ),
        organisation=viewer.organisation,
        retired=False,
    )


def personal(kind: Kind, viewer: Viewer, least: Outcome = Outcome.REDACT) -> Q:
    """Measures about one person."""
    reach = reached(kind, viewer, of_people(viewer, "person"), least)
    return where(Q(scope=Measure.Scope.PERSON), reach)
