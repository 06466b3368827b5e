"""Status from the chance, without flicker."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.stats.cast import few
from trigpoint.core.stats.attainability import Chance
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.stats.status import (
    COLOURS,
    Look,
    Status,
    history,
    is_settled,
    status,
    words,
)
from trigpoint.core.text import Text

NONE = Refusal(Kind.TOO_SHORT, Text("Too little history."))


def look(
    chance: float, *, thin: bool = False, guard_broken: bool = False, old: bool = False
) -> Look:
    return Look(Chance(chance, thin, 100, 12, 1.0, 1.0, 1.0), guard_broken, old)


def test_the_first_colour_shows_at_once():
    assert status([look(0.9)]) is Status.ON_TRACK
    assert status([look(0.5)]) is Status.AT_RISK
    assert status([look(0.1)]) is Status.OFF_TRACK


def test_one_odd_week_changes_nothing_and_two_do():
    assert status([look(0.9), look(0.5)]) is Status.ON_TRACK
    assert status([look(0.9), look(0.5), look(0.9)]) is Status.ON_TRACK
    assert status([look(0.9), look(0.5), look(0.5)]) is Status.AT_RISK


def test_a_fall_through_two_colours_shows_where_it_has_come_to():
    assert status([look(0.9), look(0.5), look(0.1)]) is Status.OFF_TRACK


def test_a_broken_guard_and_old_data_come_before_any_colour():
    assert status([look(0.9), look(0.9, guard_broken=True)]) is Status.HELD
    assert status([look(0.9), look(0.9, old=True, guard_broken=True)]) is Status.OLD
    assert status([look(0.9), look(0.9, old=True), look(0.1)]) is Status.OFF_TRACK


def test_without_a_chance_it_cannot_be_told():
    assert status([]) is Status.CANNOT_TELL
    assert status([Look(NONE)]) is Status.CANNOT_TELL


def test_thin_history_that_could_go_either_way_is_not_called_a_risk():
    assert status([look(0.5, thin=True)]) is Status.CANNOT_TELL
    assert status([look(0.9, thin=True)]) is Status.ON_TRACK


@few
@given(st.lists(st.floats(0, 1), max_size=30))
def test_colours_that_are_shown_last_two_weeks_at_least(chances):
    shown = history([look(chance) for chance in chances])
    assert all(colour in COLOURS for colour in shown)
    changes = [week for week in range(1, len(shown)) if shown[week] is not shown[week - 1]]
    asked = history([look(chance) for chance in chances[:1]]) + [
        history([look(chance)])[0] for chance in chances[1:]
    ]
    for week in changes:
        assert asked[week] is shown[week]
        assert asked[week - 1] is not shown[week - 1]


def test_every_status_has_words():
    assert len({str(words(each)) for each in Status}) == len(Status)


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 8))
def test_settled_looks_say_the_same_whatever_was_before(chances, from_):
    looks = [look(chance, thin=index % 5 == 0) for index, chance in enumerate(chances)]
    newest = looks[from_:]
    if is_settled(newest):
        assert status(newest) is status(looks)


def test_a_look_alone_is_settled_only_without_a_colour():
    assert not is_settled([])
    assert not is_settled([look(0.9)])
    assert not is_settled([look(0.9), look(0.1)])
    assert is_settled([look(0.9), look(0.8)])
    assert is_settled([Look(NONE), look(0.1)])
