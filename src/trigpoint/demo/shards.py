"""The fast way to millions of events: many simulated help desks side by side, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trigpoint.demo.simulation import FULL_TICKETS, Simulation, simulate


def shards(end: int, events: int, *, seed: int = 1) -> Iterator[Simulation]:
    """Yield simulations until they hold at least so many events in all.

    Each is a full organisation with a seed of its own; numbers of tickets and of customers go on
    from one to the next, so that their rows can be put together. The organisation's people and
    queues are the same in all. Only one shard is in memory at a time.
    """
    tickets = customers = made = 0
    while made < events:
        shard = simulate(end, seed=seed, tickets=FULL_TICKETS)
        yield _shifted(shard, tickets, customers)
        tickets += len(shard.arrivals)
        customers = customers + int(shard.arrivals.customer.max()) + 1
        made += len(shard.events)
        seed += 1


def _shifted(shard: Simulation, tickets: int, customers: int) -> Simulation:
    arrivals, events, surveys = shard.arrivals, shard.events, shard.satisfaction
    return replace(
        shard,
        first_ticket=tickets,
        arrivals=replace(arrivals, customer=arrivals.customer + customers),
        events=replace(events, ticket=events.ticket + tickets),
        satisfaction=replace(surveys, ticket=surveys.ticket + tickets),
    )
