"""Playing a machine of random steps against the cast."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.cast import Cast


def play(machine: type[RuleBasedStateMachine], cast: Cast, steps: int) -> None:
    """Let a machine take so many steps a few times; it finds the cast as `self.cast`."""
    run_state_machine_as_test(
        type("Here", (machine,), {"cast": cast}),
        settings=settings(
            max_examples=5,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
