"""The rest of the catalogue, each KPI as a few lines over histories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise

from trigpoint.tickets.oracle.beside_kpis import (
    BESIDE,
    given_up_of_all,
    handled_by_the_last,
    in_time_of_all,
    occupancy_by_begin,
)
from trigpoint.tickets.oracle.history import ACTIVE, History
from trigpoint.tickets.oracle.kpis import (
    DAY,
    KPIS,
    Kpi,
    Params,
    Row,
    Solve,
    World,
    among,
    answer,
    day_of,
    elapsed,
    first_contact_by_opening,
    handovers,
    last_solves,
    passed,
    ratings,
    replies_before,
    row_of,
    solves,
    standing,
    transfers_to_the_last,
    unmeasured,
    until,
)
from trigpoint.tickets.records import Category, Rating, SurveyKind


def first_resolution_time(world: World, params: Params) -> Iterator[Row]:
    """First resolution: by the first solve that was not undone within the hours."""
    stays = int(params["stays"]) * 3600
    for h in world.histories:
        for solve in solves(h):
            at = solve.event.at
            if not stays or solve.reopened is None or solve.reopened > at + stays:
                amount = until(world, h, solve.event, params)
                recent = "too_recent" if stays and at + stays > world.as_of else ""
                reason = h.excluded or unmeasured(amount) or recent
                dated = day_of(h, solve.event.at, params)
                yield row_of(h, dated, solve.event.state, amount, reason)
                break


def next_reply_time(world: World, params: Params) -> Iterator[Row]:
    """Next reply: from the first of a customer's messages after one of ours to our next."""
    for h in world.histories:
        talk = [e for e in h.events if e.asked or e.public_reply]
        turns = [next(run) for _asked, run in groupby(talk, key=lambda e: e.asked)]
        for before, message, reply in zip(turns, turns[1:], [*turns[2:], None], strict=False):
            if before.asked:
                continue
            if reply is None:
                yield row_of(h, message.at, message.state, None, h.excluded or "unanswered")
                continue
            state = replace(reply.state, assignee=reply.actor)
            amount = between(world, h, (message.at, reply.at), params)
            yield row_of(h, reply.at, state, amount, h.excluded or unmeasured(amount))


def between(world: World, h: History, ends: tuple[int, int], params: Params) -> int | None:
    """Return the time from one moment of a ticket to another, on the clock that is set."""
    start, end = (elapsed(world, h, moment, params) for moment in ends)
    return None if start is None or end is None else end - start


def _spent(states: Collection[str], *, only: bool = False) -> Kpi:
    def kpi(world: World, params: Params) -> Iterator[Row]:
        if params["counts"] == "by_interval":
            yield from _pieces(world, params, states)
            return
        for h in world.histories:
            for solve in solves(h):
                spans = _spans(h, solve, states)
                if solve.last and (any(a < b for a, b in spans) or not only):
                    known = elapsed(world, h, solve.event.at, params) is not None
                    amount = _seconds(world, h, spans, params) if known else None
                    reason = h.excluded or standing(solve) or unmeasured(amount)
                    yield row_of(h, solve.event.at, solve.event.state, amount, reason)

    return kpi


def _pieces(world: World, params: Params, states: Collection[str]) -> Iterator[Row]:
    """Yield what of each interval lies in each period; in working hours it counts where it ends."""
    whole = params["hours"] == "business"
    for h in world.histories:
        for event, after in zip(h.events, [*h.events[1:], None], strict=True):
            for moment, dated in world.instants if event.state.status in states else ():
                start, end = max(event.at, dated), min(after.at if after else moment, moment)
                if whole and after and event.at < after.at and dated <= after.at < moment:
                    amount = between(world, h, (event.at, after.at), params)
                    reason = h.excluded or unmeasured(amount)
                    yield row_of(h, after.at, event.state, amount, reason)
                elif not whole and start < end:
                    yield row_of(h, start, event.state, end - start, h.excluded)


