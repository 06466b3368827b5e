"""`bench forecast`: how long chances and links take, as in the back-tests, alone."""

from trigpoint.bench.backtest import speed
from trigpoint.bench.report import Report

SEED = 20_001


def run(seed: int = SEED) -> Report:
    """Time 10,000 chances and a map of 50 links, on one core."""
    return Report(list(speed.checks(seed)))
