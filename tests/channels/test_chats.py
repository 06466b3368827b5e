"""Letters in chats, over real connections to chats that behave as documented."""

import datetime
import json
import random
import re
from collections import Counter

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.cast import Cast
from tests.channels.chats import LARK_KEYS, SLACK_TOKEN, FakeChats
from tests.channels.test_mail import MORNING, ask_ana, choose, send
from tests.conftest import missing
from tests.net.serving import serving
from trigpoint.channels.chat import lark, slack
from trigpoint.core.delivery.events import Channel
from trigpoint.jobs import letters as jobs
from trigpoint.net import long_tail
from trigpoint.services.actor import for_person
from trigpoint.services.chats import chats, ties
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import voice
from trigpoint.services.letters import delivery, letters
from trigpoint.store.models import Chat, ChatTie, Letter, OutboxMessage, Person

SLACK_KEYS = {"token": SLACK_TOKEN, "signing_secret": "8f742231b10e8888abcd99yyyzzz85a5"}
NUMBER = re.compile(r"Goal number (\d+)")
ACCOUNTS = {"slack": "U1", "lark": "ou_1"}


@pytest.fixture
def fake(settings, monkeypatch):
    made = FakeChats()
    with serving(made) as port:
        home = f"http://127.0.0.1:{port}"
        settings.TRIGPOINT_ALLOW, settings.TRIGPOINT_MAIL = [f"127.0.0.1:{port}"], False
        monkeypatch.setattr(slack, "HOME", f"{home}/slack")
        monkeypatch.setattr(lark, "HOME", f"{home}/lark")
        made.home = home
        yield made


@pytest.fixture
def noon(monkeypatch) -> None:
    monkeypatch.setattr(jobs.timezone, "now", lambda: MORNING + datetime.timedelta(hours=4))


def tie(cast: Cast, fake: FakeChats, channel: str) -> None:
    """Let Ana be reached in one chat."""
    ana = for_person(Person.objects.get(public_id=cast.people["ana"]), MORNING)
    if channel == "teams":
        ties.paste(ana, f"{fake.home}/teams/secret")
        return
    keys = SLACK_KEYS if channel == "slack" else {**LARK_KEYS, "encrypt_key": "e"}
    chats.connect(cast.dara, channel, keys)
    code = ties.begin(ana, channel).code
    ties.confirm(Chat.objects.get(kind_of_chat=channel), ACCOUNTS[channel], code, MORNING)


def write(cast: Cast, at: datetime.datetime = MORNING) -> int:
    return letters.write(cast.organisation, at, mail=False)


@pytest.mark.req("LOOP-7", via="core")
@pytest.mark.parametrize("channel", ["slack", "lark", "teams"])
def test_a_digest_reaches_a_chat_in_five_lines_with_why_and_a_switch(cast, fake, noon, channel):
    tie(cast, fake, channel)
    ask_ana(cast, 7)
    assert write(cast) == 1
    send()
    [(where, to, body)] = fake.taken
    text = json.dumps(body, ensure_ascii=False)
    assert (where, to) == (channel, {**ACCOUNTS, "teams": "/teams/secret"}[channel])
    assert text.count("Answer within the hour") == 4
    assert "3 more are in your inbox." in text
    assert "It is a goal of Orders." in text
    assert "/mail/off/" in text
    assert Letter.objects.get().state == "sent"


@pytest.mark.parametrize("channel", ["slack", "lark", "teams"])
def test_the_switch_in_a_message_turns_that_chat_off_and_nothing_else(cast, fake, noon, channel):
    tie(cast, fake, channel)
    ask_ana(cast)
    write(cast)
    send()
    text = json.dumps(fake.taken[0][2])
    address = "/mail/off/" + text.split("/mail/off/")[1].split('"')[0].split("\\")[0]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(address).status_code == 200
    assert ties.way(cast.ana.person, Channel(channel))
    assert stranger.post(address, {"mail": "off"}).status_code == 200
    assert ties.way(cast.ana.person, Channel(channel)) is None
    assert not delivery.show(cast.ana).off
    ask_ana(cast, 2)
    assert write(cast, MORNING + datetime.timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("channel", "answer"),
    [
        ("slack", (200, {"ok": False, "error": "account_inactive"})),
        ("lark", (200, {"code": 230013, "msg": "no availability to this user"})),
        ("teams", (404, None)),
    ],
)
def test_an_account_that_takes_nothing_any_more_is_noticed_and_said(
    cast, fake, noon, channel, answer
):
    tie(cast, fake, channel)
    ask_ana(cast)
    fake.fault = lambda: answer
    write(cast)
    send()
    assert Letter.objects.get().state == "refused"
    client = Client()
    client.force_login(cast.ana.user)
    assert "the chat takes nothing" in client.get("/settings/delivery/").content.decode()
    client.post(f"/settings/delivery/chat/{channel}/", {"do": "on"})
    assert ties.way(cast.ana.person, Channel(channel))


