"""What breaks on our side is told in plain words, with a number that stands in the log."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from tests.cast import Cast
from trigpoint.services.goals import goals
from trigpoint.services.people import rules

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLATFORM-6", via="web")]


@pytest.fixture
def ana(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.ana.user)
    return client


def breaks(error: Exception):
    def broken(*_given: object, **_named: object) -> None:
        raise error

    return broken


def test_a_fault_is_told_without_a_trace_and_found_in_the_log(ana, monkeypatch, caplog):
    monkeypatch.setattr(rules, "book", breaks(ValueError("a secret of the machine")))
    answer = ana.get("/settings/rules/", HTTP_ACCEPT_LANGUAGE="en")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "what was saved is safe" in page
    assert 'href="/settings/rules/"' in page
    assert "ValueError" not in page
    assert "secret of the machine" not in page
    number = re.search(r"<b>([0-9a-f]{8})</b>", page)[1]
    told = [record for record in caplog.records if record.exc_info]
    assert [number in record.getMessage() for record in told] == [True], "once"


def test_it_speaks_the_language_of_the_browser(ana, monkeypatch):
    monkeypatch.setattr(rules, "book", breaks(ValueError()))
    page = ana.get("/settings/rules/", HTTP_ACCEPT_LANGUAGE="de").content.decode()
    assert '<html lang="de"' in page
    assert "Bei uns ist etwas kaputtgegangen" in page


def test_a_form_that_broke_is_opened_again_with_what_was_typed(cast, ana, monkeypatch):
    monkeypatch.setattr(goals, "add", breaks(ValueError()))
    sent = {"title": "Within a day", "owner": cast.people["ana"], "period": cast.period}
    place = {"Referer": "http://testserver/goals/new/?owner=me"}
    answer = ana.post("/goals/new/", sent, headers=place)
    assert answer.status_code == 500
    assert 'href="/goals/new/?owner=me" data-typed' in answer.content.decode()


def test_a_database_that_does_not_answer_is_asked_again_in_a_moment(ana, monkeypatch):
    monkeypatch.setattr(rules, "book", breaks(OperationalError("database is locked")))
    answer = ana.get("/settings/rules/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The database does not answer" in answer.content.decode()
    assert "locked" not in answer.content.decode()