def _spans(h: History, solve: Solve, states: Collection[str]) -> list[tuple[int, int]]:
    """Return when a ticket was in some states before a solve."""
    return [
        (event.at, after.at)
        for event, after in pairwise(h.events)
        if event.state.status in states and after.at <= solve.event.at
    ]


def _seconds(world: World, h: History, spans: Sequence[tuple[int, int]], params: Params) -> int:
    """Return how long all of them are together; one without hours adds nothing."""
    return sum(between(world, h, span, params) or 0 for span in spans)


def _by_last_solve(amount: Callable[[World, History, Solve, Params], int]) -> Kpi:
    def kpi(world: World, params: Params) -> Iterator[Row]:
        for h in world.histories:
            for solve in solves(h):
                found = amount(world, h, solve, params)
                reason = h.excluded or standing(solve)
                yield row_of(h, solve.event.at, solve.event.state, found, reason)

    return kpi


def _replies(_world: World, h: History, solve: Solve, params: Params) -> int:
    if params["counts"] == "each":
        return replies_before(h, solve)
    talk = [e for e in h.events if (e.asked or e.public_reply) and e.at <= solve.event.at]
    return sum(replied for replied, _run in groupby(talk, key=lambda e: e.public_reply))


def one_touch(world: World, params: Params) -> Iterator[Row]:
    """One touch: at most one reply; none at all is counted beside it, unless it is to count."""
    for h in world.histories:
        for solve in solves(h):
            replies = replies_before(h, solve)
            silent = "no_reply" if params["counts"] == "one" and not replies else ""
            reason = h.excluded or standing(solve) or silent
            yield row_of(h, solve.event.at, solve.event.state, int(replies < 2), reason)


def solved_tickets(world: World, params: Params) -> Iterator[Row]:
    """Solved tickets: by the last solve while it stands, or each solve, or those at once."""
    for h in world.histories:
        for solve in solves(h):
            undone = standing(solve) if params["counts"] == "tickets" else ""
            if params["counts"] == "quarter_hour":
                undone = _not_at_once(h, solve)
            yield row_of(h, solve.event.at, solve.event.state, 1, h.excluded or undone)


def _not_at_once(h: History, solve: Solve) -> str:
    if not solve.first:
        return "solved_before"
    return "not_at_once" if solve.event.at - h.created >= 15 * 60 else ""


def reopens(world: World, _params: Params) -> Iterator[Row]:
    """Opened again: each solve that was undone, on the day that it was."""
    for h in world.histories:
        for solve in solves(h):
            if solve.reopened is not None:
                yield row_of(h, solve.reopened, solve.event.state, 1, h.excluded)


def passed_on_share(world: World, params: Params) -> Iterator[Row]:
    """Passed on: as the transfers; where only those after a reply count, the earlier are none."""
    for h, solve in last_solves(world):
        reply = next((event for event in h.events if event.public_reply), None)
        reason = h.excluded or standing(solve)
        for event, given in passed(h, solve.event, among(params), world.bots):
            later = reply is not None and h.events.index(event) > h.events.index(reply)
            amount = int(params["counts"] == "all" or later)
            yield row_of(h, solve.event.at, given, amount, reason)
        yield row_of(h, solve.event.at, solve.event.state, 0, reason)


def _passed_on(world: World, h: History, solve: Solve, params: Params) -> int:
    so_far = handovers(h, solve.event, among(params), world.bots)
    if params["counts"] == "all":
        return int(so_far > 0)
    reply = next((event for event in h.events if event.public_reply), None)
    return int(reply is not None and so_far > handovers(h, reply, among(params), world.bots))


def new_tickets(world: World, params: Params) -> Iterator[Row]:
    """New tickets: one row for each creation, of who held it then or of who was the first to."""
    for h in world.histories:
        row = row_of(h, h.created, h.events[0].state, 1, h.excluded)
        if params["holder"] == "first":
            people = (e.state.assignee for e in h.events if e.state.assignee)
            queues = (e.state.queue for e in h.events if e.state.queue)
            row = replace(row, account=next(people, None), queue=next(queues, None))
        yield row


