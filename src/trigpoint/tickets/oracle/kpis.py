"""Each KPI as a few lines over histories: which tickets count, when, for whom, with what amount."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import Any

from trigpoint.tickets.beside import Call, Entry, Review, Stretch
from trigpoint.tickets.oracle.history import ACTIVE, DONE, GONE, Event, History, State
from trigpoint.tickets.oracle.hours import Hours, worked, worked_until
from trigpoint.tickets.records import Promise, Rating, Step, SurveyKind

DAY = 86_400
REPLIES = ("first_reply", "next_reply")
DECIDED = (*REPLIES, "resolution")
"""The promises that the events decide where the source does not say what became of them."""
Params = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Row:
    """What a KPI says of one ticket at one moment; `reason` is empty where it counts."""

    ticket: str | None
    dated: int
    account: str | None
    queue: str | None
    priority: str | None
    channel: str | None
    amount: int | None
    reason: str
    cause: str = ""
    """Why it counts without having reached it, where there are several causes."""
    weight: int = 1
    """By what the sum of the amounts is divided, for the ratio of two sums."""
    language: str | None = None
    site: str | None = None
    """Of what is no ticket; a ticket's are in its history."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything the KPIs of one source are told from."""

    histories: Sequence[History]
    ratings: Sequence[Rating] = ()
    hours: Hours = field(default_factory=Hours)
    bots: frozenset[str] = frozenset()
    as_of: int = 0
    instants: Sequence[tuple[int, int]] = ()
    """For snapshots: the moment, and the date it is shown under."""
    source: str = ""
    calls: Sequence[Call] = ()
    stretches: Sequence[Stretch] = ()
    reviews: Sequence[Review] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Solve:
    """From active to done, and when it was undone."""

    event: Event
    reopened: int | None
    first: bool
    last: bool


def solves(history: History) -> list[Solve]:
    """Return the solves of a ticket in order."""
    turns: list[Event] = []
    done = False
    for event in history.events:
        status = event.state.status
        if event.kind in {"created", "status"} and status not in GONE and (status in DONE) != done:
            done = not done
            turns.append(event)
    made, undone = turns[0::2], turns[1::2]
    ends = [event.at for event in undone] + [None] * (len(made) - len(undone))
    return [
        Solve(event, end, n == 0, n == len(made) - 1)
        for n, (event, end) in enumerate(zip(made, ends, strict=True))
    ]


def first_reply_time(world: World, params: Params) -> Iterator[Row]:
    """First reply: dated when it came, owned by who wrote it."""
    for h in world.histories:
        reply = next((event for event in h.events if event.public_reply), None)
        left_out = h.excluded or _unheld(h, params)
        if reply is None:
            yield row_of(h, h.created, h.events[-1].state, None, left_out or "unanswered")
            continue
        amount = until(world, h, reply, params, since=_restarted(h, reply, params))
        state = replace(reply.state, assignee=reply.actor)
        dated = day_of(h, reply.at, params)
        yield row_of(h, dated, state, amount, left_out or unmeasured(amount))


def _unheld(h: History, params: Params) -> str:
    now = h.events[-1].state
    return "" if params["tickets"] == "all" or now.assignee or now.queue else "unheld"


def full_resolution_time(world: World, params: Params) -> Iterator[Row]:
    """Full resolution: by the last solve of a ticket that is solved now."""
    for h in world.histories:
        for solve in solves(h):
            amount = until(world, h, solve.event, params)
            undone = standing(solve) if params["counts"] == "last" else ""
            reason = h.excluded or undone or unmeasured(amount)
            yield row_of(h, day_of(h, solve.event.at, params), solve.event.state, amount, reason)


def transfers(world: World, params: Params) -> Iterator[Row]:
    """Transfers: each handover up to the last solve, and whoever held the ticket then with none."""
    for h, solve in last_solves(world):
        for _event, given in passed(h, solve.event, among(params), world.bots):
            yield row_of(h, solve.event.at, given, 1, h.excluded or standing(solve))
        had = any(getattr(e.state, among(params)) for e in h.events if e.at <= solve.event.at)
        first = int(had and params["first"] == "counted")
        yield row_of(h, solve.event.at, solve.event.state, first, h.excluded or standing(solve))


def last_solves(world: World) -> Iterator[tuple[History, Solve]]:
    """Yield each ticket that was ever solved, with its last solve."""
    for h in world.histories:
        for solve in solves(h)[-1:]:
            yield h, solve


