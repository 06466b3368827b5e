"""Signs in tickets: what each counts, and what only looks like it."""

from pathlib import Path

import pytest

from trigpoint.tickets import signs
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Rating,
    Record,
    SurveyKind,
    TicketRow,
)
from trigpoint.tickets.roster import Roster, Tie
from trigpoint.tickets.warehouse import Warehouse

HOUR, DAY = 3600, 86_400
START = 1_780_000_000
SPAN = (START, START + 90 * DAY)
ROSTER = Roster(ties=(Tie("desk/ana", "Ana"), Tie("desk/rui", "Rui"), Tie("other/eva", "Eva")))


class Told:
    """One ticket, told hour by hour."""

    def __init__(self, number: int, topic: str = "bill") -> None:
        self.ticket = str(number)
        opened = START + number * HOUR
        self.rows: list[Record] = [
            TicketRow(
                ticket=self.ticket,
                created_at=opened,
                seen_at=opened,
                channel="email",
                queue="front",
                custom={"topic": topic},
            ),
        ]

    def change(self, hours: float, field: Field, value: str, by: str = "ana") -> "Told":
        said = Change(ticket=self.ticket, at=self.at(hours), field=field, value=value, actor=by)
        self.rows.append(said)
        return self

    def status(self, hours: float, category: Category) -> "Told":
        return self.change(hours, Field.STATUS, category.value)

    def to(self, hours: float, agent: str, by: str | None = None) -> "Told":
        return self.change(hours, Field.ASSIGNEE, agent, by or agent)

    def word(self, hours: float, author: Author, *, public: bool = True) -> "Told":
        said = Message(ticket=self.ticket, at=self.at(hours), author=author, public=public)
        self.rows.append(said)
        return self

    def survey(self, hours: float, answered: int | None = None) -> "Told":
        sent = Rating(
            rating=f"r{self.ticket}",
            kind=SurveyKind.CSAT,
            sent_at=self.at(hours),
            answered_at=answered and self.at(answered),
            score=answered and 5,
            ticket=self.ticket,
        )
        self.rows.append(sent)
        return self

    def at(self, hours: float) -> int:
        return START + int(self.ticket) * HOUR + int(hours * HOUR)


def shown(
    folder: Path, key: str, *told: Told, other: tuple[Told, ...] = ()
) -> dict[str, tuple[int, int]]:
    """Return of each person how many tickets there were, and how many show the sign."""
    sign = next(one for one in signs.SIGNS if one.key == key)
    with Warehouse.open(folder / "w.duckdb") as warehouse:
        for source, some in (("desk", told), ("other", other)):
            rows = [row for one in some for row in one.rows]
            warehouse.land(source, rows, batch=source, landed_at=1)
        warehouse.publish(folder / "facts")
    found: dict[str, tuple[int, int]] = {}
    with Facts.open(folder / "facts", roster=ROSTER) as facts:
        for tally in facts.tallies(sign, SPAN, "topic"):
            n, some = found.get(tally.person, (0, 0))
            found[tally.person] = n + tally.n, some + tally.shown
        for person, (_n, some) in found.items():
            assert len(facts.showing(sign, SPAN, "topic", person)) == some
    return found


@pytest.mark.req("BEYOND-3", via="core")
def test_solved_and_opened_again_counts_only_without_a_word_of_the_customer(tmp_path: Path):
    def twice(number: int) -> Told:
        solved = Told(number).to(1, "ana").status(2, Category.SOLVED)
        return solved.status(4, Category.OPEN).status(5, Category.SOLVED)

    churned, asked = twice(1), twice(2).word(3, Author.CUSTOMER)
    late = Told(3).to(1, "ana").status(2, Category.SOLVED)
    late.status(40, Category.OPEN).status(50, Category.SOLVED)
    found = shown(tmp_path, "solved_and_opened", churned, asked, late)
    assert found == {"Ana": (6, 1)}


@pytest.mark.req("BEYOND-3", via="core")
def test_waiting_for_a_customer_who_was_not_asked_counts(tmp_path: Path):
    silent = Told(1).to(1, "ana").status(2, Category.PENDING)
    asked = Told(2).to(1, "ana").word(2, Author.AGENT).status(2.1, Category.PENDING)
    noted = Told(3).to(1, "ana").word(2, Author.AGENT, public=False).status(2.1, Category.PENDING)
    assert shown(tmp_path, "waiting_unasked", silent, asked, noted) == {"Ana": (3, 2)}


@pytest.mark.req("BEYOND-3", via="core")
def test_on_hold_without_a_reply_or_a_note_counts(tmp_path: Path):
    silent = Told(1).to(1, "ana").status(2, Category.HOLD)
    noted = Told(2).to(1, "ana").word(2, Author.AGENT, public=False).status(2.1, Category.HOLD)
    told = Told(3).to(1, "ana").status(2, Category.HOLD).word(2.1, Author.AGENT)
    waiting = Told(4).to(1, "ana").status(2, Category.PENDING)
    assert shown(tmp_path, "held_unsaid", silent, noted, told, waiting) == {"Ana": (3, 1)}


