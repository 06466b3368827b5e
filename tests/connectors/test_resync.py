"""A sample of `make resync`: reading again what was read through pages changes nothing."""

import pytest

from tests.connectors.resync import resync


@pytest.mark.req("MEASURE-1", via="core")
def test_tickets_that_are_read_again_through_many_pages_change_no_row():
    found = resync(200, page=40)
    assert (found.value, found.holds) == (0.0, True)
    assert "0 rows landed anew, 0 of" in found.how
