"""Checking in, acknowledging and thanking from Slack and Lark, by requests signed as they sign."""

import base64
import hashlib
import hmac
import itertools
import json
import time
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from django.test import Client
from django.utils import timezone

from tests.access.acts import goal
from tests.cast import Cast
from tests.channels.chats import LARK_KEYS, SLACK_TOKEN
from trigpoint.channels.chat import lark, slack
from trigpoint.services.actor import for_person
from trigpoint.services.chats import chats, requests, ties
from trigpoint.services.goals import voice
from trigpoint.services.limits import Limit
from trigpoint.store.models import Acknowledgement, Chat, CheckIn, Goal, Person, SeenRequest, Thanks
from trigpoint.web.views import chat_hook

SECRET, KEY = "8f742231b10e8888abcd99yyyzzz85a5", "encrypt-me"
EVENTS = itertools.count()


class App:
    """A chat that speaks to us as its vendor documents; `said` keeps what is answered apart."""

    def __init__(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.said: list[dict] = []
        keys = {"token": SLACK_TOKEN, "signing_secret": SECRET}
        chats.connect(cast.dara, "slack", keys)
        chats.connect(cast.dara, "lark", {**LARK_KEYS, "encrypt_key": KEY})
        self.paths = {c.kind_of_chat: f"/chat/{c.public_id}/" for c in Chat.objects.all()}
        monkeypatch.setattr(slack, "respond", lambda _to, body, _fetch: self.said.append(body))
        monkeypatch.setattr(lark, "post", lambda _k, _to, card, _n, _f: self.said.append(card))
        monkeypatch.setattr(chat_hook, "CODES", chat_hook.Limit(100, 1))

    def slack(self, fields: dict, *, at: float | None = None, secret: str = SECRET):
        body, stamp = urlencode(fields), str(int(at or time.time()))
        mark = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
        return self.client.post(
            self.paths["slack"],
            body,
            content_type="application/x-www-form-urlencoded",
            headers={
                "X-Slack-Request-Timestamp": stamp,
                "X-Slack-Signature": f"v0={mark.hexdigest()}",
            },
        )

    def lark(self, sent: dict, *, at: float | None = None, key: str = KEY, nonce: str = "n"):
        under = hashlib.sha256(key.encode()).digest()
        pad = PKCS7(128).padder()
        padded = pad.update(json.dumps(sent).encode()) + pad.finalize()
        cipher = Cipher(algorithms.AES256(under), modes.CBC(b"\0" * 16)).encryptor()
        text = base64.b64encode(b"\0" * 16 + cipher.update(padded) + cipher.finalize()).decode()
        body, stamp = json.dumps({"encrypt": text}), str(int(at or time.time()))
        mark = hashlib.sha256(f"{stamp}{nonce}{key}{body}".encode()).hexdigest()
        return self.client.post(
            self.paths["lark"],
            body,
            content_type="application/json",
            headers={
                "X-Lark-Request-Timestamp": stamp,
                "X-Lark-Request-Nonce": nonce,
                "X-Lark-Signature": mark,
            },
        )

    def say(self, channel: str, words: str, account: str = "A1"):
        """Say something to the app; return what it answers, as text."""
        if channel == "slack":
            fields = {"command": "/trigpoint", "text": words, "user_id": account}
            return self.slack({**fields, "trigger_id": next(EVENTS)}).content.decode()
        message = {"content": json.dumps({"text": f"/trigpoint {words}"})}
        event = {"sender": {"sender_id": {"open_id": account}}, "message": message}
        answer = self.lark(event_of("im.message.receive_v1", event))
        return json.dumps(self.said.pop()) if answer.status_code == 200 else answer.content.decode()

    def press(self, channel: str, act: str, values: dict[str, str], account: str = "A1") -> str:
        if channel == "slack":
            state = {n: {"v": {"type": "plain_text_input", "value": v}} for n, v in values.items()}
            payload = {
                "type": "block_actions",
                "user": {"id": account},
                "actions": [{"value": act, "action_ts": next(EVENTS)}],
                "state": {"values": state},
                "response_url": "https://hooks.slack.com/actions/1",
            }
            assert self.slack({"payload": json.dumps(payload)}).status_code == 200
            return json.dumps(self.said.pop())
        action = {"value": {"act": act}, "form_value": values}
        event = {"operator": {"open_id": account}, "action": action}
        return self.lark(event_of("card.action.trigger", event)).content.decode()


def event_of(kind: str, event: dict) -> dict:
    header = {"event_id": f"e{next(EVENTS)}", "event_type": kind}
    return {"schema": "2.0", "header": header, "event": event}


@pytest.fixture
def app(cast: Cast, monkeypatch) -> App:
    return App(cast, monkeypatch)


def tie(cast: Cast, app: App, channel: str) -> None:
    ana = for_person(Person.objects.get(public_id=cast.people["ana"]), timezone.now())
    code = ties.begin(ana, channel).code
    assert "Tied: Ana Costa" in app.say(channel, f"tie {code}")


def own_goal(cast: Cast) -> str:
    made = goal(cast, "tuan", cast.units["Orders"], "Answer <within> the hour")
    row = Goal.objects.get(public_id=made)
    row.owner_unit, row.owner_person = None, Person.objects.get(public_id=cast.people["ana"])
    row.state = Goal.State.ACTIVE
    row.save()
    return made


BOTH = pytest.mark.parametrize("channel", ["slack", "lark"])


@BOTH
@pytest.mark.req("LOOP-7", via="web")
def test_the_check_in_of_the_page_is_made_from_a_chat(cast, app, channel):
    tie(cast, app, channel)
    made = own_goal(cast)
    form = app.press(channel, f"open:{made}", {})
    for words in ("How is it going?", "What helped, or what is in the way?", "How sure are you"):
        assert words in form
    for words in ("Something new is in the way", "For this goal I need", "put it on the list"):
        assert words in form
    assert "initial_option" not in form.split("status", 1)[1].split("note", 1)[0]
    again = app.press(channel, f"check-in:{made}", {"note": "CANARY note"})
    assert "Choose how it is going." in again
    assert "CANARY note" in again
    values = {
        "status": "at_risk",
        "note": "Two are ill",
        "sure": "6",
        "help": "yes",
        "new_hurdle": "Snow",
    }
    assert "Checked in" in app.press(channel, f"check-in:{made}", values)
    check = CheckIn.objects.get()
    assert (check.status, check.note, check.confidence) == ("at_risk", "Two are ill", 6)
    assert check.wants_help
    assert check.person == cast.ana.person


@BOTH
@pytest.mark.req("LOOP-7", via="web")
def test_what_waits_is_acknowledged_by_a_button(cast, app, channel):
    tie(cast, app, channel)
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    voice.ask(cast.tuan, made, cast.people["ana"])
    shown = app.say(channel, "inbox")
    assert f"answer:goal:{made}:agree" in shown
    assert f"answer:goal:{made}:concern" not in shown
    assert "Your answer is kept" in app.press(channel, f"answer:goal:{made}:agree", {})
    assert Acknowledgement.objects.get().answer == "agree"
    assert "nothing like this" in app.press(channel, f"answer:goal:{made}:agree", {})


@BOTH
@pytest.mark.req("LOOP-7", via="web")
def test_somebody_is_thanked_from_a_chat(cast, app, channel):
    tie(cast, app, channel)
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    assert "Rui Matos" in app.say(channel, "thank rui")
    assert "Nobody here" in app.say(channel, "thank zzz")
    said = {"to": cast.people["rui"], "words": "For the calm"}
    assert "Choose the goal" in app.press(channel, "thank:rui", said)
    assert "glad" in app.press(channel, "thank:rui", {**said, "goal": made})
    assert Thanks.objects.get().words == "For the calm"


@BOTH
def test_an_account_that_nobody_tied_does_nothing(cast, app, channel):
    made = own_goal(cast)
    assert "tied to nobody" in app.press(channel, f"check-in:{made}", {"status": "on_track"})
    assert "not good" in app.say(channel, "tie AAAAAAAAAA")
    assert not CheckIn.objects.exists()


@BOTH
def test_off_in_a_chat_turns_it_off_and_somebody_who_left_is_nobody(cast, app, channel):
    tie(cast, app, channel)
    assert "No more messages" in app.say(channel, "off")
    [tied] = [one for one in ties.mine(cast.ana) if one.channel == channel]
    assert tied.state == "off"
    Person.objects.filter(public_id=cast.people["ana"]).update(valid_to="2026-01-01")
    assert "tied to nobody" in app.say(channel, "inbox")


@BOTH
def test_a_chat_gives_no_more_rights_than_the_page(cast, app, channel):
    tie(cast, app, channel)
    other = goal(cast, "amir", cast.units["Billing"], "Theirs")
    said = app.press(channel, f"check-in:{other}", {"status": "on_track"})
    assert "Checked in" not in said
    assert not CheckIn.objects.exists()


@pytest.mark.asks("chat_hook")
@pytest.mark.req("LOOP-7", via="api")
def test_a_wrong_signature_an_old_request_and_a_replayed_one_are_refused_in_words(cast, app):
    fields = {"text": "help", "user_id": "A1"}
    event = event_of("card.action.trigger", {"operator": {"open_id": "A1"}, "action": {}})
    old, now = time.time() - 301, time.time()
    for answer, words in (
        (app.slack(fields, secret="x"), "The signature is wrong."),
        (app.slack(fields, at=old), "The request is too old."),
        (app.lark(event, key="x"), "The signature is wrong."),
        (app.lark(event, at=old), "The request is too old."),
        (app.client.post(app.paths["slack"]), "says not when"),
        (app.client.post(app.paths["lark"], {}, content_type="application/json"), "be read"),
    ):
        assert answer.status_code == 401
        assert words in answer.content.decode()
        assert not answer.cookies
    assert not SeenRequest.objects.exists()
    assert [app.slack(fields, at=now).status_code for _ in range(2)] == [200, 409]
    assert [app.lark(event, at=now).status_code for _ in range(2)] == [200, 409]
    assert app.lark(event, at=now, nonce="m").status_code == 409  # the same event, signed anew
    assert app.client.post("/chat/0000000000000/").status_code == 404
    assert app.client.get(app.paths["slack"]).status_code == 405


def test_what_is_too_long_is_not_read_and_too_much_at_once_is_not_done(cast, app, monkeypatch):
    monkeypatch.setattr(chat_hook, "ASKS", Limit(burst=2, per_second=0.001))
    long = app.slack({"text": "x" * 200_001, "user_id": "A1"})
    assert (long.status_code, long.content.decode()) == (413, "The request is too long.")
    answers = [app.slack({"text": f"help {n}", "user_id": "A1"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait a moment." in answers[2].content.decode()
    assert app.slack({"text": "help", "user_id": "A2"}).status_code == 200
    assert app.slack({"text": "help", "user_id": "A1"}, secret="x").status_code == 401
    assert SeenRequest.objects.count() == 3


def test_nothing_tells_apart_why_an_unsigned_request_cannot_be_read(app):
    """One that is wrongly padded and one that is no JSON, else each byte could be guessed."""
    sealed = bytearray(48)
    said = set()
    for last in range(256):
        sealed[31] = last
        body = json.dumps({"encrypt": base64.b64encode(bytes(sealed)).decode()})
        answer = app.client.post(app.paths["lark"], body, content_type="application/json")
        said.add((answer.status_code, answer.content))
    deep = app.client.post(app.paths["lark"], "[" * 90_000, content_type="application/json")
    said.add((deep.status_code, deep.content))
    assert said == {(401, b"The request cannot be read.")}


def test_lark_is_told_that_we_are_there(app):
    answer = app.lark({"type": "url_verification", "challenge": "abc", "token": "t"})
    assert answer.json() == {"challenge": "abc"}


def test_seen_requests_are_forgotten_after_a_day(app):
    app.slack({"text": "help", "user_id": "A1"})
    assert requests.forget(timezone.now()) == 0
    assert requests.forget(timezone.now() + requests.KEPT * 2) == 1


def test_what_slack_posts_back_to_is_only_slack(monkeypatch):
    asked: list[str] = []
    slack.respond("http://127.0.0.1/x", {}, lambda _m, url, _h, _b: asked.append(url))
    slack.respond("https://hooks.slack.com.evil.example/", {}, lambda *_a: asked.append("bad"))
    assert asked == []
