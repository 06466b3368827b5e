"""What the house table warns of, each on the few records that show it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tickets import worlds
from tests.tickets.test_kpis import ALWAYS, published
from trigpoint.connectors.files.mapping import Shape, role_of
from trigpoint.tickets.beside import Doing, Stretch
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.inferred import percent_of
from trigpoint.tickets.query import By, Dimension, Figure, Grain, Query
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Promise,
    Record,
    Step,
    TicketRow,
)

START, HOUR, DAY = worlds.START, 3600, 86_400
OPENED = TicketRow(ticket="1", created_at=START, seen_at=START, category=Category.OPEN)


def message(at: int, author: Author = Author.CUSTOMER) -> Message:
    actor = "ann" if author is Author.AGENT else None
    return Message(ticket="1", at=START + at, author=author, public=True, actor=actor)


def reply(at: int) -> Message:
    return message(at, Author.AGENT)


def status(at: int, category: Category) -> Change:
    return Change(ticket="1", at=START + at, field=Field.STATUS, value=category)


def promised(at: int, target: str, due: int) -> Promise:
    return Promise(ticket="1", at=START + at, target=target, step=Step.APPLIED, due_at=START + due)


def stretch(account: str, doing: Doing, start: int, end: int, ticket: str | None = None) -> Stretch:
    return Stretch(
        account=account, doing=doing, started_at=START + start, ended_at=START + end, ticket=ticket
    )


def figures(
    folder: Path, records: Sequence[Record], kpi: str, by: Dimension | None = None, **params: object
) -> list[Figure]:
    with Facts.open(published([OPENED, *records], folder)) as facts:
        return facts.compute(Query(kpi=kpi, by=By(by) if by else None, params=params, **ALWAYS))


def figure(folder: Path, records: Sequence[Record], kpi: str, **params: object) -> Figure:
    [found] = figures(folder, records, kpi, **params)
    return found


@pytest.mark.req("MEASURE-2", via="core")
def test_a_customer_waits_for_the_next_reply_only_after_the_first_and_from_the_earliest_message(
    tmp_path: Path,
) -> None:
    first = [message(HOUR), reply(2 * HOUR)]
    then = [message(3 * HOUR), message(4 * HOUR), reply(5 * HOUR), message(9 * HOUR)]
    found = figure(tmp_path, first + then, "next_reply_time")
    assert (found.value, found.n, found.missing) == (2 * HOUR, 1, 1)


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize(("replied", "kept"), [(4 * HOUR, 1), (8 * HOUR, 0)])
def test_a_promised_next_reply_is_decided_by_the_reply_that_came(
    replied: int, kept: int, tmp_path: Path
) -> None:
    told = [reply(HOUR), message(2 * HOUR), promised(2 * HOUR, "next_reply", 5 * HOUR)]
    found = figure(tmp_path, [*told, reply(replied)], "sla_attainment", target="next_reply")
    assert (found.numerator, found.n) == (kept, 1)


@pytest.mark.req("MEASURE-2", via="core")
def test_a_promise_that_the_events_do_not_decide_is_not_taken_for_broken(tmp_path: Path) -> None:
    told = [promised(0, "update", HOUR), reply(60)]
    assert figure(tmp_path, told, "sla_attainment").n == 0
    assert role_of(Shape.TICKET, "due.update") is None
    assert role_of(Shape.TICKET, "due.resolution") is not None


@pytest.mark.req("MEASURE-2", via="core")
def test_who_is_at_work_is_not_free_whatever_the_log_says(tmp_path: Path) -> None:
    told = [
        stretch("ann", Doing.AVAILABLE, 0, 4 * HOUR),
        stretch("ann", Doing.HANDLING, 0, HOUR, "1"),
        stretch("ann", Doing.HANDLING, HOUR // 2, 2 * HOUR, "2"),
        stretch("bob", Doing.HANDLING, 0, 4 * HOUR),
    ]
    by_account = figures(tmp_path, told, "occupancy", by=Dimension.ACCOUNT)
    assert {one.key: one.value for one in by_account} == {"desk/ann": 0.5, "desk/bob": 1.0}


@pytest.mark.req("MEASURE-2", via="core")
def test_each_has_their_own_seconds_of_a_ticket_and_the_ticket_all_of_them(tmp_path: Path) -> None:
    told = [
        stretch("ann", Doing.HANDLING, 0, HOUR, "1"),
        stretch("bob", Doing.HANDLING, HOUR, HOUR + 60, "1"),
        status(DAY, Category.SOLVED),
    ]
    by_account = figures(tmp_path, told, "handle_time", by=Dimension.ACCOUNT)
    assert {one.key: one.value for one in by_account} == {"desk/ann": HOUR, "desk/bob": 60}
    with Facts.open(tmp_path / "facts") as facts:
        [whole] = facts.compute(Query(kpi="handle_time", **ALWAYS))
        [row] = facts.behind(Query(kpi="handle_time", **ALWAYS)).rows
    assert (whole.value, whole.n) == (HOUR + 60, 1)
    assert (row.account, row.amount, row.dated) == (None, HOUR + 60, START + DAY)


@pytest.mark.req("MEASURE-2", via="core")
def test_an_interval_that_crosses_the_end_of_a_period_is_divided_and_follows_the_holder(
    tmp_path: Path,
) -> None:
    midnight = START // DAY * DAY + DAY
    first, held = midnight - START - HOUR, 3 * HOUR
    told = [
        TicketRow(
            ticket="1", created_at=START, seen_at=START, category=Category.OPEN, assignee="ann"
        ),
        status(first, Category.HOLD),
        Change(
            ticket="1", at=START + first + 2 * HOUR, field=Field.ASSIGNEE, value="bob", old="ann"
        ),
        status(first + held, Category.SOLVED),
    ]
    with Facts.open(published(told, tmp_path)) as facts:

        def days(counts: str, by: By | None = None) -> dict[tuple[str | None, int], float | None]:
            asked = Query(
                kpi="on_hold_time", start=midnight - DAY, end=midnight + DAY, grain=Grain.DAY,
                params={"counts": counts}, by=by,
            )  # fmt: skip
            return {(one.key, one.start): one.value for one in facts.compute(asked) if one.n}

        assert days("at_end") == {(None, midnight): held}
        parts = {(None, midnight - DAY): HOUR, (None, midnight): 2 * HOUR}
        assert days("by_interval") == parts
        assert days("by_interval", By(Dimension.ACCOUNT)) == {
            ("desk/ann", midnight - DAY): HOUR,
            ("desk/ann", midnight): HOUR,
            ("desk/bob", midnight): HOUR,
        }


@pytest.mark.req("MEASURE-2", via="core")
def test_time_at_work_and_time_free_for_it_are_divided_where_they_cross_midnight(
    tmp_path: Path,
) -> None:
    midnight = START // DAY * DAY + DAY - START
    told = [
        stretch("ann", Doing.AVAILABLE, midnight - 4 * HOUR, midnight + 2 * HOUR),
        stretch("ann", Doing.HANDLING, midnight - HOUR, midnight + HOUR),
    ]
    days = {"start": START + midnight - DAY, "end": START + midnight + DAY, "grain": Grain.DAY}
    with Facts.open(published(told, tmp_path)) as facts:
        first, second = facts.compute(Query(kpi="occupancy", **days))
        whole, none = facts.compute(Query(kpi="occupancy", version=1, **days))
    assert (first.value, first.denominator) == (0.25, 4 * HOUR)
    assert (second.value, second.denominator) == (0.5, 2 * HOUR)
    assert (whole.value, none.value) == (pytest.approx(1 / 3), None)


@pytest.mark.req("MEASURE-2", via="core")
def test_a_transfer_is_charged_to_whoever_passed_the_ticket_on_not_to_who_solved_it(
    tmp_path: Path,
) -> None:
    told = [
        Change(ticket="1", at=START + at, field=Field.ASSIGNEE, value=value, old=old)
        for at, old, value in ((1, None, "ann"), (2, "ann", "bob"), (3, "bob", "ann"))
    ]
    told += [
        Change(ticket="1", at=START + 4, field=Field.ASSIGNEE, value="bob", old="ann"),
        status(HOUR, Category.SOLVED),
    ]
    with Facts.open(published([OPENED, *told], tmp_path)) as facts:

        def by_account(kpi: str, version: int) -> dict[str | None, tuple[float | None, int]]:
            asked = Query(kpi=kpi, version=version, by=By(Dimension.ACCOUNT), **ALWAYS)
            return {one.key: (one.value, one.n) for one in facts.compute(asked)}

        assert by_account("transfers", 1) == {"desk/bob": (3, 1)}
        assert by_account("transfers", 2) == {"desk/ann": (2, 1), "desk/bob": (1, 1)}
        assert by_account("passed_on_share", 2) == {"desk/ann": (1, 1), "desk/bob": (1, 1)}
        [whole] = facts.compute(Query(kpi="transfers", **ALWAYS))
        [share] = facts.compute(Query(kpi="passed_on_share", **ALWAYS))
    assert (whole.value, whole.n, share.value, share.n) == (3, 1, 1, 1)


@pytest.mark.req("MEASURE-2", via="core")
def test_a_few_tickets_with_many_replies_move_the_average_and_not_the_middle(
    tmp_path: Path,
) -> None:
    told: list[Record] = []
    for ticket, replies in (("1", 1), ("2", 1), ("3", 10)):
        row = {"ticket": ticket, "at": START}
        told += [
            Message(**row | {"at": START + n}, author=Author.AGENT, public=True, actor="ann")
            for n in range(1, replies + 1)
        ]
        told += [
            TicketRow(ticket=ticket, created_at=START, seen_at=START, category=Category.OPEN),
            Change(
                ticket=ticket, at=START + HOUR, field=Field.STATUS, value=Category.SOLVED
            ),
        ]  # fmt: skip
    assert figure(tmp_path, told, "replies_per_ticket").value == 4
    with Facts.open(tmp_path / "facts") as facts:
        [middle] = facts.compute(Query(kpi="usual_replies", **ALWAYS))
    assert middle.value == 1


@pytest.mark.req("MEASURE-2", via="core")
def test_a_solve_that_did_not_last_and_a_thanks_are_told_apart(tmp_path: Path) -> None:
    told = [reply(60), status(HOUR, Category.SOLVED), status(2 * HOUR, Category.OPEN)]
    told += [status(3 * HOUR, Category.SOLVED)]
    with Facts.open(published([OPENED, *told], tmp_path)) as facts:

        def value(kpi: str, **params: object) -> float | None:
            return facts.compute(Query(kpi=kpi, params=params, **ALWAYS))[0].value

        assert value("first_resolution_time") == HOUR
        assert value("first_resolution_time", stays=24) == 3 * HOUR
        assert value("reopen_rate") == 1
        assert value("reopen_rate", thanks="left_out") == 0


@pytest.mark.req("MEASURE-2", via="core")
def test_a_bots_conversation_that_nobody_solved_can_count_against_it(tmp_path: Path) -> None:
    bot = Message(ticket="1", at=START + 5, author=Author.BOT, public=True, actor="robot")
    [_none] = figures(tmp_path, [bot], "containment")
    assert _none.n == 0
    with Facts.open(tmp_path / "facts") as facts:
        asked = Query(
            kpi="containment", params={"counts": "begun", "holder": "bot"},
            by=By(Dimension.ACCOUNT), **ALWAYS,
        )  # fmt: skip
        [found] = facts.compute(asked)
    assert (found.key, found.value, found.n) == ("desk/robot", 0, 1)


@pytest.mark.req("MEASURE-2", via="core")
def test_a_figure_says_how_much_behind_it_was_worked_out_and_not_told(tmp_path: Path) -> None:
    row = TicketRow(
        ticket="2", created_at=START, seen_at=START + DAY, category=Category.SOLVED,
        solved_at=START + HOUR,
    )  # fmt: skip
    told = [reply(60), status(HOUR, Category.SOLVED)]
    asked = Query(kpi="full_resolution_time", by=By(Dimension.QUEUE), **ALWAYS)
    for folder, records, percent in (("told", [], 0), ("both", [row], 33)):
        (tmp_path / folder).mkdir()
        with Facts.open(published([OPENED, *told, *records], tmp_path / folder)) as facts:
            [found] = facts.quality(asked, facts.compute(asked))
            by_day = replace(asked, grain=Grain.DAY, by=None)
            days = facts.quality(by_day, [one for one in facts.compute(by_day) if one.n])
        assert percent_of(found.flags) == percent
        assert [percent_of(one.flags) for one in days] == [percent]
