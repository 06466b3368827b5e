"""Each note on a help desk has a tiny history of which its number and ours are known by hand."""

from collections.abc import Iterator, Sequence

import pytest

from tests.tickets import worlds
from tests.tickets.test_kpis import ALWAYS, published
from trigpoint.tickets.beside import Entry, EntryKind
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Dimension, Filter, Query
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
from trigpoint.tickets.vendors import ELSEWHERE, elsewhere

AT = worlds.START
HOUR = 3_600
LATE = 1_200
"""The desk opens at one o'clock, twenty minutes after all of them were opened."""
C = Category


def ticket(of: str, name: str, *later: Record, owner: str | None = "ann") -> list[Record]:
    """Return a ticket of the history for a KPI: they are told apart by their language."""
    row = TicketRow(
        ticket=name, created_at=AT, seen_at=AT, category=C.OPEN, assignee=owner, language=of,
        requester=name,
    )  # fmt: skip
    return [row, *later]


def turned(name: str, hours: float, category: Category) -> Change:
    return Change(ticket=name, at=AT + int(hours * HOUR), field=Field.STATUS, value=category)


def solved(name: str, hours: float) -> Change:
    return turned(name, hours, C.SOLVED)


def back(name: str, hours: float) -> Change:
    return turned(name, hours, C.OPEN)


def given(name: str, hours: float, owner: str, old: str | None = "ann") -> Change:
    return Change(
        ticket=name, at=AT + int(hours * HOUR), field=Field.ASSIGNEE, value=owner, old=old
    )


def wrote(name: str, hours: float, author: Author = Author.AGENT) -> Message:
    actor = "ann" if author is Author.AGENT else None
    at = AT + int(hours * HOUR)
    return Message(ticket=name, at=at, author=author, public=True, actor=actor)


def asked(name: str, hours: float) -> Message:
    return wrote(name, hours, Author.CUSTOMER)


def rated(name: str, score: int) -> Rating:
    return Rating(
        rating=f"R{name}", kind=SurveyKind.CSAT, ticket=name, sent_at=AT + HOUR,
        answered_at=AT + 2 * HOUR, score=score,
    )  # fmt: skip


def promised(name: str) -> Promise:
    return Promise(ticket=name, at=AT, target="resolution", step=Step.APPLIED, due_at=AT + HOUR)


def first_replies(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "f1", wrote("f1", 1))
    yield ticket(of, "f2", wrote("f2", 2))
    yield ticket(of, "f3", wrote("f3", 9), owner=None)
    yield ticket(of, "f4", solved("f4", 1), back("f4", 10), wrote("f4", 11))


def resolutions(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, f"{of}1", solved(f"{of}1", 2))
    again = (solved(f"{of}2", 1), back(f"{of}2", 2), solved(f"{of}2", 6))
    yield ticket(of, f"{of}2", *again)
    yield ticket(of, f"{of}3", solved(f"{of}3", 13))


def next_replies(of: str) -> Iterator[Sequence[Record]]:
    for name, waits in (("n1", 3), ("n2", 1), ("n3", 8)):
        talk = (wrote(name, 1), asked(name, 2), wrote(name, 2 + waits))
        yield ticket(of, name, *talk, *([asked(name, 3)] if waits == 3 else []))


def opened(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "o1")
    yield ticket(of, "o2")
    yield ticket(of, "o3", turned("o3", 1, C.MERGED))


def states(of: str) -> Iterator[Sequence[Record]]:
    one, other = f"{of}1", f"{of}2"
    yield ticket(
        of, one, turned(one, 1, C.HOLD), turned(one, 3, C.PENDING), solved(one, 7)
    )  # fmt: skip
    yield ticket(of, other, turned(other, 5, C.PENDING))


def solves(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "s1", solved("s1", 1))
    yield ticket(of, "s2", solved("s2", 1), back("s2", 2), solved("s2", 3))


def handed_on(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "h1", given("h1", 1, "bob"), wrote("h1", 2), solved("h1", 3))
    yield ticket(of, "h2", wrote("h2", 1), given("h2", 2, "bob"), solved("h2", 3))
    yield ticket(of, "h3", wrote("h3", 1), solved("h3", 3))