@pytest.mark.req("BEYOND-3", via="core")
def test_tickets_of_quick_kinds_that_one_took_oneself_count(tmp_path: Path):
    quick = [Told(n, "bill").to(1, "ana").status(2, Category.SOLVED) for n in range(1, 4)]
    slow = [Told(n, "fraud").to(1, "rui").status(90, Category.SOLVED) for n in range(4, 8)]
    given = Told(9, "bill").to(1, "ana", by="rui").status(2, Category.SOLVED)
    found = shown(tmp_path, "easy_ones_taken", *quick, *slow, given)
    assert found == {"Ana": (3, 3), "Rui": (4, 0)}


@pytest.mark.req("BEYOND-3", via="core")
def test_passed_on_at_once_without_a_word_counts_for_whoever_passed_it_on(tmp_path: Path):
    shuffled = Told(1).to(1, "ana").to(1.5, "rui", by="ana")
    noted = Told(2).to(1, "ana").word(1.2, Author.AGENT, public=False).to(1.5, "rui", by="ana")
    taken_away = Told(3).to(1, "ana").to(1.5, "rui", by="rui")
    found = shown(tmp_path, "passed_on_unread", shuffled, noted, taken_away)
    assert found == {"Ana": (3, 1), "Rui": (3, 0)}


def hard(number: int, who: str = "ana") -> Told:
    told = Told(number).to(1, who)
    for hours in (2, 3, 4):
        told.word(hours, Author.AGENT)
    return told.status(5, Category.SOLVED)


@pytest.mark.req("BEYOND-3", via="core")
def test_hard_tickets_without_a_survey_count_where_surveys_are_sent(tmp_path: Path):
    easy = Told(3).to(1, "ana").word(2, Author.AGENT).status(3, Category.SOLVED)
    none_sent = shown(tmp_path, "surveys_left_out", hard(1), easy)
    assert none_sent == {}
    (tmp_path / "sent").mkdir()
    sent = shown(tmp_path / "sent", "surveys_left_out", hard(1), hard(2).survey(6), easy)
    assert sent == {"Ana": (2, 1)}


@pytest.mark.req("BEYOND-3", via="core")
def test_without_word_of_unanswered_surveys_nobody_left_one_out(tmp_path: Path):
    """Help desks that tell of answers only, and a second one that sends no surveys at all."""
    answers = [hard(1), hard(2).survey(6, answered=7)]
    assert shown(tmp_path, "surveys_left_out", *answers) == {}
    (tmp_path / "two").mkdir()
    told = [hard(1).survey(6), hard(2).survey(6, answered=7)]
    found = shown(tmp_path / "two", "surveys_left_out", *told, other=(hard(3, "eva"),))
    assert found == {"Ana": (2, 0)}


@pytest.mark.req("BEYOND-3", via="core")
def test_tickets_of_two_help_desks_are_of_two_kinds(tmp_path: Path):
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        for source, who in (("desk", "ana"), ("other", "eva")):
            rows = Told(1).to(1, who).status(2, Category.PENDING).rows
            warehouse.land(source, rows, batch=source, landed_at=1)
        warehouse.publish(tmp_path / "facts")
    with Facts.open(tmp_path / "facts", roster=ROSTER) as facts:
        for sign in signs.SIGNS:
            kinds = [tally.kind for tally in facts.tallies(sign, SPAN, "topic")]
            assert len(kinds) == len(set(kinds))
        waiting = next(one for one in signs.SIGNS if one.key == "waiting_unasked")
        assert len(facts.tallies(waiting, SPAN, "topic")) == 2


@pytest.mark.req("BEYOND-3", via="core")
def test_tickets_that_an_agent_took_out_of_all_figures_count(tmp_path: Path):
    ends = (Category.SPAM, Category.DELETED, Category.MERGED, Category.SOLVED, Category.CLOSED)
    told = [Told(n).to(1, "ana").status(2, end) for n, end in enumerate(ends, 1)]
    back = Told(9).to(1, "ana").status(2, Category.SPAM).status(3, Category.OPEN)
    back.status(4, Category.SOLVED)
    running = Told(10).to(1, "ana").status(2, Category.OPEN)
    assert shown(tmp_path, "taken_out", *told, back, running) == {"Ana": (6, 3)}


@pytest.mark.req("BEYOND-3", via="core")
def test_a_source_that_does_not_say_who_changed_a_state_is_said_to_be_blind_to_what_needs_it(
    tmp_path: Path,
):
    """As of Freshdesk and Chatwoot: of states it is only known what they were between two looks."""
    looked, told = Told(1).to(0.5, "ana"), Told(2).to(0.5, "ana").survey(30)
    turns = ((1, Category.PENDING), (2, Category.HOLD), (3, Category.SOLVED))
    for hours, category in turns:
        told.status(hours, category)
        looked.rows.append(
            Change(
                ticket="1", at=looked.at(hours), field=Field.STATUS, value=category.value,
                author=Author.SYSTEM, name="inferred",
            )
        )  # fmt: skip
    with Warehouse.open(tmp_path / "w.duckdb") as warehouse:
        warehouse.land("looks", looked.rows, batch="looks", landed_at=1)
        warehouse.land("log", told.rows, batch="log", landed_at=1)
        warehouse.publish(tmp_path / "facts")
    with Facts.open(tmp_path / "facts") as facts:
        found = facts.unseen(SPAN)
    blind = ["solved_and_opened", "waiting_unasked", "held_unsaid", "surveys_left_out", "taken_out"]
    assert [sign.key for sign in found["looks"]] == blind
    assert [sign.key for sign in found["looks"] if sign.partly] == ["solved_and_opened"]
    assert found["log"] == []
