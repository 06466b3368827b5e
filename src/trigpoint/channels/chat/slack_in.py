"""What Slack tells us, and how it is answered: slash commands and buttons with their fields.

As docs.slack.dev has it: "Slash commands", "block_actions payload", "Handling user interaction".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from trigpoint.channels.chat import signed
from trigpoint.channels.chat.reply import Ask, Field, Part, Reply
from trigpoint.channels.chat.signed import Unverified
from trigpoint.channels.chat.slack import button, plain
from trigpoint.core.text import _

MOST_CHOICES = 100
FIELD = "v"


def read(keys: Mapping[str, str], headers: Mapping[str, str], body: bytes, now: float) -> Ask:
    """Return what somebody said or pressed; raise `Unverified` for what is not Slack's."""
    seen = (signed.slack(keys["signing_secret"], headers, body, now),)
    try:
        sent = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
        if "payload" in sent:
            return pressed(json.loads(sent["payload"]), seen)
        return Ask(sent["user_id"], seen, words=sent.get("text", ""))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Unverified(_("The request cannot be read.")) from error


def pressed(sent: Mapping[str, Any], seen: tuple[str, ...]) -> Ask:
    """Return what a button brings along."""
    act = sent["actions"][0]
    values = {
        name: found
        for name, held in sent.get("state", {}).get("values", {}).items()
        if (found := value(held.get(FIELD, {})))
    }
    return Ask(
        sent["user"]["id"],
        seen,
        act=str(act.get("value", "")),
        values=values,
        reply_to=str(sent.get("response_url", "")),
    )


def value(held: Mapping[str, Any]) -> str:
    """Return what stands in a field."""
    option = held.get("selected_option")
    return str(option["value"] if option else held.get("value") or "")


def message(reply: Reply) -> dict[str, Any]:
    """Return an answer that only whoever asked can see."""
    found = [block for number, part in enumerate(reply.parts) for block in blocks(part, number)]
    return {"response_type": "ephemeral", "replace_original": True, "blocks": found}


def blocks(part: Part, number: int) -> list[dict[str, Any]]:
    """Return one piece of an answer."""
    found: list[dict[str, Any]] = [{"type": "section", "text": plain(part.words)}]
    found += [field(one) for one in part.fields]
    if part.buttons:
        held = [
            button(one.label, f"b-{number}-{n}", one.address)
            if one.address
            else {**pressing(one.label, one.act), "action_id": f"b-{number}-{n}"}
            for n, one in enumerate(part.buttons)
        ]
        found.append({"type": "actions", "elements": held})
    return found


def pressing(label: str, act: str) -> dict[str, Any]:
    """Return a button that comes back to us."""
    return {"type": "button", "text": plain(label[:75]), "value": act}


def field(one: Field) -> dict[str, Any]:
    """Return a field of a form."""
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": FIELD}
    if one.choices:
        options = [option(value, label) for value, label in one.choices[:MOST_CHOICES]]
        element = {"type": "static_select", "action_id": FIELD, "options": options}
        chosen = [each for each in options if each["value"] == one.initial]
        if chosen:
            element["initial_option"] = chosen[0]
    elif one.initial:
        element["initial_value"] = one.initial
    label = plain(one.label)
    return {
        "type": "input",
        "block_id": one.name,
        "label": label,
        "element": element,
        "optional": True,
    }


def option(value: str, label: str) -> dict[str, Any]:
    """Return one choice."""
    return {"text": plain(label[:75] or "-"), "value": value}
