"""Random small organisations in the real database, and what the policy says about each row.

A world is made from its number alone, so a failing number is the whole reproduction. What the
policy is asked about is built from the plain rows, not by the code under test.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field, replace

from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.kinds import Mode
from trigpoint.core.people.units import Chart, Membership, Placement, Role, Unit, UnitKind
from trigpoint.core.people.validity import Validity
from trigpoint.store import models

TODAY = datetime.date(2026, 6, 1)
MOMENT = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
LONG_AGO = datetime.date(2020, 1, 1)
ENDED = (LONG_AGO, TODAY)
COMING = (TODAY + datetime.timedelta(days=1), None)
HOLDING = [(LONG_AGO, None), (TODAY, None), (LONG_AGO, TODAY + datetime.timedelta(days=1))]
MOVED = [TODAY + datetime.timedelta(days=days) for days in (-400, -30, 0, 1)]
COUNTING = {"agreed", "active", "achieved", "missed"}
MODES = dict(zip(models.PrivacyMode.values, Mode, strict=True))


@dataclass
class World:
    """The rows of one organisation, not yet written or written."""

    number: int
    organisation: models.Organisation
    period: models.Period
    queue: models.Queue
    units: list[models.Unit] = field(default_factory=list)
    moves: list[models.Placement] = field(default_factory=list)
    people: list[models.Person] = field(default_factory=list)
    users: list[models.User] = field(default_factory=list)
    memberships: list[models.Membership] = field(default_factory=list)
    goals: list[models.Goal] = field(default_factory=list)
    co_owners: list[models.CoOwner] = field(default_factory=list)
    asked: list[models.Acknowledgement] = field(default_factory=list)
    links: list[models.Contribution] = field(default_factory=list)
    measures: list[models.Measure] = field(default_factory=list)
    plans: list[models.Plan] = field(default_factory=list)
    invited: list[models.Participant] = field(default_factory=list)

    @property
    def mode(self) -> Mode:
        """The privacy mode, as the policy calls it."""
        return MODES[self.organisation.privacy_mode]

    def chart(self) -> Chart:
        """Return the chart of the day, from the plain rows."""
        kept = [u for u in self.units if not u.retired]
        return Chart.on(
            TODAY,
            [
                Unit(str(u.pk), UnitKind(u.kind_of_unit), Validity(u.valid_from, u.valid_to))
                for u in kept
            ],
            [
                Placement(str(u.pk), str(above))
                for u in kept
                if (above := self.above(u)) is not None
            ],
            [
                Membership(
                    str(m.person_id),
                    str(m.unit_id),
                    Role(m.role),
                    m.share,
                    Validity(m.valid_from, m.valid_to),
                )
                for m in self.memberships
                if not m.retired
            ],
        )

    def above(self, unit: models.Unit) -> int | None:
        """Return under which unit one stands today: where its last move put it, or it began."""
        known = {u.pk for u in self.units if not u.retired}
        moves = [
            m
            for m in self.moves
            if m.unit == unit and m.since <= TODAY and m.parent_id in known and not m.retired
        ]
        return max(moves, key=lambda m: m.since).parent_id if moves else unit.parent_id

    def actor(self, chart: Chart, user: models.User) -> Actor:
        """Return what the policy knows of a log-in."""
        home = str(self.organisation.pk)
        flags = {
            "is_administrator": user.role == "administrator",
            "is_observer": user.role == "observer",
        }
        if user.person_id is None:
            return Actor(home, **flags)
        return Actor.on_chart(chart, home, str(user.person_id), **flags)

    def thing(self, chart: Chart, goal: models.Goal) -> Thing:
        """Return what the policy knows of a goal."""
        home = str(self.organisation.pk)
        owners = {
            str(c.person_id)
            for c in self.co_owners
            if c.goal_id == goal.pk and c.person_id and not c.retired
        }
        recipients = {
            str(a.person_id) for a in self.asked if a.goal_id == goal.pk and not a.retired
        }
        if goal.owner_person_id:
            return Thing.of_person(
                chart, home, str(goal.owner_person_id), owners=owners, recipients=recipients
            )
        found = Thing.of_unit(
            home, str(goal.owner_unit_id), owners=owners, served_by=self.served_by(goal)
        )
        return replace(found, recipients=frozenset(recipients))

    def thing_of_plan(self, chart: Chart, plan: models.Plan) -> Thing:
        """Return what the policy knows of a plan: who writes it along owns it, too."""
        asked = [each for each in self.invited if each.plan_id == plan.pk and not each.retired]
        found = self.thing_of(chart, plan.owner_unit_id, plan.owner_person_id)
        return replace(
            found,
            owners=found.owners | {str(each.person_id) for each in asked if each.writes},
            recipients=frozenset(str(each.person_id) for each in asked),
        )

    def served_by(self, goal: models.Goal) -> set[str]:
        """Return the units holding a goal that counts in this one, however far below."""
        below: dict[int, models.Goal] = {}
        by_key = {g.pk: g for g in self.goals}
        waiting = [goal.pk]
        while waiting:
            at = waiting.pop()
            for link in self.links:
                child = by_key[link.child_id]
                counts = child.state in COUNTING and not child.retired and not link.retired
                if link.parent_id == at and counts and child.pk not in below:
                    below[child.pk] = child
                    waiting.append(child.pk)
        return {str(g.owner_unit_id) for g in below.values() if g.owner_unit_id}

    def thing_of(self, chart: Chart, unit: int | None, person: int | None) -> Thing:
        """Return what the policy knows of something held by a unit, a person or nobody."""
        home = str(self.organisation.pk)
        if person is not None:
            return Thing.of_person(chart, home, str(person))
        return Thing(home) if unit is None else Thing.of_unit(home, str(unit))


def draw(number: int) -> World:
    """Return the world of a number, not written."""
    dice = random.Random(number)
    home = models.Organisation(
        name=f"World {number}",
        salt=bytes(32),
        privacy_mode=dice.choice(models.PrivacyMode.values),
    )
    shared = {"organisation": home}
    source = models.Source(key="files", name="Files", **shared)
    world = World(
        number,
        home,
        models.Period(name="2026", starts=LONG_AGO, ends=TODAY, **shared),
        models.Queue(source=source, external_id="1", **shared),
    )
    draw_units(dice, world)
    draw_moves(random.Random(number + 7), world)
    draw_people(dice, world)
    draw_goals(dice, world)
    draw_measures(dice, world)
    draw_plans(random.Random(number + 13), world)
    return world


def draw_units(dice: random.Random, world: World) -> None:
    kinds = ["department", "team", "team", "partner"]
    for at in range(dice.randint(1, 6)):
        above = dice.choice([*world.units, *world.units, None]) if world.units else None
        start, end = days(dice)
        world.units.append(
            models.Unit(
                organisation=world.organisation,
                name=f"unit {at}",
                kind_of_unit=dice.choice(kinds) if at else "organisation",
                parent=above,
                valid_from=start,
                valid_to=end,
                retired=rarely(dice),
            )
        )


def draw_moves(dice: random.Random, world: World) -> None:
    """Let some units stand elsewhere from a day on, always under one that was there before them."""
    for at, unit in enumerate(world.units[1:], 1):
        for since in dice.sample(MOVED, dice.choice([0, 0, 1, 2])):
            world.moves.append(
                models.Placement(
                    organisation=world.organisation,
                    unit=unit,
                    parent=world.units[dice.randrange(at)],
                    since=since,
                    retired=rarely(dice),
                )
            )


def draw_people(dice: random.Random, world: World) -> None:
    for at in range(dice.randint(1, 9)):
        person = models.Person(
            organisation=world.organisation,
            name=f"person {at}",
            valid_from=LONG_AGO,
            retired=rarely(dice),
        )
        world.people.append(person)
        world.users.append(log_in(dice, world, f"{world.number}.{at}@example.com", person))
    if rarely(dice):
        world.users.append(log_in(dice, world, f"{world.number}@example.com", None))
    favourite = dice.choice(world.units)
    for _ in range(dice.randint(0, 14)):
        start, end = days(dice)
        world.memberships.append(
            models.Membership(
                organisation=world.organisation,
                person=dice.choice(world.people),
                unit=dice.choice([*world.units, favourite]),
                role=dice.choice(["member", "member", "lead"]),
                valid_from=start,
                valid_to=end,
                retired=rarely(dice),
            )
        )


def log_in(
    dice: random.Random, world: World, email: str, person: models.Person | None
) -> models.User:
    role = dice.choice(["member"] * 6 + ["administrator", "observer"])
    return models.User(
        organisation=world.organisation, person=person, email=email, password="!", role=role
    )


def draw_goals(dice: random.Random, world: World) -> None:
    shared = {"organisation": world.organisation}
    for at in range(dice.randint(0, 7)):
        of_person = dice.random() < 0.5
        world.goals.append(
            models.Goal(
                title=f"goal {at}",
                owner_person=dice.choice(world.people) if of_person else None,
                owner_unit=None if of_person else dice.choice(world.units),
                period=world.period,
                state=dice.choice([*COUNTING, "active", "active", "draft"]),
                private=of_person and dice.random() < 0.4,
                retired=rarely(dice),
                **shared,
            )
        )
    for goal in world.goals:
        if dice.random() < 0.3:
            with_unit = dice.random() < 0.3
            world.co_owners.append(
                models.CoOwner(
                    goal=goal,
                    unit=dice.choice(world.units) if with_unit else None,
                    person=None if with_unit else dice.choice(world.people),
                    answers_for="a part",
                    retired=rarely(dice),
                    **shared,
                )
            )
        if dice.random() < 0.3:
            world.asked.append(
                models.Acknowledgement(
                    goal=goal,
                    person=dice.choice(world.people),
                    at=MOMENT,
                    retired=rarely(dice),
                    **shared,
                )
            )
    for at, child in enumerate(world.goals[1:], 1):
        for parent in dice.sample(world.goals[:at], dice.randint(0, min(at, 2))):
            world.links.append(
                models.Contribution(child=child, parent=parent, retired=rarely(dice), **shared)
            )


def draw_measures(dice: random.Random, world: World) -> None:
    for at in range(dice.randint(0, 6)):
        scope = dice.choice(models.Measure.Scope.values)
        world.measures.append(
            models.Measure(
                organisation=world.organisation,
                title=f"measure {at}",
                kpi="k",
                scope=scope,
                unit=dice.choice(world.units) if scope == "unit" else None,
                person=dice.choice(world.people) if scope == "person" else None,
                queue=world.queue if scope == "queue" else None,
                retired=rarely(dice),
            )
        )


def draw_plans(dice: random.Random, world: World) -> None:
    """Let some units and people have a plan, with whoever reads or writes it along."""
    holders = [*world.units, *world.people]
    for holder in dice.sample(holders, min(len(holders), dice.randint(0, 3))):
        of_person = isinstance(holder, models.Person)
        plan = models.Plan(
            organisation=world.organisation,
            owner_person=holder if of_person else None,
            owner_unit=None if of_person else holder,
            period=world.period,
            state=dice.choice(models.Plan.State.values),
            retired=rarely(dice),
        )
        world.plans.append(plan)
        for person in dice.sample(world.people, min(len(world.people), dice.randint(0, 2))):
            world.invited.append(
                models.Participant(
                    organisation=world.organisation,
                    plan=plan,
                    person=person,
                    writes=dice.random() < 0.5,
                    retired=rarely(dice),
                )
            )


def rarely(dice: random.Random) -> bool:
    return dice.random() < 0.1


def days(dice: random.Random) -> tuple[datetime.date, datetime.date | None]:
    return dice.choice([*HOLDING, *HOLDING, *HOLDING, ENDED, COMING])


def write(worlds: list[World]) -> None:
    """Write worlds, each table at once, those that others point to first."""
    models.Organisation.objects.bulk_create(w.organisation for w in worlds)
    for world in worlds:
        settle(world)
    models.Period.objects.bulk_create(w.period for w in worlds)
    models.Source.objects.bulk_create(w.queue.source for w in worlds)
    for world in worlds:
        world.queue.source = world.queue.source
    models.Queue.objects.bulk_create(w.queue for w in worlds)
    for depth in range(6):  # a unit's parent comes before it, so each row's is written by then
        bulk(models.Unit, [w.units[depth] for w in worlds if len(w.units) > depth])
    bulk(models.Placement, [m for w in worlds for m in w.moves])
    bulk(models.Person, [p for w in worlds for p in w.people])
    bulk(models.User, [u for w in worlds for u in w.users])
    bulk(models.Membership, [m for w in worlds for m in w.memberships])
    bulk(models.Goal, [g for w in worlds for g in w.goals])
    bulk(models.CoOwner, [c for w in worlds for c in w.co_owners])
    bulk(models.Acknowledgement, [a for w in worlds for a in w.asked])
    bulk(models.Contribution, [c for w in worlds for c in w.links])
    bulk(models.Measure, [m for w in worlds for m in w.measures])
    bulk(models.Plan, [p for w in worlds for p in w.plans])
    bulk(models.Participant, [p for w in worlds for p in w.invited])


def settle(world: World) -> None:
    """Let the rows that were made before it know the organisation's key."""
    home = world.organisation
    world.period.organisation = home
    world.queue.organisation = home
    world.queue.source.organisation = home


def bulk(model, rows) -> None:
    """Write rows of one model; what they point to has its key by now."""
    for row in rows:
        for column in model._meta.concrete_fields:
            if column.is_relation and (held := getattr(row, column.name)) is not None:
                setattr(row, column.name, held)
    model.objects.bulk_create(rows, batch_size=500)
