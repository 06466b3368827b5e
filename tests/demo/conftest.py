"""One small and one full simulation, each made once."""

import pytest

from trigpoint.demo.simulation import FULL_TICKETS, SMALL_TICKETS, Simulation, simulate

END = 1_795_327_200  # Sunday 22 November 2026, 06:00 in Lisbon


@pytest.fixture(scope="session")
def small() -> Simulation:
    return simulate(END, seed=1, tickets=SMALL_TICKETS)


@pytest.fixture(scope="session")
def full() -> Simulation:
    return simulate(END, seed=1, tickets=FULL_TICKETS)
