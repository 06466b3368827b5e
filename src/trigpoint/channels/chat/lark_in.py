"""What Lark tells us, and how it is answered: messages to the app, and cards with their fields.

As open.larksuite.com has it: "Receive messages", "Card callback", "Form container".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from trigpoint.channels.chat import signed
from trigpoint.channels.chat.lark import plain
from trigpoint.channels.chat.reply import Ask, Field, Part, Reply
from trigpoint.channels.chat.signed import Unverified
from trigpoint.core.text import _

MESSAGE, PRESSED = "im.message.receive_v1", "card.action.trigger"


def read(keys: Mapping[str, str], headers: Mapping[str, str], body: bytes, now: float) -> Ask:
    """Return what somebody said or pressed; raise `Unverified` for what is not Lark's.

    Whether we are there is asked without a signature, encrypted alone; it does nothing. What bears
    one is decrypted only where it is right.
    """
    try:
        if "X-Lark-Signature" in headers:
            signed.lark(keys["encrypt_key"], headers, body, now)
        sent = json.loads(signed.opened(keys["encrypt_key"], str(json.loads(body)["encrypt"])))
        if sent.get("type") == "url_verification":
            return Ask("", (), challenge=str(sent["challenge"]))
        mark = signed.lark(keys["encrypt_key"], headers, body, now)
        seen = (mark, f"event {sent['header']['event_id']}")
        if sent["header"]["event_type"] == PRESSED:
            return pressed(sent["event"], seen)
        return said(sent["event"], seen)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unverified(_("The request cannot be read.")) from error


def said(event: Mapping[str, Any], seen: tuple[str, ...]) -> Ask:
    """Return what a message to the app says; its answer goes to whoever wrote it."""
    account = event["sender"]["sender_id"]["open_id"]
    text = json.loads(event["message"]["content"]).get("text", "")
    words = str(text).strip().removeprefix("/trigpoint").strip()
    return Ask(account, seen, words=words, reply_to=account)


def pressed(event: Mapping[str, Any], seen: tuple[str, ...]) -> Ask:
    """Return what a button brings along; it is answered by another card in its place."""
    action = event["action"]
    values = {k: str(v) for k, v in (action.get("form_value") or {}).items() if v}
    act = str(action.get("value", {}).get("act", ""))
    return Ask(event["operator"]["open_id"], seen, act=act, values=values)


def card(reply: Reply) -> dict[str, Any]:
    """Return an answer as a card."""
    found = [one for number, part in enumerate(reply.parts) for one in elements(part, number)]
    return {"schema": "2.0", "body": {"elements": found}}


def elements(part: Part, number: int) -> list[dict[str, Any]]:
    """Return one piece of an answer; with fields it is a form."""
    buttons = [
        button(one.label, f"b-{number}-{n}", one.act, one.address, form=bool(part.fields))
        for n, one in enumerate(part.buttons)
    ]
    words = {"tag": "div", "text": plain(part.words)}
    if not part.fields:
        return [words, *buttons]
    inside = [one for field in part.fields for one in element(field)]
    return [words, {"tag": "form", "name": f"f-{number}", "elements": [*inside, *buttons]}]


def button(label: str, name: str, act: str, address: str, *, form: bool) -> dict[str, Any]:
    """Return a button that comes back to us, or leads to a page."""
    does = (
        {"type": "open_url", "default_url": address}
        if address
        else {"type": "callback", "value": {"act": act}}
    )
    sends = {"form_action_type": "submit"} if form and not address else {}
    return {"tag": "button", "name": name, "text": plain(label), "behaviors": [does], **sends}


def element(one: Field) -> list[dict[str, Any]]:
    """Return a field of a form under its label."""
    found: dict[str, Any] = {"tag": "input", "name": one.name, "default_value": one.initial}
    if one.choices:
        options = [{"text": plain(label or "-"), "value": value} for value, label in one.choices]
        found = {"tag": "select_static", "name": one.name, "options": options}
        if one.initial:
            found["initial_option"] = one.initial
    return [{"tag": "div", "text": plain(one.label)}, found]


def answer(reply: Reply) -> dict[str, Any]:
    """Return what is answered to a button."""
    return {"card": {"type": "raw", "data": card(reply)}}