def among(params: Params) -> str:
    """Return the field of a ticket's state whose changes are looked at."""
    return "assignee" if params["among"] == "people" else "queue"


def transfers_to_the_last(world: World, params: Params) -> Iterator[Row]:
    """Transfers as they were in the first version: all of a ticket's for whoever was last."""
    for h in world.histories:
        for solve in solves(h):
            amount = handovers(h, solve.event, among(params), world.bots)
            reason = h.excluded or standing(solve)
            yield row_of(h, solve.event.at, solve.event.state, amount, reason)


def passed(
    h: History, until: Event, name: str, bots: frozenset[str]
) -> Iterator[tuple[Event, State]]:
    """Yield each handover before that event, and the state of whoever or whatever gave it away."""
    giver: str | None = None
    for event in h.events[: h.events.index(until) + 1]:
        holder = getattr(event.state, name)
        if holder is None or (name == "assignee" and holder in bots):
            continue
        if giver not in {None, holder}:
            given: dict[str, Any] = {name: giver}
            yield event, replace(event.state, **given)
        giver = holder


def handovers(h: History, until: Event, name: str, bots: frozenset[str]) -> int:
    """Count how often the ticket went from one holder to another before that event."""
    holders = [getattr(e.state, name) for e in h.events[: h.events.index(until) + 1]]
    kept = [x for x in holders if x is not None and not (name == "assignee" and x in bots)]
    return sum(a != b for a, b in pairwise(kept))


def reopen_rate(world: World, params: Params) -> Iterator[Row]:
    """Reopens: was the first solve undone within the days?"""
    days = int(params["days"]) * DAY
    for h in world.histories:
        for solve, again in zip_longest(solves(h)[:1], solves(h)[1:2]):
            at = solve.event.at
            back = solve.reopened is not None and solve.reopened <= at + days
            thanked = back and params["thanks"] == "left_out" and _only_thanked(h, solve, again)
            recent = "too_recent" if at + days > world.as_of else ""
            amount = int(back and not thanked)
            row = row_of(h, at, solve.event.state, amount, h.excluded or recent)
            yield replace(row, cause="thanked" if thanked else "")


def _only_thanked(h: History, solve: Solve, again: Solve | None) -> bool:
    """Whether a solve that was undone came again within a day, without another reply."""
    if again is None or solve.reopened is None or again.event.at >= solve.reopened + DAY:
        return False
    return replies_before(h, again) == replies_before(h, solve)


def replies_before(h: History, solve: Solve) -> int:
    """Return how many public replies a ticket had up to a solve."""
    return sum(event.public_reply for event in h.events[: h.events.index(solve.event) + 1])


def first_contact_resolution(world: World, params: Params) -> Iterator[Row]:
    """First-contact resolution: one reply, one person, and after the solve it stayed quiet."""
    yield from _first_contacts(world, params, lambda _h, solve: solve.event.at)


def first_contact_by_opening(world: World, params: Params) -> Iterator[Row]:
    """First-contact resolution as it was: what the customer opened before the solve spoilt it."""
    yield from _first_contacts(world, params, lambda h, _solve: h.created)


def _first_contacts(
    world: World, params: Params, since: Callable[[History, Solve], int]
) -> Iterator[Row]:
    days = int(params["days"]) * DAY
    contacts = _contacts(world, params)
    for h in world.histories:
        for solve in solves(h)[:1]:
            at = solve.event.at
            replies = replies_before(h, solve)
            opened = contacts.get(_contact(h, params), [])
            later = opened[bisect_right(opened, since(h, solve)) :]
            quiet = h.requester is None or not later or later[0] > at + days
            cause = _cause(world, h, solve, params) or ("" if quiet else "wrote_again")
            reason = "" if replies else "no_reply"
            reason = reason or ("too_recent" if at + days > world.as_of else "")
            amount = int(replies > 0 and cause in {"", "closed_once", "first_response"})
            row = row_of(h, at, solve.event.state, amount, h.excluded or reason)
            yield replace(row, cause=cause)


def _cause(world: World, h: History, solve: Solve, params: Params) -> str:
    """Return what the ticket itself says of its first solve; nothing where it stayed solved."""
    until = solve.event.at + int(params["days"]) * DAY
    counts, seen = params["counts"], h.events[: h.events.index(solve.event) + 1]
    once = counts == "closed_once"
    undone = solve.reopened is not None and (once or solve.reopened <= until)
    causes = {
        "second_reply": replies_before(h, solve) > 1 and not once,
        "first_response": counts == "first_response",
        "passed_on": handovers(h, solve.event, "assignee", world.bots) > 0,
        "two_replied": once and len(_repliers(seen)) > 1,
        "opened_again": undone,
        "closed_once": once,
    }
    return next((name for name, holds in causes.items() if holds), "")