def stations(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "t1", given("t1", 1, "bob"), given("t1", 2, "cem", "bob"), solved("t1", 3))
    yield ticket(of, "t2", solved("t2", 3))
    yield ticket(of, "t3", solved("t3", 3), owner=None)


def first_contacts(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "c1", given("c1", 0.05, "bob"), wrote("c1", 0.1), solved("c1", 0.2))
    yield ticket(of, "c2", wrote("c2", 1), wrote("c2", 2), solved("c2", 3))
    yield ticket(of, "c3", wrote("c3", 1), solved("c3", 2), back("c3", 48))


def touches(of: str) -> Iterator[Sequence[Record]]:
    for name, replies in (("u0", 0), ("u1", 1), ("u2", 2)):
        yield ticket(of, name, *(wrote(name, 1 + n) for n in range(replies)), solved(name, 4))


def replies(of: str) -> Iterator[Sequence[Record]]:
    for name, count in (("r2", 2), ("r3", 3)):
        yield ticket(of, name, *(wrote(name, 1 + n) for n in range(count)), solved(name, 5))


def reopened(of: str) -> Iterator[Sequence[Record]]:
    turns = [solved("b1", 1), back("b1", 2), solved("b1", 3), back("b1", 4), solved("b1", 5)]
    yield ticket(of, "b1", wrote("b1", 0.5), *turns)


def promises(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "p1", promised("p1"), solved("p1", 0.5))
    yield ticket(of, "p2", promised("p2"), solved("p2", 3))
    yield ticket(of, "p3", promised("p3"), turned("p3", 2, C.MERGED))


def answers(of: str) -> Iterator[Sequence[Record]]:
    for score in (5, 3, 1):
        yield ticket(of, f"{of}{score}", rated(f"{of}{score}", score))


def left_over(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "l1", solved("l1", 1), back("l1", 2))
    yield ticket(of, "l2")


def held(of: str) -> Iterator[Sequence[Record]]:
    took = given("w1", 1, "ann", None)
    waited = (turned("w1", 3, C.PENDING), back("w1", 7), solved("w1", 8))
    yield ticket(of, "w1", took, *waited, owner=None)


def visits(of: str) -> Iterator[Sequence[Record]]:
    yield ticket(of, "v1")
    yield ticket(of, "v2")
    came = {"at": AT, "amount": 30, "of": 40, "language": of}
    yield [Entry(entry="E", kind=EntryKind.HELP_CENTRE, **came)]


