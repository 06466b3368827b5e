"""What people can be told of, over what, and how soon."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from trigpoint.core.text import Text, _


class Event(Enum):
    """Something that happens to a person."""

    ASKED = "asked"
    ANNOUNCED = "announced"
    ANSWERED = "answered"
    WARNED = "warned"
    DUE = "due"
    HELP = "help"
    CHANGED = "changed"
    FEEDBACK = "feedback"
    THANKED = "thanked"
    MEETING = "meeting"
    EFFECT = "effect"


class Channel(Enum):
    """A way to reach somebody away from the pages. The inbox on the page has everything anyway."""

    MAIL = "mail"
    SLACK = "slack"
    LARK = "lark"
    TEAMS = "teams"
    APPRISE = "apprise"


class When(Enum):
    """How soon somebody wants to know."""

    NOW = "now"
    DIGEST = "digest"
    NEVER = "never"


WORDS: Mapping[Event, Text] = MappingProxyType(
    {
        Event.ASKED: _("Somebody asks for my word"),
        Event.ANNOUNCED: _("A goal is explained that I help to carry"),
        Event.ANSWERED: _("Somebody answers what I asked or proposed"),
        Event.WARNED: _("The warning sign of an obstacle that I own has come"),
        Event.DUE: _("A check-in of mine is due"),
        Event.HELP: _("Somebody whom I lead would like help"),
        Event.CHANGED: _("A figure that I answer for really changed"),
        Event.THANKED: _("Somebody thanks me"),
        Event.FEEDBACK: _("Somebody gives me feedback, or replies to mine"),
        Event.MEETING: _("A meeting with my coach, or with whom I coach, is booked or changed"),
        Event.EFFECT: _(
            "3, 6 or 12 months are over, and it is known whether something of mine worked"
        ),
    }
)
CHANNELS: Mapping[Channel, Text] = MappingProxyType(
    {
        Channel.MAIL: _("E-mail"),
        Channel.SLACK: _("Slack"),
        Channel.LARK: _("Lark"),
        Channel.TEAMS: _("Microsoft Teams"),
        Channel.APPRISE: _("Another messenger"),
    }
)
MOMENTS: Mapping[When, Text] = MappingProxyType(
    {
        When.NOW: _("At once"),
        When.DIGEST: _("In the daily digest"),
        When.NEVER: _("Not at all"),
    }
)
USUAL: Mapping[Event, When] = MappingProxyType(
    {event: When.NOW if event in {Event.WARNED, Event.MEETING} else When.DIGEST for event in Event}
)
"""What holds for whoever has chosen nothing: once a day; a warning and a meeting at once."""


def wanted(wishes: Mapping[str, Mapping[str, str]], event: Event, channel: Channel) -> When:
    """Return how soon somebody wants to know of an event over a channel."""
    chosen = wishes.get(event.value, {}).get(channel.value)
    return When(chosen) if chosen else USUAL[event]
