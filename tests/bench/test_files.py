"""The benches that run the whole program: what they measure is what they say."""

import pytest

from trigpoint.bench import files


@pytest.mark.slow
def test_a_bad_file_is_reported_row_by_row_and_leaves_nothing_behind():
    found = {check.name: check for check in files.run(4_000).checks}
    assert found["bad file, rows reported"].value == 4
    assert found["bad file, records applied"].value == 0
