"""Posting to a person's workflow in Microsoft Teams: a card, to an address that is a secret.

As learn.microsoft.com has it, "Create incoming webhooks with Workflows".
"""

from __future__ import annotations

import json
from typing import Any

from trigpoint.channels.chat.answers import Unanswered
from trigpoint.channels.chat.words import Said
from trigpoint.channels.said import Refusal
from trigpoint.net import Fetch
from trigpoint.services.letters.letter_box import Envelope

GONE = {401, 403, 404, 410}
"""The workflow was taken away, or its address is not good any more."""
BAD = {400, 413}


def send(letter: Envelope, said: Said, number: str, fetch: Fetch) -> None:  # noqa: ARG001 - Teams knows no number
    """Post a letter to a person's workflow; raises as `channels.chat.send`."""
    kind = {"Content-Type": "application/json"}
    answer = fetch("POST", letter.address, kind, json.dumps(message(said)).encode())
    if 200 <= answer.status < 300:
        return
    words = f"the workflow answered {answer.status}"
    if answer.status in GONE | BAD:
        raise Refusal(words, bounced=answer.status in GONE)
    raise Unanswered(words)


def message(said: Said) -> dict[str, Any]:
    """Return the letter as an adaptive card of plain runs of text, in which no mark is read."""
    lines = [block(f"{line.title}\n{line.text}".strip(), line.address) for line in said.lines]
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.4",
        "body": [*lines, runs(said.organisation)],
        "actions": [
            {"type": "Action.OpenUrl", "title": link.label, "url": link.address}
            for link in said.links
        ],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    attached = {"contentType": kind, "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attached]}


def block(text: str, address: str) -> dict[str, Any]:
    """Return a line that leads to its page."""
    return {
        "type": "Container",
        "items": [runs(text)],
        "selectAction": {"type": "Action.OpenUrl", "url": address},
        "separator": True,
    }


def runs(text: str) -> dict[str, Any]:
    """Return a text that is shown as it is written."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text}]}
