"""Climbing: holds count weeks worked, guards hold, and nothing that is reached is taken away."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.lenses.ladder.climb import Course, Step, climb
from trigpoint.core.lenses.ladder.demand import Bar, Demand, Mark, Week, standing

MONDAY = datetime.date(2026, 6, 1)
UNTIL = datetime.date(2026, 11, 22)
BAR = Bar("raise", 0.8)


def week(place: int, good: float | None, n: int = 10) -> Week:
    value = None if good is None else good / n
    return Week(MONDAY + datetime.timedelta(weeks=place), value, n, good, n if n else None)


def weeks(*good: float | None) -> list[Week]:
    return [week(place, each) for place, each in enumerate(good)]


def apart(found: list[Week], *places: int) -> list[Week]:
    """Return weeks of which those at some places are declared as exceptional."""
    return [each._replace(apart=place in places) for place, each in enumerate(found)]


def step(found: list[Week], demand: Demand, guards: list[Week] | None = None) -> Step:
    return Step("one", {"solved": Course(demand, found, guards or [])})


def reached(found: list[Week], demand: Demand, **more) -> datetime.date | None:
    return climb([step(found, demand, more.get("guards"))], MONDAY, UNTIL, more.get("away", ()))[
        0
    ].reached_on


@pytest.mark.req("LADDER-4", via="core")
def test_a_step_is_reached_on_the_last_day_of_its_hold():
    assert reached(weeks(9, 9, 9), Demand(BAR, hold=3)) == week(2, 9).last_day
    assert reached(weeks(9, 9), Demand(BAR, hold=3)) is None


@pytest.mark.req("LADDER-4", via="core")
def test_one_bad_week_takes_nothing_away():
    assert reached(weeks(9, 9, 6, 9), Demand(BAR, hold=3)) == week(3, 9).last_day
    assert reached(weeks(9, 6, 6, 9, 9), Demand(BAR, hold=3)) is None
    [after] = climb([step(weeks(9, 9, 9, 0, 0, 0), Demand(BAR, hold=3))], MONDAY, UNTIL)
    assert after.reached_on == week(2, 9).last_day


@pytest.mark.req("LADDER-4", via="core")
def test_leave_and_weeks_without_work_pause_a_hold():
    demand = Demand(BAR, hold=3)
    away = [(week(1, 0).start, week(2, 0).last_day)]
    assert reached(weeks(9, 0, 0, 9, 9), demand, away=away) == week(4, 9).last_day
    assert reached(weeks(9, None, None, 9, 9), demand) == week(4, 9).last_day
    assert reached(weeks(9, 0, 0, 9, 9), demand) is None
    [now] = climb([step(weeks(9, None, 9), demand)], MONDAY, UNTIL)
    assert [m.mark for m in now.now["solved"].weeks] == [Mark.HELD, Mark.PAUSED, Mark.HELD]


@pytest.mark.req("LADDER-4", via="core")
def test_an_exceptional_week_pauses_a_hold_for_its_value_and_its_guard_alike():
    demand = Demand(BAR, hold=3, guard=Bar("lower", 0.1))
    good, calm = weeks(9, 0, 0, 9, 9), weeks(0, 0, 0, 0, 0)
    assert reached(good, demand, guards=calm) is None
    assert reached(apart(good, 1, 2), demand, guards=calm) == week(4, 9).last_day
    assert reached(good, demand, guards=apart(calm, 1, 2)) == week(4, 9).last_day
    best, broken = weeks(9, 9, 9), weeks(0, 0, 9)
    assert reached(best, demand, guards=broken) is None
    outage = apart(broken, 2)
    assert reached(best, demand, guards=outage) is None, "nor does what was good of it count"
    assert reached([*best, week(3, 9)], demand, guards=[*outage, week(3, 0)]) == week(3, 9).last_day


@pytest.mark.req("LADDER-2", via="core")
def test_a_minimum_of_tickets_is_waited_for():
    assert reached(weeks(9, 9, 9, 9), Demand(BAR, hold=3, least=40)) == week(3, 9).last_day
    assert reached(weeks(9, 9, 9), Demand(BAR, hold=3, least=40)) is None


@pytest.mark.req("BEYOND-2", via="core")
def test_a_step_does_not_count_while_its_guard_is_broken():
    demand = Demand(BAR, hold=3, guard=Bar("lower", 0.1))
    assert reached(weeks(9, 9, 9), demand, guards=weeks(0, 1, 2)) == week(2, 9).last_day
    assert reached(weeks(9, 9, 9), demand, guards=weeks(0, 2, 2)) is None
    assert reached(weeks(9, 9, 9), demand, guards=[]) is None, "an unknown guard is no kept one"


@pytest.mark.req("LADDER-4", via="core")
def test_the_next_step_opens_on_the_day_after_and_counts_from_there():
    demand = Demand(BAR, hold=2)
    found = weeks(9, 9, 9, 9)
    one, two = climb([step(found, demand), replace(step(found, demand), key="two")], MONDAY, UNTIL)
    assert one.reached_on == week(1, 9).last_day
    assert two.opened_on == week(2, 9).start
    assert two.reached_on == week(3, 9).last_day


def test_a_training_and_a_skill_are_waited_for_and_what_was_met_stays_met():
    demand = Demand(BAR, hold=2)
    done = week(4, 0).last_day
    taught = replace(step(weeks(9, 9, 0, 0, 0, 0), demand), deeds={"course": done})
    [found] = climb([taught], MONDAY, UNTIL)
    assert found.reached_on == done
    assert found.met == {"solved": week(1, 9).last_day, "course": done}


COUNTS = st.one_of(st.none(), st.integers(0, 10))
SEQUENCES = st.lists(COUNTS, max_size=20)
DEMANDS = st.builds(
    Demand,
    st.just(BAR),
    hold=st.integers(1, 5),
    least=st.integers(0, 40),
    guard=st.one_of(st.none(), st.just(Bar("lower", 0.2))),
)


PLACES = st.frozensets(st.integers(0, 20))


@given(SEQUENCES, SEQUENCES, SEQUENCES, DEMANDS, PLACES)
def test_no_sequence_of_readings_takes_a_reached_step_away(first, later, guards, demand, unlike):
    """Neither what comes later, nor a past that is told anew, nor weeks called exceptional."""
    until = MONDAY + datetime.timedelta(weeks=len(first), days=-1)
    held = weeks(*guards)
    steps = [step(weeks(*first), demand, held), replace(step(weeks(*first), demand), key="two")]
    before = climb(steps, MONDAY, max(until, MONDAY))
    longer = [
        replace(s, courses={"solved": Course(c.demand, weeks(*first, *later), c.guards)})
        for s in steps
        for c in s.courses.values()
    ]
    after = climb(longer, MONDAY, UNTIL)
    told_anew = [
        replace(
            s,
            opened_on=b.opened_on,
            reached_on=b.reached_on,
            met=b.met,
            courses={"solved": Course(s.courses["solved"].demand, apart(weeks(*later), *unlike))},
        )
        for s, b in zip(steps, before, strict=True)
    ]
    anew = climb(told_anew, MONDAY, UNTIL)
    for was, now, other in zip(before, after, anew, strict=True):
        if was.reached_on:
            assert was.reached_on == now.reached_on == other.reached_on
        assert was.met.items() <= now.met.items()
        assert was.met.items() <= other.met.items()


@given(SEQUENCES, SEQUENCES, DEMANDS)
def test_no_step_is_reached_while_its_guard_is_broken(found, guards, demand):
    guarded = replace(demand, guard=Bar("lower", 0.2))
    [climbed] = climb([step(weeks(*found), guarded, weeks(*guards))], MONDAY, UNTIL)
    if climbed.reached_on:
        known = [w for w in weeks(*found) if w.last_day <= climbed.reached_on]
        stood = standing(guarded, known, {w.start: w for w in weeks(*guards)}, set())
        assert stood.guard is not None
        assert stood.guard <= 0.2


@given(SEQUENCES, SEQUENCES, DEMANDS, PLACES)
def test_an_exceptional_week_does_what_a_week_of_leave_does(found, guards, demand, unlike):
    off = [(week(place, 0).start, week(place, 0).last_day) for place in unlike]
    told, held = weeks(*found), weeks(*guards)
    paused = reached(told, demand, guards=held, away=off)
    assert reached(apart(told, *unlike), demand, guards=held) == paused


@given(SEQUENCES, DEMANDS, st.integers(0, 20))
def test_leave_never_sets_anybody_back(found, demand, place):
    """A week that is away instead of bad never makes the day later."""
    bad = [*found[:place], 0, *found[place:]]
    off = [*found[:place], None, *found[place:]]
    plain = replace(demand, guard=None)
    with_bad, with_leave = (reached(weeks(*each), plain) for each in (bad, off))
    if with_bad:
        assert with_leave is not None
        assert with_leave <= with_bad
