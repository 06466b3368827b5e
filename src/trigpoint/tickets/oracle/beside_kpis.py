"""The KPIs that need more than tickets, each as a few lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from trigpoint.tickets.beside import Call, Doing, Entry, EntryKind, Review, Stretch
from trigpoint.tickets.columns import key_of
from trigpoint.tickets.oracle.history import ACTIVE, Event, History, State
from trigpoint.tickets.oracle.kpis import (
    DAY,
    Kpi,
    Params,
    Row,
    Solve,
    World,
    answer,
    ratings,
    row_of,
    solves,
    standing,
)
from trigpoint.tickets.records import Category, SurveyKind


def latest(records: Iterable[Any], key: str, when: str) -> list[Any]:
    """Return of the records with one key the one that came last."""
    found: dict[str, Any] = {}
    for record in records:
        before = found.get(getattr(record, key))
        if before is None or getattr(record, when) > getattr(before, when):
            found[getattr(record, key)] = record
    return list(found.values())


def _calls(
    amount: Callable[[Call, Params], int], reason: Callable[[Call, Params], str], date: str
) -> Kpi:
    def kpi(world: World, params: Params) -> Iterator[Row]:
        for call in latest(world.calls, "call", "ended_at"):
            yield Row(
                None, getattr(call, date), call.account, call.queue, None, call.channel or "phone",
                amount(call, params), reason(call, params), language=call.language, site=call.site,
            )  # fmt: skip

    return kpi


def _reached(world: World, params: Params) -> Iterator[Row]:
    """Yield calls given up: of those that reached a queue, where the source names any."""
    yield from _calls(lambda c, _p: int(c.answered_at is None), _lost(world), "offered_at")(
        world, params
    )


def _served(world: World, params: Params) -> Iterator[Row]:
    """Yield calls answered in time: of those that reached a queue, where the source names any."""
    yield from _calls(_in_time, _lost(world), "offered_at")(world, params)


def _lost(world: World) -> Callable[[Call, Params], str]:
    named = any(call.queue for call in latest(world.calls, "call", "ended_at"))

    def reason(call: Call, params: Params) -> str:
        if call.outbound:
            return "outbound"
        if call.answered_at is not None:
            return ""
        if params["calls"] == "queued" and named and call.queue is None:
            return "no_queue"
        if 0 < int(params["short"]) >= call.ended_at - call.offered_at:
            return "short_call"
        return "given_up" if params.get("of") == "answered" else ""

    return reason


def _wait(call: Call) -> int:
    return call.answered_at - call.offered_at if call.answered_at is not None else 0


def _unoffered(call: Call, params: Params) -> str:
    if call.outbound:
        return "outbound"
    if params.get("calls") == "queued" and call.queue is None and call.answered_at is None:
        return "no_queue"
    if call.answered_at is None and call.ended_at - call.offered_at <= int(params["short"]):
        return "short_call"
    return "given_up" if call.answered_at is None and params.get("of") == "answered" else ""


def _unanswered(call: Call, _params: Params) -> str:
    return "outbound" if call.outbound else "given_up" if call.answered_at is None else ""


def _untalked(call: Call, _params: Params) -> str:
    return "given_up" if call.answered_at is None else "" if call.talk else "no_talk"


def _in_time(call: Call, params: Params) -> int:
    return int(call.answered_at is not None and _wait(call) <= int(params["within"]))


def alone(world: World) -> list[tuple[Stretch, int, int]]:
    """Return each stretch, its place among its account's, and the seconds that it adds.

    Second by second: of several of the same kind at once the first to begin has it, and nobody is
    available while at work.
    """
    longest: dict[Any, Stretch] = {}
    for s in world.stretches:
        same = (s.account, s.doing, s.started_at, s.ticket or "")
        if same not in longest or s.ended_at > longest[same].ended_at:
            longest[same] = s
    found = []
    by_account = sorted(longest, key=lambda same: same[0])
    for _account, run in groupby(by_account, key=lambda same: same[0]):
        reached: dict[Doing, int] = defaultdict(int)
        told = [longest[same] for same in sorted(run, key=lambda t: (t[2], t[1], t[3]))]
        work = _at_work(told)
        for n, s in enumerate(told, 1):
            start = max(s.started_at, reached[s.doing])
            busy = _within(work, start, s.ended_at) if s.doing == Doing.AVAILABLE else 0
            found.append((s, n, max(0, s.ended_at - start - busy)))
            reached[s.doing] = max(reached[s.doing], s.ended_at)
    return found


def _at_work(told: Iterable[Stretch]) -> list[tuple[int, int]]:
    """Return when somebody was at work, without overlaps; `told` in the order of their begins."""
    found: list[tuple[int, int]] = []
    for s in told:
        if s.doing == Doing.HANDLING:
            reached = found[-1][1] if found else 0
            found.append((max(s.started_at, reached), max(s.ended_at, reached)))
    return found


def _within(spans: Iterable[tuple[int, int]], start: int, end: int) -> int:
    return sum(max(0, min(end, ended) - max(start, began)) for began, ended in spans)


def occupancy(world: World, _params: Params) -> Iterator[Row]:
    """Occupancy: the seconds of each period at work, weighed by those at work or free."""
    for s, start, end in _spells(world):
        for moment, dated in world.instants:
            began, stopped = max(start, dated), min(end, moment)
            if began < stopped:
                seconds = stopped - began
                amount = seconds if s.doing == Doing.HANDLING else 0
                yield Row(
                    None, began, s.account, s.queue, None, s.channel, amount, "", weight=seconds
                )


def _spells(world: World) -> Iterator[tuple[Stretch, int, int]]:
    """Yield when somebody was at work, or free for it: what no earlier stretch of the kind has."""
    for _account, run in groupby(alone(world), key=lambda one: one[0].account):
        told = [s for s, _n, _seconds in run]
        work = _at_work(told)
        reached: dict[Doing, int] = defaultdict(int)
        for s in told:
            start = max(s.started_at, reached[s.doing])
            reached[s.doing] = max(reached[s.doing], s.ended_at)
            if s.doing == Doing.HANDLING:
                yield s, start, s.ended_at
            elif s.doing == Doing.AVAILABLE:
                for began, ended in _gaps(work, start, s.ended_at):
                    yield s, began, ended


def _gaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what of a time lies in none of some spans, which are in order."""
    for began, ended in spans:
        if began < ended and start < ended and began < end:
            yield start, began
            start = ended
    yield start, end


