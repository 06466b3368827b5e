"""Handing a letter to the chat that it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils import translation

from trigpoint.channels.chat import lark, long_tail, slack, teams
from trigpoint.channels.chat.words import Said, said
from trigpoint.core.delivery.events import Channel
from trigpoint.net import Fetch
from trigpoint.services.letters.letter_box import Envelope

Send = Callable[[Envelope, Said, str, Fetch], None]
CHATS: Mapping[Channel, Send] = {
    Channel.SLACK: slack.send,
    Channel.LARK: lark.send,
    Channel.TEAMS: teams.send,
    Channel.APPRISE: long_tail.send,
}


def send(letter: Envelope, number: str, fetch: Fetch) -> None:
    """Send a letter to its chat; `number` stays the same however often it is tried.

    Raises:
        Refusal: where the chat does not take it and never will.
        Unanswered, NotReached: where it may the next time.
    """
    with translation.override(letter.language):
        CHATS[letter.channel](letter, said(letter, settings.TRIGPOINT_ADDRESS), number, fetch)