@pytest.mark.parametrize("channel", ["slack", "lark", "teams"])
def test_what_people_write_is_shown_as_it_is_written(cast, fake, noon, channel):
    bad = "<!channel> *b* <https://x.example|y> <at id=all></at> [l](http://x) =HYPERLINK(1)"
    tie(cast, fake, channel)
    made = goal(cast, "tuan", cast.units["Orders"], bad)
    voice.ask(cast.tuan, made, cast.people["ana"])
    write(cast)
    send()
    [(_where, _to, body)] = fake.taken
    places = [(kind, text) for kind, text in texts(body) if "HYPERLINK" in text]
    assert places
    for kind, text in places:
        assert kind in {"plain_text", "TextRun"} or "<" not in text


def texts(node):
    """Yield each text of a message with the kind of the block that holds it."""
    if isinstance(node, dict):
        kind = str(node.get("type", "") if "tag" not in node else node["tag"])
        for name, value in node.items():
            if name in {"text", "content"} and isinstance(value, str):
                yield kind, value
            else:
                yield from texts(value)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one)


@pytest.mark.req("LOOP-7", via="core")
def test_each_event_reaches_only_the_channels_that_were_chosen_and_not_in_quiet_hours(cast, fake):
    tie(cast, fake, "slack")
    tie(cast, fake, "teams")
    choose(cast, wishes={"asked": {"slack": "now", "teams": "never"}})
    ask_ana(cast)
    assert write(cast, MORNING + datetime.timedelta(hours=12)) == 0
    assert write(cast, MORNING + datetime.timedelta(hours=29)) == 1
    assert Letter.objects.get().channel == "slack"


def test_a_receiver_that_fails_a_fifth_of_the_time_gets_each_letter_once(cast, fake, noon):
    """The outbox under failure, over all three; tests/faults kill the worker as well."""
    for channel in ("slack", "lark", "teams"):
        tie(cast, fake, channel)
    dice = random.Random(9)
    fake.fault = lambda: (dice.choice([500, 429]), None) if dice.random() < 0.2 else None
    choose(cast, wishes={"asked": dict.fromkeys(("slack", "lark", "teams"), "now")})
    for number in range(5):
        made = goal(cast, "tuan", cast.units["Orders"], f"Goal number {number}.")
        voice.ask(cast.tuan, made, cast.people["ana"])
        write(cast, MORNING + datetime.timedelta(hours=4, minutes=number))
    for _round in range(8):
        send()
    told = Counter((w, NUMBER.search(json.dumps(body))[1]) for w, _to, body in fake.taken)
    assert set(told) == {(w, str(n)) for w in ("slack", "lark", "teams") for n in range(5)}
    assert set(told.values()) == {1}
    assert fake.tries > 15
    assert not OutboxMessage.objects.filter(topic=letters.TOPIC, delivered_at=None).exists()


def test_a_code_is_good_once_for_ten_minutes_and_only_in_its_chat(cast, fake):
    tie(cast, fake, "lark")
    tie(cast, fake, "slack")
    chat = Chat.objects.get(kind_of_chat="slack")
    rui = for_person(Person.objects.get(public_id=cast.people["rui"]), MORNING)
    code = ties.begin(rui, "slack").code
    late = MORNING + datetime.timedelta(minutes=11)
    for where, at in ((Chat.objects.get(kind_of_chat="lark"), MORNING), (chat, late)):
        with pytest.raises(NotThere):
            ties.confirm(where, "U2", code, at)
    assert ties.confirm(chat, "U2", code.lower(), MORNING).person == rui.person
    with pytest.raises(NotThere):
        ties.confirm(chat, "U3", code, MORNING)
    assert code not in str(list(ChatTie.objects.values()))


