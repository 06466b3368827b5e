"""The organisation's whole graph in memory, with what every goal comes to.

It is read once for each state of the organisation (the number of its last entry and of the last
published generation) and shared by all requests that see that state; after a write only what it
changed is read, and after a new generation only the figures. It holds everything; what an actor may
see of it is asked of `access`.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from itertools import chain
from threading import Lock
from typing import Generic, TypeVar

from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading as CoreReading
from trigpoint.core.graph.reckoning import Reckoning
from trigpoint.core.graph.rollup import Figures
from trigpoint.core.graph.status import Foreseen, Status
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.goals import aims
from trigpoint.services.goals.written import Written
from trigpoint.services.insight import foreseen
from trigpoint.services.measures import figures
from trigpoint.services.measures.figures import Figure, Published
from trigpoint.store.models import (
    Organisation,
    Target,
)

S = TypeVar("S")

KEPT_STATES = 8


@dataclass(frozen=True, slots=True)
class State(Written):
    """One state of the graph: what people wrote, and what every goal comes to.

    `rolled` and `computed` know goals by public id. `at` is the past moment, None for the present.
    """

    at: datetime.datetime | None

    standing: Mapping[int, Figure]
    published: Published
    reckoning: Reckoning

    @property
    def known(self) -> Known:
        """What is known of every target."""
        return self.reckoning.known

    @property
    def foreseen(self) -> Foreseen:
        """What the chances of getting there say."""
        return self.reckoning.foreseen

    @property
    def rolled(self) -> Figures:
        """What every goal comes to."""
        return self.reckoning.progress

    @property
    def computed(self) -> Mapping[str, Status]:
        """What the numbers say of every goal."""
        return self.reckoning.statuses


class Cache(Generic[S]):
    """The last few states, by what they depend on: organisation, entry, generation, day, ..."""

    def __init__(self, kept: int = KEPT_STATES) -> None:
        self._kept = kept
        self._lock = Lock()
        self._states: OrderedDict[tuple[object, ...], S] = OrderedDict()

    def get(self, key: tuple[object, ...]) -> S | None:
        """Return a state that was read before, or None."""
        with self._lock:
            return self._states.get(key)

    def found(self, key: tuple[object, ...], make: Callable[[], S]) -> S:
        """Return the state of a key; it is made, and kept, where it is not there."""
        state = self.get(key)
        if state is None:
            state = make()
            self.keep(key, state)
        return state

    def newest(self, first: object) -> tuple[tuple[object, ...], S] | None:
        """Return the state kept last whose key begins so, with its key; None for none."""
        with self._lock:
            found = (pair for pair in reversed(self._states.items()) if pair[0][0] == first)
            return next(found, None)

    def keep(self, key: tuple[object, ...], state: S) -> None:
        """Keep a state, and let go of the oldest."""
        with self._lock:
            self._states[key] = state
            while len(self._states) > self._kept:
                self._states.popitem(last=False)

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._states.clear()


_cache: Cache[State] = Cache()
_written: Cache[Written] = Cache()


def forget() -> None:
    """Let go of every state in memory: the next one is read anew."""
    _cache.clear()
    _written.clear()


def load(actor: Actor, at: datetime.datetime | None = None) -> State:
    """Return the graph as it is for `actor.now`, or as it stood `at` an earlier moment."""
    organisation = actor.organisation
    if at is not None:
        published_then = figures.published(organisation, at)
        return reckoned(organisation, Written.read(organisation, at), published_then, at, past=True)
    return _cache.found(
        key_of(actor),
        lambda: reckoned(organisation, written(actor), published(actor), actor.now),
    )


def written(actor: Actor) -> Written:
    """Return what people wrote up to now: the last state known, brought forward, or read anew."""
    home, head = actor.organisation, access.head_of(actor)
    key = (home.pk, head)
    return _written.found(key, lambda: brought_forward(home) or Written.read(home, None))


def brought_forward(home: Organisation) -> Written | None:
    """Return the newest state in memory with what was changed since; None where that is no use."""
    newest = _written.newest(home.pk)
    if newest is None:
        return None
    (_home, head), state = newest
    return state.forward(home, str(head))


def key_of(actor: Actor) -> tuple[object, ...]:
    """Return what the present state depends on: organisation, entry, generation, day."""
    seen = published(actor)
    head = access.head_of(actor)
    return actor.organisation.pk, head, seen.number, seen.revision, actor.today


def mark(actor: Actor) -> str:
    """Return a mark of the organisation's state today: what is shown changes only with it."""
    seen = figures.published(actor.organisation)
    return f"{access.head_of(actor)} {seen.number} {seen.revision} {actor.today}"


def published(actor: Actor) -> Published:
    """Return the newest published generation, asked once for the actor."""
    found = actor.memo.get("published")
    if not isinstance(found, Published):
        found = actor.memo["published"] = figures.published(actor.organisation)
    return found


def reckoned(
    organisation: Organisation,
    held: Written,
    seen: Published,
    now: datetime.datetime,
    *,
    past: bool = False,
) -> State:
    """Return what everything that was written comes to, by the figures of a generation."""
    standing = figures.standing(held.measures.values(), seen, now)
    known = Known(
        readings=target_readings(held.targets, standing, now),
        day=local_day(now, organisation),
        now=int(now.timestamp()),
        guards=guard_readings(held.targets, standing),
    )
    aims = chain.from_iterable(held.targets.values())
    told = foreseen.statuses(organisation, aims, held.measures, seen, known.day)
    return State(
        **{each.name: getattr(held, each.name) for each in fields(held)},
        at=now if past else None,
        standing=standing,
        published=seen,
        reckoning=from_last(organisation, held, known, told),
    )


def from_last(organisation: Organisation, held: Written, known: Known, told: Foreseen) -> Reckoning:
    """Return what every goal comes to: from the last state where only readings are new since."""
    newest = _cache.newest(organisation.pk)
    if newest is None or newest[1].graph is not held.graph:
        return Reckoning.of(held.graph, held.roll_up, known, told)
    return newest[1].reckoning.after(known, told)


def guard_readings(
    by_goal: Mapping[int, tuple[Target, ...]], standing: Mapping[int, Figure]
) -> dict[str, CoreReading]:
    """Return the newest reading of each target's guard, by the target's public id."""
    found = {}
    for held in by_goal.values():
        for target in held:
            figure = standing.get(target.guard_id or 0)
            reading = figure.to_core() if figure else None
            if reading is not None:
                found[target.public_id] = reading
    return found


def target_readings(
    by_goal: Mapping[int, tuple[Target, ...]],
    standing: Mapping[int, Figure],
    now: datetime.datetime,
) -> dict[str, CoreReading]:
    """Return the newest reading of each target: of its measure, or of whether it is done."""
    found = {}
    for held in by_goal.values():
        for target in held:
            reading = aims.reading(target, standing, now)
            if reading is not None:
                found[target.public_id] = reading
    return found
