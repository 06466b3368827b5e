"""The V2MOM's rules: gates, differences, warning signs, what meets, what is stale."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.lenses.guide import StepState, walk
from trigpoint.core.lenses.templates import ALL, SECTORS, find
from trigpoint.core.lenses.v2mom.cadence import days_over
from trigpoint.core.lenses.v2mom.difference import difference
from trigpoint.core.lenses.v2mom.gates import Voices, gates
from trigpoint.core.lenses.v2mom.meets import meeting
from trigpoint.core.lenses.v2mom.obstacles import Side, Sign, SignState, look
from trigpoint.core.lenses.v2mom.steps import STEPS
from trigpoint.core.lenses.v2mom.written import Method, Obstacle, Value, Written

DAY = datetime.date(2026, 11, 1)
NOW = datetime.datetime(2026, 11, 12, 9, tzinfo=datetime.UTC)
FRESH = NOW - datetime.timedelta(hours=2)
OWN = Value("v1", "Own it", behaviours=("The name stays.",))
FIRST = Method("m1", "g1", "Answer first", values=("v1",), measures=("First reply",), steps=("A",))
SECOND = Method("m2", "g2", "Right person", values=("v1",), measures=("Transfers",), steps=("B",))
SNOW = Obstacle("o1", "Snow", owner="p1", sign="Warning", contingency="By video")
WHOLE = Written("One right answer.", (OWN,), (FIRST, SECOND), (SNOW,))


def days(*values: float | None, start: datetime.date = DAY) -> list:
    return [(start + datetime.timedelta(days=n), value) for n, value in enumerate(values)]


def said(sign: Sign, *values: float | None, **more):
    return look(sign, days(*values), more.pop("as_of", FRESH), NOW, **more)


THREE = Sign(Side.ABOVE, 400, 3)


@pytest.mark.req("V2MOM-4", via="core")
def test_a_sign_comes_after_so_many_days_in_a_row_and_stays_come():
    assert said(THREE, 401, 402).state is SignState.QUIET
    found = said(THREE, 390, 401, 402, 403, 380)
    assert (found.state, found.since) == (SignState.COME, DAY + datetime.timedelta(days=3))
    assert said(THREE, 401, None, 402, 403).state is SignState.QUIET
    assert said(THREE, 400, 400, 400).state is SignState.QUIET


def test_a_day_that_is_missing_ends_a_row():
    gap = [*days(401, 402), *days(403, start=DAY + datetime.timedelta(days=3))]
    assert look(THREE, gap, FRESH, NOW).state is SignState.QUIET


@pytest.mark.req("V2MOM-4", via="core")
def test_a_silent_source_is_neither_quiet_nor_come():
    old = NOW - datetime.timedelta(days=5)
    assert said(THREE, 390, 391, as_of=old).state is SignState.SILENT
    assert said(THREE, as_of=None).state is SignState.UNKNOWN


def test_what_is_over_does_not_count_again():
    over = DAY + datetime.timedelta(days=3)
    assert said(THREE, 401, 402, 403, 404, over_since=over).state is SignState.QUIET


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=30), st.integers(1, 5))
def test_a_sign_comes_where_some_row_is_long_enough_and_only_there(values, wanted):
    sign = Sign(Side.BELOW, 500, wanted)
    rows = "".join("x" if value < 500 else "." for value in values)
    expected = "x" * wanted in rows
    assert (said(sign, *values).state is SignState.COME) is expected


def test_nothing_is_missing_in_a_whole_plan_and_everything_in_an_empty_one():
    assert gates(WHOLE, Voices()) == ()
    keys = {gate.key for gate in gates(Written(), Voices())}
    assert keys == {"vision", "values", "methods", "obstacles"}
    voices = Voices(("Data",), ("Billing",), ("Product",), 1)
    found = {gate.key for gate in gates(WHOLE, voices)}
    assert found == {"unheard", "waiting", "refused", "suggestions"}


@pytest.mark.req("V2MOM-6", via="core")
def test_a_difference_is_told_in_sentences():
    moved = Written("Another.", (OWN,), (SECOND, FIRST), ())
    found = [str(change.text) for change in difference(WHOLE, moved)]
    assert found == [
        "The vision was said anew.",
        "“Answer first” moved from place 1 to 2.",
        "The obstacle “Snow” is gone.",
    ]


@given(st.permutations([f"m{n}" for n in range(6)]))
def test_moves_lead_from_one_order_to_the_other_and_none_from_an_order_to_itself(order):
    before = [Method(f"m{n}", f"g{n}", f"m{n}") for n in range(6)]
    after = sorted(before, key=lambda method: order.index(method.id))
    moves = list(difference(Written(methods=tuple(before)), Written(methods=tuple(after))))
    assert bool(moves) is (before != after)
    assert len(moves) < 6


def test_an_edition_reads_back_what_was_written():
    assert Written.from_json(WHOLE.to_json()) == WHOLE
    assert Written.from_json({}) == Written()


@pytest.mark.req("V2MOM-5", via="core")
def test_what_meets_and_what_does_not():
    above = Written(
        values=(OWN, Value("v2", "Kind")),
        methods=(Method("a", "top", "Top"), Method("b", "side", "Side")),
    )
    found = meeting(above, WHOLE, {"g1": {"g1", "top"}, "g2": {"g2"}}, frozenset())
    assert found.serves["m1"] == ("a",)
    assert (found.idle, found.unserved) == (("m2",), ("b",))
    assert (found.shared, found.not_taken, found.own) == (("Own it",), ("Kind",), ())
    assert meeting(above, WHOLE, {}, {"g2"}).to_vision == ("m2",)


@pytest.mark.req("V2MOM-7", via="core")
def test_a_plan_is_stale_only_beyond_its_cadence():
    assert days_over(DAY, 28, DAY + datetime.timedelta(days=28)) == 0
    assert days_over(DAY, 28, DAY + datetime.timedelta(days=30)) == 2


def test_the_guide_names_one_next_step():
    states = [step.state for step in walk(STEPS, {"people"}, {"vision"})]
    assert states[:3] == [StepState.DONE, StepState.SKIPPED, StepState.NEXT]
    assert states.count(StepState.NEXT) == 1


@pytest.mark.req("START-1", via="core")
def test_every_sector_has_a_v2mom_whose_parts_name_each_other():
    assert {t.sector for t in find("v2mom")} == set(SECTORS)
    for template in ALL:
        keys = {goal.key for goal in template.goals}
        assert len(keys) == len(template.goals)
        if template.v2mom is not None:
            values = {value.key for value in template.v2mom.values}
            assert set(template.v2mom.serves) == keys
            assert all(set(v) <= values for v in template.v2mom.serves.values())
            assert all(set(o.threatens) <= keys for o in template.v2mom.obstacles)