def occupancy_by_begin(world: World, _params: Params) -> Iterator[Row]:
    """Occupancy as it was in the first version: a stretch counts in whole when it begins."""
    for s, _n, seconds in alone(world):
        at_work = s.doing in {Doing.HANDLING, Doing.AVAILABLE}
        amount = seconds if s.doing == Doing.HANDLING else 0
        reason = "" if at_work else "not_at_work"
        yield Row(
            None, s.started_at, s.account, s.queue, None, s.channel, amount, reason, weight=seconds
        )


def handle_time(world: World, params: Params) -> Iterator[Row]:
    """Handle time: of a solved ticket, each with what they wrote down, or held it open for."""
    by_ticket = _handling(world)
    for h in world.histories:
        for solve in solves(h):
            if not solve.last:
                continue
            reason, last = h.excluded or standing(solve), solve.event.state
            if params["counts"] == "held":
                yield from _held(h, solve.event, reason)
                continue
            for s, _n, seconds in by_ticket.get(h.ticket, ()):
                yield Row(
                    h.ticket, solve.event.at, s.account, s.queue or last.queue, last.priority,
                    s.channel or last.channel, seconds, reason,
                )  # fmt: skip


def _held(h: History, solved: Event, reason: str) -> Iterator[Row]:
    for event, after in pairwise(h.events):
        state = event.state
        waits = state.status in {Category.NEW, Category.OPEN} and after.at <= solved.at
        if state.assignee and waits:
            row = row_of(h, h.created, solved.state, after.at - event.at, reason)
            queue = state.queue or solved.state.queue
            yield replace(row, account=state.assignee, queue=queue)


def _handling(world: World) -> dict[str, list[tuple[Stretch, int, int]]]:
    """Return of each ticket the stretches of work on it."""
    found: dict[str, list[tuple[Stretch, int, int]]] = defaultdict(list)
    for s, n, seconds in alone(world):
        if s.doing == Doing.HANDLING and s.ticket is not None:
            found[s.ticket].append((s, n, seconds))
    return found


def handled_by_the_last(world: World, params: Params) -> Iterator[Row]:
    """Handle time as it was in the first version: all of a ticket's for whoever was last."""
    return _held_in_all(world) if params["counts"] == "held" else _worked(world)


