"""Every function that reads a history: one table, and what has to hold for each row of it."""

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.stats.cast import bad_histories, duration
from trigpoint.core import stats
from trigpoint.core.stats import words
from trigpoint.core.stats.alerts import watch
from trigpoint.core.stats.attainability import Aim, Way, chance, chances, fan, rungs
from trigpoint.core.stats.comparison import Standing, compare_rates, compare_values
from trigpoint.core.stats.conflict import Measured, conflicts
from trigpoint.core.stats.effect import effect
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.links import Link, evidence
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.stats.season import phased
from trigpoint.core.stats.status import Look, Status, status
from trigpoint.core.stats.units import ByScale
from trigpoint.core.text import Text

OTHER = duration(300)
BAD = bad_histories()
few = settings(max_examples=5)


@dataclass(frozen=True)
class Asked:
    """One way of asking a function of a history, beside another where it takes two.

    `plain` are the figures of its answer that have no unit, `units` those in the measure's own;
    `near` is by how much one more usual week may move the former (absolutely) and the latter (as
    a share).
    """

    function: Callable[..., Any]
    of: Callable[[History, History], Any]
    plain: Callable[[Any], list[float]] = lambda _answer: []
    units: Callable[[Any], list[float]] = lambda _answer: []
    near: float = 0.2


def usual(history: History) -> float:
    """Return a target in the history's own unit, or any number where it has no values."""
    known = history.values[np.isfinite(history.values)]
    return float(np.median(known)) if known.size else 1.0


def alarmed(answer: Any) -> list[float]:
    return [float(answer.alarm is not None)]


ASKED = {
    "chance": Asked(
        chance,
        lambda h, _: chance(h, Aim(12, high=usual(h))),
        lambda a: [a.chance],
        lambda a: [a.now],
    ),
    "chances": Asked(
        chances, lambda h, _: chances([h], [Aim(12, high=usual(h))])[0], lambda a: [a.chance]
    ),
    "fan": Asked(fan, lambda h, _: fan(h, [4, 12]), units=lambda a: [x for w in a for x in w[1:]]),
    "rungs": Asked(
        rungs, lambda h, _: rungs(h, 12, Way.AT_MOST), units=lambda a: [step.target for step in a]
    ),
    "watch": Asked(watch, lambda h, _: watch(h, 104), alarmed, near=0),
    "effect": Asked(effect, lambda h, _: effect(h, 104), lambda a: list(a.stages[0][1:])),
    "effect beside others": Asked(
        effect, lambda h, o: effect(h, 104, o), lambda a: list(a.stages[0][1:])
    ),
    "effect on others": Asked(effect, lambda h, o: effect(o, 104, h)),
    "link from": Asked(
        evidence, lambda h, o: evidence([Link(h, o)])[0], lambda a: [a.supported, a.strength]
    ),
    "link to": Asked(
        evidence, lambda h, o: evidence([Link(o, h)])[0], lambda a: [a.supported, a.strength]
    ),
    "conflict": Asked(
        conflicts,
        lambda h, o: conflicts([(Measured(h, 1), Measured(o, 1))])[0],
        lambda a: [a.found, a.correlation],
    ),
    "conflict of the other": Asked(
        conflicts, lambda h, o: conflicts([(Measured(o, 1), Measured(h, -1))])[0]
    ),
    "target from last year": Asked(
        phased, lambda h, _: phased(h, 0.01), units=lambda a: [a.last_year, *a.targets[:4]]
    ),
}
HOURS = ByScale(Scale.DURATION)
SAID: dict[Callable[..., Any], Callable[[Any], list[Text]]] = {
    chance: lambda a: [words.chance(a), words.reason(a, HOURS)],
    chances: lambda a: [words.chance(a)],
    fan: lambda a: [words.fan(week, HOURS) for week in a],
    rungs: lambda a: [words.rung(step, HOURS) for step in a],
    watch: lambda a: [words.watched(a, HOURS)],
    effect: lambda a: [words.stage(a.stages[0], a, HOURS), words.lasting(a), words.trust(a)],
    evidence: lambda a: [words.link(a, "Training", "Waiting")],
    conflicts: lambda a: [words.conflict(a, "Speed", "Quality")],
    phased: lambda a: [words.growth(a, Scale.DURATION, HOURS)],
}
every = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)


def test_the_table_names_every_function_that_reads_a_history():
    found = {
        name
        for module in iter_modules(stats.__path__)
        for name, function in inspect.getmembers(
            import_module(f"{stats.__name__}.{module.name}"), inspect.isfunction
        )
        if not name.startswith("_")
        and function.__module__.startswith(stats.__name__)
        and {"Refusal"} <= _named(function, "return")
        and {"History", "Link", "Measured"} & _named(function)
    }
    assert found == {asked.function.__name__ for asked in ASKED.values()} | {"refuse"}


def _named(function: Callable[..., Any], *only: str) -> set[str]:
    hints = typing.get_type_hints(function)
    told = [str(hint) for name, hint in hints.items() if not only or name in only]
    words = {"History", "Link", "Measured", "Refusal"}
    return {word for word in words if any(f".{word}" in hint for hint in told)}


