"""Every KPI in every setting, cut and grain: SQL, its twin and both databases agree."""

import itertools
import math
import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.tickets import worlds
from tests.tickets.postgres import load, postgres
from tests.tickets.test_figures import CUTS, GRAINS, ROSTER, by_the_book_of, group_of, query
from tests.tickets.test_kpis import combined, published
from trigpoint.tickets import compose
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Choice, Definition
from trigpoint.tickets.engines import Postgres
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.figures import figures
from trigpoint.tickets.oracle.kpis import World
from trigpoint.tickets.query import By, Dimension, Figure, Grain, Query

__all__ = ["postgres"]
SAMPLED = 24
ONE_IN = int(os.environ.get("TRIGPOINT_CUTS_ONE_IN", "10"))
"""Of the questions of a cut one in so many is asked; `make histories` asks them all."""
ORIGIN = (Dimension.LANGUAGE, Dimension.SITE)


@dataclass(frozen=True)
class Desk:
    """A random help desk as facts, and for the twins."""

    facts: Facts
    world: World


def all_settings(definition: Definition) -> Iterator[dict[str, str | int]]:
    """Yield choices of every setting, combined; of numbers the usual one and one more."""
    options = {
        name: parameter.options
        if isinstance(parameter, Choice)
        else (parameter.default, *{parameter.least, parameter.most} - {parameter.default})[:2]
        for name, parameter in definition.parameters.items()
    }
    yield from combined(options)


def every_question() -> list[Query]:
    """Return every KPI in every setting, cut and grain."""
    return [
        replace(query(key, by, grain), params=params)
        for key, definition in catalogue().items()
        for params in all_settings(definition)
        for by, grain in itertools.product(CUTS, [*GRAINS, Grain.WHOLE])
    ]


def histories(seed: int, tickets: int) -> list:
    random = Random(seed)
    records = worlds.schedules()
    records += [record for n in range(tickets) for record in worlds.ticket(random, n)]
    return records


def expected(amounts: list[int], asked: Query, statistic: str) -> float:
    """Return the value by its plain definition."""
    match statistic:
        case "quantile" if asked.params.get("quantile") == "p90" and len(amounts) > 1:
            return statistics.quantiles(amounts, n=10, method="inclusive")[8]
        case "quantile" if asked.params.get("quantile") == "mean":
            return statistics.fmean(amounts)
        case "quantile":
            return statistics.median(amounts)
        case "count":
            return len(amounts)
        case "sum":
            return sum(amounts)
        case "nps":
            return 100 * sum(amounts) / len(amounts)
        case _:
            return sum(amounts) / len(amounts)


def assert_as_the_twin(found: dict[tuple, Figure], asked: Query, world: World) -> None:
    statistic = catalogue()[asked.kpi].statistic
    counted = {key: figure for key, figure in found.items() if figure.n}
    amounts = by_the_book_of(world, asked)
    assert counted.keys() == amounts.keys(), asked
    for group, figure in counted.items():
        assert figure.n == len(amounts[group]), asked
        if statistic in {"share", "mean", "nps"}:
            assert figure.numerator == sum(amounts[group]), asked
        value = expected(amounts[group], asked, statistic)
        if statistic in {"ratio", "pooled"}:
            whole = sum(by_the_book_of(world, asked, "weight")[group])
            assert (figure.numerator, figure.denominator) == (sum(amounts[group]), whole), asked
            value = sum(amounts[group]) / whole if whole else 0.0
        assert math.isclose(figure.value or 0, value, rel_tol=1e-9, abs_tol=1e-9), asked


def assert_all_agree(desk: Desk, asked: Query, engine: Postgres) -> None:
    here = desk.facts.compute(asked)
    assert_as_the_twin({group_of(figure, asked): figure for figure in here}, asked, desk.world)
    question = compose.ask(asked, desk.facts.as_of)
    compose.prepare(engine, question, ROSTER)
    assert figures(engine, question) == here, asked


# A seed cannot be made simpler, so nothing is gained by shrinking it.
@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), tickets=st.integers(1, 60))
def test_a_sample_of_questions_agrees_on_random_histories(
    seed: int,
    tickets: int,
    postgres: psycopg.Connection,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    records = histories(seed, tickets)
    folder = published(records, tmp_path_factory.mktemp("cuts"))
    with Facts.open(folder, roster=ROSTER) as facts:
        load(postgres, facts)
        desk = Desk(facts, worlds.world(records, facts.as_of))
        for asked in Random(seed).sample(every_question(), SAMPLED):
            assert_all_agree(desk, asked, Postgres(postgres))


# Language and site are joined alike, and in the sample: asking everything by both proves no more.
@pytest.mark.slow
@pytest.mark.parametrize("by", [by for by in CUTS if by not in map(By, ORIGIN)], ids=str)
def test_every_question_agrees_on_random_histories(
    by: By | None, postgres: psycopg.Connection, tmp_path: Path
) -> None:
    records = histories(20240331, 200)
    with Facts.open(published(records, tmp_path), roster=ROSTER) as facts:
        load(postgres, facts)
        desk = Desk(facts, worlds.world(records, facts.as_of))
        here = [asked for asked in every_question() if asked.by == by]
        for asked in here[CUTS.index(by) % ONE_IN :: ONE_IN]:
            assert_all_agree(desk, asked, Postgres(postgres))


@pytest.mark.slow
@pytest.mark.req("MEASURE-2", via="core")
def test_both_databases_give_the_same_figures_of_ten_thousand_tickets(
    postgres: psycopg.Connection, tmp_path: Path
) -> None:
    folder = published(histories(20240331, 10_000), tmp_path)
    with Facts.open(folder, roster=ROSTER) as facts:
        load(postgres, facts)
        engine = Postgres(postgres)
        for key in catalogue():
            asked = query(key, By(Dimension.QUEUE), Grain.WEEK)
            here = facts.compute(asked)
            question = compose.ask(asked, facts.as_of)
            compose.prepare(engine, question, ROSTER)
            assert figures(engine, question) == here, key
            assert here, key
