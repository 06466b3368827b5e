"""After any series of commands, the state as of a moment is the one that was there then."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOW, Cast
from trigpoint.services.actor import Actor
from trigpoint.services.errors import ServiceError
from trigpoint.services.goals import (
    co_owners,
    drives,
    goal_list,
    goal_page,
    goals,
    graph,
    steps,
    targets,
)
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.organisation import organisation
from trigpoint.services.people import memberships, people

pytestmark = pytest.mark.django_db
OWNERS = {"mira": "Northwind", "tuan": "Orders", "amir": "Billing"}
HOUR = datetime.timedelta(hours=7)
DUE = datetime.date(2026, 12, 31)
WHY = {"reason": "It is so."}


class World:
    """Gives commands, each at its own moment, to whatever a number picks among what is there."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now = NOW
        self.writers: dict[str, str] = {}

    def by(self, name: str) -> Actor:
        return self.cast.at(name, self.now)

    def pick(self, number: int) -> tuple[Actor, str, goal_page.GoalPage]:
        goal = list(self.writers)[number % len(self.writers)]
        actor = self.by(self.writers[goal])
        return actor, goal, goal_page.show(actor, goal)

    def write(self, number: int) -> None:
        name = sorted(OWNERS)[number % len(OWNERS)]
        owner = self.cast.units[OWNERS[name]]
        state = ("draft", "active")[number % 2]
        draft = GoalDraft(
            title=f"Goal {number}",
            why="So.",
            owner=owner,
            period=self.cast.period,
            state=state,
        )
        self.writers[goals.add(self.by(name), draft)] = name

    def say_anew(self, number: int) -> None:
        actor, goal, page = self.pick(number)
        change = (
            {"title": f"Anew {number}"},
            {"state": ("active", "retired", "achieved")[number % 3]},
            {"why": f"Because of {number}", "how": "So."},
        )[number % 3]
        goals.edit(actor, goal, page.card.version, change, **WHY)

    def carry(self, number: int) -> None:
        actor, goal, page = self.pick(number)
        above = list(self.writers)[(number * 7 + 1) % len(self.writers)]
        if not page.parents:
            goals.link(actor, goal, LinkDraft(above=above, sentence=f"By {number}."), **WHY)
        elif number % 2:
            bond = page.parents[0].link
            goals.edit_link(actor, bond.id, bond.version, {"weight": 1.0 + number}, **WHY)
        else:
            goals.unlink(actor, page.parents[0].link.id, **WHY)

    def aim(self, number: int) -> None:
        actor, goal, page = self.pick(number)
        draft = TargetDraft(kind="milestone", due=DUE, title=f"Done {number}", weight=1.0 + number)
        if not page.targets or number % 4 == 0:
            targets.add(actor, goal, draft, **WHY)
            return
        held = page.targets[-1]
        if number % 4 == 1:
            targets.edit(actor, held.id, held.version, draft, **WHY)
        elif number % 4 == 2:
            targets.mark_done(actor, held.id, held.version, self.now.date())
        else:
            targets.remove(actor, held.id, **WHY)

    def place(self, number: int) -> None:
        dara = self.by("dara")
        # Whoever looks stays where they are: what they may see of a past day is judged by today.
        others = sorted(
            (p for p in people.people(dara) if p.name != "Dara Kelly"), key=lambda p: p.name
        )
        person = others[number % len(others)]
        [*_, held] = person.memberships
        unit = list(self.cast.units.values())[number % len(self.cast.units)]
        day = self.now.date()
        if number % 4 == 0:
            people.add_membership(dara, person.id, unit, share=0.5, valid_from=day)
        elif number % 4 == 1:
            memberships.edit(dara, held.id, held.version, {"share": 0.25}, **WHY)
        elif number % 4 == 2:
            memberships.move(dara, held.id, held.version, unit, day, **WHY)
        else:
            people.edit(dara, person.id, person.version, {"title": f"No {number}"}, **WHY)

    def work(self, number: int) -> None:
        actor, goal, page = self.pick(number)
        if not page.steps or number % 4 == 0:
            steps.add(actor, goal, f"Step {number}", due=DUE)
            return
        held = page.steps[number % len(page.steps)]
        if number % 4 == 1:
            steps.edit(actor, held.id, held.version, f"Anew {number}", expected=1 + number % 3)
        elif number % 4 == 2:
            steps.finish(actor, held.id, held.version, self.now.date(), f"It helped {number}.")
        else:
            steps.remove(actor, held.id, held.version)

    def share(self, number: int) -> None:
        actor, goal, page = self.pick(number)
        if not page.co_owners or number % 3 == 0:
            person = list(self.cast.people.values())[number % len(self.cast.people)]
            co_owners.add(actor, goal, person, f"Part {number}", **WHY)
            return
        held = page.co_owners[number % len(page.co_owners)]
        if number % 3 == 1:
            co_owners.edit(actor, held.id, held.version, f"Another part {number}", **WHY)
        else:
            co_owners.remove(actor, held.id, held.version, **WHY)

    def drive(self, number: int) -> None:
        actor, goal, page = self.pick(number)
        believed = DriveDraft(lag_weeks=number % 9, sentence=f"Since {number}.")
        if not page.drives or number % 3 == 0:
            effect = list(self.writers)[(number * 5 + 1) % len(self.writers)]
            drives.add(actor, goal, effect, believed, **WHY)
            return
        held = page.drives[number % len(page.drives)]
        if number % 3 == 1:
            drives.edit(actor, held.id, held.version, believed, **WHY)
        else:
            drives.remove(actor, held.id, held.version, **WHY)

    def lead(self, number: int) -> None:
        dara, kind = self.by("dara"), ("vision", "mission")[number % 2]
        held = {each.kind: each.version for each in organisation.directions(dara)}
        words = f"Words {number}."
        organisation.set_direction(dara, kind, words, version=held.get(kind), **WHY)


