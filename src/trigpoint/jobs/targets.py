"""All that the outbox delivers: importing this names every target to it."""

from __future__ import annotations

from trigpoint.jobs import letters, outbox  # noqa: F401 - letters names its target to the outbox


def topics() -> frozenset[str]:
    """Return the topics that somebody takes. Messages of others are kept and wait for nobody."""
    return frozenset(outbox.TARGETS)
