"""The page of the organisation's apps in chats."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from trigpoint.core.delivery.events import CHANNELS, Channel
from trigpoint.services.chats.chats import ChatView
from trigpoint.web.components import Chip, Link, Nothing
from trigpoint.web.shapes.listing import Cell, Listing, ListRow
from trigpoint.web.shapes.settings import add, columns
from trigpoint.web.templatetags.trigpoint import say


def index(found: Sequence[ChatView], home: str) -> Listing:
    """Return the list of chats; `home` is where the pages are, without a slash."""
    heads = columns(gettext("Chat"), gettext("App"), gettext("It tells us at"), acts=False)
    return Listing(
        title=gettext("Chats"),
        lead=gettext(
            "People are told in Slack and Lark by an app of yours, and check in from there. In "
            "Microsoft Teams each person pastes the address of their own workflow."
        ),
        columns=heads,
        rows=[row(one, home) for one in found],
        empty=Nothing(gettext("No chats"), ""),
        adds=[link for one in found for link in acts(one)],
    )


def row(one: ChatView, home: str) -> ListRow:
    """Return one chat as a row."""
    there = Chip("on_track", gettext("Open")) if one.id else Chip("draft", gettext("None"))
    hook = Cell(home + one.hook, code=True, wide=True) if one.id else Cell("")
    return ListRow(one.channel, [Cell(name(one)), Cell("", chip=there), hook])


def acts(one: ChatView) -> list[Link]:
    """Return what can be done with one."""
    chat = name(one)
    if not one.id:
        return [add(one.channel, gettext("Connect {chat}").format(chat=chat))]
    again = gettext("{chat}: enter its keys anew").format(chat=chat)
    out = gettext("{chat}: take the app out").format(chat=chat)
    return [add(one.channel, again), add(f"off-{one.channel}", out)]


def name(one: ChatView) -> str:
    """Return what a chat is called."""
    return say(CHANNELS[Channel(one.channel)])
