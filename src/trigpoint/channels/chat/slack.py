"""Posting to Slack as the organisation's app, as docs.slack.dev has it: chat.postMessage."""

from __future__ import annotations

import json
from typing import Any

from trigpoint.channels.chat.answers import Unanswered, read
from trigpoint.channels.chat.words import Said
from trigpoint.channels.said import Refusal
from trigpoint.net import Answer, Fetch
from trigpoint.services.letters.letter_box import Envelope

HOME = "https://slack.com/api"
HOOKS = "https://hooks.slack.com/"
GONE = {"channel_not_found", "user_not_found", "account_inactive", "user_disabled", "is_archived"}
"""What Slack says of an account that takes nothing any more."""
BAD = {"invalid_blocks", "msg_too_long", "msg_blocks_too_long", "no_text"}
"""What it says of a message that it never takes."""


def send(letter: Envelope, said: Said, number: str, fetch: Fetch) -> None:  # noqa: ARG001 - Slack knows no number
    """Post a letter to a person's account; raises as `channels.chat.send`."""
    body = {
        "channel": letter.address,
        "text": escaped(said.subject),
        "blocks": blocks(said),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Authorization": f"Bearer {letter.keys['token']}",
    }
    answer = read(fetch("POST", f"{HOME}/chat.postMessage", headers, json.dumps(body).encode()))
    if answer.get("ok") is True:
        return
    why = str(answer.get("error", ""))
    if why in GONE | BAD:
        raise Refusal(why, bounced=why in GONE)
    raise Unanswered(why or "no reason given")


def respond(address: str, body: dict[str, Any], fetch: Fetch) -> None:
    """Answer what somebody pressed, where Slack has said; to no other host than Slack's."""
    if not address.startswith(HOOKS):
        return
    read_status(
        fetch("POST", address, {"Content-Type": "application/json"}, json.dumps(body).encode())
    )


def read_status(answer: Answer) -> None:
    """Raise `Unanswered` where Slack did not take an answer."""
    if not 200 <= answer.status < 300:
        message = f"Slack answered {answer.status}"
        raise Unanswered(message)


def blocks(said: Said) -> list[dict[str, Any]]:
    """Return the letter in blocks: plain text, in which Slack reads no mark and no mention."""
    found: list[dict[str, Any]] = []
    for number, line in enumerate(said.lines):
        found.append(
            {
                "type": "section",
                "text": plain(f"{line.title}\n{line.text}".strip()),
                "accessory": button(said.open, f"open-{number}", line.address),
            }
        )
    foot = [button(link.label, f"foot-{n}", link.address) for n, link in enumerate(said.links)]
    return [
        *found,
        {"type": "context", "elements": [plain(said.organisation)]},
        {"type": "actions", "elements": foot},
    ]


def plain(text: str) -> dict[str, Any]:
    """Return a text that is shown as it is written."""
    return {"type": "plain_text", "text": text, "emoji": False}


def button(label: str, name: str, address: str) -> dict[str, Any]:
    """Return a button that leads to a page of ours."""
    return {"type": "button", "text": plain(label[:75]), "action_id": name, "url": address}


def escaped(text: str) -> str:
    """Return a text for places where Slack reads marks: its three signs are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
