"""Webhooks against a local receiver that verifies what it gets, and misbehaves."""

import base64
import datetime
import hashlib
import hmac
import json
import time
from http.server import BaseHTTPRequestHandler

import pytest
from django.utils import timezone

from tests.access.acts import goal
from tests.cast import Cast
from tests.net.serving import serving, whole
from trigpoint.jobs import outlets as job
from trigpoint.jobs.outbox import drain
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goals
from trigpoint.services.outlets import outlets, parcels
from trigpoint.services.outlets.outlets import NewSecret, OutletDraft
from trigpoint.store.models import Entry, Goal, OutboxMessage, Outlet, OutletSecret, Version

pytestmark = pytest.mark.django_db
TOPICS = ("goal.changed", "plan.changed")
WORDS = "Answer within the hour, zyzzyva"


class Receiver:
    """A program that verifies by the specification, and answers what a test tells it to.

    It is written from the specification alone: it shares no code with what signs.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.statuses: list[int] = []
        self.got: list[tuple[str, dict]] = []
        self.bad = 0
        self.raw: list[bytes] = []

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        number, stamp = handler.headers["webhook-id"], handler.headers["webhook-timestamp"]
        self.raw.append(body)
        signed = f"{number}.{stamp}.".encode() + body
        given = [one.split(",", 1)[1] for one in handler.headers["webhook-signature"].split(" ")]
        if abs(time.time() - int(stamp)) > 300 or not any(
            self.mac(key, signed) in given for key in self.keys
        ):
            self.bad += 1
            whole(401, b"")(handler)
            return
        status = self.statuses.pop(0) if self.statuses else 204
        if status == 302:
            whole(302, b"", Location="http://169.254.169.254/")(handler)
        elif status == 0:
            handler.close_connection = True
        else:
            self.got.append((number, json.loads(body)))
            whole(status, b"")(handler)

    @staticmethod
    def mac(key: str, signed: bytes) -> str:
        raw = base64.b64decode(key.removeprefix("whsec_"))
        return base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()

    def ids(self) -> list[str]:
        return [number for number, _body in self.got]


@pytest.fixture
def receiver(settings):
    """Yield a receiver and its address."""
    made = Receiver()
    with serving(made) as port:
        settings.TRIGPOINT_ALLOW = [f"127.0.0.1:{port}"]
        yield made, f"http://127.0.0.1:{port}/hook"


def hook(cast: Cast, receiver, topics=TOPICS) -> NewSecret:
    made = outlets.add(cast.dara, OutletDraft("Data hall", receiver[1], topics))
    receiver[0].keys.append(made.secret)
    return made


def due() -> None:
    """Let what waits for another try be due."""
    OutboxMessage.objects.update(next_attempt_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))


def posts() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(topic="outlet.post").order_by("pk"))


@pytest.mark.req("PLATFORM-3", via="core")
def test_a_change_is_posted_once_signed_and_names_ids_alone(cast: Cast, receiver, quick):
    hook(cast, receiver)
    made = goal(cast, "tuan", cast.units["Orders"], WORDS)
    drain(quick)
    (number, body), *more = receiver[0].got
    assert more == []
    assert number == posts()[0].public_id
    assert (body["type"], body["data"]) == ("goal.changed", {"goal": made})
    datetime.datetime.fromisoformat(body["timestamp"])
    assert b"zyzzyva" not in b"".join(receiver[0].raw)
    drain(quick)
    assert len(receiver[0].got) == 1


def test_what_is_not_wanted_private_or_rolled_back_is_not_told(cast: Cast, receiver, quick):
    hook(cast, receiver, topics=("plan.changed",))
    goal(cast, "tuan", cast.units["Orders"], WORDS)
    assert posts() == []
    hook(cast, receiver)
    made = goal(cast, "ana", cast.people["ana"], WORDS)
    Goal.objects.filter(public_id=made).update(private=True)
    with pytest.raises(NotThere):
        goals.edit(cast.ana, "0000000000000", 1, {"how": "so"})
    drain(quick)
    assert receiver[0].got == []


@pytest.mark.parametrize("status", [500, 429, 404, 302, 0])
def test_what_was_not_taken_comes_again_with_its_id_and_later_ones_wait(
    cast: Cast, receiver, quick, status
):
    made = hook(cast, receiver)
    receiver[0].statuses = [status]
    for title in ("One", "Two"):
        goal(cast, "tuan", cast.units["Orders"], title)
    drain(quick)
    first, second = posts()
    assert (first.delivered_at, second.attempts) == (None, 0)
    assert outlets.deliveries(cast.dara, made.webhook.id)[1].state == "failing"
    assert outlets.show(cast.dara, made.webhook.id).failures == 1
    receiver[0].got.clear()
    due()
    drain(quick)
    assert receiver[0].ids() == [first.public_id, second.public_id]
    assert outlets.show(cast.dara, made.webhook.id).failures == 0


def test_a_replaced_key_signs_beside_the_new_one_for_a_day(cast: Cast, receiver, quick):
    made = hook(cast, receiver)
    new = outlets.rotate(cast.at("dara", timezone.now()), made.webhook.id)
    for only in (made.secret, new.secret):
        receiver[0].keys = [only]
        outlets.trial(cast.dara, made.webhook.id)
        drain(quick)
    assert [body["type"] for _id, body in receiver[0].got] == ["trial", "trial"]
    past = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    OutletSecret.objects.filter(until__isnull=False).update(until=past)
    receiver[0].keys = [made.secret]
    outlets.trial(cast.dara, made.webhook.id)
    drain(quick)
    assert receiver[0].bad == 1


def test_a_receiver_that_wants_no_more_or_always_fails_is_asked_no_more_until_resumed(
    cast: Cast, receiver, quick, monkeypatch
):
    made = hook(cast, receiver)
    receiver[0].statuses = [410]
    outlets.trial(cast.dara, made.webhook.id)
    drain(quick)
    stopped = outlets.show(cast.dara, made.webhook.id)
    assert stopped.stopped_at is not None
    assert "410" in stopped.stop_words
    goal(cast, "tuan", cast.units["Orders"], WORDS)
    due()
    drain(quick)
    assert len(receiver[0].got) == len(posts()) == 1
    outlets.pause(cast.dara, made.webhook.id, paused=False)
    monkeypatch.setattr(parcels, "MOST_FAILURES", 2)
    receiver[0].statuses = [500, 500, 204]
    for _try in range(4):
        due()
        drain(quick)
    assert outlets.show(cast.dara, made.webhook.id).failures == 2
    assert receiver[0].statuses == [204]


def test_what_is_owed_waits_through_a_pause_and_goes_with_what_is_removed(
    cast: Cast, receiver, quick
):
    made = hook(cast, receiver)
    goal(cast, "tuan", cast.units["Orders"], "One")
    outlets.pause(cast.dara, made.webhook.id, paused=True)
    drain(quick)
    assert receiver[0].got == []
    outlets.pause(cast.at("dara", cast.dara.now), made.webhook.id, paused=False)
    due()
    drain(quick)
    assert len(receiver[0].got) == 1
    goal(cast, "tuan", cast.units["Orders"], "Two")
    outlets.remove(cast.dara, made.webhook.id)
    drain(quick)
    assert len(receiver[0].got) == 1
    assert not OutletSecret.objects.exists()


def test_the_key_lies_sealed_and_in_no_version_message_or_entry(cast: Cast, receiver, quick):
    made = hook(cast, receiver)
    assert made.secret.startswith("whsec_")
    assert len(base64.b64decode(made.secret.removeprefix("whsec_"))) == 32
    plain = made.secret.removeprefix("whsec_")
    kept = [bytes(one.sealed) for one in OutletSecret.objects.all()]
    assert all(plain.encode() not in one for one in kept)
    rows = [*Version.objects.values(), *OutboxMessage.objects.values(), *Entry.objects.values()]
    assert plain not in repr(rows)
    assert plain not in repr(outlets.show(cast.dara, made.webhook.id))
    Outlet.objects.update(address=receiver[1] + "/elsewhere")
    outlets.trial(cast.dara, made.webhook.id)
    drain(quick)
    assert receiver[0].raw == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (OutletDraft("", "https://8.8.8.8/", TOPICS), "name"),
        (OutletDraft("In", "http://127.0.0.1:1/", TOPICS), "address"),
        (OutletDraft("In", "https://169.254.169.254/latest", TOPICS), "address"),
        (OutletDraft("In", "file:///etc/passwd", TOPICS), "address"),
        (OutletDraft("In", "https://8.8.8.8/" + "a" * 500, TOPICS), "address"),
        (OutletDraft("In", "https://8.8.8.8/", ()), "topics"),
        (OutletDraft("In", "https://8.8.8.8/", ("feedback.given",)), "topics"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast: Cast, draft, field):
    with pytest.raises(Invalid) as refused:
        outlets.add(cast.dara, draft)
    assert set(refused.value.fields) == {field}


def test_webhooks_are_for_administrators_alone_and_those_elsewhere_are_not_there(
    cast: Cast, receiver
):
    made = hook(cast, receiver)
    for who in (cast.tuan, cast.ana, cast.wanda):
        with pytest.raises(NotAllowed):
            outlets.everything(who)
        with pytest.raises(NotThere):
            outlets.rotate(who, made.webhook.id)
    with pytest.raises(NotThere):
        outlets.show(cast.olga, made.webhook.id)
    another = OutletDraft("Data hall", receiver[1] + "x", TOPICS)
    with pytest.raises(Invalid):
        outlets.change(cast.dara, made.webhook.id, 1, another)


def test_a_receiver_is_given_ten_seconds_and_little_room():
    assert (job.client().deadline, job.client().most) == (10, 65_536)
