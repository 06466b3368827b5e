"""What the laws of all connectors share."""

import pytest

from tests.connectors.cases import CASES
from tests.connectors.desks.answers import Case


@pytest.fixture(params=CASES, ids=lambda case: case.key)
def case(request: pytest.FixtureRequest) -> Case:
    """Each help desk in turn."""
    found: Case = request.param
    return found
