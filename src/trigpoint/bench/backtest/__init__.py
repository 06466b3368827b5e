"""The statistics measured again from fresh seeds: every rate with its own interval."""

from trigpoint.bench.backtest.effects import KnownEffect
from trigpoint.bench.backtest.page import page
from trigpoint.bench.backtest.run import run

__all__ = ["KnownEffect", "page", "run"]
