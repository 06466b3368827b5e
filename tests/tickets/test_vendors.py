"""What help desks count under the same name is said of KPIs and settings that there are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.tickets import worlds
from tests.tickets.test_kpis import ALWAYS, published
from trigpoint.tickets.beside import Entry, EntryKind
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Choice, Span
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Figure, Query
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Opening,
    Promise,
    QueueHours,
    Rating,
    Record,
    Schedule,
    Step,
    SurveyKind,
    TicketRow,
)
from trigpoint.tickets.vendors import ELSEWHERE, PAGES, Elsewhere, elsewhere

AT = worlds.START
HOUR = 3_600


@pytest.mark.parametrize("key", ELSEWHERE)
def test_every_note_is_of_a_kpi_that_there_is_with_settings_that_it_has(key: str) -> None:
    notes = ELSEWHERE[key]
    for note in notes:
        catalogue()[note.kpi or key].settled(note.params)
        assert note.kpi != key, "ours is meant where no other is named"
        assert str(note.differs).endswith(".")
        assert PAGES[note.desk].startswith("https://")
    assert key in catalogue()
    assert len({note.desk for note in notes}) == len(notes)


LEFT_OPEN = {"quantile", "hours", "target", "among"}
"""What a help desk may leave to whoever looks: which statistic, clock, promise, kind of holder."""


def unusual(key: str) -> dict[str, str | int]:
    """Return a value for each setting of a KPI that is not the usual one."""
    return {
        name: setting.options[-1] if isinstance(setting, Choice) else setting.default + 1
        for name, setting in catalogue()[key].parameters.items()
        if isinstance(setting, Choice | Span)
    }


@pytest.mark.parametrize(
    ("key", "note"), [(key, note) for key, notes in ELSEWHERE.items() for note in notes], ids=str
)
def test_a_help_desk_counts_by_its_own_settings_whatever_the_measure_has(
    key: str, note: Elsewhere
) -> None:
    ours = unusual(key)
    found = note.settings(ours)
    assert found == note.params | {name: ours[name] for name in note.leaves}
    assert set(note.leaves) <= LEFT_OPEN
    catalogue()[note.kpi or key].settled(found)


@pytest.mark.req("MEASURE-2", via="core")
def test_each_of_the_five_help_desks_has_its_numbers() -> None:
    named = {note.desk for notes in ELSEWHERE.values() for note in notes}
    assert named == PAGES.keys() == {"Zendesk", "Freshdesk", "Intercom", "Chatwoot", "Zammad"}


def opened(ticket: str, *, customer: str | None = None, owner: str | None = "ann") -> TicketRow:
    return TicketRow(
        ticket=ticket, created_at=AT, seen_at=AT, category=Category.OPEN, assignee=owner,
        requester=customer,
    )  # fmt: skip


def turned(ticket: str, after: int, category: Category) -> Change:
    return Change(ticket=ticket, at=AT + after, field=Field.STATUS, value=category)


def given(ticket: str, after: int, owner: str, old: str | None = "ann") -> Change:
    return Change(ticket=ticket, at=AT + after, field=Field.ASSIGNEE, value=owner, old=old)


def both(
    kpi: str,
    desk: str,
    records: Sequence[Record],
    folder: Path,
    by: By | None = None,
    params: Mapping[str, str | int] = MappingProxyType({}),
) -> tuple[list[Figure], list[Figure]]:
    """Return our figures, and those that stand beside them for a help desk."""
    note = next(one for one in elsewhere(kpi) if one.desk == desk)
    with Facts.open(published(records, folder)) as facts:
        ours = facts.compute(Query(kpi=kpi, params=params, by=by, **ALWAYS))
        theirs = Query(kpi=note.kpi or kpi, params=note.settings(params), by=by, **ALWAYS)
        return ours, facts.compute(theirs)


def test_a_merged_ticket_breaks_its_promise_with_zammad_and_not_with_us(tmp_path: Path) -> None:
    records = [
        opened("late"),
        turned("late", 2 * HOUR, Category.MERGED),
        Promise(
            ticket="late", at=AT, target="resolution", step=Step.APPLIED, due_at=AT + HOUR
        ),
    ]  # fmt: skip
    [ours], [theirs] = both("sla_attainment", "Zammad", records, tmp_path)
    assert (ours.n, theirs.n, theirs.numerator) == (0, 1, 0)


@pytest.mark.parametrize("desk", ["Chatwoot", "Intercom"])
def test_an_answer_counts_for_who_holds_the_ticket_when_it_comes(desk: str, tmp_path: Path) -> None:
    records = [
        opened("rated"),
        given("rated", 2 * HOUR, "bob"),
        Rating(
            rating="R", kind=SurveyKind.CSAT, ticket="rated", sent_at=AT + HOUR,
            answered_at=AT + 3 * HOUR, score=5,
        ),
    ]  # fmt: skip
    [ours], [theirs] = both("csat", desk, records, tmp_path, By(Dimension.ACCOUNT))
    assert (ours.key, theirs.key) == ("desk/ann", "desk/bob")
    assert ours.value == theirs.value == 1


def test_the_time_that_somebody_held_an_open_ticket_is_its_handle_time_with_intercom(
    tmp_path: Path,
) -> None:
    records = [
        opened("held", owner=None),
        given("held", HOUR, "ann", old=None),
        turned("held", 3 * HOUR, Category.PENDING),
        turned("held", 7 * HOUR, Category.OPEN),
        turned("held", 8 * HOUR, Category.SOLVED),
        opened("still open"),
    ]
    [ours], [theirs] = both("handle_time", "Intercom", records, tmp_path)
    assert (ours.n, theirs.n, theirs.value) == (0, 1, 3 * HOUR)


def test_visits_for_each_customer_are_the_self_service_score_of_zendesk(tmp_path: Path) -> None:
    records = [
        opened("one", customer="c"),
        opened("again", customer="c"),
        opened("other", customer="d"),
        Entry(entry="E", kind=EntryKind.HELP_CENTRE, at=AT, amount=30, of=40),
    ]
    [ours], [theirs] = both("self_service", "Zendesk", records, tmp_path)
    assert (ours.value, theirs.value) == (0.75, 20)


@pytest.mark.parametrize("desk", ["Zendesk", "Intercom", "Zammad"])
def test_reopens_are_counted_each_on_its_own_day(desk: str, tmp_path: Path) -> None:
    records = [
        opened("again"),
        Message(ticket="again", at=AT + 1, author=Author.AGENT, public=True, actor="ann"),
        *(turned("again", n * HOUR, Category.SOLVED) for n in (1, 3, 5)),
        *(turned("again", n * HOUR, Category.OPEN) for n in (2, 4)),
    ]
    [_ours], [theirs] = both("reopen_rate", desk, records, tmp_path)
    assert theirs.value == 2


def test_the_backlog_of_zammad_is_what_was_opened_less_what_was_first_closed(
    tmp_path: Path,
) -> None:
    records = [
        opened("back"),
        turned("back", HOUR, Category.SOLVED),
        turned("back", 2 * HOUR, Category.OPEN),
        opened("open"),
    ]
    [ours], [theirs] = both("backlog", "Zammad", records, tmp_path)
    assert (ours.value, theirs.value) == (2, 1)


def test_each_resolve_is_a_row_from_the_opening_with_chatwoot(tmp_path: Path) -> None:
    records = [
        opened("again"),
        turned("again", HOUR, Category.SOLVED),
        turned("again", 2 * HOUR, Category.OPEN),
        turned("again", 5 * HOUR, Category.SOLVED),
    ]
    [ours], [theirs] = both("full_resolution_time", "Chatwoot", records, tmp_path)
    assert (ours.value, ours.n) == (5 * HOUR, 1)
    assert (theirs.value, theirs.n) == (3 * HOUR, 2)


def test_closed_once_with_one_person_is_a_first_contact_with_intercom(tmp_path: Path) -> None:
    def written(ticket: str, after: int, who: str) -> Message:
        return Message(ticket=ticket, at=AT + after, author=Author.AGENT, public=True, actor=who)

    records: list[Record] = []
    for ticket in ("talked", "two", "late"):
        records += [
            opened(ticket, customer=ticket),
            written(ticket, 1, "ann"),
            written(ticket, 2, "bob" if ticket == "two" else "ann"),
            turned(ticket, HOUR, Category.SOLVED),
        ]
    records.append(turned("late", HOUR + 9 * 24 * HOUR, Category.OPEN))
    [ours], [theirs] = both("first_contact_resolution", "Intercom", records, tmp_path)
    assert (ours.numerator, theirs.numerator, theirs.n) == (0, 1, 3)


def test_the_first_response_is_enough_with_freshdesk_whoever_had_it_and_whatever_came_after(
    tmp_path: Path,
) -> None:
    records: list[Record] = []
    for ticket, replies in (("once", 1), ("twice", 2)):
        records += [
            opened(ticket, customer="c"),
            given(ticket, 1, "bob"),
            *(
                Message(ticket=ticket, at=AT + 2 + n, author=Author.AGENT, public=True, actor="bob")
                for n in range(replies)
            ),
            turned(ticket, HOUR, Category.SOLVED),
            turned(ticket, 2 * HOUR, Category.OPEN),
        ]
    [ours], [theirs] = both("first_contact_resolution", "Freshdesk", records, tmp_path)
    assert (ours.numerator, theirs.numerator, theirs.n) == (0, 1, 2)


def replied(ticket: str, after: int, who: str = "ann") -> Message:
    return Message(ticket=ticket, at=AT + after, author=Author.AGENT, public=True, actor=who)


def open_from(hour: int, schedule: str, queue: str) -> list[Record]:
    """Return a queue's hours: every day from that hour on, by UTC."""
    openings = tuple(Opening(weekday=d, opens=hour * HOUR, closes=24 * HOUR) for d in range(7))
    return [
        Schedule(schedule=schedule, name=schedule, zone="UTC", openings=openings, seen_at=1),
        QueueHours(queue=queue, schedule=schedule, since=0),
    ]


