import pytest

from trigpoint.core.graph.goal import State
from trigpoint.core.graph.link import Evidence
from trigpoint.core.graph.status import Status
from trigpoint.core.graph.words import EVIDENCE, STATES, STATUSES, WHY


@pytest.mark.parametrize(
    ("words", "named"), [(STATES, State), (STATUSES, Status), (WHY, Status), (EVIDENCE, Evidence)]
)
def test_everything_that_a_page_names_has_its_words(words, named):
    assert set(words) == set(named)
    assert all(str(text) for text in words.values())