def test_an_account_is_one_persons(cast, fake):
    tie(cast, fake, "slack")
    rui = for_person(Person.objects.get(public_id=cast.people["rui"]), MORNING)
    code = ties.begin(rui, "slack").code
    ties.confirm(Chat.objects.get(), "U1", code, MORNING)
    assert ties.way(cast.ana.person, Channel.SLACK) is None


@pytest.mark.parametrize(
    "address", ["https://example.org/x", "http://127.0.0.1:1/x", "ftp://x", "https://[", "x"]
)
def test_messages_go_to_workflows_of_teams_alone(cast, address):
    with pytest.raises(Invalid):
        ties.paste(cast.ana, address)


@pytest.mark.asks("delivery_chat")
@pytest.mark.req("LOOP-7", via="web")
def test_administrators_connect_an_app_and_people_tie_themselves_on_the_page(cast, fake):
    dara, ana = Client(), Client()
    dara.force_login(cast.dara.user)
    ana.force_login(cast.ana.user)
    assert ana.get("/settings/chats/").status_code == 403
    assert "Connect Slack" in dara.get("/settings/chats/").content.decode()
    assert dara.post("/settings/chats/?edit=slack", SLACK_KEYS).status_code == 302
    page = dara.get("/settings/chats/").content.decode()
    assert f"/chat/{Chat.objects.get().public_id}/" in page
    assert SLACK_TOKEN not in page
    code = ana.post("/settings/delivery/chat/slack/", {"do": "code"}).content.decode()
    assert "/trigpoint tie " in code
    assert ana.post("/settings/delivery/chat/discord/", {"do": "on"}).status_code == 404
    wrong = ana.post("/settings/delivery/chat/teams/", {"do": "paste", "address": "x"})
    assert wrong.status_code == 422
    ana.post("/settings/delivery/chat/teams/", {"do": "paste", "address": f"{fake.home}/teams/a"})
    page = ana.get("/settings/delivery/").content.decode()
    assert 'name="asked_teams"' in page
    assert 'name="asked_slack"' not in page
    assert dara.post("/settings/chats/?edit=off-slack").status_code == 302
    assert not Chat.objects.filter(retired=False).exists()


@pytest.mark.asks("chats.connect", "chats.disconnect", "chats.code")
@pytest.mark.asks("chats.paste", "chats.turn", "chats.forget")
@pytest.mark.req("LOOP-7", via="api")
def test_a_program_ties_chooses_and_forgets(cast, fake):
    dara, ana = Client(), Client()
    dara.force_login(cast.dara.user)
    ana.force_login(cast.ana.user)
    kind = {"content_type": "application/json"}
    keys = {"keys": SLACK_KEYS}
    assert ana.post("/api/v1/chats/slack/connect", keys, **kind).status_code == 403
    assert dara.post("/api/v1/chats/slack/connect", keys, **kind).status_code == 200
    assert dara.post("/api/v1/chats/pigeon/connect", keys, **kind).status_code == 404
    assert dara.post("/api/v1/chats/lark/connect", keys, **kind).status_code == 422
    assert ana.post("/api/v1/delivery/chats/slack/code", **kind).status_code == 201
    assert ana.post("/api/v1/delivery/chats/lark/code", **kind).status_code == 404
    address = {"address": f"{fake.home}/teams/a"}
    assert ana.post("/api/v1/delivery/chats/slack/address", address, **kind).status_code == 404
    tied = ana.post("/api/v1/delivery/chats/teams/address", address, **kind).json()
    assert {one["channel"]: one["state"] for one in tied}["teams"] == "on"
    off = ana.post("/api/v1/delivery/chats/teams/switch", {"on": False}, **kind).json()
    assert {one["channel"]: one["state"] for one in off}["teams"] == "off"
    mira = Client()
    mira.force_login(cast.mira.user)
    assert mira.post("/api/v1/delivery/chats/teams/switch", {"on": True}, **kind).status_code == 404
    assert ana.delete("/api/v1/delivery/chats/teams").status_code == 204
    assert ana.delete("/api/v1/delivery/chats/teams").status_code == 404
    assert ana.delete("/api/v1/chats/slack").status_code == 403
    assert dara.delete("/api/v1/chats/slack").status_code == 204


