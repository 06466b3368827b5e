"""One ticket that is another person's at each step: every KPI has the day and the owner of its own.

Whoever wrote, held, gave away, closed and has it now are different people on different days, so
that a day or an owner that is only near the right one is seen.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tickets import worlds
from trigpoint.tickets.beside import Call, Doing, Entry, EntryKind, Review, Stretch
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Filter, Grain, Query
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Promise,
    Rating,
    Record,
    Step,
    SurveyKind,
    TicketRow,
)
from trigpoint.tickets.warehouse import Warehouse

DAY, HOUR = 86_400, 3_600
MIDNIGHT = worlds.START // DAY * DAY
DAYS = 40
C, F = Category, Field


def on(day: int, hour: float = 12) -> int:
    return MIDNIGHT + day * DAY + int(hour * HOUR)


def passed(day: int, old: str, new: str, ticket: str = "story") -> Change:
    return Change(ticket=ticket, at=on(day), field=F.ASSIGNEE, value=new, old=old, actor="boss")


def turned(day: int, category: Category, hour: float = 13, ticket: str = "story") -> Change:
    """Return a change of state by somebody who never has the ticket."""
    return Change(ticket=ticket, at=on(day, hour), field=F.STATUS, value=category, actor="closer")


def wrote(day: int, who: str | None, author: Author = Author.AGENT) -> Message:
    return Message(ticket="story", at=on(day, 12.5), author=author, public=True, actor=who)


def opened(ticket: str, day: int, owner: str, *, outbound: bool = False) -> TicketRow:
    return TicketRow(
        ticket=ticket, created_at=on(day), seen_at=on(day), category=C.OPEN, assignee=owner,
        requester=ticket, language=ticket, outbound=outbound,
    )  # fmt: skip


def answer(kind: SurveyKind, score: int, highest: int, n: int = 0) -> Rating:
    return Rating(
        rating=f"{kind}{n}", kind=kind, sent_at=on(13), answered_at=on(15), score=score,
        lowest=0 if kind in {SurveyKind.NPS, SurveyKind.ENPS} else 1, highest=highest,
        ticket=None if kind is SurveyKind.ENPS else "story",
    )  # fmt: skip


def entry(kind: EntryKind) -> Entry:
    return Entry(entry=kind, kind=kind, at=on(3), amount=2, of=8, currency="EUR", language="story")


TOLD: list[Record] = [
    opened("story", 0, "op"),
    passed(1, "op", "bea"),
    wrote(2, "writer"),
    turned(2, C.PENDING),
    wrote(3, None, Author.CUSTOMER),
    turned(3, C.OPEN),
    passed(4, "bea", "cem"),
    Promise(ticket="story", at=on(0), target="resolution", step=Step.APPLIED, due_at=on(4, 18)),
    wrote(5, "second"),
    turned(5, C.HOLD),
    passed(6, "cem", "dan"),
    turned(6, C.OPEN),
    turned(7, C.SOLVED),
    passed(8, "dan", "eva"),
    turned(9, C.OPEN),
    passed(10, "eva", "fay"),
    turned(11, C.SOLVED),
    passed(12, "fay", "gus"),
    passed(14, "gus", "hal"),
    passed(16, "hal", "ida"),
    answer(SurveyKind.CSAT, 5, 5),
    answer(SurveyKind.NPS, 9, 10),
    answer(SurveyKind.CES, 7, 7),
    *(answer(SurveyKind.ENPS, 9, 10, n) for n in range(5)),
    Review(review="Q", reviewed_at=on(10), points=8, possible=10, account="rev", ticket="story"),
    Stretch(
        account="wim", doing=Doing.HANDLING, started_at=on(1), ended_at=on(1, 13), ticket="story"
    ),
    Stretch(
        account="val", doing=Doing.HANDLING, started_at=on(6), ended_at=on(6, 13), ticket="story"
    ),
    Stretch(account="idle", doing=Doing.AVAILABLE, started_at=on(8, 23), ended_at=on(9, 1)),
    Call(
        call="C", offered_at=on(1, 23.9), answered_at=on(2, 0.1), ended_at=on(2, 1), talk=60,
        account="tel", queue="line", language="story",
    ),
    *map(entry, EntryKind),
    opened("out", 1, "op", outbound=True),
    passed(2, "op", "bea", "out"),
    opened("bot", 1, "op"),
    Message(ticket="bot", at=on(2), author=Author.BOT, public=True, actor="robot"),
    passed(3, "op", "bea", "bot"),
    turned(3, C.SOLVED, 14, "bot"),
    passed(4, "bea", "cem", "bot"),
]  # fmt: skip
FIRST, LAST, ANSWERED = {(7, "dan")}, {(11, "fay")}, {(15, "gus")}
GIVEN = {(11, who) for who in ("op", "bea", "cem", "dan", "eva", "fay")}
NIGHTS = {
    (0, "op"), (1, "bea"), (2, "bea"), (3, "bea"), (4, "cem"), (5, "cem"), (6, "dan"), (9, "eva"),
    (10, "fay"),
}  # fmt: skip
ON_HOLD = {(5, "cem"), (6, "cem"), (6, "dan")}
BEFORE = {(0, "op"), (1, "op"), (1, "bea"), (2, "bea"), (3, "bea"), (4, "bea"), (4, "cem")}
AGAIN = {(9, "eva"), (10, "eva"), (10, "fay"), (11, "fay")}
NOBODY = {(3, None)}
FIGURES: dict[str, set[tuple[int, str | None]]] = {
    "first_reply_time": {(2, "writer")},
    "next_reply_time": {(5, "second")},
    "first_resolution_time": FIRST,
    "full_resolution_time": LAST,
    "requester_wait_time": BEFORE | ON_HOLD | {(7, "dan")} | AGAIN,
    "agent_work_time": BEFORE | {(5, "cem"), (6, "dan"), (7, "dan")} | AGAIN,
    "customer_wait_time": {(2, "bea"), (3, "bea")},
    "on_hold_time": ON_HOLD,
    "handle_time": {(11, "wim"), (11, "val")},
    "first_contact_resolution": FIRST,
    "one_touch": LAST,
    "sla_attainment": {(4, "cem")},
    "reopen_rate": FIRST,
    "reopens": {(9, "dan")},
    "backlog": NIGHTS,
    "backlog_age": NIGHTS,
    "old_backlog": NIGHTS,
    "unanswered_backlog": {(0, "op"), (1, "bea")},
    "net_flow": {(0, "op"), (7, "dan"), (9, "eva"), (11, "fay")},
    "transfers": GIVEN,
    "passed_on_share": GIVEN,
    "replies_per_ticket": LAST,
    "usual_replies": LAST,
    "new_tickets": {(0, "op")},
    "solved_tickets": LAST,
    "abandonment": {(1, "tel")},
    "service_level": {(1, "tel")},
    "answer_speed": {(1, "tel")},
    "answer_wait": {(1, "tel")},
    "call_handle_time": {(2, "tel")},
    "occupancy": {(1, "wim"), (6, "val"), (8, "idle"), (9, "idle")},
    "csat": ANSWERED,
    "dsat": ANSWERED,
    "nps": ANSWERED,
    "ces": ANSWERED,
    "ces_mean": ANSWERED,
    "qa_score": {(10, "rev")},
    "self_service": NOBODY,
    "self_service_score": NOBODY | {(0, "op")},
    "containment": {(3, "bea")},
    "retention": NOBODY,
    "enps": {(15, None)},
    "turnover": NOBODY,
    "cost_per_ticket": NOBODY | LAST,
    "proactive_contacts": {(1, "op")},
}
"""Day and account of every figure, by the date and the owner that the house table states."""
ELSEWHERE = {"proactive_contacts": "out", "containment": "bot"}
"""Those that are of another ticket."""
WITHOUT = {"occupancy", "enps"}
"""Those of no ticket, so that no language tells them apart."""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder: Path = tmp_path_factory.mktemp("story")
    with Warehouse.open(folder / "warehouse.duckdb") as warehouse:
        landed = warehouse.land(worlds.SOURCE, TOLD, batch="one", landed_at=on(DAYS))
        assert not landed.refused
        warehouse.publish(folder / "facts")
    with Facts.open(folder / "facts") as found:
        yield found


@pytest.mark.req("MEASURE-2", via="core")
def test_every_kpi_of_the_catalogue_has_its_days_and_owners() -> None:
    assert FIGURES.keys() == catalogue().keys()


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_is_of_the_day_and_of_the_person_that_the_house_table_states(
    key: str, facts: Facts
) -> None:
    only = () if key in WITHOUT else (Filter(Dimension.LANGUAGE, (ELSEWHERE.get(key, "story"),)),)
    asked = Query(
        kpi=key, start=MIDNIGHT, end=on(DAYS), grain=Grain.DAY, by=By(Dimension.ACCOUNT),
        filters=only, params={"currency": "EUR"} if key == "cost_per_ticket" else {},
    )  # fmt: skip
    found = {
        ((one.start - MIDNIGHT) // DAY, one.key and one.key.removeprefix("desk/"))
        for one in facts.compute(asked)
        if one.n
    }
    assert found == FIGURES[key]
