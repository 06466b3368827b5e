"""A review prepared from what is known, and what is decided in it."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import NOW
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import steps
from trigpoint.services.loop import check_ins, reviews
from trigpoint.services.loop.check_ins import CheckInDraft

DAY = datetime.timedelta(days=1)
LATER = NOW + 30 * DAY


@pytest.fixture
def held(cast):
    return goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")


def said(cast, goal_id, at, status, **more):
    check_ins.check_in(cast.at("tuan", at), goal_id, CheckInDraft(status=status, **more))


def review(cast, who="tuan", rhythm="weekly"):
    return reviews.show(cast.at(who, LATER), cast.units["Orders"], rhythm)


def test_what_changed_since_last_time_stands_beside_what_was_said_before(cast, held):
    said(cast, held, LATER - 20 * DAY, "on_track")
    said(cast, held, LATER - 2 * DAY, "at_risk", note="Two are ill.", new_hurdle="Old form")
    page = review(cast)
    [change] = page.changed
    assert (change.before, change.status, change.note) == ("on_track", "at_risk", "Two are ill.")
    [risk] = page.at_risk
    assert (risk.stated, risk.note, risk.hurdles[0].title) == (
        "at_risk",
        "Two are ill.",
        "Old form",
    )
    assert page.as_before == page.goals - 1


def test_what_was_said_before_is_not_news(cast, held):
    said(cast, held, LATER - 20 * DAY, "on_track")
    assert review(cast).changed == ()
    assert len(review(cast, rhythm="monthly").changed) == 1


def test_promises_are_late_due_or_kept_and_carried_over_until_they_are(cast, held):
    today = LATER.date()
    unit = cast.units["Orders"]
    for title, due in (("Ask Logistics", today - 3 * DAY), ("New tags", today + 3 * DAY)):
        reviews.decide(cast.at("tuan", LATER), unit, held, title, due=due)
    reviews.decide(cast.at("tuan", LATER), unit, held, "Far away", due=today + 60 * DAY)
    page = review(cast)
    assert [(p.title, p.state) for p in page.promised] == [
        ("Ask Logistics", "late"),
        ("New tags", "due"),
    ]
    steps.finish(cast.at("tuan", LATER), page.promised[0].step, 1, today, "They answered.")
    states = {p.title: (p.state, p.result) for p in review(cast).promised}
    assert states["Ask Logistics"] == ("kept", "They answered.")


def test_goals_of_persons_are_not_read_aloud(cast):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    check_ins.check_in(
        cast.at("ana", LATER - DAY), own, CheckInDraft(status="off_track", note="CANARY")
    )
    for who in cast.people:
        try:
            page = review(cast, who)
        except NotThere:
            continue
        assert "CANARY" not in repr(page)
        assert "Own every claim" not in repr(page)


def test_only_whoever_may_change_a_goal_writes_decisions_on_it(cast, held):
    assert review(cast, "rui").open_to == ()
    with pytest.raises(Invalid):
        reviews.decide(cast.at("rui", LATER), cast.units["Orders"], held, "Mine")
    with pytest.raises(NotThere):
        reviews.show(cast.at("tuan", LATER), cast.people["ana"], "weekly")


def client_at(cast, monkeypatch, who="tuan"):
    monkeypatch.setattr("trigpoint.services.actor.timezone.now", lambda: LATER)
    client = Client()
    client.force_login(getattr(cast, who).user)
    return client


@pytest.mark.req("LOOP-3", via="web")
def test_the_page_has_the_agenda_of_a_week_a_month_and_a_quarter(cast, held, monkeypatch):
    said(cast, held, LATER - 20 * DAY, "at_risk", note="Two are ill.")
    client = client_at(cast, monkeypatch)
    here = f"/u/{cast.units['Orders']}/review/"
    sent = {"title": "Ask Logistics", "goal": held, "due": "2020-01-01"}
    assert client.post(here, sent).status_code == 302
    week = client.get(here).content.decode()
    assert "Nothing new was said" in week
    for rhythm, title in (("monthly", "Monthly review"), ("quarterly", "Quarterly review")):
        page = client.get(f"{here}?rhythm={rhythm}").content.decode()
        for words in (title, "What changed since", "At risk, and why", "Two are ill.", "Promised"):
            assert words in page
        assert "Ask Logistics" in page
        assert "Nobody has said yet" not in page
        assert "No goal, by what is said" not in page
        assert "Late" in page


def test_a_decision_without_words_is_sent_back_with_what_was_typed(cast, held, monkeypatch):
    client = client_at(cast, monkeypatch)
    answer = client.post(
        f"/u/{cast.units['Orders']}/review/", {"title": " ", "goal": held, "due": "2027-01-05"}
    )
    assert answer.status_code == 422
    assert "2027-01-05" in answer.content.decode()


def test_the_page_asks_at_most_twelve_times_however_many_goals(cast, held, monkeypatch):
    client = client_at(cast, monkeypatch)
    here = f"/u/{cast.units['Orders']}/review/?rhythm=monthly"
    counts = []
    for more in (0, 12):
        for number in range(more):
            made = goal(cast, "tuan", cast.units["Orders"], f"Goal {number}")
            said(cast, made, LATER - DAY, "at_risk", new_hurdle="Old form")
        client.get(here)
        with CaptureQueriesContext(connection) as asked:
            client.get(here)
        counts.append(len(asked))
    assert max(counts) <= 12
    assert counts[1] <= counts[0] + 1  # statuses of before are asked for where anything is new


@pytest.mark.req("LOOP-3", via="api")
def test_the_agenda_over_the_interface(cast, held):
    unit = cast.units["Orders"]
    program = Program(cast.tuan)
    said(cast, held, cast.tuan.now, "at_risk", note="Two are ill.")
    body = {"goal": held, "title": "Ask Logistics", "due": "2020-01-01"}
    made = program.post(f"/units/{unit}/review/decisions", body)
    assert (made.status_code, made.json()["promised"][0]["state"]) == (201, "late")
    for rhythm in ("weekly", "monthly", "quarterly"):
        page = program.get(f"/units/{unit}/review?rhythm={rhythm}").json()
        assert page["changed"][0]["note"] == "Two are ill."
        assert page["at_risk"][0]["stated"] == "at_risk"
        assert page["promised"][0]["title"] == "Ask Logistics"
    assert program.get(f"/units/{unit}/review?rhythm=daily").status_code == 422
