"""What the database lets one see is what the policy says, in random organisations."""

import random
from collections import Counter

import pytest
from django.db import transaction
from django.db.models import F, QuerySet, Value

from tests.laws import worlds
from tests.laws.worlds import TODAY, World
from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.kinds import Kind, Outcome, Verb
from trigpoint.core.people.policy import decide_for
from trigpoint.core.people.units import Chart
from trigpoint.services import access
from trigpoint.services.actor import Actor as Asking
from trigpoint.store import chart as charts
from trigpoint.store import visibility
from trigpoint.store.models import Goal, Measure, Plan
from trigpoint.store.visibility import GROUP_FLOOR, Viewer

BATCH = 25
MORE, EVERY = 4, 40
"""In every so many worlds of ten thousand that many log-ins and single goals are judged."""
ROWS = {
    "goals": lambda world: world.goals,
    "open goals": lambda world: world.goals,
    "units": lambda world: world.units,
    "people": lambda world: world.people,
    "measures": lambda world: world.measures,
    "plans": lambda world: world.plans,
    "figures": lambda world: world.measures,
    "tickets": lambda world: world.measures,
    "names": lambda world: world.measures,
}
FIGURES = (Kind.FIGURE_OF_ORGANISATION, Kind.FIGURE_OF_UNIT, Kind.FIGURE_OF_PERSON)
TICKETS = (Kind.TICKETS_OF_ORGANISATION, Kind.TICKETS_OF_UNIT, Kind.TICKETS_OF_PERSON)


class Judge:
    """The policy's word on each row of a world, for one who asks."""

    def __init__(self, world: World, chart: Chart, actor: Actor) -> None:
        self.world = world
        self.chart = chart
        self.actor = actor

    def outcome(self, kind: Kind, thing: Thing) -> Outcome:
        return decide_for(self.actor, Verb.SEE, kind, thing, self.world.mode).outcome

    def goals(self, least: Outcome) -> set[int]:
        return {
            g.pk
            for g in self.world.goals
            if not g.retired and self.outcome(kind_of(g), self.world.thing(self.chart, g)) >= least
        }

    def units(self) -> set[int]:
        return {
            u.pk
            for u in self.world.units
            if not u.retired
            and self.outcome(Kind.UNIT, self.world.thing_of(self.chart, u.pk, None))
        }

    def people(self) -> set[int]:
        return {
            p.pk
            for p in self.world.people
            if not p.retired
            and self.outcome(Kind.PERSON, self.world.thing_of(self.chart, None, p.pk))
        }

    def measures(self) -> set[int]:
        return {
            m.pk
            for m in self.world.measures
            if not m.retired and self.outcome(*self.definition(m)) >= Outcome.REDACT
        }

    def plans(self) -> set[int]:
        return {
            p.pk
            for p in self.world.plans
            if not p.retired
            and self.outcome(kind_of_plan(p), self.world.thing_of_plan(self.chart, p))
            >= Outcome.ALLOW
        }

    def definition(self, measure: Measure) -> tuple[Kind, Thing]:
        """A measure of one person tells of them: it is seen by whoever sees its figures."""
        thing = self.world.thing_of(self.chart, measure.unit_id, measure.person_id)
        return (Kind.FIGURE_OF_PERSON if measure.person_id else Kind.MEASURE), thing

    def of_scopes(self, kinds: tuple[Kind, Kind, Kind], least: Outcome) -> set[int]:
        found = set()
        for m in self.world.measures:
            kind = kinds[2] if m.person_id else kinds[1] if m.unit_id else kinds[0]
            thing = self.world.thing_of(self.chart, m.unit_id, m.person_id)
            said = self.outcome(kind, thing)
            if not m.retired and (
                said >= least or (self.is_large(m) and said is least_group(least))
            ):
                found.add(m.pk)
        return found

    def is_large(self, measure: Measure) -> bool:
        name = str(measure.unit_id)
        return name in self.chart.kinds and len(self.chart.everyone(name)) >= GROUP_FLOOR


def least_group(least: Outcome) -> Outcome | None:
    """What is enough for a large group: a whole figure is never had from an aggregate."""
    return None if least is Outcome.ALLOW else Outcome.AGGREGATE


def kind_of(goal: Goal) -> Kind:
    if goal.private:
        return Kind.ASPIRATION
    return Kind.GOAL_OF_PERSON if goal.owner_person_id else Kind.GOAL


def kind_of_plan(plan: Plan) -> Kind:
    if plan.owner_unit_id:
        return Kind.PLAN
    return Kind.PLAN_IN_DRAFT if plan.state == Plan.State.DRAFT else Kind.PLAN_OF_PERSON