@pytest.fixture
def messenger(settings, fake):
    """A messenger on loopback that Apprise speaks to, and that this machine allows by name."""
    if not long_tail.installed():
        missing("apprise")
    host = fake.home.removeprefix("http://")
    settings.TRIGPOINT_APPRISE = {f"json://{host}", "tgram"}
    return f"json://{host}/apprise/secret"


@pytest.mark.req("LOOP-7", via="core")
def test_any_other_messenger_is_reached_through_apprise(cast, fake, noon, messenger):
    ana = Client()
    ana.force_login(cast.ana.user)
    here = "/settings/delivery/chat/apprise/"
    assert ana.post(here, {"do": "paste", "address": messenger}).status_code == 302
    page = ana.get("/settings/delivery/").content.decode()
    assert 'name="asked_apprise"' in page
    assert "/apprise/secret" not in page
    assert b"/apprise/secret" not in bytes(ChatTie.objects.get().sealed)
    made = goal(cast, "tuan", cast.units["Orders"], "<b>Now</b> @everyone")
    voice.ask(cast.tuan, made, cast.people["ana"])
    fake.fault = lambda: (500, {})
    write(cast)
    send()
    assert Letter.objects.get().state == "waiting"
    fake.fault = lambda: None
    OutboxMessage.objects.update(next_attempt_at=MORNING)
    send()
    [(where, to, body)] = fake.taken
    assert (where, to) == ("apprise", "/apprise/secret")
    assert "It is a goal of Orders." in body["message"]
    assert "@everyone" not in body["message"] + body["title"]
    assert f"/g/{made}/" in body["message"]
    assert Letter.objects.get().state == "sent"
    off = "/mail/off/" + body["message"].split("/mail/off/")[1].split()[0]
    Client().post(off, {"mail": "off"})
    assert ties.way(cast.ana.person, Channel.APPRISE) is None


@pytest.mark.parametrize(
    "address",
    [
        "json://127.0.0.1:1/x",
        "jsons://{host}/x",
        "json://{host}/x?redirect=yes",
        "json://{host}/x json://10.0.0.1/",
        "json://{host}@10.0.0.1/x",
        "json://10.0.0.1\\@{host}/x",
        "json://10.0.0.1/#@{host}/x",
        "xml://{host}/x",
        "http://{host}/x",
        "nonsense",
        "x" * 1001,
    ],
)
def test_through_apprise_nothing_goes_where_this_machine_allows_nothing(cast, messenger, address):
    host = messenger.removeprefix("json://").partition("/")[0]
    with pytest.raises(Invalid):
        ties.paste(cast.ana, address.replace("{host}", host), "apprise")
    assert not ChatTie.objects.exists()


def test_what_this_machine_allows_no_more_gets_nothing_more(cast, fake, messenger, settings):
    ties.paste(cast.ana, messenger, "apprise")
    ties.paste(cast.ana, "tgram://123456789:abcdefg_hijklmnop/12315544/", "apprise")
    ask_ana(cast)
    settings.TRIGPOINT_APPRISE = set()
    assert write(cast) == 0
    assert ties.way(cast.ana.person, Channel.APPRISE) is None
    with pytest.raises(NotThere):
        ties.paste(cast.ana, messenger, "apprise")


def test_without_the_app_nothing_is_written_and_nothing_counts_as_told(cast, fake):
    tie(cast, fake, "slack")
    ask_ana(cast)
    chats.disconnect(cast.dara, "slack")
    assert write(cast) == 0
    chats.connect(cast.dara, "slack", SLACK_KEYS)
    assert write(cast) == 1


def test_keys_and_addresses_lie_sealed(cast, fake):
    tie(cast, fake, "slack")
    tie(cast, fake, "teams")
    rows = str(
        [bytes(row.sealed) for row in (*Chat.objects.all(), *ChatTie.objects.exclude(sealed=None))]
    )
    assert SLACK_TOKEN not in rows
    assert "/teams/" not in rows
    with pytest.raises(NotAllowed):
        chats.connect(cast.ana, "slack", SLACK_KEYS)
