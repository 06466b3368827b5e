"""What a row becomes in each shape."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.connectors.tables import checked, only_problem, records, text_file
from trigpoint.connectors.files import load_mapping
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Promise,
    Rating,
    Record,
    Snapshot,
    Step,
    SurveyKind,
    TicketRow,
)

Read = Callable[[str, str], list[Record]]
T0 = 1782892800
"""2026-07-01 08:00 UTC"""


@pytest.fixture
def rows(tmp_path: Path) -> Read:
    def read(mapping: str, table: str) -> list[Record]:
        return records(text_file(tmp_path / "a.csv", table), load_mapping(mapping))

    return read


def test_a_row_per_ticket_with_its_promise_and_its_answer(rows: Read) -> None:
    mapping = """
shape: ticket
columns:
  ticket: id
  created_at: opened
  solved_at: solved
  status: status
  outbound: out
  tags: tags
  score: stars
  answered_at: rated
  custom: {site: site}
  due: {resolution: due}
statuses: {open: open, solved: solved}
"""
    table = (
        "id,opened,solved,status,out,tags,stars,rated,site,due\n"
        '1,2026-07-01 08:00,2026-07-01 09:00,solved,yes,"b, a,b",4,2026-07-02,Porto,2026-07-03\n'
        "2,2026-07-01 08:00,2026-07-01 09:00,open,,,,,,\n"
    )
    row, promise, rating, other = rows(mapping, table)
    assert row == TicketRow(
        ticket="1", created_at=T0, seen_at=T0 + 3600, solved_at=T0 + 3600, outbound=True,
        category=Category.SOLVED, tags=("a", "b"), custom={"site": "Porto"},
    )  # fmt: skip
    assert promise == Promise(
        ticket="1", at=T0, target="resolution", step=Step.APPLIED, due_at=T0 + 40 * 3600
    )
    assert isinstance(rating, Rating)
    assert (rating.rating, rating.ticket, rating.score, rating.kind) == (
        "1",
        "1",
        4,
        SurveyKind.CSAT,
    )
    assert rating.answered_at == T0 + 16 * 3600
    assert isinstance(other, TicketRow)
    assert other.solved_at is None, "a ticket that is open again is not solved"


CHANGES = """
shape: change
columns: {ticket: id, at: at, field: field, value: new, old: old, actor: by, author: kind}
fields: {opened: created, status: status, group: queue, site: custom.site, label: tag_added}
statuses: {open: open, done: solved}
authors: {agent: agent, customer: customer}
"""


def test_a_row_per_changed_field(rows: Read) -> None:
    table = (
        "id,at,field,new,old,by,kind\n"
        "1,2026-07-01 08:00,opened,,,,\n"
        "1,2026-07-01 08:00,Status,Done,open,ana,agent\n"
        "1,2026-07-01 08:00,group,,Desk,ana,\n"
        "1,2026-07-01 08:00,site,Porto,,mary,customer\n"
        "1,2026-07-01 08:00,description,my secret,,mary,customer\n"
    )
    opened, status, queue, site = rows(CHANGES, table)
    assert opened == TicketRow(ticket="1", created_at=T0, seen_at=T0)
    assert status == Change(
        ticket="1", at=T0, field=Field.STATUS, value="solved", old="open", actor="ana"
    )
    assert queue == Change(
        ticket="1", at=T0, field=Field.QUEUE, value=None, old="Desk", actor="ana"
    )
    assert site == Change(
        ticket="1", at=T0, field=Field.CUSTOM, name="site", value="Porto", author=Author.CUSTOMER
    ), "the account of a customer stays outside"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("status,odd,,", ("new", "odd", "unknown_status")),
        ("status,,,", ("new", "", "missing_value")),
        ("status,done,odd,", ("old", "odd", "unknown_status")),
        ("label,,,", ("new", "", "missing_value")),
    ],
)
def test_a_change_to_something_unknown_is_named(
    tmp_path: Path, row: str, found: tuple[str, str, str]
) -> None:
    path = text_file(tmp_path / "a.csv", f"id,at,field,new,old,by,kind\n1,2026-07-01,{row},\n")
    assert only_problem(checked(path, load_mapping(CHANGES))) == (2, *found)


def test_fields_that_are_not_followed_stay_outside_and_are_counted(tmp_path: Path) -> None:
    long_text = "my secret " * 100
    table = f"id,at,field,new,old,by,kind\n1,2026-07-01,description,{long_text},,,\n"
    report = checked(text_file(tmp_path / "a.csv", table), load_mapping(CHANGES))
    assert report.fits
    assert (report.records, report.left_out) == (0, (("description", 1),))


def test_a_row_per_message_keeps_who_and_when_and_never_a_customers_account(rows: Read) -> None:
    mapping = """
