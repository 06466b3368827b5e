"""The same request sent twice is done once."""

import datetime
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import RequestFactory

from tests.api.program import Program, problem
from tests.cast import Cast
from tests.faults.conftest import connected
from trigpoint.api.strict import request_digest
from trigpoint.store.models import Goal, KeptAnswer


def wish(cast: Cast, title: str = "Once") -> dict:
    return {"title": title, "owner": cast.people["ana"], "period": cast.period}


def test_the_same_key_and_request_get_the_same_answer(cast: Cast, ana: Program):
    first = ana.post("/goals", wish(cast), Idempotency_Key="k1")
    again = ana.post("/goals", wish(cast), Idempotency_Key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first.headers["ETag"] == again.headers["ETag"]
    assert Goal.objects.filter(title="Once").count() == 1


def test_the_same_key_for_another_request_is_refused(cast: Cast, ana: Program):
    ana.post("/goals", wish(cast), Idempotency_Key="k1")
    other = ana.post("/goals", wish(cast, "Twice"), Idempotency_Key="k1")
    assert problem(other) == (422, "key-reused")


def test_the_same_key_for_another_version_that_was_read_is_refused(cast: Cast, ana: Program):
    ana.post("/goals", wish(cast), Idempotency_Key="k1", If_Match='"1"')
    other = ana.post("/goals", wish(cast), Idempotency_Key="k1", If_Match='"2"')
    assert problem(other) == (422, "key-reused")


def test_a_form_that_says_one_thing_more_is_another_request():
    form = [{"unit": ["a", "b"]}, {"unit": ["b"]}, {"unit": ["b", "a"]}]
    asked = [RequestFactory().post("/api/v1/imports", said) for said in form]
    assert len({request_digest(one) for one in asked}) == len(form)


def test_keys_of_different_people_never_meet(cast: Cast, ana: Program, tuan: Program):
    ana.post("/goals", wish(cast), Idempotency_Key="k1")
    theirs = {**wish(cast), "owner": cast.people["tuan"]}
    assert tuan.post("/goals", theirs, Idempotency_Key="k1").status_code == 201


def test_what_was_refused_leaves_the_key_free(cast: Cast, ana: Program):
    unknown = {**wish(cast), "period": "0000000000000"}
    assert problem(ana.post("/goals", unknown, Idempotency_Key="k1"))[0] == 422
    assert ana.post("/goals", wish(cast), Idempotency_Key="k1").status_code == 201


def test_a_key_is_free_again_after_a_day(cast: Cast, ana: Program):
    ana.post("/goals", wish(cast), Idempotency_Key="k1")
    day = datetime.timedelta(days=1, minutes=1)
    kept = KeptAnswer.objects.get()
    KeptAnswer.objects.update(created_at=kept.created_at - day)
    assert ana.post("/goals", wish(cast, "Other"), Idempotency_Key="k1").status_code == 201


def test_a_repetition_waits_for_the_first(cast: Cast, ana: Program):
    ana.post("/goals", wish(cast), Idempotency_Key="k1")
    KeptAnswer.objects.update(status=0)
    waiting = ana.post("/goals", wish(cast), Idempotency_Key="k1")
    assert problem(waiting) == (409, "still-working")
    assert waiting.headers["Retry-After"] == "1"


def test_the_key_of_a_request_that_died_undone_is_taken_over(cast: Cast, ana: Program):
    ana.post("/goals", wish(cast), Idempotency_Key="k1")
    Goal.objects.filter(title="Once").update(title="lost with the crash")
    kept = KeptAnswer.objects.get()
    long_ago = kept.created_at - datetime.timedelta(hours=1)
    KeptAnswer.objects.update(status=0, created_at=long_ago)
    assert ana.post("/goals", wish(cast), Idempotency_Key="k1").status_code == 201
    assert Goal.objects.filter(title="Once").count() == 1


def test_work_that_committed_is_never_done_again(
    cast: Cast, ana: Program, monkeypatch: pytest.MonkeyPatch
):
    """The process dies between the commit and the keeping of the answer."""
    with monkeypatch.context() as broken:
        broken.setattr("trigpoint.services.goals.goal_page.show", lambda *_: 1 / 0)
        assert ana.post("/goals", wish(cast), Idempotency_Key="k1").status_code == 500
    again = ana.post("/goals", wish(cast), Idempotency_Key="k1")
    assert problem(again) == (409, "still-working")
    assert Goal.objects.filter(title="Once").count() == 1


@pytest.mark.parametrize("key", ["", "x" * 121, "a b\tc"])
def test_keys_that_cannot_be_kept(cast: Cast, ana: Program, key: str):
    assert problem(ana.post("/goals", wish(cast), Idempotency_Key=key)) == (422, "invalid")


@contextmanager
def as_it_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let all threads write to SQLite in a file: there they wait for each other."""
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(folder / "db")) as file:
        connection.connection.backup(file)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(folder / "db"))
    with connected({"NAME": str(folder / "db")}):
        yield


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_time_it_is_done_once(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ana = Program(cast.ana)
    statuses: list[int] = []

    def send() -> None:
        statuses.append(ana.post("/goals", wish(cast), Idempotency_Key="k1").status_code)
        connection.close()

    with as_it_is_used(tmp_path, monkeypatch):
        threads = [threading.Thread(target=send) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        done = Goal.objects.filter(title="Once").count()
    assert set(statuses) <= {201, 409}
    assert (201 in statuses, done) == (True, 1)
