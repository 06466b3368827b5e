"""Who is let in, and what is turned away before any service is asked."""

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.api.program import ROOT, Program, problem
from tests.cast import PASSWORD, Cast
from trigpoint.api import auth
from trigpoint.services.limits import Limit
from trigpoint.services.people import tokens
from trigpoint.store.models import ApiToken

BAD = "tp_0000000000000_" + "A" * 43


def test_without_a_login_or_a_token_nobody_is_let_in(client: Client, db: None):
    answer = client.get(f"{ROOT}/goals")
    assert problem(answer) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("said", [f"Bearer {BAD}", "Bearer", "Basic YTpi", "tp_x", "Bearer tp_é"])
def test_a_wrong_token_is_refused_even_beside_a_session(cast: Cast, client: Client, said: str):
    client.force_login(cast.ana.user)
    assert client.get(f"{ROOT}/me").status_code == 200
    assert problem(client.get(f"{ROOT}/me", headers={"Authorization": said}))[0] == 401


def test_only_the_digest_of_a_secret_is_kept(ana: Program):
    secret = ana.text.split("_", 2)[2]
    kept = ApiToken.objects.get(public_id=ana.token_id)
    assert secret not in json.dumps({f.name: str(getattr(kept, f.name)) for f in kept._meta.fields})


def test_a_token_does_only_what_it_was_made_for(cast: Cast):
    reader = Program(cast.ana, "read:goals")
    assert reader.get("/goals").status_code == 200
    assert problem(reader.get("/measures")) == (403, "not-allowed")
    assert problem(reader.post("/goals", {})) == (403, "not-allowed")
    assert reader.get("/me").json()["scopes"] == ["read:goals"]


def test_a_token_ends_with_its_time_its_revocation_and_its_user(cast: Cast):
    def opens(program: Program) -> int:
        return program.get("/me").status_code

    for end in (
        lambda t: ApiToken.objects.filter(public_id=t).update(expires_at=timezone.now()),
        lambda t: tokens.revoke(replace(cast.ana, now=timezone.now()), t),
        lambda _: type(cast.ana.user).objects.filter(pk=cast.ana.user.pk).update(is_active=False),
    ):
        program = Program(cast.ana)
        assert opens(program) == 200
        end(program.token_id)
        assert opens(program) == 401


def test_a_token_in_the_address_is_refused(ana: Program):
    assert problem(ana.get(f"/goals?words={ana.text}")) == (400, "token-in-address")


def test_people_make_and_revoke_tokens_and_tokens_do_not(cast: Cast, ana: Program, client: Client):
    wish = {"name": "report", "scopes": ["read:goals"]}
    assert problem(ana.post("/tokens", wish))[0] == 401
    client.force_login(cast.ana.user)
    made = client.post(f"{ROOT}/tokens", wish, content_type="application/json")
    assert made.status_code == 201, made.content
    one = f"{ROOT}/tokens/{made.json()['token']['id']}"
    assert "text" not in client.get(one).json()
    bearer = {"Authorization": f"Bearer {made.json()['text']}"}
    assert Client().get(f"{ROOT}/goals", headers=bearer).status_code == 200
    assert client.delete(one).status_code == 204
    assert Client().get(f"{ROOT}/goals", headers=bearer).status_code == 401


def test_a_session_may_write_only_with_its_csrf_token(cast: Cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ana.user)
    wish = {"name": "report", "scopes": ["read:goals"]}

    def post(**headers: str) -> int:
        return client.post(
            f"{ROOT}/tokens", wish, content_type="application/json", headers=headers
        ).status_code

    assert post() == 403
    client.cookies["csrftoken"] = "a" * 32
    assert post(**{"X-CSRFToken": "a" * 32}) == 201


