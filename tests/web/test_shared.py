"""A plan behind a link: read without a log-in, with its password, until it is revoked."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.services.v2moms import V2mom, fresh, write_v2mom
from trigpoint.services.limits import Limit
from trigpoint.services.plans import sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def v2mom(cast: Cast) -> V2mom:
    return write_v2mom(cast)


@pytest.fixture(autouse=True)
def _fresh_limits(monkeypatch):
    monkeypatch.setattr(sharing, "VIEWS", Limit(burst=60, per_second=1))
    monkeypatch.setattr(sharing, "GUESSES", Limit(burst=3, per_second=1 / 60))


def make(cast: Cast, v2mom: V2mom, **more) -> str:
    return sharing.make(fresh(cast.tuan), v2mom.plan, 3650 // 10, **more).path


@pytest.mark.req("V2MOM-8", via="web")
def test_a_stranger_reads_the_sheet_without_names_and_nothing_else(cast, v2mom, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.tuan.now)
    path = make(cast, v2mom)
    stranger = Client()
    answer = stranger.get(path)
    page = answer.content.decode()
    assert "One right answer." in page
    assert "Rui Matos" not in page
    assert "Tuan Nguyen" not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get(f"{path}sheet.pdf").content.startswith(b"%PDF")
    assert stranger.get(f"/v2mom/{v2mom.plan}/").status_code == 302
    assert "Rui Matos" in Client().get(make(cast, v2mom, names_shown=True)).content.decode()


@pytest.mark.asks("shared", "shared_pdf", "shared_png")
@pytest.mark.req("V2MOM-8", via="web")
def test_a_revoked_link_is_as_unknown_as_one_that_never_was(cast, v2mom, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.tuan.now)
    path = make(cast, v2mom)
    for part in ("", "sheet.pdf", "sheet.png"):
        assert Client().get(f"{path}{part}").status_code == 200
    [share] = sharing.shares(fresh(cast.tuan), v2mom.plan)
    tuan = Client()
    tuan.force_login(cast.tuan.user)
    tuan.post(f"/v2mom/{v2mom.plan}/revoke/", {"share": share.id})
    for part in ("", "sheet.pdf", "sheet.svg", "sheet.png"):
        assert Client().get(f"{path}{part}").status_code == 404
        assert Client().get(f"/s/{'0' * 13}-{'a' * 43}/{part}").status_code == 404


@pytest.mark.req("V2MOM-8", via="web")
def test_a_link_is_made_on_the_page_for_some_days_and_is_over_then(cast, v2mom, monkeypatch):
    tuan, path = Client(), f"/v2mom/{v2mom.plan}/"
    tuan.force_login(cast.tuan.user)
    sent = {"days": "7", "name": "For the board", "password": ""}
    page = tuan.post(f"{path}?edit=share", sent, follow=True).content.decode()
    link = re.search(r"http://testserver(/s/[^\s<]+/)", page)[1]
    assert "One right answer." in Client().get(link).content.decode()
    over = timezone.now() + datetime.timedelta(days=7)
    monkeypatch.setattr("django.utils.timezone.now", lambda: over)
    assert Client().get(link).status_code == 404


@pytest.mark.req("V2MOM-8", via="web")
def test_a_password_is_asked_for_and_guessing_is_slow(cast, v2mom, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.tuan.now)
    path = make(cast, v2mom, password="eight or more")
    reader = Client()
    assert "One right answer." not in reader.get(path).content.decode()
    assert reader.post(path, {"password": "wrong"}).status_code == 403
    assert reader.post(path, {"password": "eight or more"}).status_code == 302
    assert "One right answer." in reader.get(path).content.decode()
    guesser = Client()
    for _ in range(3):
        guesser.post(path, {"password": "guess"})
    assert "Try again in" in guesser.post(path, {"password": "eight or more"}).content.decode()


def test_a_link_that_is_opened_too_often_says_when_to_come_again(cast, v2mom, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.tuan.now)
    monkeypatch.setattr(sharing, "VIEWS", Limit(burst=1, per_second=0.1))
    path = make(cast, v2mom)
    reader = Client()
    reader.get(path)
    again = reader.get(path)
    assert again.status_code == 429
    assert int(again.headers["Retry-After"]) > 0
