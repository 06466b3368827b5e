"""Who acts in a file becomes an account that a person can be tied to; customers never do."""

from pathlib import Path

import pytest

from tests.connectors.tables import ROWS, SALT, checked, small_csv, state_mapping, text_file
from trigpoint.connectors.files import FileMapping, load_mapping, read
from trigpoint.tickets.records import Account, Author, Queue, Record


def cast(path: Path, mapping: FileMapping) -> list[Record]:
    return [r for r in read(path, mapping, SALT) if isinstance(r, Account | Queue)]


def test_holders_and_queues_of_a_file_come_last_with_when_they_were_last_seen(
    tmp_path: Path,
) -> None:
    found = list(read(small_csv(tmp_path), state_mapping(), SALT))
    assert found[len(ROWS) :] == [
        Account(account="ana", name="ana", seen_at=1782982800),
        Queue(queue="Billing", name="Billing", seen_at=1782894600),
        Queue(queue="Claims", name="Claims", seen_at=1782982800),
    ]


def test_the_report_lists_them_with_how_often_they_occur(tmp_path: Path) -> None:
    report = checked(small_csv(tmp_path))
    assert report.accounts == (("ana", 2),)
    assert report.queues == (("Claims", 3), ("Billing", 1))


def test_a_bot_is_a_bot_and_a_customer_is_nobody(tmp_path: Path) -> None:
    mapping = load_mapping(
        "shape: message\n"
        "columns: {ticket: t, at: at, author: a, actor: by, public: {value: yes}}\n"
        "authors: {agent: agent, bot: bot, customer: customer}"
    )
    rows = ("agent,ana", "bot,robo", "customer,mary", "bot,ana")
    table = "\n".join(["t,at,a,by", *(f"1,2026-07-01,{row}" for row in rows)])
    found = cast(text_file(tmp_path / "a.csv", table), mapping)
    assert [(r.account, r.author) for r in found if isinstance(r, Account)] == [
        ("ana", Author.AGENT),
        ("robo", Author.BOT),
    ]


def test_a_log_of_changes_names_whom_tickets_went_to_and_came_from(tmp_path: Path) -> None:
    mapping = load_mapping(
        "shape: change\n"
        "columns: {ticket: t, at: at, field: f, value: v, old: o}\n"
        "fields: {who: assignee, where: queue}"
    )
    table = "t,at,f,v,o\n1,2026-07-01,who,ana,bob\n1,2026-07-01,where,Desk,\n"
    found = cast(text_file(tmp_path / "a.csv", table), mapping)
    assert [r.name for r in found if isinstance(r, Account | Queue)] == ["ana", "bob", "Desk"]


SHIFTS = """shape: work
columns: {assignee: who, doing: {value: shift}, started_at: a, ended_at: z}
"""
REVIEWS = """shape: review
columns: {review: n, assignee: who, reviewed_at: a, points: p, possible: q}
"""


@pytest.mark.req("MEASURE-1", via="core")
@pytest.mark.parametrize(
    ("mapping", "table"),
    [
        (
            SHIFTS,
            "who,a,z\nana,2026-07-01T08:00Z,2026-07-01T16:00Z\n",
        ),
        (
            "shape: call\ncolumns: {call: n, assignee: who, offered_at: a, ended_at: b}",
            "n,who,a,b\n1,ana,2026-07-01T08:00Z,2026-07-01T08:10Z\n",
        ),
        (
            REVIEWS,
            "n,who,a,p,q\n1,ana,2026-07-01T08:00Z,8,10\n",
        ),
    ],
    ids=["shifts", "calls", "reviews"],
)
def test_whoever_has_a_shift_takes_a_call_or_is_reviewed_is_an_account(
    tmp_path: Path, mapping: str, table: str
) -> None:
    found = cast(text_file(tmp_path / "a.csv", table), load_mapping(mapping))
    assert [r.account for r in found if isinstance(r, Account)] == ["ana"]
