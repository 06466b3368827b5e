"""What an anonymous survey tells gives nobody's answer away, however it is asked."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trigpoint.core.loop.pulse import FLOOR, NOBODY, Tally, told

KINDS = ("low", "middle", "high")
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
    """No query over what is told weighs fewer than five people alike."""
    children, people = made
    found = published(children, people)
    for _query in range(AT_ONCE):
        alike = {}
        for each, weight in derived(children, people, found, dice).items():
            alike.setdefault(weight, []).append(each)
        for weight, group in alike.items():
            assert not weight or len(group) >= FLOOR


# If what is kept back followed from what was said, it would give these away.
@example(({"0": ["1"], "1": []}, {"0": [0, 0, 0, 0, 0], "1": [0, 0, 0, 1, 1]}))
@example(({"0": ["1", "2"], "1": [], "2": []}, {"0": [0], "1": [0] * 5, "2": [0, 0, 0, 1, 1]}))
@given(organisations())
@settings(max_examples=200, deadline=None)
def test_for_everybody_another_answer_would_look_the_same(made):
    children, people = made
    found = published(children, people)
    for group, number in everybody(children, people, "0"):
        worlds = (*answered_otherwise(people, group, number), *exchanged(people, group, number))
        assert any(published(children, world) == found for world in worlds)


def answered_otherwise(people, group, number):
    """Yield the worlds in which this one alone gave another answer."""
    for answer in {0, 1, 2} - {people[group][number]}:
        yield with_answers(people, {(group, number): answer})


def exchanged(people, group, number):
    """Yield the worlds in which this one and somebody else answered the other way round."""
    said = people[group][number]
    for other, place in ((unit, at) for unit in people for at in range(len(people[unit]))):
        theirs = people[other][place]
        if theirs != said:
            yield with_answers(people, {(group, number): theirs, (other, place): said})


def with_answers(people, answers):
    """Return the answers of all, with some in the place of theirs."""
    return {
        unit: [answers.get((unit, at), answer) for at, answer in enumerate(said)]
        for unit, said in people.items()
    }


@given(organisations(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_which_groups_are_told_does_not_depend_on_what_they_said(made, dice):
    children, people = made
    others = {unit: [dice.choice((0, 1, 2)) for _answer in said] for unit, said in people.items()}
    assert published(children, people).keys() == published(children, others).keys()


@given(organisations())
@settings(max_examples=50, deadline=None)
def test_what_is_told_differs_from_what_was_said_by_one_answer_for_each_rest_of_one_mind(made):
    children, people = made
    found = published(children, people)
    for group, figure in found.items():
        said = tally([people[unit][at] for unit, at in everybody(children, people, group)])
        moved = sum(abs(getattr(figure, kind) - getattr(said, kind)) for kind in KINDS)
        assert figure.n == said.n
        assert moved <= 2 * len(found)
        assert max(figure.low, figure.middle, figure.high) < figure.n


@pytest.mark.parametrize("size", range(1, FLOOR))
def test_fewer_than_five_are_never_told(size):
    assert told({}, {"0": Tally(1, 0, size - 1)}, "0") == {}


@pytest.mark.parametrize(
    ("said", "as_told"),
    [
        (Tally(0, 0, 5), Tally(0, 1, 4)),
        (Tally(5, 0, 0), Tally(4, 1, 0)),
        (Tally(0, 5, 0), Tally(1, 4, 0)),
    ],
)
def test_five_of_one_mind_are_told_as_four_and_the_next_answer(said, as_told):
    assert told({}, {"0": said}, "0") == {"0": as_told}


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