def old_backlog(world: World, params: Params) -> Iterator[Row]:
    """Old backlog: of what was active at each moment, what was older than the days."""
    for moment, dated in world.instants:
        for h in world.histories:
            state = h.state_at(moment - 1)
            if state and state.status in ACTIVE:
                old = moment - h.created > int(params["older"]) * DAY
                yield row_of(h, dated, state, int(old), h.excluded)


def unanswered_backlog(world: World, _params: Params) -> Iterator[Row]:
    """Unanswered backlog: of what was active at each moment, what nobody had answered."""
    for moment, dated in world.instants:
        for h in world.histories:
            state = h.state_at(moment - 1)
            answered = any(event.public_reply and event.at < moment for event in h.events)
            if state and state.status in ACTIVE and not answered:
                yield row_of(h, dated, state, 1, h.excluded)


def _survey(kind: SurveyKind, reached: Callable[[Fraction], bool]) -> Kpi:
    def kpi(world: World, _params: Params) -> Iterator[Row]:
        for rating, h in ratings(world, kind):
            yield answer(rating, h, _reached(rating, reached), rating.lowest, rating.highest)

    return kpi


def _reached(rating: Rating, reached: Callable[[Fraction], bool]) -> int:
    """Return whether the place of an answer on its scale, from 0 to 1, is one that counts."""
    if rating.score is None:
        return 0
    return int(reached(Fraction(rating.score - rating.lowest, rating.highest - rating.lowest)))


def effort(world: World, params: Params) -> Iterator[Row]:
    """Mean effort: the answers themselves; those of another scale than asked for do not count."""
    for rating, h in ratings(world, SurveyKind.CES):
        row = answer(rating, h, rating.score or 0, rating.lowest, rating.highest)
        fits = (rating.lowest, rating.highest) == (1, int(params["highest"]))
        if not fits and row.reason in {"", "invalid_answer"}:
            row = replace(row, reason="other_scale")
        yield row


def dissatisfied(world: World, params: Params) -> Iterator[Row]:
    """The bottom quarter of the scale; with neutral answers as bad ones all that is not on top."""
    if params["neutral"] == "bad":
        return _survey(SurveyKind.CSAT, lambda place: place < Fraction(3, 4))(world, params)
    return _survey(SurveyKind.CSAT, lambda place: place <= Fraction(1, 4))(world, params)


C = Category
MORE: dict[str, Kpi] = {
    "first_resolution_time": first_resolution_time,
    "next_reply_time": next_reply_time,
    "requester_wait_time": _spent({C.NEW, C.OPEN, C.HOLD}),
    "agent_work_time": _spent({C.NEW, C.OPEN}),
    "customer_wait_time": _spent({C.PENDING}),
    "on_hold_time": _spent({C.HOLD}, only=True),
    "one_touch": one_touch,
    "replies_per_ticket": _by_last_solve(_replies),
    "usual_replies": _by_last_solve(_replies),
    "passed_on_share": passed_on_share,
    "solved_tickets": solved_tickets,
    "reopens": reopens,
    "new_tickets": new_tickets,
    "old_backlog": old_backlog,
    "unanswered_backlog": unanswered_backlog,
    "dsat": dissatisfied,
    "ces": _survey(SurveyKind.CES, lambda place: place >= Fraction(2, 3)),
    "ces_mean": effort,
}

TWINS: dict[str, Kpi] = {**KPIS, **MORE, **BESIDE}
"""The twin of every KPI of the catalogue."""

EARLIER: dict[tuple[str, int], Kpi] = {
    ("abandonment", 1): given_up_of_all,
    ("service_level", 1): in_time_of_all,
    ("first_contact_resolution", 1): first_contact_by_opening,
    ("handle_time", 1): handled_by_the_last,
    ("occupancy", 1): occupancy_by_begin,
    ("transfers", 1): transfers_to_the_last,
    ("passed_on_share", 1): _by_last_solve(_passed_on),
}
"""The twins of earlier versions, by which measures are read that were set up by them."""