def _repliers(events: Sequence[Event]) -> set[str]:
    return {event.actor for event in events if event.public_reply and event.actor}


def _contacts(world: World, params: Params) -> Mapping[tuple[str | None, ...], list[int]]:
    """Return when each customer opened tickets, in order; in any queue or by queue."""
    found = defaultdict(list)
    for h in world.histories:
        if not h.excluded:
            found[_contact(h, params)].append(h.created)
    return {who: sorted(times) for who, times in found.items()}


def _contact(h: History, params: Params) -> tuple[str | None, ...]:
    """Return whose ticket it is; and in which queue, where only that one counts."""
    queue = h.events[-1].state.queue
    return (h.requester, queue) if params["again"] == "same_queue" else (h.requester,)


def backlog(world: World, _params: Params) -> Iterator[Row]:
    """Backlog: what was active at each moment."""
    for moment, dated in world.instants:
        for h in world.histories:
            state = h.state_at(moment - 1)
            if state and state.status in ACTIVE:
                yield row_of(h, dated, state, 1, h.excluded)


def backlog_age(world: World, _params: Params) -> Iterator[Row]:
    """Backlog age: how old that was."""
    for moment, dated in world.instants:
        for h in world.histories:
            state = h.state_at(moment - 1)
            if state and state.status in ACTIVE:
                yield row_of(h, dated, state, moment - h.created, h.excluded)


def sla_attainment(world: World, params: Params) -> Iterator[Row]:
    """SLA attainment: each promise, when it was kept or broken."""
    for h in world.histories:
        for target, cycle in sorted({(p.target, p.cycle) for p in h.promises}):
            steps = [p for p in h.promises if (p.target, p.cycle) == (target, cycle)]
            if params["target"] in {"any", target}:
                yield from _promise(world, h, steps, params)


def _promise(world: World, h: History, steps: Sequence[Promise], params: Params) -> Iterator[Row]:
    applied = [p for p in steps if p.step == Step.APPLIED]
    due = max(applied, key=lambda p: p.at).due_at if applied else None
    broken = _first(p.at for p in steps if p.step == Step.BREACHED)
    kept = _first(p.at for p in steps if p.step == Step.FULFILLED)
    if kept is None and applied:
        since = min(p.at for p in applied)
        kept = _first(e.at for e in h.events if e.at >= since and _keeps(e, steps[0].target))
    falls = due if kept is not None or steps[0].target in DECIDED else None
    ends = (kept, falls) if broken is None else (broken, due)
    settled = _first(t for t in ends if t is not None)
    if settled is None:
        return
    met = broken is None and kept is not None and (due is None or kept <= due)
    said = {p.step for p in steps} & {Step.FULFILLED, Step.BREACHED}
    dropped = max((p.at for p in steps if p.step == Step.CANCELLED), default=settled + 1)
    renewed = max((p.at for p in applied), default=settled)
    cancelled = not said and renewed < dropped <= settled
    reason = "cancelled" if cancelled else "running" if settled > world.as_of else ""
    counts = params["merged"] == "counted" and h.excluded == "merged"
    excluded = "" if counts else h.excluded
    yield row_of(h, settled, h.state_at(settled), int(met), excluded or reason)


def _keeps(event: Event, target: str) -> bool:
    if target in REPLIES:
        return event.public_reply
    return target == "resolution" and event.kind == "status" and event.state.status in DONE


def _first(times: Iterator[int]) -> int | None:
    return min(times, default=None)


def csat(world: World, params: Params) -> Iterator[Row]:
    """CSAT: the upper quarter of the scale is positive; owned as sent, or as answered."""
    for rating, h in ratings(world, SurveyKind.CSAT):
        positive = rating.score is not None and (
            (rating.score - rating.lowest) / (rating.highest - rating.lowest) >= 0.75
        )
        row = answer(rating, h, int(positive), rating.lowest, rating.highest)
        yield _as_answered(row, rating, h) if params["holder"] == "answered" else row


