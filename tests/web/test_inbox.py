"""The inbox page: the list, the count in the rail, answers in place."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.access.acts import goal
from tests.cast import Cast
from tests.services import plan
from tests.services.test_alerts import jumped
from trigpoint.services.goals import voice
from trigpoint.services.inbox import inbox
from trigpoint.services.ladders import coachings, ladders
from trigpoint.services.ladders.ladders import LadderDraft


@pytest.fixture
def ana(cast):
    client = Client()
    client.force_login(cast.ana.user)
    return client


def ask(cast, title="Answer within the hour"):
    made = goal(cast, "tuan", cast.units["Orders"], title)
    voice.ask(cast.tuan, made, cast.people["ana"])
    return made


def waiting_on(page: str) -> tuple[str, bool]:
    """Return the count in the rail, "" for none, and whether it is asked anew."""
    found = re.search(r'<span class="count" id="waiting"([^>]*)>(\d+)<', page)
    return (found[2], "/inbox/count/" in found[1]) if found else ("", False)


def test_what_i_am_asked_stands_in_one_list_with_its_count_in_the_rail(cast, ana):
    ask(cast, "Answer within the hour")
    ask(cast, "Know the reason <b>why</b>")
    page = ana.get("/inbox/").content.decode()
    assert "Answer within the hour" in page
    assert "Know the reason &lt;b&gt;why&lt;/b&gt;" in page
    assert waiting_on(page) == ("2", False)


@pytest.mark.asks("inbox_answer")
def test_an_answer_is_given_in_place_by_whom_it_is_asked_of(cast, ana):
    made = ask(cast)
    rui = Client()
    rui.force_login(cast.rui.user)
    assert rui.post(f"/inbox/goal/{made}/", {"answer": "agree"}).status_code == 404
    answer = ana.post(f"/inbox/goal/{made}/", {"answer": "agree"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/inbox/"
    assert "Nothing waits for you" in page
    assert waiting_on(page) == ("", False)


def test_a_concern_without_words_comes_back_with_what_is_missing(cast, ana):
    made = ask(cast)
    answer = ana.post(f"/inbox/goal/{made}/", {"answer": "concern", "words": " "})
    assert answer.status_code == 422
    assert "Say what concerns you" in answer.content.decode()


def test_what_was_typed_is_kept_when_an_answer_comes_back(cast, ana):
    made = ask(cast)
    answer = ana.post(f"/inbox/goal/{made}/", {"answer": "nonsense", "words": "My long words"})
    assert "My long words</textarea>" in answer.content.decode()


def test_ten_questions_cost_as_many_queries_as_one(cast, ana):
    counts = []
    for number in range(10):
        ask(cast, f"Goal {number}")
        ana.get("/inbox/")
        with CaptureQueriesContext(connection) as asked:
            ana.get("/inbox/")
        counts.append(len(asked))
    assert counts[0] == counts[-1] <= 12


@pytest.mark.req("MEASURE-6", via="web")
def test_what_was_only_read_is_off_the_list_and_nobody_is_said_to_read_an_answer(cast):
    now = timezone.now()
    draft = LadderDraft(owner=cast.people["ana"], title="Solve at once", coach=cast.people["rui"])
    ladder = ladders.add(cast.ana, draft)
    coachings.book(cast.at("ana", now), ladder, now + datetime.timedelta(days=4), "Calls")
    [asked] = [q for q in inbox.questions(cast.at("rui", now)) if q.kind == "coaching"]
    rui = Client()
    rui.force_login(cast.rui.user)
    page = rui.post(f"/inbox/coaching/{asked.id}/", {"answer": "noted"}, follow=True)
    assert "It is off your list." in page.content.decode()
    assert "Whoever asked can read it." not in page.content.decode()


def test_the_inbox_tells_what_really_changed_and_how_many_false_alarms_to_expect(cast: Cast):
    goal = plan.write(cast).team
    jumped(cast, goal)
    client = Client()
    client.force_login(cast.tuan.user)
    page = client.get("/inbox/").content.decode()
    told = page[page.index('id="changes"') :]
    assert "First-contact resolution, Orders" in told
    assert "since 12 Oct" in told
    assert "at most 0.1 false alarms a year" in told
    assert f"/g/{goal}/" in told


@pytest.mark.req("MEASURE-6", via="api")
def test_the_interface_tells_the_same(cast: Cast):
    jumped(cast, plan.write(cast).team)
    client = Client()
    client.force_login(cast.tuan.user)
    found = client.get("/api/v1/inbox/changes").json()
    assert [alert["since"] for alert in found["alerts"]] == ["2026-10-12"]
    assert found["false_a_year"] == 0.07


def test_a_page_after_a_write_says_what_was_last_known_and_asks_anew(cast, ana):
    made = ask(cast)
    assert waiting_on(ana.get("/goals/").content.decode()) == ("1", False)
    inbox.answer(cast.ana, "goal", made, "agree")
    assert waiting_on(ana.get("/goals/").content.decode()) == ("1", True)
    told = ana.get("/inbox/count/").content.decode()
    assert re.findall(r'id="(waiting[^"]*)"[^>]* hidden>0<', told) == ["waiting", "waiting-tab"]
    assert waiting_on(ana.get("/goals/").content.decode()) == ("", False)
