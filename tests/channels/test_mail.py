"""Letters over a real SMTP connection: what they say, when they come, and how they stop."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.access.acts import goal
from tests.cast import NOW, Cast
from trigpoint.jobs import letters as jobs
from trigpoint.jobs import outbox
from trigpoint.jobs.pace import Pace
from trigpoint.services.goals import voice
from trigpoint.services.letters import delivery, letter_box, letters
from trigpoint.services.letters.delivery import DeliveryDraft
from trigpoint.store.models import CheckIn, Letter, OutboxMessage, Person

QUICK = Pace(lease=5, poll=0.01, tick=0, first_wait=0, longest_wait=0)
MORNING = datetime.datetime(2026, 11, 23, 8, 10, tzinfo=datetime.UTC)
"""Ten past eight in Lisbon, on the Monday after the cast's day."""


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's clock stands at noon, when nobody has quiet hours."""
    monkeypatch.setattr(jobs.timezone, "now", lambda: MORNING + datetime.timedelta(hours=4))


def ask_ana(cast: Cast, count: int = 1) -> None:
    for number in range(count):
        made = goal(cast, "tuan", cast.units["Orders"], f"Answer within the hour {number}")
        voice.ask(cast.tuan, made, cast.people["ana"])


def send() -> None:
    OutboxMessage.objects.filter(topic=letters.TOPIC).update(next_attempt_at=timezone.now())
    outbox.drain(QUICK)


def choose(cast: Cast, who: str = "ana", **changes: object) -> None:
    usual = {
        "zone": "",
        "quiet_from": 18,
        "quiet_to": 8,
        "digest_at": 8,
        "workdays": (),
        "wishes": {},
    }
    actor = getattr(cast, who)
    delivery.choose(actor, delivery.show(actor).version, DeliveryDraft(**(usual | changes)))


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def test_a_digest_says_what_changed_and_why_it_matters_in_plain_text_and_html(cast, post, noon):
    ask_ana(cast)
    assert letters.write(cast.organisation, MORNING) == 1
    send()
    [mail] = post.taken
    assert mail["To"] == "ana@northwind.example"
    for body in (text_of(mail), mail.get_body(("html",)).get_content()):
        assert "Answer within the hour 0" in body
        assert "Tuan Nguyen: What do you think?" in body
        assert "It is a goal of Orders." in body
        assert "/mail/off/" in body
    assert Letter.objects.get().state == "sent"


@pytest.mark.req("LOOP-1", "LOOP-7", via="web")
def test_a_mail_asks_for_a_check_in_with_its_answers_and_nothing_is_said_by_opening_one(
    cast, post, noon
):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    letters.write(cast.organisation, MORNING + datetime.timedelta(days=14))
    send()
    [mail] = [one for one in post.taken if one["To"] == "ana@northwind.example"]
    for body in (text_of(mail), mail.get_body(("html",)).get_content()):
        for status in ("on_track", "at_risk", "off_track"):
            assert f"/g/{own}/check-in/?status={status}" in body
    here = f"/g/{own}/check-in/?status=at_risk"
    away = Client().get(here)
    assert away.status_code == 302
    assert "%3Fstatus%3Dat_risk" in away.headers["Location"]
    ana = Client()
    ana.force_login(cast.ana.user)
    page = ana.get(here).content.decode()
    assert 'value="at_risk" checked' in page
    assert "Nothing is chosen for you" in ana.get(here + "x").content.decode()
    assert not CheckIn.objects.exists()
    assert ana.post(f"/g/{own}/check-in/", {"status": "at_risk"}).status_code == 302
    assert CheckIn.objects.get().status == "at_risk"


def test_a_digest_has_five_lines_at_most_and_counts_the_rest(cast, post, noon):
    ask_ana(cast, 7)
    letters.write(cast.organisation, MORNING)
    send()
    text = text_of(post.taken[0])
    assert text.count("\n* ") + text.startswith("* ") == 5
    assert "3 more are in your inbox." in text
    assert post.taken[0]["Subject"] == "7 things for you"


def test_what_was_told_is_not_told_again_until_a_week_has_passed_and_then_three_times(cast, post):
    ask_ana(cast)
    delivery.turn_off(cast.tuan)
    days = [MORNING + datetime.timedelta(days=n) for n in (0, 3, 7, 14, 21, 28)]
    told = [n for n, day in enumerate(days) if letters.write(cast.organisation, day)]
    assert told == [0, 2, 3, 4]


@pytest.mark.parametrize(
    ("hour", "written"), [(7, 0), (8, 1), (11, 1), (12, 0), (17, 0), (18, 0), (23, 0)]
)
def test_a_digest_comes_in_its_hours_on_the_readers_own_clock(cast, hour, written):
    choose(cast, zone="Asia/Tokyo")
    ask_ana(cast)
    tokyo = datetime.timezone(datetime.timedelta(hours=9))
    moment = datetime.datetime(2026, 11, 24, hour, 5, tzinfo=tokyo)
    assert letters.write(cast.organisation, moment) == written


def test_at_once_waits_for_the_end_of_quiet_hours(cast):
    choose(cast, wishes={"asked": {"mail": "now"}})
    ask_ana(cast)
    moments = [datetime.datetime(2026, 11, 23, h, tzinfo=datetime.UTC) for h in (7, 20, 13)]
    assert [letters.write(cast.organisation, at) for at in moments] == [0, 0, 1]