COMMANDS: list[Callable[[World, int], None]] = [
    World.write, World.say_anew, World.carry, World.aim, World.place, World.work, World.share,
    World.drive, World.lead,
]  # fmt: skip


def stood(cast: Cast, at: datetime.datetime | None, now: datetime.datetime) -> dict[str, Any]:
    """Return goals with all their parts, directions, people's places, now or as of a moment."""
    actor = cast.at("dara", now)
    found = goal_list.find(actor, Filter(at=at), everything=True).goals
    pages = [goal_page.show(actor, card.id, at) for card in found]
    return {
        "goals": {
            p.card.id: (
                p.card.title, p.card.state, p.card.owner, p.card.why, p.how, p.card.version,
                p.targets, p.steps, p.co_owners,
                [(d.id, d.version, d.other.id, d.lag_weeks, d.sentence) for d in p.drives],
                [(n.link, n.goal.id if n.goal else n.direction) for n in p.parents],
                sorted(n.goal.id for n in p.children if n.goal),
            )
            for p in pages
        },
        "directions": organisation.directions(actor, at),
        "people": {
            p.id: (p.name, p.title, p.version, p.memberships) for p in people.people(actor, at)
        },
    }  # fmt: skip


@contextlib.contextmanager
def left_as_it_was() -> Iterator[None]:
    """Undo what is written inside, with what was read of it."""
    graph._cache._states.clear()
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
    graph._cache._states.clear()


@pytest.mark.slow
@pytest.mark.req("GRAPH-6", via="core")
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    series=st.lists(
        st.tuples(st.sampled_from(COMMANDS), st.integers(0, 60)), min_size=10, max_size=18
    )
)
def test_the_state_as_of_a_moment_is_the_one_that_was_there(cast: Cast, series):
    with left_as_it_was():
        world = World(cast)
        for number in range(4):
            world.write(number)
        seen = []
        for place, (command, number) in enumerate(series):
            world.now += HOUR
            with contextlib.suppress(ServiceError):
                command(world, number)
            if place % 3 == 0:
                seen.append((world.now, stood(cast, None, world.now)))
        later = world.now + HOUR
        for at, then in seen:
            assert stood(cast, at, later) == then
