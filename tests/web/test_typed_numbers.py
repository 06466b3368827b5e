"""Numbers in addresses and forms: a whole one is read, anything else is as if it were not there."""

import pytest
from django.core.exceptions import ValidationError

from trigpoint.web import parse
from trigpoint.web.forms.conditions import conditions
from trigpoint.web.shapes import paging
from trigpoint.web.views.ladder_proposals import USUAL, chances

LONG = pytest.param("9" * 5000, id="long")


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "one", "²", "9" * 10, LONG])
def test_what_is_no_number_of_ours_is_none(typed: str):
    assert parse.whole(typed, 7) == 7
    assert paging.asked(typed, 10, 95) == 1
    assert chances(typed) == USUAL
    assert len(conditions({"drop": typed})) == 1


def test_a_whole_number_is_read():
    assert parse.whole("12") == 12
    assert paging.asked("12", 10, 95) == 10
    assert chances("70, 90") == (70, 90)


@pytest.mark.parametrize("unit", ["share", "seconds", "count"])
@pytest.mark.parametrize("typed", ["nan", "inf", "-inf", "1e999"])
def test_a_value_without_an_end_is_refused_with_an_example(typed: str, unit: str):
    with pytest.raises(ValidationError, match="such as"):
        parse.value(typed, unit)