@every
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.filterwarnings("error")
def test_bad_data_are_refused_in_words_by_every_function(asked: Asked, bad: History):
    answer = asked.of(bad, OTHER)
    assert isinstance(answer, Refusal)
    assert str(answer.reason)


@every
def test_good_data_are_answered_by_every_function(asked: Asked):
    assert not isinstance(asked.of(duration(), OTHER), Refusal)


@every
def test_every_answer_has_the_words_a_lead_reads(asked: Asked):
    said = SAID[asked.function](asked.of(duration(), OTHER))
    assert all(len(str(text).split()) > 2 for text in said)


@every
@few
@given(st.integers(0, 40), st.sampled_from([1 / 3600, 1 / 60, 24.0, 1e3]))
def test_no_answer_depends_on_hours_or_minutes(asked: Asked, seed: int, factor: float):
    one, other = duration(seed), History(duration(seed).values * factor, Scale.DURATION)
    answer, scaled = asked.of(one, OTHER), asked.of(other, OTHER)
    assert asked.plain(scaled) == pytest.approx(asked.plain(answer), abs=1e-6)
    expected = [value * factor for value in asked.units(answer)]
    assert asked.units(scaled) == pytest.approx(expected, rel=1e-6)


@every
@few
@given(st.integers(0, 40))
def test_one_usual_week_more_moves_no_answer_far(asked: Asked, seed: int):
    before = duration(seed)
    one, other = asked.of(before, OTHER), asked.of(longer(before), longer(OTHER))
    assert asked.plain(other) == pytest.approx(asked.plain(one), abs=asked.near)
    assert asked.units(other) == pytest.approx(asked.units(one), rel=asked.near)


def longer(history: History) -> History:
    """Return the history with a week that is like its last four."""
    week = float(np.exp(np.log(history.values[-4:]).mean()))
    return History(np.append(history.values, week), history.scale)


@few
@given(st.integers(0, 100), st.sampled_from(Way), st.floats(0.05, 0.9))
def test_a_step_that_is_likelier_asks_no_more(seed: int, way: Way, likely: float):
    steps = rungs(duration(seed), 12, way, [likely, likely + 0.05])
    assert not isinstance(steps, Refusal)
    harder, easier = (step.target for step in steps)
    assert harder >= easier if way is Way.AT_LEAST else harder <= easier


@pytest.mark.parametrize("weeks", [0, -1, -60])
def test_a_date_in_the_past_is_refused_by_whatever_looks_ahead(weeks: int):
    good = duration()
    for answer in (
        chance(good, Aim(weeks, high=7)),
        fan(good, [weeks]),
        rungs(good, weeks, Way.AT_MOST),
        phased(good, 0.0, weeks),
    ):
        assert isinstance(answer, Refusal)
        assert answer.kind is Kind.PAST


@pytest.mark.parametrize("beyond", [156, 400])
def test_more_weeks_than_there_are_are_refused_by_whatever_takes_a_week(beyond: int):
    good = duration()
    for answer in (
        chance(good, Aim(beyond, high=7)),
        fan(good, [beyond]),
        rungs(good, beyond, Way.AT_MOST),
        watch(good, beyond),
        effect(good, beyond),
        evidence([Link(good, OTHER, beyond)])[0],
    ):
        assert isinstance(answer, Refusal)
        assert str(answer.reason)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_figure_of_people_that_is_none_is_refused_for_all(bad: float):
    fine = np.full(4, 40.0)
    for broken in range(3):
        parts = [np.array([1.0, 2, 3, 4]), np.ones(4), fine.copy()]
        parts[broken][1] = bad
        answers = compare_values(*parts)
        assert all(isinstance(each, Refusal) and str(each.reason) for each in answers)
    for broken in range(2):
        pair = [np.full((4, 1), 20.0), fine[:, None].copy()]
        pair[broken][1] = bad
        assert all(isinstance(each, Refusal) for each in compare_rates(*pair))


def test_values_that_are_all_the_same_are_not_distinguishable_and_no_error_is_no_value():
    n = np.full(4, 40.0)
    alike = compare_values(np.full(4, 3.0), np.ones(4), n)
    assert not any(each.different for each in alike if isinstance(each, Standing))
    assert len([each for each in alike if isinstance(each, Standing)]) == 4
    for error in (0.0, -1.0):
        answers = compare_values(np.arange(4.0), np.array([1, error, 1, 1]), n)
        assert all(isinstance(each, Refusal) for each in answers)
    assert compare_values(np.empty(0), np.empty(0), np.empty(0)) == []


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_no_colour_is_shown_from_bad_data(bad: History):
    answer = chance(bad, Aim(12, low=usual(bad)))
    assert status([Look(answer), Look(answer)]) is Status.CANNOT_TELL


@pytest.mark.parametrize("growth", [np.nan, np.inf, -np.inf, -1.0])
def test_growth_that_cannot_be_is_refused(growth: float):
    assert isinstance(phased(duration(), growth), Refusal)