def _held_in_all(world: World) -> Iterator[Row]:
    for h in world.histories:
        for solve in solves(h):
            reason = h.excluded or standing(solve)
            parts = list(_held(h, solve.event, reason)) if solve.last else []
            if parts:
                total = sum(part.amount or 0 for part in parts)
                yield row_of(h, h.created, solve.event.state, total, reason)


def _worked(world: World) -> Iterator[Row]:
    """Yield what the stretches of a ticket add up to, dated by the last of them."""
    histories = {h.ticket: h for h in world.histories}
    for ticket, parts in _handling(world).items():
        last = max(parts, key=lambda p: (p[0].ended_at, _place(world, p[0]), p[1]))[0]
        h = histories.get(ticket)
        now = h.events[-1].state if h else State("")
        yield Row(
            ticket if h else None, last.ended_at, last.account, last.queue or now.queue,
            now.priority, last.channel or now.channel, sum(p[2] for p in parts),
            h.excluded if h else "",
        )  # fmt: skip


def _place(world: World, s: Stretch) -> int:
    return key_of(world.source, f"\x00stretch {s.account}")


def qa_score(world: World, _params: Params) -> Iterator[Row]:
    """QA: points of 100 that were possible, rounded half up; a failed review has none.

    Each question counts as often as it weighs.
    """
    histories = {h.ticket: h for h in world.histories}
    for questions in _reviews(world.reviews):
        review = max(questions, key=lambda one: one.reviewed_at)
        possible = sum(one.weight * one.possible for one in questions)
        points = sum(one.weight * one.points for one in questions)
        failed = any(one.failed for one in questions)
        score = 0 if failed or not possible else int(100 * points / possible + 0.5)
        ticket = review.ticket if review.ticket in histories else None
        reason = "" if possible else "not_applicable"
        yield Row(
            ticket, review.reviewed_at, review.account, review.queue, None, review.channel,
            score, reason,
        )  # fmt: skip


def _reviews(told: Iterable[Review]) -> Iterable[list[Review]]:
    """Return of each review its questions, as they were answered last."""
    found: dict[str, dict[str | None, Review]] = defaultdict(dict)
    for one in told:
        before = found[one.review].get(one.question)
        if before is None or one.reviewed_at > before.reviewed_at:
            found[one.review][one.question] = one
    return [list(questions.values()) for questions in found.values()]


def entered(e: Entry, amount: int, reason: str, weight: int) -> Row:
    """Return an entry as a row: of no ticket, and of nobody."""
    return Row(
        None, e.at, None, e.queue, None, None, amount, reason,
        weight=weight, language=e.language, site=e.site,
    )  # fmt: skip


def _entries(kind: EntryKind, amount: Callable[[Entry, Params], int]) -> Kpi:
    def kpi(world: World, params: Params) -> Iterator[Row]:
        for e in latest(world.entries, "entry", "seen_at"):
            if e.kind == kind:
                yield entered(e, amount(e, params), "", e.of)

    return kpi


def cost_per_ticket(world: World, params: Params) -> Iterator[Row]:
    """Cost per ticket: each cost without a ticket, each solved ticket without a cost."""
    for e in latest(world.entries, "entry", "seen_at"):
        if e.kind == EntryKind.COST:
            reason = "" if e.currency == params["currency"] else "other_currency"
            yield entered(e, e.amount, reason, 0)
    for h in world.histories:
        for solve in solves(h):
            reason = h.excluded or standing(solve)
            yield row_of(h, solve.event.at, solve.event.state, 0, reason)


def self_service_score(world: World, _params: Params) -> Iterator[Row]:
    """Visits without customers, and the first ticket of each customer without visits."""
    visits = [
        e for e in latest(world.entries, "entry", "seen_at") if e.kind == EntryKind.HELP_CENTRE
    ]
    opened = sorted(world.histories, key=lambda h: (h.created, key_of(world.source, h.ticket)))
    for moment, dated in world.instants:
        for e in visits:
            if dated <= e.at < moment:
                yield replace(entered(e, e.of, "", 0), dated=dated)
        seen: set[tuple[str, str | None]] = set()
        for h in opened:
            if dated <= h.created < moment:
                who = (h.excluded, h.requester)
                again = "same_customer" if h.requester and who in seen else ""
                seen.add(who)
                yield row_of(h, dated, h.events[0].state, 0, h.excluded or again)


