"""What others reach in a measure: with source and day, or not at all."""

import datetime

import pytest

from tests.cast import NOW, Cast
from tests.services.test_foreseen import publish
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.measures import benchmarks, measures
from trigpoint.services.measures.benchmarks import BenchmarkDraft
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Benchmark, Measure

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 1)


@pytest.fixture
def measure(cast: Cast) -> str:
    return measures.add(cast.at("mira", NOW), MeasureDraft(kpi="csat"))


def entered(cast: Cast, measure: str, **more) -> str:
    said = {"value": 0.8, "source": "A study", "day": DAY} | more
    return benchmarks.enter(cast.at("mira", NOW), measure, BenchmarkDraft(**said))


@pytest.mark.req("MAP-7", via="core")
def test_a_benchmark_stands_with_its_source_and_day(cast: Cast, measure: str):
    made = entered(cast, measure)
    old = entered(cast, measure, day=datetime.date(2020, 1, 1), value=0.7)
    [new, other] = benchmarks.of_measure(cast.at("ana", NOW), measure)
    assert (new.id, new.source, new.day, new.unit, new.old) == (
        made,
        "A study",
        DAY,
        "share",
        False,
    )
    assert (other.id, other.old, other.may_change) == (old, True, False)
    benchmarks.remove(cast.at("mira", NOW), measure, made, 1)
    assert len(benchmarks.of_measure(cast.at("ana", NOW), measure)) == 1


@pytest.mark.req("MAP-7", via="core")
def test_the_own_figure_stands_beside_others_for_those_who_may_see_it(cast: Cast):
    own = {"scope": "person", "member": cast.people["ana"]}
    mine = measures.add(cast.at("ana", NOW), MeasureDraft(kpi="full_resolution_time", **own))
    publish(cast, mine, [0.5] * 8)
    row = Measure.objects.get(public_id=mine)
    said = {"source": "A study", "day": DAY, "organisation": row.organisation, "measure": row}
    for value in (0.7, 0.51, 0.3):
        Benchmark.objects.create(value=value, **said)
    found = benchmarks.of_measure(cast.at("ana", NOW), mine)
    assert [each.stands for each in found] == ["worse", "open", "better"]
    assert found[0].own is not None
    with pytest.raises(NotThere):
        benchmarks.of_measure(cast.at("rui", NOW), mine)


@pytest.mark.parametrize(
    ("wrong", "field", "cure"),
    [
        ({"source": "  "}, "source", "Say where the number comes from"),
        ({"day": datetime.date(2027, 1, 1)}, "day", "lies ahead"),
        ({"value": 80.0}, "value", "between 0 and 100 %"),
    ],
)
@pytest.mark.req("MAP-7", via="core")
def test_what_nobody_can_judge_is_refused_with_the_cure(
    cast: Cast, measure: str, wrong: dict, field: str, cure: str
):
    with pytest.raises(Invalid) as refused:
        entered(cast, measure, **wrong)
    assert cure in str(refused.value.fields[field])


def test_a_list_is_taken_row_by_row(cast: Cast, measure: str):
    text = "value,source,day\n0.8,A study,2026-05-01\n0.7,,2026-05-01\nx,B,2026-05-01\n0.7,C,soon\n"
    found = benchmarks.take(cast.at("mira", NOW), measure, text)
    assert (found.added, [p.row for p in found.problems]) == (1, [3, 4, 5])
    assert "where the number comes from" in str(found.problems[0].words)
    again = benchmarks.take(cast.at("mira", NOW), measure, text)
    assert (again.added, again.known) == (0, 1)


def test_whoever_may_not_change_the_measure_only_reads(cast: Cast, measure: str):
    with pytest.raises(NotAllowed):
        benchmarks.enter(
            cast.at("ana", NOW), measure, BenchmarkDraft(value=0.5, source="x", day=DAY)
        )
