"""The calendar of what one owes: what stands in it, and who can read it by which address."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.access.acts import goal
from tests.cast import Cast
from trigpoint.core.delivery.calendar_file import CalendarEvent, calendar_file
from trigpoint.services.actor import for_person
from trigpoint.services.letters import calendar_feed
from trigpoint.store.models import CalendarFeed, Coaching, Goal, Ladder, Person, Step

WORD = "CANARYCAL"


def now_as(cast: Cast, name: str):
    return for_person(Person.objects.get(public_id=cast.people[name]), timezone.now())


def read(path: str):
    return Client().get(path)


@pytest.fixture
def owing(cast: Cast) -> str:
    """Ana owes a check-in and a step, meets a coach, and has an aspiration; returns the address."""
    made = goal(cast, "tuan", cast.units["Orders"], "Answer, within; the hour")
    row = Goal.objects.get(public_id=made)
    ana = Person.objects.get(public_id=cast.people["ana"])
    row.owner_unit, row.owner_person, row.state = None, ana, Goal.State.ACTIVE
    row.save()
    home, day = cast.organisation, datetime.date(2030, 1, 9)
    Step.objects.create(organisation=home, goal=row, title="Write the text", due=day)
    mine = Goal.objects.get(public_id=goal(cast, "tuan", cast.units["Orders"], f"{WORD} dream"))
    mine.owner_unit, mine.owner_person, mine.state, mine.private = None, ana, "active", True
    mine.save()
    Step.objects.create(organisation=home, goal=mine, title=f"{WORD} step", due=day)
    coach = Person.objects.get(public_id=cast.people["tuan"])
    ladder = Ladder.objects.create(
        organisation=home, title=f"{WORD} ladder", owner_person=ana, coach=coach
    )
    at = datetime.datetime(2030, 1, 8, 9, tzinfo=datetime.UTC)
    Coaching.objects.create(
        organisation=home, ladder=ladder, coach=coach, at=at, topic=f"{WORD} topic", notes=WORD
    )
    return calendar_feed.make(now_as(cast, "ana")).path


@pytest.mark.req("LOOP-7", via="web")
def test_a_calendar_holds_what_one_owes_and_no_private_word(cast, owing):
    answer = read(owing)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Check in: Answer\\, within\\; the hour" in text
    assert "SUMMARY:Next step: Write the text" in text
    assert "SUMMARY:Coaching with Tuan Nguyen" in text
    assert "DTSTART;VALUE=DATE:20300109" in text
    assert "DTSTART:20300108T090000Z" in text
    assert WORD not in text
    assert text.count("CLASS:PRIVATE") == text.count("BEGIN:VEVENT")
    assert not answer.cookies


@pytest.mark.asks("calendar_feed")
@pytest.mark.req("LOOP-7", via="web")
def test_a_new_address_ends_the_old_and_a_revoked_or_wrong_one_is_as_if_never_made(cast, owing):
    ana = now_as(cast, "ana")
    second = calendar_feed.make(ana).path
    assert read(second).status_code == 200
    calendar_feed.revoke(ana)
    wrong = "/calendar/0000000000000-" + "A" * 43 + ".ics"
    answers = [read(path) for path in (owing, second, wrong, "/calendar/x.ics")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "There is no calendar at this address" in answers[0].content.decode()
    assert not any(answer.cookies for answer in answers)


def test_the_address_of_somebody_who_left_opens_nothing(cast, owing):
    Person.objects.filter(public_id=cast.people["ana"]).update(valid_to="2026-01-01")
    assert read(owing).status_code == 404


def test_only_the_digest_of_the_secret_is_kept(cast, owing):
    secret = owing.partition("-")[2].removesuffix(".ics")
    assert secret not in str(CalendarFeed.objects.values().get())


def test_an_address_that_is_read_without_end_is_told_to_wait(cast, owing, monkeypatch):
    monkeypatch.setattr(calendar_feed, "READS", calendar_feed.Limit(1, 0.1))
    assert [read(owing).status_code for _ in range(2)] == [200, 429]


def test_the_page_shows_the_address_once(cast):
    client = Client()
    client.force_login(cast.ana.user)
    page = client.post("/settings/calendar/", {"make": ""})
    assert "/calendar/" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert ".ics" not in client.get("/settings/calendar/").content.decode()
    client.post("/settings/calendar/", {"revoke": ""})
    assert not CalendarFeed.objects.exists()


@pytest.mark.req("LOOP-7", via="api")
def test_a_program_makes_and_takes_back_the_address_of_its_person(cast):
    client = Client()
    client.force_login(cast.ana.user)
    made = client.post("/api/v1/calendar", content_type="application/json")
    assert made.status_code == 201
    assert read(made.json()["path"]).status_code == 200
    assert client.get("/api/v1/calendar").json()["made_at"]
    assert client.delete("/api/v1/calendar").status_code == 204
    assert read(made.json()["path"]).status_code == 404


def test_lines_are_folded_in_bytes_and_a_line_break_adds_no_line():
    at = datetime.datetime(2030, 1, 8, 9, tzinfo=datetime.UTC)
    said = CalendarEvent(id="x", summary="ü" * 90 + "\nATTACH:http://bad", begins=at)
    text = calendar_file("t", [said], at)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert not any(line.startswith("ATTACH") for line in text.split("\r\n"))
