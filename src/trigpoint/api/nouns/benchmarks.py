"""What others reach in a measure: always with its source and its day."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, one, removed
from trigpoint.api.terms import NO_NUL, AsOf, Body, Day, Id, Line, Number, Version
from trigpoint.services.lists import ListTaken
from trigpoint.services.measures import benchmarks
from trigpoint.services.measures.benchmarks import BenchmarkDraft, BenchmarkView

routes = Noun("/measures/{measure_id}/benchmarks", "figures")


class NewBenchmark(Body):
    """A value in the measure's unit, who says so, and as of which day."""

    value: Number
    source: Line = ""
    day: Day


class BenchmarkList(Body):
    """A CSV text with a heading: value, source, day."""

    list: Annotated[str, Field(min_length=1, max_length=400_000, pattern=NO_NUL)]


@routes.show("")
def of_measure(
    request: Request, measure_id: Id, as_of: AsOf | None = None
) -> tuple[BenchmarkView, ...]:
    """What others reach, the newest first."""
    return benchmarks.of_measure(request.auth, measure_id, as_of)


@routes.make("")
def enter(request: Request, measure_id: Id, body: NewBenchmark) -> BenchmarkView:
    """Enter what others reach; without a source it is refused."""
    draft = BenchmarkDraft(**body.model_dump())
    return show(request, measure_id, benchmarks.enter(request.auth, measure_id, draft))


@routes.act("/import")
def take(request: Request, measure_id: Id, body: BenchmarkList) -> ListTaken:
    """Take in a list; rows that do not fit are named with their cure."""
    return benchmarks.take(request.auth, measure_id, body.list)


@routes.show("/{benchmark_id}")
def show(
    request: Request, measure_id: Id, benchmark_id: Id, as_of: AsOf | None = None
) -> BenchmarkView:
    """One benchmark."""
    return one(benchmarks.of_measure(request.auth, measure_id, as_of), benchmark_id)


@routes.remove("/{benchmark_id}")
def remove(request: Request, measure_id: Id, benchmark_id: Id, version: Version) -> None:
    """Take a benchmark away."""
    removed(
        request,
        lambda: benchmarks.remove(request.auth, measure_id, benchmark_id, version),
        lambda: show(request, measure_id, benchmark_id),
    )