def test_a_letter_that_waited_into_the_night_goes_out_in_the_morning(cast, post, monkeypatch):
    ask_ana(cast)
    letters.write(cast.organisation, MORNING)
    for hours, taken in ((14, 0), (25, 1)):
        at = MORNING + datetime.timedelta(hours=hours)
        monkeypatch.setattr(jobs.timezone, "now", lambda at=at: at)
        monkeypatch.setattr(outbox.timezone, "now", lambda at=at: at)
        outbox.drain(QUICK)
        assert len(post.taken) == taken


def test_what_somebody_does_not_want_is_not_sent(cast):
    choose(cast, wishes={"asked": {"mail": "never"}})
    ask_ana(cast)
    assert letters.write(cast.organisation, MORNING) == 0


def test_the_answer_comes_to_whoever_asked(cast, post, noon):
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    voice.ask(cast.tuan, made, cast.people["ana"])
    voice.answer(cast.ana, made, "concern", "CANARY is my worry")
    letters.write(cast.organisation, MORNING)
    send()
    [mail] = post.taken
    assert mail["To"] == "tuan@northwind.example"
    assert "Ana Costa has a concern." in text_of(mail)
    assert "CANARY" not in mail.as_string()


@pytest.mark.asks("mail_off")
def test_one_click_turns_mail_off_without_a_log_in_and_looking_does_not(cast, post, noon):
    ask_ana(cast)
    letters.write(cast.organisation, MORNING)
    send()
    [mail] = post.taken
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>").removeprefix("http://127.0.0.1:8000")
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(address).status_code == 200
    assert not delivery.show(cast.ana).off
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert delivery.show(cast.ana).off
    ask_ana(cast, 2)
    assert letters.write(cast.organisation, MORNING + datetime.timedelta(days=1)) == 0
    assert stranger.post(address, {"mail": "on"}).status_code == 200
    assert not delivery.show(cast.ana).off
    assert stranger.post(f"/mail/off/{'0' * 13}.abc/").status_code == 404


@pytest.mark.parametrize("token", ["x", f"{'0' * 13}.abc", "0000000000000"])
def test_a_secret_that_is_none_of_ours_opens_nothing(cast, token):
    assert Client().get(f"/mail/off/{token}/").status_code == 404


def test_a_letter_that_waits_is_dropped_when_mail_is_turned_off(cast, post, noon):
    ask_ana(cast)
    letters.write(cast.organisation, MORNING)
    delivery.turn_off(cast.ana)
    send()
    assert (post.taken, Letter.objects.get().state) == ([], "dropped")


def test_an_address_that_bounces_gets_no_more_mail_and_its_owner_reads_why(cast, post, noon):
    ask_ana(cast)
    post.judge = lambda _address, _number: "550 5.1.1 no such mailbox"
    letters.write(cast.organisation, MORNING)
    send()
    shown = delivery.show(cast.ana)
    assert shown.bounced == "ana@northwind.example"
    assert "no such mailbox" in shown.bounce_words
    ask_ana(cast, 2)
    assert letters.write(cast.organisation, MORNING + datetime.timedelta(days=1)) == 0
    client = Client()
    client.force_login(cast.ana.user)
    page = client.get("/settings/delivery/").content.decode()
    assert "Mail to ana@northwind.example came back" in page
    assert "no such mailbox" in page
    client.post("/settings/delivery/mail/", {"mail": "on"})
    assert delivery.show(cast.ana).bounced == ""


def test_a_server_that_is_busy_is_tried_again_and_a_text_it_refuses_is_not(cast, post, noon):
    ask_ana(cast)
    replies = iter(["450 later", "data 452 full", "hang up", "data 554 spam"])
    post.judge = lambda _address, _number: next(replies)
    letters.write(cast.organisation, MORNING)
    for _try in range(4):
        assert Letter.objects.get().state == "waiting"
        send()
    assert (Letter.objects.get().state, post.tries) == ("refused", 4)
    assert delivery.show(cast.ana).bounced == ""


def test_nobody_gets_mail_who_has_left(cast):
    ask_ana(cast)
    left = Person.objects.get(public_id=cast.people["ana"])
    left.valid_to = MORNING.date()
    left.save()
    assert letters.write(cast.organisation, MORNING) == 0


def test_what_people_write_stands_in_a_mail_as_text_and_adds_no_header(cast, post, noon):
    made = goal(cast, "tuan", cast.units["Orders"], "<b>x</b>\nBcc: all@example.org")
    voice.ask(cast.tuan, made, cast.people["ana"])
    letters.write(cast.organisation, MORNING)
    send()
    [mail] = post.taken
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert "<b>x</b>" not in mail.get_body(("html",)).get_content()


def test_the_installation_without_a_mail_server_writes_no_letter(cast, settings):
    settings.TRIGPOINT_MAIL = False
    ask_ana(cast)
    assert jobs.write.func() == 0


def test_a_reader_finds_again_what_was_sent(cast, post, noon):
    ask_ana(cast)
    letters.write(cast.organisation, NOW + datetime.timedelta(days=1))
    send()
    [found] = letter_box.mine(cast.ana)
    assert (found.state, found.lines[0].title) == ("sent", "Answer within the hour 0")
    assert letter_box.mine(cast.rui) == []