shape: message
columns: {ticket: id, at: at, created_at: opened, author: role, public: seen, actor: by,
  channel: via}
authors: {agent: agent, end-user: customer}
"""
    table = (
        "id,at,opened,role,seen,by,via,body\n"
        "1,2026-07-01 08:00,2026-07-01 08:00,End-User,TRUE,mary,mail,secret\n"
        "1,2026-07-01 09:00,2026-07-01 08:00,agent,False,ana,mail,secret\n"
    )
    opened, asked, _again, noted = rows(mapping, table)
    assert opened == TicketRow(ticket="1", created_at=T0, seen_at=T0, channel="mail")
    assert asked == Message(ticket="1", at=T0, author=Author.CUSTOMER, public=True)
    assert noted == Message(
        ticket="1", at=T0 + 3600, author=Author.AGENT, public=False, actor="ana"
    )


def test_a_survey_without_an_answer_and_one_outside_its_scale_are_both_kept(rows: Read) -> None:
    mapping = """
shape: survey
file: {nulls: [blank]}
columns: {rating: id, score: mark, sent_at: sent}
scores: {great: 10}
survey: {kind: nps, lowest: 0, highest: 10, name: summer}
"""
    table = "id,mark,sent\n1,great,2026-07-01\n2,blank,2026-07-01\n3,11.0,2026-07-01\n"
    great, silent, invalid = rows(mapping, table)
    assert isinstance(great, Rating)
    assert (great.score, great.survey, great.highest) == (10, "summer", 10)
    assert isinstance(silent, Rating)
    assert (silent.score, silent.answered_at) == (None, None)
    assert isinstance(invalid, Rating)
    assert invalid.score == 11


def test_the_first_reply_that_a_row_per_state_names_is_a_message(rows: Read) -> None:
    mapping = """
shape: state
columns: {ticket: [site, id], at: [day, clock], status: state, first_replied_at: replied}
dates: {formats: ["%d.%m.%Y %H:%M", iso]}
statuses: {"New / idle": new}
"""
    mapping = mapping.replace("status: state", "status: [state, sub]")
    table = "site,id,day,clock,state,sub,replied\nP,1,01.07.2026,08:00,New,idle,2026-07-01T08:30\n"
    state, reply = rows(mapping, table)
    assert isinstance(state, Snapshot)
    assert (state.ticket, state.at, state.category) == ("P / 1", T0, Category.NEW)
    assert reply == Message(ticket="P / 1", at=T0 + 1800, author=Author.AGENT, public=True)


def test_a_column_can_be_hashed_on_request(rows: Read) -> None:
    mapping = (
        "shape: state\n"
        "columns: {ticket: id, at: at, status: s, assignee: {column: who, hash: true}}\n"
        "statuses: {new: new}"
    )
    [state] = rows(mapping, "id,at,s,who\n1,2026-07-01,new,ana\n")
    assert isinstance(state, Snapshot)
    assert state.assignee is not None
    assert len(state.assignee) == 32
    assert state.assignee != "ana"