def enps(world: World, _params: Params) -> Iterator[Row]:
    """The NPS of people of ours: as theirs, and never anybody's own."""
    for rating, h in ratings(world, SurveyKind.ENPS):
        score = rating.score if rating.score is not None else 7
        amount = 1 if score >= 9 else -1 if score <= 6 else 0
        yield replace(answer(rating, h, amount, 0, 10), account=None)


def net_flow(world: World, params: Params) -> Iterator[Row]:
    """Net flow: what was not active before a second and is after it, and the other way round."""
    if params["counts"] == "first":
        yield from _first_flow(world)
        return
    for h in world.histories:
        for before, at in pairwise([h.created - 1, *sorted({e.at for e in h.events})]):
            was, now = h.state_at(before), h.state_at(at)
            active, after = _active(was), _active(now)
            if after and not active:
                yield row_of(h, at, now, 1, h.excluded)
            elif active and not after and at <= world.as_of:
                yield row_of(h, at, was, -1, h.excluded)


def _first_flow(world: World) -> Iterator[Row]:
    """Yield the creations, less the first solves."""
    for h in world.histories:
        yield row_of(h, h.created, h.events[0].state, 1, h.excluded)
        for solve in solves(h):
            if solve.first:
                yield row_of(h, solve.event.at, solve.event.state, -1, h.excluded)


def _active(state: State | None) -> bool:
    return state is not None and state.status in ACTIVE


def proactive_contacts(world: World, _params: Params) -> Iterator[Row]:
    """Contacts we began: one row for each ticket opened towards a customer."""
    for h in world.histories:
        if h.excluded == "outbound":
            yield row_of(h, h.created, h.events[0].state, 1, "")


def containment(world: World, params: Params) -> Iterator[Row]:
    """Containment: of what a bot answered, what was solved without a person and stayed so."""
    days = int(params["days"]) * DAY
    for h in world.histories:
        solve = next(iter(solves(h)), None)
        spoken = next((event for event in h.events if event.by_bot), None)
        if spoken is None or (solve is None and params["counts"] == "solved"):
            continue
        settled = solve.event if solve else spoken
        recent = "too_recent" if settled.at + days > world.as_of else ""
        amount = int(solve is not None and _contained(h, solve, days))
        row = row_of(h, settled.at, settled.state, amount, h.excluded or recent)
        yield replace(row, account=spoken.actor) if params["holder"] == "bot" else row


def _contained(h: History, solve: Solve, days: int) -> bool:
    silent = not any(event.public_reply for event in _until(h, solve.event))
    return silent and (solve.reopened is None or solve.reopened > solve.event.at + days)


def _until(h: History, event: object) -> Iterable[Any]:
    return h.events[: [*h.events].index(event) + 1]  # type: ignore[arg-type]  # one of its own


given_up_of_all = _calls(lambda c, _p: int(c.answered_at is None), _unoffered, "offered_at")
"""Calls given up as they were: those that never reached a queue were among them."""
in_time_of_all = _calls(_in_time, _unoffered, "offered_at")
"""The service level as it was: the same, and without those given up at once."""

BESIDE: dict[str, Kpi] = {
    "abandonment": _reached,
    "service_level": _served,
    "answer_speed": _calls(lambda c, _p: _wait(c), _unanswered, "offered_at"),
    "answer_wait": _calls(lambda c, _p: _wait(c), _unanswered, "offered_at"),
    "call_handle_time": _calls(lambda c, _p: c.talk + c.hold + c.after, _untalked, "ended_at"),
    "handle_time": handle_time,
    "occupancy": occupancy,
    "qa_score": qa_score,
    "self_service": _entries(EntryKind.HELP_CENTRE, lambda e, _p: e.amount),
    "self_service_score": self_service_score,
    "retention": _entries(EntryKind.CUSTOMERS, lambda e, _p: e.of - e.amount),
    "turnover": _entries(
        EntryKind.STAFF,
        lambda e, p: e.amount * {"month": 12, "quarter": 4, "year": 1}[str(p["each"])],
    ),
    "cost_per_ticket": cost_per_ticket,
    "enps": enps,
    "net_flow": net_flow,
    "proactive_contacts": proactive_contacts,
    "containment": containment,
}