TOLD = {
    "first_reply_time": first_replies,
    "full_resolution_time": resolutions,
    "first_resolution_time": resolutions,
    "next_reply_time": next_replies,
    "new_tickets": opened,
    "requester_wait_time": states,
    "agent_work_time": states,
    "customer_wait_time": states,
    "solved_tickets": solves,
    "transfers": stations,
    "replies_per_ticket": replies,
    "passed_on_share": handed_on,
    "first_contact_resolution": first_contacts,
    "one_touch": touches,
    "reopen_rate": reopened,
    "sla_attainment": promises,
    "csat": answers,
    "dsat": answers,
    "backlog": left_over,
    "handle_time": held,
    "self_service": visits,
}
"""What happened, for each KPI that a help desk counts too."""
OURS = {
    "first_reply_time": 5.5 * HOUR,
    "full_resolution_time": 6 * HOUR,
    "first_resolution_time": 2 * HOUR,
    "next_reply_time": 3 * HOUR,
    "new_tickets": 2,
    "requester_wait_time": 4 * HOUR,
    "agent_work_time": 3 * HOUR,
    "customer_wait_time": (4 + 20 * 24 - 5) / 2 * HOUR,
    "solved_tickets": 2,
    "transfers": 2 / 3,
    "replies_per_ticket": 2.5,
    "passed_on_share": 2 / 3,
    "first_contact_resolution": 0,
    "one_touch": 1 / 2,
    "reopen_rate": 1,
    "sla_attainment": 1 / 2,
    "csat": 1 / 3,
    "dsat": 1 / 3,
    "backlog": 2,
    "handle_time": None,
    "self_service": 0.75,
}
THEIRS = {
    ("first_reply_time", "Zendesk"): 5.5 * HOUR,
    ("first_reply_time", "Freshdesk"): 14 / 3 * HOUR,
    ("first_reply_time", "Intercom"): 5.5 * HOUR,
    ("first_reply_time", "Chatwoot"): 13 / 4 * HOUR,
    ("first_reply_time", "Zammad"): 5.5 * HOUR - LATE,
    ("full_resolution_time", "Zendesk"): 6 * HOUR,
    ("full_resolution_time", "Freshdesk"): 7 * HOUR,
    ("full_resolution_time", "Chatwoot"): 5.5 * HOUR,
    ("full_resolution_time", "Intercom"): 6 * HOUR,
    ("first_resolution_time", "Zendesk"): 2 * HOUR,
    ("first_resolution_time", "Intercom"): 2 * HOUR,
    ("next_reply_time", "Zendesk"): 3 * HOUR,
    ("next_reply_time", "Chatwoot"): 4 * HOUR,
    ("next_reply_time", "Intercom"): 3 * HOUR,
    ("next_reply_time", "Zammad"): 4 * HOUR,
    ("new_tickets", "Freshdesk"): 2,
    ("requester_wait_time", "Zendesk"): 3 * HOUR,
    ("agent_work_time", "Zendesk"): 1 * HOUR,
    ("customer_wait_time", "Zendesk"): 4 * HOUR,
    ("solved_tickets", "Freshdesk"): 2,
    ("solved_tickets", "Intercom"): 3,
    ("solved_tickets", "Chatwoot"): 3,
    ("transfers", "Zendesk"): 4 / 3,
    ("replies_per_ticket", "Zendesk"): 2.5,
    ("passed_on_share", "Intercom"): 1 / 3,
    ("first_contact_resolution", "Freshdesk"): 2 / 3,
    ("first_contact_resolution", "Intercom"): 1 / 3,
    ("first_contact_resolution", "Zammad"): 1,
    ("one_touch", "Zendesk"): 2 / 3,
    ("reopen_rate", "Freshdesk"): 2,
    ("reopen_rate", "Zendesk"): 2,
    ("reopen_rate", "Intercom"): 2,
    ("reopen_rate", "Zammad"): 2,
    ("sla_attainment", "Zendesk"): 1 / 2,
    ("sla_attainment", "Freshdesk"): 1 / 2,
    ("sla_attainment", "Zammad"): 1 / 3,
    ("csat", "Zendesk"): 1 / 3,
    ("csat", "Chatwoot"): 1 / 3,
    ("csat", "Intercom"): 1 / 3,
    ("dsat", "Zendesk"): 2 / 3,
    ("backlog", "Zammad"): 1,
    ("backlog", "Zendesk"): 2,
    ("handle_time", "Intercom"): 3 * HOUR,
    ("self_service", "Zendesk"): 20,
}
"""By hand, from what its page says."""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    week = tuple(Opening(weekday=d, opens=HOUR, closes=24 * HOUR) for d in range(7))
    records: list[Record] = [
        Schedule(schedule="late", name="Late", zone="UTC", openings=week, seen_at=1),
        QueueHours(queue=None, schedule="late", since=0),
    ]
    records += [record for key, tell in TOLD.items() for own in tell(key) for record in own]
    with Facts.open(published(records, tmp_path_factory.mktemp("vendors"))) as found:
        yield found


def value(facts: Facts, of: str, query: Query) -> float | None:
    """Return the figure over the history that was told for a KPI."""
    only = (Filter(Dimension.LANGUAGE, (of,)),)
    found = facts.compute(Query(kpi=query.kpi, params=query.params, filters=only, **ALWAYS))
    return found[0].value if found else None


@pytest.mark.req("MEASURE-2", via="core")
def test_every_note_has_its_number() -> None:
    assert TOLD.keys() == OURS.keys() == ELSEWHERE.keys()
    assert set(THEIRS) == {(key, one.desk) for key in ELSEWHERE for one in elsewhere(key)}


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("key", TOLD)
def test_ours_and_that_of_each_help_desk_are_what_they_are_by_hand(key: str, facts: Facts) -> None:
    assert value(facts, key, Query(kpi=key, **ALWAYS)) == pytest.approx(OURS[key])
    for note in elsewhere(key):
        theirs = Query(kpi=note.kpi or key, params=note.settings({}), **ALWAYS)
        assert value(facts, key, theirs) == pytest.approx(THEIRS[key, note.desk]), note.desk
