"""A calendar of what somebody owes, in words."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.core.delivery.calendar_file import CalendarEvent, calendar_file
from trigpoint.services.inbox.asked import Thing
from trigpoint.services.letters.calendar_feed import OpenedFeed, Owed
from trigpoint.web.templatetags.trigpoint import say


def told(found: OpenedFeed) -> str:
    """Return the calendar file, in the language that is active."""
    return calendar_file(gettext("What I owe"), (event(one) for one in found.owed), found.actor.now)


def event(one: Owed) -> CalendarEvent:
    """Return one thing as an event that leads to its page."""
    said = say(one.what)
    return CalendarEvent(
        id=one.id,
        summary=f"{said}: {one.title}" if one.title else said,
        begins=one.begins,
        ends=one.ends,
        address=settings.TRIGPOINT_ADDRESS + address(one.about),
    )


def address(about: Thing) -> str:
    """Return where a thing is answered."""
    return reverse(about.kind, args=[about.id] if about.id else [])
