"""Two years of readings of one measure that a goal has a target on."""

import datetime

import numpy as np

from tests.cast import Cast
from tests.services.test_foreseen import publish
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

DUE = datetime.date(2026, 12, 31)
WEEKS = 104


def noise() -> np.ndarray:
    """Return what each of the weeks has of chance."""
    return np.random.default_rng(3).normal(0, 3, WEEKS)


def solved(cast: Cast, goal: str, values: np.ndarray) -> str:
    """Make a measure of solved tickets with a target, and publish a value for each week."""
    made = measures.add(cast.tuan, MeasureDraft(kpi="solved_tickets"))
    first = TargetDraft(kind="raise", measure=made, baseline=1, points=((DUE, 2),), due=DUE)
    targets.add(cast.tuan, goal, first, reason="plan")
    publish(cast, made, np.round(values))
    return made
