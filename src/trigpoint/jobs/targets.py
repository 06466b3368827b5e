"""All that the outbox delivers: importing this names every target to it."""

from __future__ import annotations

from trigpoint.jobs import (  # noqa: F401 - these name their targets to the outbox
    letters,
    outbox,
    outlets,
)


def topics() -> frozenset[str]:
    """Return the topics that somebody takes. Messages of others are kept and wait for nobody."""
    return frozenset(outbox.TARGETS)