def some(dice: random.Random, rows: list, most: int | None) -> list:
    return dice.sample(rows, min(most, len(rows))) if most else rows


def compared(world: World, pairs: Counter[str], most: int | None) -> None:
    """Hold the database against the policy for some who log in to a world."""
    drawn = world.chart()
    read = charts.read(world.organisation, TODAY)
    dice = random.Random(world.number)
    for user in some(dice, world.users, most):
        facts = charts.facts_of(read, world.organisation, user, user.person_id)
        actor = world.actor(drawn, user)
        assert facts == actor
        viewer = Viewer(world.organisation, facts, read, world.mode, TODAY)
        judge = Judge(world, drawn, actor)
        told = {
            "goals": (visibility.goals(viewer), judge.goals(Outcome.REDACT)),
            "open goals": (visibility.goals(viewer, Outcome.ALLOW), judge.goals(Outcome.ALLOW)),
            "units": (visibility.all_units(viewer), judge.units()),
            "people": (visibility.people(viewer), judge.people()),
            "measures": (visibility.measures(viewer), judge.measures()),
            "plans": (visibility.plans(viewer), judge.plans()),
            "figures": (visibility.figures(viewer), judge.of_scopes(FIGURES, Outcome.REDACT)),
            "tickets": (visibility.tickets(viewer), judge.of_scopes(TICKETS, Outcome.REDACT)),
            "names": (
                visibility.tickets(viewer, Outcome.ALLOW),
                judge.of_scopes(TICKETS, Outcome.ALLOW),
            ),
        }
        read_at_once = keys({what: query for what, (query, _) in told.items()})
        for what, (_, expected) in told.items():
            seen = read_at_once[what]
            assert len(seen) == len(set(seen)), (world.number, user.email, what)
            assert set(seen) == expected, (world.number, user.email, what)
            pairs[what] += len(ROWS[what](world))
        for goal in some(dice, world.goals, most):
            by_itself(world, goal, user, viewer, judge)


def keys(told: dict[str, QuerySet]) -> dict[str, list[int]]:
    """Return the primary keys that each query finds, asked in one statement."""
    first, *others = (
        query.order_by().values_list(Value(what), F("pk")) for what, query in told.items()
    )
    found: dict[str, list[int]] = {what: [] for what in told}
    for what, key in first.union(*others, all=True):
        found[what].append(key)
    return found


def by_itself(world: World, goal: Goal, user, viewer: Viewer, judge: Judge) -> None:
    """The decision on a single goal rests on the same facts as the one on the set."""
    asking = Asking(world.organisation, user, user.person, user.public_id, worlds.MOMENT)
    asking.memo["viewer"] = viewer
    thing, found_thing = world.thing(judge.chart, goal), access.goal_thing(asking, goal)
    for verb in (Verb.SEE, Verb.CHANGE, Verb.PROPOSE):
        expected = decide_for(judge.actor, verb, kind_of(goal), thing, world.mode)
        found = access.decision(asking, verb, kind_of(goal), found_thing)
        assert found == expected, (world.number, user.email, goal.title, verb)


def hold(first: int, count: int, most: int | None = None) -> Counter[str]:
    """Compare so many worlds, written a batch at a time; nothing of them stays.

    In each, at most so many who log in are asked about every set, and about so many single goals.
    """
    pairs: Counter[str] = Counter()
    for start in range(first, first + count, BATCH):
        batch = [worlds.draw(number) for number in range(start, start + BATCH)]
        with transaction.atomic():
            worlds.write(batch)
            for world in batch:
                compared(world, pairs, most and (most if world.number % EVERY else MORE))
            transaction.set_rollback(True)
    return pairs


@pytest.mark.slow
@pytest.mark.req("BEYOND-7", "PEOPLE-1", via="core")
@pytest.mark.django_db
def test_the_database_and_the_policy_agree_on_who_sees_what():
    pairs = hold(0, 50)
    assert all(pairs.values())


@pytest.mark.django_db
def test_nothing_counts_through_a_goal_that_is_retired():
    hold(1_001_313, 1)  # a partner's goal below a retired one, below somebody else's


@pytest.mark.req("BEYOND-7", "PEOPLE-1", via="core")
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("thousand", range(10))
def test_they_agree_in_ten_thousand_organisations(thousand: int):
    found = hold(1_000_000 + 1000 * thousand, 1000, most=1)
    assert sum(found.values()) > 10_000
