"""What customers write, day by day: how much, when, about what, and who."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo import effects
from trigpoint.demo.calendars import Seconds
from trigpoint.demo.timeline import OUTAGE_WEEK, Timeline
from trigpoint.demo.topics import (
    CHAT,
    DESK_NAMES,
    LANGUAGE_SHARES,
    OUTAGE_TOPICS,
    PHONE,
    PLAN_SHARES,
    PRIORITY_SHARES,
    TOPICS,
    Desk,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

WEEKDAYS = np.array([1.25, 1.15, 1.08, 1.04, 1.0, 0.62, 0.48])
HOURS = np.array(
    [1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 19, 17, 17, 18, 18, 17, 15, 13, 12, 10, 8, 5, 3], float
)
NIGHT_FROM, NIGHT_TO = 20, 8
APART = 60 * 86_400
"""A customer's tickets of their own accord lie at least so far apart, so that who writes again
within days is known to write again about the same thing."""
SPOKEN = (CHAT, PHONE)
FRONT = (Desk.ORDERS, Desk.CLAIMS, Desk.BILLING, Desk.PRODUCT)


@dataclass(frozen=True)
class Arrivals:
    """New tickets in order of creation; every column has one row a ticket."""

    created: Seconds
    topic: Ints
    channel: Ints
    priority: Ints
    language: Ints
    plan: Ints
    customer: Ints
    desk: Ints
    """The queue it belongs to."""
    first_desk: Ints
    """The queue it first lands in."""

    def __len__(self) -> int:
        return len(self.created)

    def take(self, order: Ints) -> Arrivals:
        """Return these tickets, in this order."""
        return Arrivals(**{f.name: getattr(self, f.name)[order] for f in fields(self)})


def intensity(timeline: Timeline, tickets: int, rng: np.random.Generator) -> Floats:
    """Return how many tickets are expected, topics x days: `tickets` in all up to the end."""
    day = np.arange(timeline.days)
    year_day = np.array([timeline.day(0).timetuple().tm_yday]) + day
    rates: Floats = np.stack(
        [topic.share * _season(topic.peak, topic.swing, year_day) for topic in TOPICS]
    )
    rates *= (1 + effects.GROWTH * day / timeline.days) * WEEKDAYS[day % 7]
    mood = np.exp(rng.normal(0, 0.07, (len(TOPICS), timeline.weeks)))
    rates *= np.repeat(mood, 7, axis=1)[:, : timeline.days]
    touched = np.flatnonzero([topic.key in OUTAGE_TOPICS for topic in TOPICS])
    outage = np.arange(7 * OUTAGE_WEEK + 1, 7 * OUTAGE_WEEK + 1 + effects.OUTAGE_DAYS)
    rates[np.ix_(touched, outage)] *= effects.OUTAGE_FACTOR
    rates[:, -1] *= (timeline.end - timeline.midnights[-2]) / 86_400
    rates *= tickets / rates.sum()
    return rates


def desk_load(expected: Floats) -> Floats:
    """Return the expected tickets, desks x days, the night desk's part set apart."""
    load = np.zeros((len(DESK_NAMES), expected.shape[1]))
    for row, topic in zip(expected, TOPICS, strict=True):
        night = _night_share(topic.channels)
        load[topic.desk] += row * (1 - night)
        load[Desk.NIGHT] += row * night
    return load


def arrive(timeline: Timeline, expected: Floats, rng: np.random.Generator) -> Arrivals:
    """Draw the tickets of every topic and day."""
    counts = rng.poisson(expected)
    topic, day = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    hour = _draw(HOURS / HOURS.sum(), rng.random(len(topic)))
    second = hour * 3600 + rng.integers(0, 3600, len(topic))
    created = timeline.midnights[day] + second
    kept = created <= timeline.end
    order = np.flatnonzero(kept)[np.argsort(created[kept], kind="stable")]
    return _describe(created[order], topic[order], hour[order], day[order] % 7, rng)


def again(first: Arrivals, created: Seconds) -> Arrivals:
    """Return the tickets that the same customers open about the same thing, later."""
    order = np.argsort(created, kind="stable")
    later = first.take(order)
    return Arrivals(
        **{f.name: getattr(later, f.name) for f in fields(later) if f.name != "created"},
        created=created[order],
    )


def _describe(
    created: Seconds, topic: Ints, hour: Ints, weekday: Ints, rng: np.random.Generator
) -> Arrivals:
    size = len(created)
    by_topic = np.cumsum([t.channels for t in TOPICS], axis=1)
    channel = (rng.random(size)[:, None] >= by_topic[topic]).sum(axis=1)
    channel = np.minimum(channel, by_topic.shape[1] - 1)
    night = (hour < NIGHT_TO) | (hour >= NIGHT_FROM) | (weekday == 6)
    night &= np.isin(channel, SPOKEN)
    desk = np.where(night, Desk.NIGHT, np.array([t.desk for t in TOPICS])[topic])
    astray = (rng.random(size) < effects.WRONG_QUEUE) & ~night
    elsewhere = np.array(FRONT)[rng.integers(0, len(FRONT), size)]
    return Arrivals(
        created=created,
        topic=topic,
        channel=channel,
        priority=_draw(np.array(PRIORITY_SHARES), rng.random(size)),
        language=_draw(np.array(LANGUAGE_SHARES), rng.random(size)),
        plan=_draw(np.array(PLAN_SHARES), rng.random(size)),
        customer=_customers(created, rng),
        desk=desk,
        first_desk=np.where(astray, elsewhere, desk),
    )


def _customers(created: Seconds, rng: np.random.Generator) -> Ints:
    """Return who writes: many come back, but never within `APART` of their own accord."""
    size = len(created)
    customer = rng.integers(0, max(1, size // 2), size)
    order = np.lexsort((created, customer))
    same = customer[order][1:] == customer[order][:-1]
    close = np.diff(created[order]) < APART
    soon = order[1:][same & close]
    customer[soon] = size + np.arange(len(soon))
    return customer


def _season(peak: int | None, swing: float, year_day: Ints) -> Floats:
    if peak is None:
        return np.ones(len(year_day))
    away = np.abs((year_day - peak + 182.6) % 365.25 - 182.6)
    bell: Floats = np.exp(-0.5 * (away / 24) ** 2)
    return 1 + swing * bell


def _night_share(channels: tuple[float, ...]) -> float:
    asleep = (HOURS[:NIGHT_TO].sum() + HOURS[NIGHT_FROM:].sum()) / HOURS.sum()
    sunday = WEEKDAYS[6] / WEEKDAYS.sum()
    return float(sum(channels[n] for n in SPOKEN) * (asleep + (1 - asleep) * sunday))


def _draw(shares: Floats, chance: Floats) -> Ints:
    upto = np.cumsum(shares)
    return np.minimum(np.searchsorted(upto, chance, "right"), len(shares) - 1)
