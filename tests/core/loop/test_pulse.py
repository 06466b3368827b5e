"""What an anonymous survey tells gives nobody's answer away, however it is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trigpoint.core.loop.pulse import FLOOR, NOBODY, Tally, told

QUERIES = 10_000
AT_ONCE = 200


@st.composite
def organisations(draw):
    """Return a tree of groups, and for each group how those in it answered (0, 1 or 2)."""
    count = draw(st.integers(1, 9))
    parents = [draw(st.integers(0, max(0, number - 1))) for number in range(1, count)]
    children = {str(number): [] for number in range(count)}
    for number, parent in enumerate(parents, start=1):
        children[str(parent)].append(str(number))
    answers = st.lists(st.integers(0, 2), max_size=12)
    return children, {group: draw(answers) for group in children}


def tally(answers):
    return Tally(*(answers.count(value) for value in range(3)))


def everybody(children, people, group):
    """Return the people of a group and of all below it, as (group, number)."""
    own = [(group, number) for number in range(len(people[group]))]
    return own + [each for below in children[group] for each in everybody(children, people, below)]


def published(children, people):
    return told(children, {group: tally(said) for group, said in people.items()}, "0")


def derived(children, people, found, dice):
    """Return what a query over the told figures weighs each person with."""
    weights = dict.fromkeys(everybody(children, people, "0"), 0)
    for group in found:
        times = dice.choice((-2, -1, 0, 1, 2))
        for each in everybody(children, people, group):
            weights[each] += times
    return weights


@pytest.mark.req("LOOP-6", via="core")
@given(organisations(), st.randoms(use_true_random=False))
@settings(max_examples=QUERIES // AT_ONCE, deadline=None)
def test_ten_thousand_adversarial_queries_recover_no_answer(made, dice):
    """No query over what is told weighs fewer than five people alike, nor people of one mind."""
    children, people = made
    found = published(children, people)
    for _query in range(AT_ONCE):
        alike = {}
        for each, weight in derived(children, people, found, dice).items():
            alike.setdefault(weight, []).append(each)
        for weight, group in alike.items():
            if weight:
                assert len(group) >= FLOOR
                assert len({people[unit][number] for unit, number in group}) > 1


@given(organisations())
@settings(max_examples=50, deadline=None)
def test_for_everybody_who_is_told_of_another_answer_would_look_the_same(made):
    children, people = made
    found = published(children, people)
    if not found:
        return
    for group, number in everybody(children, people, "0"):
        in_any = any((group, number) in everybody(children, people, one) for one in found)
        assert not in_any or swapped_somewhere(children, people, found, group, number)


def swapped_somewhere(children, people, found, group, number):
    """Whether somebody else's answer can be exchanged with this one's, and all looks the same."""
    for other, place in everybody(children, people, "0"):
        if people[other][place] == people[group][number]:
            continue
        changed = {unit: list(said) for unit, said in people.items()}
        changed[group][number], changed[other][place] = (
            people[other][place],
            people[group][number],
        )
        if published(children, changed) == found:
            return True
    return False


@pytest.mark.parametrize("size", range(1, FLOOR))
def test_fewer_than_five_are_never_told(size):
    assert told({}, {"0": Tally(1, 0, size - 1)}, "0") == {}


def test_five_of_one_mind_are_not_told():
    assert told({}, {"0": Tally(0, 0, 5)}, "0") == {}


def test_what_could_be_subtracted_takes_a_large_team_back_with_it():
    children = {"0": ["a", "b", "c"]}
    own = {"a": Tally(5, 5, 10), "b": Tally(3, 2, 2), "c": Tally(1, 0, 2)}
    found = told(children, own, "0")
    assert set(found) == {"0", "a"}
    assert found["0"].n == 30


def test_where_all_are_large_all_are_told():
    children = {"0": ["a", "b"]}
    own = {"a": Tally(5, 5, 10), "b": Tally(3, 2, 2), "0": NOBODY}
    assert set(told(children, own, "0")) == {"0", "a", "b"}
