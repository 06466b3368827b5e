"""The tree of who carries what, and who is not aligned, over plain keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.lenses.cascade.alignment import Held, unaligned
from trigpoint.core.lenses.cascade.tree import Fold, Tree, rows

#: 1 is the organisation's, 2 and 3 departments', 4 a team's, 5 a person's; 9 carries nothing.
MAIN = {2: 1, 3: 1, 4: 2, 5: 4}
LEVELS = {1: 0, 2: 1, 3: 1, 4: 2, 5: 3, 9: 2}


def tree() -> Tree:
    return Tree.of([1, 2, 3, 4, 5, 9], MAIN, loose={9})


@pytest.mark.req("CASCADE-2", via="core")
def test_the_tree_is_open_down_to_a_level():
    lines = list(rows(tree(), tree().roots, Fold("department"), LEVELS))
    assert [(r.goal, r.depth, r.place, r.of, r.is_open) for r in lines] == [
        (1, 1, 1, 1, True),
        (2, 2, 1, 2, False),
        (3, 2, 2, 2, None),
    ]


def test_what_was_opened_or_shut_by_hand_wins():
    fold = Fold("organisation", opened=frozenset({1, 2}), shut=frozenset({4}))
    assert [r.goal for r in rows(tree(), [1], fold, LEVELS)] == [1, 2, 4, 3]


def test_what_is_looked_for_stands_under_what_leads_to_it():
    kept = tree().kept([5])
    assert kept == {1, 2, 4, 5}
    assert [r.goal for r in rows(tree(), [1], Fold(), LEVELS, only=kept)] == [1, 2, 4, 5]


def test_what_carries_nothing_stands_apart():
    assert (tree().roots, tree().loose) == ((1,), (9,))


@given(st.dictionaries(st.integers(2, 40), st.integers(1, 39), max_size=30))
def test_every_goal_stands_in_the_tree_just_once(links: dict[int, int]):
    main = {child: above for child, above in links.items() if above < child}
    goals = range(1, 41)
    whole = Tree.of(goals, main)
    shown = rows(whole, whole.roots, Fold("person"), dict.fromkeys(goals, 3))
    assert sorted(r.goal for r in shown) == list(goals)


def held(goal: int, **more) -> Held:
    usual = {
        "unit": None,
        "person": None,
        "level": "team",
        "in_force": True,
        "serves": True,
        "carried": True,
    }
    return Held(goal=goal, **{**usual, **more})


@pytest.mark.req("CASCADE-8", via="core")
def test_who_is_not_aligned():
    goals = [
        held(1, unit=1, level="organisation", serves=False),
        held(2, unit=2, serves=False),
        held(3, unit=2, carried=False),
        held(4, unit=2, carried=False, also=frozenset({7})),
        *(held(n, person=8, level="person", carried=False) for n in (10, 11, 12)),
        held(13, person=9, level="person", in_force=False),
    ]
    found = unaligned(goals, people=[5, 6, 7, 8, 9], leads={1: {5}, 2: set()}, most=2)
    assert (found.loose, found.nobody, found.without) == ((2,), (3,), (6,))
    assert found.overloaded == ((8, (10, 11, 12)),)
    assert found.count == 4
