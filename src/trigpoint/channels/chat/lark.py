"""Posting to Lark as the organisation's app, as open.larksuite.com has it: "Send message"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from trigpoint.channels.chat.answers import Unanswered, read
from trigpoint.channels.chat.words import Said
from trigpoint.channels.said import Refusal
from trigpoint.net import Fetch
from trigpoint.services.letters.letter_box import Envelope

HOME = "https://open.larksuite.com/open-apis"
GONE = {230013, 230029}
"""The app is not for this person any more; they have left."""
BAD = {230001, 230025, 230099}
"""The message is none, too long, or a card that cannot be made."""


def send(letter: Envelope, said: Said, number: str, fetch: Fetch) -> None:
    """Post a letter to a person's account; raises as `channels.chat.send`."""
    post(letter.keys, letter.address, card(said), number, fetch)


def post(
    keys: Mapping[str, str], to: str, made: Mapping[str, Any], number: str, fetch: Fetch
) -> None:
    """Post a card to an account; raises as `channels.chat.send`.

    By `number`, Lark drops what is sent twice within an hour.
    """
    body = {
        "receive_id": to,
        "msg_type": "interactive",
        "content": json.dumps(made),
        "uuid": number,
    }
    token = {"Authorization": f"Bearer {token_of(keys, fetch)}"}
    answer = ask("/im/v1/messages?receive_id_type=open_id", token, body, fetch)
    code = answer.get("code")
    if code == 0:
        return
    words = f"{code} {answer.get('msg', '')}"
    if code in GONE | BAD:
        raise Refusal(words, bounced=code in GONE)
    raise Unanswered(words)


def token_of(keys: Mapping[str, str], fetch: Fetch) -> str:
    """Return the key that the app speaks with for the next two hours."""
    body = {"app_id": keys["app_id"], "app_secret": keys["app_secret"]}
    answer = ask("/auth/v3/tenant_access_token/internal", {}, body, fetch)
    token = answer.get("tenant_access_token")
    if answer.get("code") != 0 or not isinstance(token, str):
        message = f"{answer.get('code')} {answer.get('msg', '')}"
        raise Unanswered(message)
    return token


def ask(
    path: str, headers: Mapping[str, str], body: Mapping[str, object], fetch: Fetch
) -> Mapping[str, Any]:
    """Post JSON and return what came back."""
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return read(fetch("POST", HOME + path, {**kind, **headers}, json.dumps(body).encode()))


def card(said: Said) -> dict[str, Any]:
    """Return the letter as a card: plain text, in which Lark reads no mark and no mention."""
    found: list[dict[str, Any]] = []
    for line in said.lines:
        text = plain(f"{line.title}\n{line.text}".strip())
        found.append({"tag": "div", "text": text, "extra": button(said.open, line.address)})
    foot = [button(link.label, link.address) for link in said.links]
    return {
        "header": {"title": plain(said.organisation)},
        "elements": [*found, {"tag": "hr"}, {"tag": "action", "actions": foot}],
    }


def plain(text: str) -> dict[str, Any]:
    """Return a text that is shown as it is written."""
    return {"tag": "plain_text", "content": text}


def button(label: str, address: str) -> dict[str, Any]:
    """Return a button that leads to a page of ours."""
    return {"tag": "button", "text": plain(label), "type": "default", "url": address}
