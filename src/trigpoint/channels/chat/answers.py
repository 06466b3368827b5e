"""What a chat answered: JSON, or nothing that can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from trigpoint.net import Answer


class Unanswered(Exception):  # noqa: N818 - an answer of the chat, not a fault
    """The chat answered, but did not say that it has the letter; it is tried again."""


def read(answer: Answer) -> Mapping[str, Any]:
    """Return the object that came back.

    Raises:
        Unanswered: for an error of the server, too many requests, or what is no JSON object.
    """
    if answer.status == 429 or answer.status >= 500:
        message = f"the chat answered {answer.status}"
        raise Unanswered(message)
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        message = f"the chat answered {answer.status} with no JSON"
        raise Unanswered(message) from error
    if not isinstance(found, dict):
        message = "the chat answered with no object"
        raise Unanswered(message)
    return found
