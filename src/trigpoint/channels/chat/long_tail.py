"""Posting through Apprise to a person's own address at any other messenger, as plain text."""

from __future__ import annotations

from django.conf import settings

from trigpoint.channels.chat.answers import Unanswered
from trigpoint.channels.chat.words import Said
from trigpoint.channels.said import Refusal
from trigpoint.net import Fetch, long_tail
from trigpoint.services.letters.letter_box import Envelope

APART = "\u2060"
"""Joins words and is not seen: behind it nobody is called and nothing is a mark of a chat's."""
MARKS = str.maketrans({mark: mark + APART for mark in "@<[*_~`#&="})


def send(letter: Envelope, said: Said, number: str, fetch: Fetch) -> None:  # noqa: ARG001 - Apprise connects itself and knows no number
    """Post a letter to a person's address; raises as `channels.chat.send`."""
    why = long_tail.refusal(letter.address, settings.TRIGPOINT_APPRISE)
    if why is not None:
        raise Refusal(str(why), bounced=True)
    if not long_tail.tell(letter.address, plain(said.subject), body(said)):
        message = "the service did not take it"
        raise Unanswered(message)


def body(said: Said) -> str:
    """Return the letter as text: its lines with their pages, then the foot with the switch."""
    lines = [
        "\n".join(part for part in (plain(one.title), plain(one.text), one.address) if part)
        for one in said.lines
    ]
    foot = [f"{link.label}: {link.address}" for link in said.links]
    return "\n\n".join([*lines, "\n".join([plain(said.organisation), *foot])])


def plain(text: str) -> str:
    """Return what people wrote so that no messenger reads a mark or a mention in it."""
    return text.translate(MARKS)
