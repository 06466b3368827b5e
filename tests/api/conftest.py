import datetime
import time

import pytest
from django.utils import timezone

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.api import auth
from trigpoint.services.limits import Limit


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask faster than programs may."""
    monkeypatch.setattr(auth, "REQUESTS", Limit(burst=1_000_000, per_second=1_000_000))


@pytest.fixture(autouse=True)
def _the_cast_s_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock goes on from where the cast was assembled."""
    began = time.monotonic()

    def now() -> datetime.datetime:
        return NOW + datetime.timedelta(hours=1, seconds=time.monotonic() - began)

    monkeypatch.setattr(timezone, "now", now)


@pytest.fixture
def ana(cast: Cast) -> Program:
    """An agent's program."""
    return Program(cast.ana)


@pytest.fixture
def tuan(cast: Cast) -> Program:
    """A team lead's program."""
    return Program(cast.tuan)


@pytest.fixture
def dara(cast: Cast) -> Program:
    """An administrator's program."""
    return Program(cast.dara)


@pytest.fixture
def goal(cast: Cast, ana: Program) -> dict:
    """A goal of Ana's, which carries the vision, as the interface says it."""
    made = ana.post(
        "/goals",
        {
            "title": "Nobody asks me twice",
            "why": "A second question costs a day.",
            "owner": cast.people["ana"],
            "period": cast.period,
            "carries": [{"above": cast.vision, "sentence": "People trust one answer."}],
        },
    )
    assert made.status_code == 201, made.content
    return made.json()
