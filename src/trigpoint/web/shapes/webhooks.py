"""Pages of webhooks: the list, and one with its newest messages."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.core.delivery.outlets import TOPICS
from trigpoint.services.outlets.outlets import Delivered, OutletView
from trigpoint.web import formats
from trigpoint.web.components import Chip, Link, Nothing
from trigpoint.web.shapes.listing import Cell, Listing, ListRow
from trigpoint.web.shapes.settings import add, columns
from trigpoint.web.templatetags.trigpoint import say


def state(one: OutletView) -> Chip:
    """Return how a webhook stands."""
    if one.paused:
        return Chip("old", gettext("Paused"))
    if one.stopped_at is not None:
        return Chip("off_track", gettext("Stopped"))
    if one.failures:
        return Chip("at_risk", gettext("Failing"))
    return Chip("on_track", gettext("Open"))


def index(found: Sequence[OutletView]) -> Listing:
    """Return the list of webhooks."""
    return Listing(
        title=gettext("Webhooks"),
        lead=gettext("Programs of yours that are told what has changed, signed, by ids alone."),
        columns=columns(gettext("What listens"), gettext("Address"), gettext("State"), acts=False),
        rows=[
            ListRow(
                one.id,
                [
                    Cell(one.name, href=reverse("webhook", args=[one.id]), under=one.stop_words),
                    Cell(one.address, wide=True),
                    Cell("", chip=state(one)),
                ],
            )
            for one in found
        ],
        empty=Nothing(
            gettext("No webhooks"), gettext("Add one for each program that is to be told.")
        ),
        adds=[add("new", gettext("Add a webhook"))],
    )


def page(one: OutletView, sent: Sequence[Delivered], now: datetime.datetime) -> Listing:
    """Return one webhook with its newest messages."""
    rests = one.paused or one.stopped_at is not None
    again = add("resume", gettext("Let messages go again")) if rests else None
    acts: list[Link] = [
        again or add("trial", gettext("Send a trial")),
        add("change", gettext("Change")),
        add("rotate", gettext("Replace the key")),
    ]
    if not one.paused:
        acts.append(add("pause", gettext("Pause")))
    return Listing(
        title=one.name,
        lead=one.address,
        columns=columns(
            gettext("Told"), gettext("Id"), gettext("State"), gettext("Tries"), acts=False
        ),
        rows=[message(row, now) for row in sent],
        empty=Nothing(
            gettext("Nothing was sent yet"), gettext("Send a trial to see whether it is verified.")
        ),
        adds=[*acts, add("remove", gettext("Remove"))],
        above=Link(gettext("Webhooks"), reverse("webhooks")),
        notes=[*stopped(one), ", ".join(say(TOPICS[topic]) for topic in one.topics)],
        kind="settings",
    )


def stopped(one: OutletView) -> list[str]:
    """Return why nothing goes there any more, if it stopped by itself."""
    if one.stopped_at is None:
        return []
    words = gettext("It stopped by itself: {words}. What is owed waits.")
    return [words.format(words=one.stop_words)]


def message(row: Delivered, now: datetime.datetime) -> ListRow:
    """Return one message as a row."""
    chips = {
        "delivered": Chip("on_track", gettext("Taken")),
        "failing": Chip("off_track", gettext("Not taken yet")),
        "waiting": Chip("draft", gettext("Waiting")),
    }
    words = TOPICS.get(row.topic)
    return ListRow(
        row.id,
        [
            Cell(say(words) if words else gettext("Trial"), under=formats.when(row.at, now)),
            Cell(row.id, code=True),
            Cell("", chip=chips[row.state], under=row.error, wide=True),
            Cell(formats.number(row.attempts, 0)),
        ],
    )