def test_a_reply_after_a_reopening_waits_since_then_with_chatwoot(tmp_path: Path) -> None:
    """A bot had solved it; days later the customer came back and had an answer in ten minutes."""
    back = 5 * 24 * HOUR
    records = [
        opened("back"),
        turned("back", HOUR, Category.SOLVED),
        turned("back", back, Category.OPEN),
        replied("back", back + 600),
    ]
    [ours], [theirs] = both("first_reply_time", "Chatwoot", records, tmp_path)
    assert (ours.value, theirs.value) == (back + 600, 600)


@pytest.mark.parametrize(
    ("kpi", "hours"),
    [("first_reply_time", 3), ("first_resolution_time", 4), ("full_resolution_time", 4)],
)
def test_the_hours_in_force_at_the_end_hold_for_the_whole_time_with_zendesk(
    kpi: str, hours: int, tmp_path: Path
) -> None:
    """Opened at 0:40 in a queue that never closes, it went on to one that opens at two."""
    records = [
        *open_from(0, "always", "first"),
        *open_from(2, "later", "second"),
        TicketRow(ticket="on", created_at=AT, seen_at=AT, category=Category.OPEN, queue="first"),
        Change(ticket="on", at=AT + 2 * HOUR, field=Field.QUEUE, value="second", old="first"),
        replied("on", 3 * HOUR),
        turned("on", 4 * HOUR, Category.SOLVED),
    ]
    business = {"hours": "business"}
    [ours], [theirs] = both(kpi, "Zendesk", records, tmp_path, params=business)
    assert (ours.value, theirs.value) == (hours * HOUR, hours * HOUR - 4800)
