"""What stands out in people's tickets, as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.insight.patterns import PatternView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, Link, PersonMark


@dataclass(frozen=True, slots=True)
class PatternPart:
    """One pattern; `seen_by` says who reads it and when, `may_answer` whether I may."""

    id: str
    who: PersonMark | None
    unreached: bool
    title: Text
    asks: Text
    explained: Text
    alike: str
    counted: str
    weeks: str
    tickets: tuple[Link, ...]
    chip: Chip
    words: str
    answered: str
    seen_by: str
    may_answer: bool


def part(found: PatternView, now: datetime.datetime) -> PatternPart:
    """Return a pattern as the page shows it."""
    is_open = found.answered_at is None
    answered = formats.when(found.answered_at, now) if found.answered_at else ""
    mark = PersonMark(found.person.name, href=addresses.holder("person", found.person.id))
    return PatternPart(
        id=found.id,
        who=None if found.mine else mark,
        unreached=found.unreached,
        title=found.title,
        asks=found.asks,
        explained=found.explained,
        alike=alike(found),
        counted=counted(found),
        weeks=gettext("{start} to {end}").format(
            start=formats.day(found.start), end=formats.day(found.last_day)
        ),
        tickets=tuple(
            Link(number, reverse("ticket_sight") + addresses.query(number=number))
            for number in found.tickets
        ),
        chip=Chip("open", gettext("open")) if is_open else Chip("on_track", gettext("answered")),
        words=found.words,
        answered=answered,
        seen_by=seen_by(found) if found.mine else "",
        may_answer=found.mine,
    )


def alike(found: PatternView) -> str:
    """Return in a sentence whose tickets were held beside one another."""
    if found.sign == "easy_ones_taken":
        return gettext("People are compared on tickets of the same queue.")
    return gettext("People are compared on tickets of the same channel, priority and topic.")


def counted(found: PatternView) -> str:
    """Return in a sentence what was counted, and what would be usual."""
    said = ngettext(
        "{seen} of {n} ticket; {usual} would be usual on tickets like these.",
        "{seen} of {n} tickets; about {usual} would be usual on tickets like these.",
        found.n,
    )
    return said.format(
        seen=formats.number(found.seen, 0),
        n=formats.number(found.n, 0),
        usual=formats.number(found.usual, 0),
    )


def seen_by(found: PatternView) -> str:
    """Return to the person who else reads it."""
    if found.lead_sees is None:
        return gettext("Only you read this.")
    if found.answered_at is not None:
        return gettext("You and your lead read this, with your answer.")
    day = formats.day(found.lead_sees)
    return gettext(
        "Only you read this until you have answered; from {day} your lead does, answered or not."
    ).format(day=day)
