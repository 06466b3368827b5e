"""What the components promise to whoever looks at them."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from trigpoint.core.text import _
from trigpoint.web import components as c
from trigpoint.web import gallery
from trigpoint.web.templatetags.trigpoint import say

TAGS = "{% load trigpoint %}"
TEXT = st.text(max_size=60) | st.sampled_from(
    ["<script>x</script>", '"><img onerror=x>', "مرحبا & co"]
)


def drawn(tag: str, **context: object) -> str:
    return Template(TAGS + tag).render(Context(context))


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


@settings(max_examples=30)
@given(value=TEXT, low=TEXT, high=TEXT)
def test_a_figure_never_stands_without_range_age_and_tickets(
    value: str, low: str, high: str
) -> None:
    figure = replace(gallery.share_figure(), value=value, low=low, high=high)
    markup = drawn("{% figure f %}", f=figure)
    assert "likely between" in markup
    assert "As of today 07:40" in words(markup)
    assert 'href="#tickets"' in markup
    assert "<script" not in markup
    assert "<img" not in markup


def test_a_rate_speaks_of_today_and_a_count_of_its_end() -> None:
    assert "likely between 63 and 85% today" in words(
        drawn("{% figure f %}", f=gallery.share_figure())
    )
    assert "likely between 250 and 300 by 31 Dec" in words(
        drawn("{% figure f %}", f=gallery.count_figure())
    )


def test_an_old_figure_does_not_say_today() -> None:
    old = replace(gallery.share_figure(), old=True)
    assert "today likely" not in drawn("{% figure f %}", f=old)
    assert "likely between 63 and 85% then" in words(drawn("{% figure f %}", f=old))


def test_where_there_is_no_figure_the_reason_stands() -> None:
    none = c.NoFigure("Too few for a figure.", "today 07:40", c.Link("12 tickets", "#t"))
    said = words(drawn("{% figure f %}", f=none))
    assert said == "Too few for a figure. As of today 07:40 12 tickets"


@pytest.mark.parametrize("status", c.STATUSES)
def test_a_status_has_a_shape_and_a_word(status: c.Status) -> None:
    markup = drawn("{% chip s %}", s=c.Chip(status))
    assert f"#{status}" in markup
    assert len(words(markup)) > 3


def test_my_goal_shows_everything_it_needs() -> None:
    said = words(drawn("{% goal_card g %}", g=gallery.my_card(), shell=gallery.frame()))
    for part in (
        "76%",
        "44 of 58 claims",
        "63 and 85%",
        "As of today 07:40",
        "See the 58 claims",
        "How this is counted",
        "This is wrong",
        "What to do next",
        "80% or more",
    ):
        assert part in said


def test_nothing_is_chosen_where_the_number_does_not_decide() -> None:
    markup = drawn("{% checkin f %}", f=gallery.check_in())
    assert "checked" not in markup
    assert "Nothing is chosen for you" in markup


def test_what_the_number_decides_is_chosen_and_can_be_changed() -> None:
    markup = drawn("{% checkin f %}", f=replace(gallery.check_in(), chosen="on_track"))
    assert markup.count("checked") == 1
    assert "Nothing is chosen for you" not in markup


def test_what_was_typed_is_kept() -> None:
    form = replace(gallery.check_in(), note="The <carrier> is slow", help=True, error="Choose one.")
    markup = drawn("{% checkin f %}", f=form)
    assert "The &lt;carrier&gt; is slow" in markup
    assert "Choose one." in markup
    assert re.search(r'name="help"[^>]* checked', markup)


def test_agree_and_concern_stand_beside_each_other() -> None:
    said = words(drawn("{% ask a %}", a=gallery.asked()))
    assert "Agree" in said
    assert "Concern" in said
    assert "It starts only if you agree" in said


def test_a_ladder_runs_from_reached_to_next() -> None:
    said = words(drawn("{% ladder l %}", l=gallery.my_ladder()))
    assert said.index("Reached 12 Sep") < said.index("Next step") < said.index("After that")


def test_the_line_of_sight_ends_at_the_vision() -> None:
    said = words(drawn("{% stem s %}", s=gallery.sight()))
    order = ["Right person", "Resolved the first time", "Keep the customers", "tell their friends"]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)


def test_a_field_keeps_its_value_and_names_its_error() -> None:
    form = gallery.samples().form
    markup = drawn("{% field f %}", f=form["due"])
    assert 'value="31.31.2026"' in markup
    assert 'aria-invalid="true"' in markup
    described = re.search(r'aria-describedby="([^"]+)"', markup)
    assert described is not None
    assert all(f'id="{name}"' in markup for name in described.group(1).split())


def test_a_chart_has_its_figures_as_a_table() -> None:
    markup = drawn("{% chart c %}", c=gallery.weekly_chart())
    assert markup.count("<tr>") == 17
    assert "The same as a table" in markup


@pytest.mark.parametrize("page", ["", "home"])
def test_no_page_carries_inline_script_or_style(page: str, rf: object) -> None:
    markup = gallery.gallery(rf.get("/", {"page": page})).content.decode()  # type: ignore[attr-defined]  # a request, as the fixture makes it
    assert not re.search(r"<script(?![^>]*\bsrc=)", markup)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", markup)


def test_a_sentence_of_the_core_is_said_with_its_numbers_formatted() -> None:
    assert say(_("{n} of {share}", n=1234, share=0.5)) == "1,234 of 0.5"
