"""What the pictures show, read back from their markup."""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.pictures.line_chart import (
    Ahead,
    LineChart,
    Note,
    Point,
    TargetStep,
    line_chart,
    on_paper,
)
from trigpoint.pictures.range_bar import RangeBar, range_bar
from trigpoint.pictures.sparkline import Sparkline, sparkline
from trigpoint.pictures.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
VALUE = st.none() | st.floats(-1e6, 1e6)


def bar(**changes: object) -> RangeBar:
    given_: dict[str, object] = {
        "axis_low": 0.0,
        "axis_high": 1.0,
        "value": 0.76,
        "low": 0.63,
        "high": 0.85,
        "goal": 0.8,
        "wanted": "above",
        "axis_low_label": "0%",
        "axis_high_label": "100%",
        "goal_label": "Goal: 80% or more",
    }
    return RangeBar(**{**given_, **changes})  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives


def band(markup: str) -> Element:
    return next(r for r in fromstring(markup).iter(f"{SVG}rect") if r.get("fill") == LIGHT.band)


def dot(markup: str) -> float:
    circle = next(c for c in fromstring(markup).iter(f"{SVG}circle") if c.get("fill") == LIGHT.ink)
    return float(str(circle.get("cx")).rstrip("%"))


def chart(values: list[float | None], **changes: object) -> LineChart:
    points = [
        Point(
            float(i),
            v,
            None if v is None else v - 1,
            None if v is None else v + 1,
            10,
            str(i),
            f"P{i}",
        )
        for i, v in enumerate(values)
    ]
    return LineChart(**{"name": "A measure", "points": points, "show": str, **changes})  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives


def test_the_band_is_the_likely_range_and_the_dot_the_value() -> None:
    markup = range_bar(bar())
    assert (band(markup).get("x"), band(markup).get("width")) == ("63%", "22%")
    assert dot(markup) == pytest.approx(76)


def test_a_mirrored_bar_reads_from_the_right() -> None:
    markup = range_bar(bar(), mirrored=True)
    assert (band(markup).get("x"), band(markup).get("width")) == ("15%", "22%")
    assert dot(markup) == pytest.approx(24)
    texts = [t.text for t in fromstring(markup).iter(f"{SVG}text")]
    assert "100%" in str(texts[-2])


def test_values_beyond_the_axis_stay_at_its_end() -> None:
    assert dot(range_bar(bar(value=7.0))) == pytest.approx(100)


def test_without_a_goal_no_goal_is_drawn() -> None:
    assert not list(fromstring(range_bar(bar(goal=None, goal_label=""))).iter(f"{SVG}line"))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_painted_element_carries_its_colour_itself(theme: object) -> None:
    markup = line_chart(chart([1.0, 2.0, 3.0], targets=[TargetStep(0, 2, 2.5, "goal")]), theme)  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives
    assert "var(" not in markup
    assert "style=" not in markup
    assert "foreignObject" not in markup
    assert re.search(r'fill="#[0-9A-F]{6}"', markup)


@given(values=st.lists(VALUE, max_size=60))
def test_any_series_makes_a_picture(values: list[float | None]) -> None:
    root = fromstring(line_chart(chart(values)))
    shown = [e for e in root.iter() if e.get("class") == "point"]
    assert len(shown) == sum(value is not None for value in values)


@given(values=st.lists(VALUE, max_size=40), goal=VALUE)
def test_any_sparkline_is_well_formed(values: list[float | None], goal: float | None) -> None:
    assert fromstring(sparkline(Sparkline(values, goal))) is not None


def test_a_week_without_a_figure_breaks_the_line() -> None:
    lines = list(fromstring(line_chart(chart([1.0, 2.0, None, 3.0, 4.0]))).iter(f"{SVG}path"))
    assert str(lines[-1].get("d")).count("M") == 2