def _as_answered(row: Row, rating: Rating, h: History | None) -> Row:
    """Return an answer with the ticket as it was then, where there is one of that moment."""
    at = rating.answered_at
    state = h.state_at(at) if h is not None and at is not None else None
    if state is None:
        return row
    return replace(
        row,
        account=state.assignee,
        queue=state.queue,
        priority=state.priority,
        channel=state.channel,
    )


def nps(world: World, _params: Params) -> Iterator[Row]:
    """NPS: promoters are +1, detractors -1."""
    for rating, h in ratings(world, SurveyKind.NPS):
        score = rating.score if rating.score is not None else 7
        amount = 1 if score >= 9 else -1 if score <= 6 else 0
        yield answer(rating, h, amount, 0, 10)


def ratings(world: World, kind: SurveyKind) -> Iterator[tuple[Rating, History | None]]:
    """Yield the latest answer of each survey of a kind, with the ticket's history.

    It was sent with the first of its records.
    """
    by_ticket = {h.ticket: h for h in world.histories}
    latest: dict[str, Rating] = {}
    sent: dict[str, int] = {}
    for rating in world.ratings:
        sent[rating.rating] = min(rating.sent_at, sent.get(rating.rating, rating.sent_at))
        before = latest.get(rating.rating)
        if before is None or (rating.answered_at or -1) > (before.answered_at or -1):
            latest[rating.rating] = rating
    for rating in latest.values():
        if rating.kind == kind:
            first = replace(rating, sent_at=sent[rating.rating])
            yield first, by_ticket.get(rating.ticket or "")


def answer(rating: Rating, h: History | None, amount: int, lowest: int, highest: int) -> Row:
    """Return an answer as a row; one outside lowest..highest does not count."""
    held = (h.state_at(rating.sent_at) if h else None) or State("")
    reason = (h.excluded if h else "") or ("no_answer" if rating.answered_at is None else "")
    valid = rating.score is not None and lowest <= rating.score <= highest
    return Row(
        ticket=h.ticket if h else None,
        dated=rating.sent_at if rating.answered_at is None else rating.answered_at,
        account=rating.assignee or held.assignee,
        queue=rating.queue or held.queue,
        priority=held.priority,
        channel=rating.channel or held.channel,
        amount=amount,
        reason=reason or ("" if valid else "invalid_answer"),
    )


def row_of(h: History, dated: int, state: State | None, amount: int | None, reason: str) -> Row:
    """Return a row of a ticket in a state."""
    s = state or State("")
    return Row(h.ticket, dated, s.assignee, s.queue, s.priority, s.channel, amount, reason)


def standing(solve: Solve) -> str:
    """Return why a solve does not count as the last one that stands."""
    if not solve.last:
        return "solved_again"
    return "reopened" if solve.reopened is not None else ""


def elapsed(world: World, h: History, until: int, params: Params) -> int | None:
    """Return how long a ticket took until a moment, on the clock that is set."""
    if params["hours"] == "calendar":
        return until - h.created
    return worked_until(h, until, world.hours)


def until(
    world: World, h: History, end: Event, params: Params, *, since: int | None = None
) -> int | None:
    """Return how long it was to an event, on the clock and by the schedules that are set."""
    start = h.created if since is None else since
    if params["hours"] == "business" and params["schedule"] == "at_end":
        schedule = world.hours.schedule_at(end.state.queue, end.at)
        return None if schedule is None else worked(schedule, start, end.at)
    whole, before = (elapsed(world, h, moment, params) for moment in (end.at, start))
    return None if whole is None or before is None else whole - before


def _restarted(h: History, reply: Event, params: Params) -> int | None:
    """Return when the ticket was last opened again before its first reply, where that counts."""
    undone = [solve.reopened for solve in solves(h) if solve.reopened is not None]
    before = [moment for moment in undone if moment < reply.at]
    return max(before, default=None) if params["restart"] == "reopen" else None


def day_of(h: History, end: int, params: Params) -> int:
    """Return the moment whose day a time counts on: that of its end, or the opening."""
    return h.created if params["dated"] == "opening" else end


def unmeasured(amount: int | None) -> str:
    """Return why a time is not known."""
    return "no_hours" if amount is None else ""


Kpi = Callable[[World, Params], Iterator[Row]]
KPIS: dict[str, Kpi] = {
    kpi.__name__: kpi
    for kpi in (
        first_reply_time, full_resolution_time, transfers, reopen_rate, first_contact_resolution,
        backlog, backlog_age, sla_attainment, csat, nps,
    )
}  # fmt: skip
