"""What help desks count under the same name is said of KPIs and settings that there are.

What number comes of each note is in `test_vendor_numbers.py`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.tickets import worlds
from tests.tickets.test_kpis import ALWAYS, published
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
    QueueHours,
    Rating,
    Record,
    Schedule,
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
