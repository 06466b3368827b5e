"""How tickets are worked on: taken, passed on, answered, put aside, solved, reopened.

All tickets go through the same stages side by side, as arrays. A stage begins when a ticket waits
for someone and ends when that person has put it out of hand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo import effects
from trigpoint.demo.arrivals import Arrivals
from trigpoint.demo.calendars import Seconds
from trigpoint.demo.ledger import NOBODY, Author, Events, Kind, Ledger, Status, Tickets
from trigpoint.demo.opening import Openings
from trigpoint.demo.staffing import AGENT_TEAM, DESK_TEAM, TEAMS, Staffing
from trigpoint.demo.timeline import ROUTING_WEEK, TRAINING_WEEK, Timeline
from trigpoint.demo.topics import EMAIL, FORM, PHONE, TOPICS, Desk

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
HOUR, DAY = 3600, 86_400

STAGES = 8
REACTION_HOURS = np.array([1.1, 0.05, 0.02, 1.3, 0.6])
CONGESTION = np.array([1.0, 0.06, 0.03, 1.0, 0.5])
HANDLING_HOURS = np.array([0.15, 0.12, 0.10, 0.15, 0.10])
QUEUE_JUMP = np.array([1.3, 1.0, 0.5, 0.2])
HOURS_IN_WORKING_DAY = 10
SPAM = 0.01
NOTES = 0.25
SILENT = 0.10
THANKS = 0.25
SOLVED_LATER, PENDING_LATER = 0.70, 0.18
PENDING_FIRST, REOPENED_FIRST = 0.50, 0.28
"""Of the first answers that do not solve it and wait for nobody; the rest write again, anew."""
REOPENED_LATER = 0.05
MOST_HANDOFFS = 3
TO_ESCALATIONS = 0.22
GIVES_UP_AFTER = 5 * DAY
CLOSES_AFTER = 21 * DAY


@dataclass(frozen=True)
class World:
    """Where the tickets are worked on."""

    timeline: Timeline
    openings: Openings
    staffing: Staffing


@dataclass(frozen=True)
class Outcome:
    """What became of each ticket, and what could be expected; one row a ticket.

    Attributes:
        expected: chance of being solved at the first contact, known when it was answered.
        untrained: the same chance, had there been no training.
        answerer: who gave the first answer that could solve it, or NOBODY.
        first_contact: whether it was solved at the first contact.
        replied: moment of the first public reply of a human; 0 without one.
        solved: moment of the first solve; 0 without one.
        solver: who solved it first.
        again: moment at which the customer writes anew about the same thing; 0 for never.
    """

    expected: Floats
    untrained: Floats
    answerer: Ints
    first_contact: NDArray[np.bool_]
    replied: Seconds
    solved: Seconds
    solver: Ints
    again: Seconds

    def until(self, end: int) -> Outcome:
        """Return what was known at `end`: nothing of what happened later."""
        replied, solved = self.replied <= end, self.solved <= end
        return Outcome(
            np.where(replied, self.expected, 0.0),
            np.where(replied, self.untrained, 0.0),
            np.where(replied, self.answerer, NOBODY),
            self.first_contact & solved,
            np.where(replied, self.replied, 0),
            np.where(solved, self.solved, 0),
            np.where(solved, self.solver, NOBODY),
            np.where(self.again <= end, self.again, 0),
        )

    @classmethod
    def unknown(cls, size: int) -> Outcome:
        """Return the outcome of tickets on which nobody has worked."""
        return cls(
            np.zeros(size),
            np.zeros(size),
            np.full(size, NOBODY),
            np.zeros(size, dtype=bool),
            np.zeros(size, np.int64),
            np.zeros(size, np.int64),
            np.full(size, NOBODY),
            np.zeros(size, np.int64),
        )


class Shift:
    """Works on a set of tickets until each is out of hand; keeps the ledger and the outcome."""

    def __init__(
        self, world: World, arrivals: Arrivals, rng: np.random.Generator, *, write_anew: bool
    ) -> None:
        self.world, self.arrivals, self.rng = world, arrivals, rng
        self.write_anew = write_anew
        size = len(arrivals)
        self.tickets = Tickets(
            arrivals.created.copy(),
            arrivals.first_desk.copy(),
            np.full(size, NOBODY),
            np.full(size, Status.NEW, dtype=np.intp),
            arrivals.priority.copy(),
        )
        self.ledger = Ledger(self.tickets)
        self.outcome = Outcome.unknown(size)
        self.handoffs = np.zeros(size, dtype=np.intp)
        self.replies = np.zeros(size, dtype=np.intp)
        self.decided = np.zeros(size, dtype=bool)

    def work(self) -> tuple[Events, Outcome]:
        """Work on every ticket; return what happened up to the end, and what became of it."""
        active = self._open()
        for stage in range(STAGES):
            self._take(active)
            last = stage == STAGES - 1
            passed = np.zeros(len(active), dtype=bool) if last else self._pass_on(active)
            back = self._answer(active[~passed], last=last)
            active = np.sort(np.concatenate([active[passed], back]))
            active = active[self.tickets.now[active] <= self.world.timeline.end]
        self._close()
        end = self.world.timeline.end
        return self.ledger.events(end), self.outcome.until(end)

    def _open(self) -> Ints:
        """Let the tickets come in; return those that are not spam."""
        every = np.arange(len(self.arrivals))
        self.ledger.write(Kind.CREATED, every, Author.CUSTOMER)
        self.ledger.write(Kind.MESSAGE, every, Author.CUSTOMER, public=True)
        written = every[np.isin(self.arrivals.channel, (EMAIL, FORM))]
        self.tickets.now[written] += 2
        self.ledger.write(Kind.MESSAGE, written, Author.BOT, public=True)
        spam = (self.rng.random(len(every)) < SPAM) & (self.arrivals.channel != PHONE)
        self.tickets.now[spam] += 60
        self.ledger.turn(every[spam], Status.SPAM, Author.BOT)
        wanted: Ints = every[~spam]
        return wanted

    def _take(self, rows: Ints) -> None:
        """Wait until somebody takes up each ticket, and works on it."""
        day = self.world.timeline.day_of(self.tickets.now[rows])
        agent = self.tickets.agent[rows]
        gone = (agent != NOBODY) & ~self.world.staffing.employed[day, agent]
        free = (agent == NOBODY) | gone
        self._pass_time(rows, self._reaction(rows, day) * np.where(free, 1.0, 0.6))
        self._assign(rows[free])
        skill = self._skill(rows)
        hours = HANDLING_HOURS[self.arrivals.channel[rows]] * (1.4 - 0.6 * skill)
        self._pass_time(rows, self._spread(hours, 0.6))
        noted = rows[self.rng.random(len(rows)) < NOTES]
        self.ledger.write(Kind.MESSAGE, noted, Author.AGENT, self.tickets.agent[noted])

    def _reaction(self, rows: Ints, day: Ints) -> Floats:
        channel = self.arrivals.channel[rows]
        queue = self.world.staffing.wait[self.tickets.desk[rows], day] * HOURS_IN_WORKING_DAY
        jump = QUEUE_JUMP[self.tickets.priority[rows]]
        own = self._spread(REACTION_HOURS[channel], 0.9)
        hours: Floats = (own + queue * CONGESTION[channel]) * jump
        return hours

    def _assign(self, rows: Ints, but: Ints | None = None, by: Ints | None = None) -> None:
        """Give each ticket to one of its queue's agents, who takes it or gets it from `by`."""
        day = self.world.timeline.day_of(self.tickets.now[rows])
        but = np.full(len(rows), NOBODY) if but is None else but
        chance = self.rng.random(len(rows))
        chosen = self.world.staffing.pick(self.tickets.desk[rows], day, chance, but)
        self.tickets.agent[rows] = chosen
        self.ledger.write(Kind.ASSIGNEE, rows, Author.AGENT, chosen if by is None else by)
        new = self.tickets.status[rows] == Status.NEW
        self.ledger.turn(rows[new], Status.OPEN, Author.AGENT, chosen[new])

    def _pass_on(self, rows: Ints) -> NDArray[np.bool_]:
        """Hand some tickets over, with or without a word to the customer; return which."""
        desk, agent = self.tickets.desk[rows], self.tickets.agent[rows].copy()
        own = desk == Desk.ESCALATIONS
        astray = (desk != self.arrivals.desk[rows]) & ~own
        chance = HANDOFF[self.arrivals.topic[rows]] + effects.SKILL_ON_HANDOFF * (
            self._skill(rows) - effects.SKILL_MIDDLE
        )
        routed = DESK_TEAM[desk] == TEAMS.index(effects.ROUTED_TEAM)
        routed &= self.world.timeline.week_of(self.tickets.now[rows]) >= ROUTING_WEEK
        chance *= np.where(routed, effects.ROUTING_EFFECT, 1.0)
        fresh = np.where(self.decided[rows], 0.15, 0.4 ** self.handoffs[rows])
        passed: NDArray[np.bool_] = astray | (self.rng.random(len(rows)) < chance * fresh)
        passed &= self.handoffs[rows] < MOST_HANDOFFS
        noisy = passed & (self.rng.random(len(rows)) < effects.NOISY_HANDOFF)
        self._reply(rows[noisy])
        up = passed & ~astray & ~own & (self.rng.random(len(rows)) < TO_ESCALATIONS)
        self._move(rows[astray & passed], self.arrivals.desk[rows[astray & passed]])
        self._move(rows[up], np.full(int(up.sum()), Desk.ESCALATIONS))
        self._raise(rows[up])
        aside = passed & ~astray & ~up
        self._assign(rows[aside], agent[aside], agent[aside])
        self.handoffs[rows[passed]] += 1
        return passed

    def _move(self, rows: Ints, desk: Ints) -> None:
        by = self.tickets.agent[rows]
        self.tickets.desk[rows] = desk
        self.tickets.agent[rows] = NOBODY
        self.ledger.write(Kind.QUEUE, rows, Author.AGENT, by)

    def _raise(self, rows: Ints) -> None:
        low = rows[self.tickets.priority[rows] < 2]
        self.tickets.priority[low] = 2
        self.ledger.write(Kind.PRIORITY, low, Author.SYSTEM)

    def _reply(self, rows: Ints) -> None:
        self.ledger.write(Kind.MESSAGE, rows, Author.AGENT, self.tickets.agent[rows], public=True)
        self.replies[rows] += 1
        first = rows[self.outcome.replied[rows] == 0]
        self.outcome.replied[first] = self.tickets.now[first]

    def _answer(self, rows: Ints, *, last: bool) -> Ints:
        """Answer the customer; return the tickets that come back for another stage."""
        deciding = ~self.decided[rows]
        self._decide(rows[deciding])
        self._reply(rows)
        solved_at_once = deciding & self.outcome.first_contact[rows]
        chance = self.rng.random(len(rows))
        holding = HOLD[self.arrivals.topic[rows]] * np.where(deciding, 1.0, 0.25)
        hold = chance < holding
        rest = (chance - holding) / (1 - holding)
        pending = ~hold & (rest < np.where(deciding, PENDING_FIRST, PENDING_LATER))
        pending &= ~solved_at_once & (not last)
        hold &= ~solved_at_once & (not last)
        solve = ~pending & ~hold
        failed = solve & deciding & ~solved_at_once
        reopen = failed & (rest < PENDING_FIRST + REOPENED_FIRST)
        anew = failed & ~reopen if self.write_anew else np.zeros(len(rows), dtype=bool)
        reopen |= failed & ~anew
        reopen |= solve & ~deciding & (self.rng.random(len(rows)) < REOPENED_LATER)
        self._solve(rows[solve])
        self._write_anew(rows[anew])
        again = self._reopen(rows[reopen]) if not last else rows[:0]
        return np.concatenate([self._hold(rows[hold]), self._await(rows[pending]), again])

    def _decide(self, rows: Ints) -> None:
        """Draw whether the first answer solves it; having been passed on rules it out."""
        self.decided[rows] = True
        alone = self.handoffs[rows] == 0
        agent = self.tickets.agent[rows]
        base = FIRST_CONTACT[self.arrivals.topic[rows]] + effects.SKILL_ON_FIRST_CONTACT * (
            self._skill(rows) - effects.SKILL_MIDDLE
        )
        week = self.world.timeline.week_of(self.tickets.now[rows])
        trained = AGENT_TEAM[agent] == TEAMS.index(effects.TRAINED_TEAM)
        trained &= week >= TRAINING_WEEK
        chance = (base + effects.TRAINING_EFFECT * trained) * alone
        self.outcome.answerer[rows] = agent
        self.outcome.expected[rows] = chance
        self.outcome.untrained[rows] = base * alone
        self.outcome.first_contact[rows] = self.rng.random(len(rows)) < chance

    def _solve(self, rows: Ints) -> None:
        self.ledger.turn(rows, Status.SOLVED, Author.AGENT, self.tickets.agent[rows])
        self._note_solve(rows)

    def _note_solve(self, rows: Ints) -> None:
        first = rows[self.outcome.solved[rows] == 0]
        self.outcome.solved[first] = self.tickets.now[first]
        self.outcome.solver[first] = self.tickets.agent[first]

    def _write_anew(self, rows: Ints) -> None:
        delay = self.rng.uniform(0.1 * DAY, 6 * DAY, len(rows)).astype(np.int64)
        self.outcome.again[rows] = self.tickets.now[rows] + delay

    def _reopen(self, rows: Ints) -> Ints:
        """The customer writes to a solved ticket; a mere thank-you is solved again in silence.

        After a single reply it is never a thank-you and never late, and silence (`_await`) never
        ends it: so first contact means the same under every common definition.
        """
        once = self.replies[rows] == 1
        hours = self._spread(np.full(len(rows), 30.0), 1.0)
        self._wait(rows, hours, most_days=np.where(once, 6, 20))
        self._customer_writes(rows)
        thanks = ~once & (self.rng.random(len(rows)) < THANKS)
        polite = rows[thanks]
        self._pass_time(polite, self._spread(np.full(len(polite), 0.5), 0.5))
        self._solve(polite)
        still_open: Ints = rows[~thanks]
        return still_open

    def _hold(self, rows: Ints) -> Ints:
        """Wait for a third party."""
        self.ledger.turn(rows, Status.HOLD, Author.AGENT, self.tickets.agent[rows])
        self._wait(rows, self._spread(np.full(len(rows), 28.0), 1.1), most_days=90)
        self.ledger.turn(rows, Status.OPEN, Author.SYSTEM)
        return rows

    def _await(self, rows: Ints) -> Ints:
        """Wait for the customer; where none answers, the help desk solves it by itself."""
        self.ledger.turn(rows, Status.PENDING, Author.AGENT, self.tickets.agent[rows])
        silent = (self.rng.random(len(rows)) < SILENT) & (self.replies[rows] > 1)
        mute, answering = rows[silent], rows[~silent]
        self.tickets.now[mute] += GIVES_UP_AFTER
        self.ledger.turn(mute, Status.SOLVED, Author.SYSTEM)
        self._note_solve(mute)
        self._wait(answering, self._spread(np.full(len(answering), 9.0), 1.1), most_days=4)
        self._customer_writes(answering)
        return answering

    def _customer_writes(self, rows: Ints) -> None:
        self.ledger.write(Kind.MESSAGE, rows, Author.CUSTOMER, public=True)
        self.ledger.turn(rows, Status.OPEN, Author.SYSTEM)

    def _close(self) -> None:
        """Close what has stayed solved for three weeks."""
        rows = np.flatnonzero(self.tickets.status == Status.SOLVED)
        self.tickets.now[rows] += CLOSES_AFTER
        self.ledger.turn(rows, Status.CLOSED, Author.SYSTEM)

    def _pass_time(self, rows: Ints, hours: Floats) -> None:
        """Let open hours of each ticket's queue go by."""
        self.tickets.now[rows] = self.world.openings.later(
            self.tickets.desk[rows], self.tickets.now[rows], hours
        )

    def _wait(self, rows: Ints, hours: Floats, *, most_days: int | Ints) -> None:
        """Let hours of the wall clock go by."""
        delay = np.clip(np.rint(hours * HOUR), 300, most_days * DAY).astype(np.int64)
        self.tickets.now[rows] += delay

    def _skill(self, rows: Ints) -> Floats:
        day = self.world.timeline.day_of(self.tickets.now[rows])
        return self.world.staffing.skill[day, self.tickets.agent[rows]]

    def _spread(self, median: Floats, sigma: float) -> Floats:
        return median * np.exp(self.rng.normal(0.0, sigma, len(median)))


FIRST_CONTACT = np.array([topic.first_contact for topic in TOPICS])
HANDOFF = np.array([topic.handoff for topic in TOPICS])
HOLD = np.array([topic.hold for topic in TOPICS])
