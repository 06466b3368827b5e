"""When what one does well is what another one wants to learn."""

import pytest

from trigpoint.core.loop.matching import Subject, fits


@pytest.mark.parametrize(
    ("wanted", "shown", "same"),
    [
        (Subject("Calm claims"), Subject("CALM   claims!"), True),
        (Subject("Claims"), Subject("How to close claims"), True),
        (Subject("Closing claims"), Subject("closing long claims"), True),
        (Subject("The phone"), Subject("The chat"), False),
        (Subject("Faster", "csat"), Subject("Kinder", "csat"), True),
        (Subject("Faster", "csat"), Subject("Kinder", "reopen_rate"), False),
        (Subject("SQL"), Subject("sql"), True),
        (Subject("!"), Subject("!"), False),
    ],
)
def test_subjects_are_the_same_by_kpi_or_by_the_words_that_tell(wanted, shown, same):
    assert fits(wanted, shown) is same
    assert fits(shown, wanted) is same