def test_whoever_asks_too_often_waits(ana: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(auth, "REQUESTS", Limit(burst=2, per_second=0.5))
    answers = [ana.get("/me") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert problem(answers[2]) == (429, "too-many-requests")
    assert int(answers[2].headers["Retry-After"]) >= 1


def test_a_bucket_fills_again_and_each_key_has_its_own():
    now = [0.0]
    limit = Limit(burst=2, per_second=1, clock=lambda: now[0])
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 1]
    assert limit.wait("b") == 0
    now[0] = 1.0
    assert [limit.wait("a") for _ in range(2)] == [0, 1]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("{", (400, "malformed")),
        ('{"title": NaN}', (400, "malformed")),
        ('{"title": "a", "title": "b"}', (400, "malformed")),
        ("[" * 100_000, (400, "malformed")),
        ('"' + "x" * 3_000_000 + '"', (413, "too-large")),
        ("[]", (422, "invalid")),
        ('{"title": "\\u0000"}', (422, "invalid")),
        ('{"title": "\\ud800"}', (422, "invalid")),
        ('{"title": 1e999}', (422, "invalid")),
        ('{"unknown": 1}', (422, "invalid")),
    ],
)
def test_bodies_that_are_not_what_they_should_be(ana: Program, raw: str, expected: tuple):
    assert problem(ana.send("POST", "/goals", raw=raw)) == expected


def test_other_media_types_are_refused(ana: Program):
    answer = ana.client.post(
        f"{ROOT}/goals", {"title": "x"}, headers={"Authorization": f"Bearer {ana.text}"}
    )
    assert problem(answer) == (415, "wrong-media-type")


def test_parameters_that_nobody_documented_are_refused(ana: Program):
    refused = ana.get("/goals?wrods=typo")
    assert problem(refused) == (422, "invalid")
    assert refused.json()["fields"][0]["field"] == "wrods"
    assert problem(ana.get("/goals?page=1&page=2")) == (422, "invalid")
    assert problem(ana.get("/kpis?as_of=2026-01-01T00:00:00Z"))[0] == 422


def test_unknown_addresses_and_methods_are_problems_too(ana: Program):
    assert problem(ana.get("/nothing/here")) == (404, "not-there")
    refused = ana.send("DELETE", "/goals")
    assert problem(refused) == (405, "wrong-method")
    assert set(refused.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_a_fault_of_ours_is_a_problem_with_a_number(ana: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("trigpoint.services.inbox.home.show", lambda *_: 1 / 0)
    answer = ana.get("/home")
    assert problem(answer) == (500, "fault")
    assert "ZeroDivision" not in answer.content.decode()


@pytest.mark.req("PLATFORM-4", via="api")
def test_answers_come_in_the_readers_language(ana: Program):
    german = ana.get("/goals/0000000000000", Accept_Language="de")
    assert german.headers["Content-Language"] == "de"
    said = ana.get("/goals/0000000000000", Accept_Language="en").json()
    assert german.json()["detail"] != said["detail"]


def test_the_password_of_a_login_is_never_answered(cast: Cast, dara: Program):
    person = {"name": "New Comer", "unit": "Orders", "valid_from": "2026-01-01"}
    body = {"people": [{**person, "email": "new@northwind.example"}]}
    [made] = dara.post("/people", body).json()["ids"]
    answer = dara.post(f"/people/{made}/login", {"password": PASSWORD})
    assert answer.status_code == 201
    assert PASSWORD not in answer.content.decode()


def test_files_come_as_forms(dara: Program, ana: Program):
    form = {
        "file": SimpleUploadedFile("a.csv", b"number,state\n1,open\n"),
        "mapping": "source: x",
        "source": "desk",
        "trial": "true",
    }

    def upload(program: Program, **more: str):
        form["file"].seek(0)
        bearer = {"Authorization": f"Bearer {program.text}"}
        return program.client.post(f"{ROOT}/imports", {**form, **more}, headers=bearer)

    made = upload(dara)
    assert made.status_code == 201, made.content
    assert made.json()["state"] == "uploaded"
    assert dara.get("/imports").json()["items"][0]["id"] == made.json()["id"]
    assert problem(upload(dara, extra="1")) == (422, "invalid")
    assert problem(upload(ana)) == (403, "not-allowed")