def test_at_most_five_times_stand_under_the_axis() -> None:
    for n in (1, 4, 5, 6, 16, 53, 104):
        texts = fromstring(line_chart(chart([1.0] * n))).iter(f"{SVG}text")
        assert sum(t.get("y") == "242" for t in texts) <= 5


@given(
    values=st.lists(st.integers(0, 40), min_size=1, max_size=20),
    goals=st.lists(st.integers(0, 40), min_size=1, max_size=2, unique=True),
    wide=st.sampled_from([260, 700]),
)
def test_no_line_or_point_runs_through_the_label_of_a_goal(
    values: list[int], goals: list[int], wide: int
) -> None:
    """The label is 12 px high, and 6.5 px wide a letter at most."""
    steps = [TargetStep(0, len(values), goal, "at least 67%") for goal in goals]
    root = fromstring(line_chart(chart([float(v) for v in values], targets=steps)))
    dots = [
        (float(str(c.get("cx")).rstrip("%")) * wide / 100, float(str(c.get("cy"))))
        for c in root.iter(f"{SVG}circle")
    ]
    boxes = [
        (x, x + 12 * 6.5, float(str(t.get("y"))) - 9, float(str(t.get("y"))) + 2)
        for t in root.iter(f"{SVG}text")
        if "at least 67%" in str(t.text)
        for x in (float(str(t.get("x")).rstrip("%")) * wide / 100,)
    ]
    assert len(boxes) == len(goals)
    on_the_way = [
        (x1 + (x2 - x1) * k / 20, y1 + (y2 - y1) * k / 20)
        for (x1, y1), (x2, y2) in pairwise([dots[0], *dots])
        for k in range(21)
    ]
    for left, right, top, bottom in boxes:
        assert not [at for at in on_the_way if left < at[0] < right and top < at[1] < bottom]
    assert len({top for _left, _right, top, _bottom in boxes}) == len(goals) or disjoint(boxes)


def disjoint(boxes: list[tuple[float, float, float, float]]) -> bool:
    (left, right, _t, _b), (left2, right2, _t2, _b2) = boxes
    return right < left2 or right2 < left


def test_points_are_named_and_lead_to_their_tickets() -> None:
    point = Point(0, 0.7, 0.6, 0.8, 12, "2 Nov", "Week of 2 Nov: 70%", href="?week=1", current=True)
    root = fromstring(line_chart(LineChart("Share", [point], str)))
    link = next(iter(root.iter(f"{SVG}a")))
    assert link.get("aria-label") == "Week of 2 Nov: 70%"
    assert link.get("href") == "?week=1"
    assert link.get("aria-current") == "true"


def test_paper_has_its_margins_in_the_picture() -> None:
    root = fromstring(on_paper(chart([1.0, 2.0], notes=[Note(1, "A")]), width=720))
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    assert root.get("width") == "720"
    assert inner.get("x") == "52"


def test_the_line_of_others_is_dashed_breaks_where_they_had_too_few_and_fits_into_the_picture():
    others = [(0, 9.0), (1, None), (2, 8.0), (3, 30.0)]
    drawn = fromstring(
        line_chart(LineChart("m", list(chart([1.0] * 4).points), str, beside=others))
    )
    [line] = [p for p in drawn.iter(f"{SVG}path") if p.get("stroke-dasharray")]
    assert str(line.get("d")).count("M") == 2
    assert all(float(y) >= 0 for y in re.findall(r" ([-\d.]+)", str(line.get("d"))))


def test_only_the_week_that_goes_on_is_shaded_not_what_is_expected_after_it():
    points = [Point(at, 1.0 + at, 0.5 + at, 1.5 + at, 9, str(at), str(at)) for at in (0, 1, 2)]
    ahead = [Ahead(at, 1.0, 2.0, 3.0) for at in (4, 6)]
    drawn = fromstring(line_chart(LineChart("m", points, str, fan=ahead, open_from=2)))
    shade = next(box for box in drawn.iter(f"{SVG}rect") if box.get("y") == "0")
    assert float(str(shade.get("width")).rstrip("%")) < 25
