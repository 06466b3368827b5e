"""Every KPI's SQL keeps to the subset that engines compute alike, and its header is whole."""

from pathlib import Path

import pytest
from sqlglot import parse_one

from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import ParameterError
from trigpoint.tickets.oracle.more_kpis import TWINS
from trigpoint.tickets.portable import complaints
from trigpoint.tickets.reasons import REASONS
from trigpoint.tickets.reference import markdown


@pytest.mark.parametrize("key", catalogue())
def test_a_kpi_keeps_to_the_portable_subset(key: str) -> None:
    definition = catalogue()[key]
    assert not list(complaints(definition.sql, set(definition.parameters)))


@pytest.mark.parametrize(
    "outside",
    [
        "SELECT now() AS key, 1 AS dated FROM solve",
        "SELECT key, solved / 2 AS dated FROM solve",
        "SELECT key, 1.5 AS dated FROM solve",
        "SELECT key, solved::DATE AS dated FROM solve",
        "SELECT median(elapsed) AS key FROM solve",
        "SELECT key FROM landed_change",
        "SELECT * FROM solve",
        "SELECT key FROM solve WHERE solved > :other",
    ],
)
def test_what_engines_do_not_agree_on_is_refused(outside: str) -> None:
    assert list(complaints(parse_one(outside, read="duckdb"), set()))


@pytest.mark.req("MEASURE-2", via="core")
def test_every_kpi_has_words_pitfalls_and_a_twin() -> None:
    assert catalogue().keys() == TWINS.keys()
    for definition in catalogue().values():
        assert str(definition.words.meaning).endswith(".")
        assert len(definition.words.pitfalls) >= 2
        assert definition.direction in {"raise", "lower"}
        assert set(definition.missing) <= REASONS.keys()


def test_a_setting_that_a_kpi_does_not_have_is_refused_with_a_sentence() -> None:
    for params in ({"colour": "red"}, {"days": 0}, {"days": "14"}):
        with pytest.raises(ParameterError, match="reopen_rate"):
            catalogue()["reopen_rate"].settled(params)
    with pytest.raises(ParameterError, match=r"It may be: one, under_two\."):
        catalogue()["one_touch"].settled({"counts": "three"})


def test_the_reference_page_is_made_from_the_definitions() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "kpis.md"
    assert page.read_text(encoding="utf-8") == markdown()
