"""The graph brought forward by what was written since equals the graph read anew."""

import datetime
import random
from dataclasses import fields

import pytest

from tests.cast import NOW, Cast
from tests.services.test_goals import below, own, top
from trigpoint.core.graph.reckoning import Reckoning
from trigpoint.services.goals import co_owners, goals, graph, steps, targets
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.goals.written import Written
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.people import privacy
from trigpoint.store.journal import body_of
from trigpoint.store.models import Contribution, Goal, Target

pytestmark = pytest.mark.django_db

DUE = datetime.date(2026, 12, 31)
DAY = datetime.date(2026, 11, 1)


def said(held: Written) -> dict:
    """Return everything that a state says, its records by what stands in their columns."""
    tied = {"rows", "graph", "roll_up", "main", "rhythms"}
    found = {e.name: plain(getattr(held, e.name)) for e in fields(Written) if e.name not in tied}
    rows = {kind: plain(records) for kind, records in held.rows.items()}
    order = list(held.graph.goals), held.roll_up.rows, held.roll_up.goals
    return found | rows | {"tied": (held.graph, held.main, held.rhythms), "order": order}


def plain(value):
    """Return records within mappings and tuples by what stands in their columns."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else body_of(value)


def assert_same(cast: Cast) -> None:
    """Assert that the state in memory says and comes to what a fresh read does."""
    now = cast.at("mira", NOW)
    known, fresh = graph.written(now), Written.read(now.organisation, None)
    assert said(known) == said(fresh)
    state = graph.load(now)
    anew = graph.reckoned(now.organisation, fresh, graph.published(now), now.now)
    assert dict(state.rolled) == dict(anew.rolled)
    assert state.computed == anew.computed


def check_in(cast: Cast, dice: random.Random, goal: Goal) -> None:
    status = dice.choice(["on_track", "at_risk", "off_track"])
    check_ins.check_in(cast.at("tuan", NOW), goal.public_id, CheckInDraft(status=status))


def add_target(cast: Cast, dice: random.Random, goal: Goal) -> None:
    draft = TargetDraft(kind=dice.choice(["milestone", "yes_no"]), title="Rules", due=DUE)
    targets.add(cast.at("tuan", NOW), goal.public_id, draft, reason="plan")


def finish(cast: Cast, dice: random.Random, goal: Goal) -> None:
    target = dice.choice(Target.objects.filter(retired=False, goal=goal) or [None])
    if target is not None:
        day = dice.choice([DAY, None])
        targets.mark_done(cast.at("tuan", NOW), target.public_id, target.version, day)


def take_target(cast: Cast, dice: random.Random, goal: Goal) -> None:
    target = dice.choice(Target.objects.filter(retired=False, goal=goal) or [None])
    if target is not None:
        targets.remove(cast.at("tuan", NOW), target.public_id, reason="plan")


def reword(cast: Cast, dice: random.Random, goal: Goal) -> None:
    changes = {"title": f"Reworded {dice.random()}", "state": dice.choice(["draft", "active"])}
    goals.edit(cast.at("tuan", NOW), goal.public_id, goal.version, changes, reason="plan")


def add_goal(cast: Cast, dice: random.Random, goal: Goal) -> None:
    below(cast, goal.public_id)


def cut(cast: Cast, dice: random.Random, goal: Goal) -> None:
    for link in Contribution.objects.filter(child=goal, parent__isnull=False, retired=False):
        goals.unlink(cast.at("tuan", NOW), link.public_id, reason="plan")
    draft = LinkDraft(above=cast.vision, sentence="It is the vision.")
    if not Contribution.objects.filter(child=goal, retired=False).exists():
        goals.link(cast.at("tuan", NOW), goal.public_id, draft, reason="plan")


def add_step(cast: Cast, dice: random.Random, goal: Goal) -> None:
    steps.add(cast.at("tuan", NOW), goal.public_id, "Ask the carriers.")


CHANGES = [check_in, add_target, add_target, finish, finish, take_target, reword, add_goal, cut]
CHANGES += [add_step]


@pytest.mark.parametrize("seed", range(8))
def test_a_state_brought_forward_equals_one_read_anew(cast: Cast, seed: int):
    dice = random.Random(seed)
    upper = top(cast)
    below(cast, upper)
    for _turn in range(10):
        graph.load(cast.at("mira", NOW))
        for _write in range(dice.choice([1, 1, 3])):
            mine = Goal.objects.filter(retired=False).exclude(public_id=upper)
            dice.choice(CHANGES)(cast, dice, dice.choice(mine))
        assert_same(cast)


def test_a_reading_is_seen_in_the_goal_above_without_reading_or_reckoning_all_anew(
    cast: Cast, monkeypatch
):
    upper = top(cast)
    goal = below(cast, upper)
    draft = TargetDraft(kind="milestone", title="Rules", due=DUE)
    aim = targets.add(cast.at("tuan", NOW), goal, draft, reason="plan")
    assert graph.load(cast.at("mira", NOW)).rolled[upper].low == 0.0
    monkeypatch.setattr(Written, "read", None)
    monkeypatch.setattr(Reckoning, "of", None)
    targets.mark_done(cast.at("tuan", NOW), aim, 1, DAY)
    assert graph.load(cast.at("mira", NOW)).rolled[upper].low == 1.0


def test_who_is_erased_does_not_live_on_in_the_state_in_memory(cast: Cast):
    own(cast, below(cast, top(cast)))
    co_owners.add(
        cast.at("ana", NOW),
        Goal.objects.latest("pk").public_id,
        cast.people["rui"],
        "His half.",
        reason="plan",
    )
    graph.load(cast.at("mira", NOW))
    privacy.erase(cast.dara, cast.people["rui"])
    state = graph.written(cast.at("mira", NOW))
    assert "Rui Matos" not in str(said(state))
    assert_same(cast)


def test_after_very_many_writes_everything_is_read_anew(cast: Cast):
    goal = below(cast, top(cast))
    graph.load(cast.at("mira", NOW))
    for _day in range(35):
        check_ins.check_in(cast.at("tuan", NOW), goal, CheckInDraft(status="on_track"))
    assert_same(cast)
