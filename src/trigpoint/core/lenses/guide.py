"""Guided steps: what is done, what was skipped on purpose, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import Enum

from trigpoint.core.text import Text


class StepState(Enum):
    """Where somebody is with a step."""

    DONE = "done"
    SKIPPED = "skipped"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step of a way of writing goals; `help` says how to do it well."""

    key: str
    title: Text
    help: Text


@dataclass(frozen=True, slots=True)
class Walked:
    """A step with where somebody is with it."""

    key: str
    title: Text
    help: Text
    state: StepState


def walk(steps: Iterable[GuideStep], done: Set[str], skipped: Set[str]) -> tuple[Walked, ...]:
    """Return the steps in order with their states: the first that is left is the next one.

    What is done stays done, even if it was skipped before.
    """
    found: list[Walked] = []
    waiting = True
    for step in steps:
        if step.key in done:
            state = StepState.DONE
        elif step.key in skipped:
            state = StepState.SKIPPED
        else:
            state = StepState.NEXT if waiting else StepState.LATER
            waiting = False
        found.append(Walked(step.key, step.title, step.help, state))
    return tuple(found)
