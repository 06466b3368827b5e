"""What people say against figures about them, and the answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.measures.disputes import DisputeView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, PersonMark
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class DisputePart:
    """One dispute; `about_href` is empty for whoever may not see the figure."""

    id: str
    who: PersonMark
    about: str
    about_href: str
    since: str
    words: str
    when: str
    chip: Chip
    answer: str
    answered: str
    may_answer: bool


def part(found: DisputeView, now: datetime.datetime) -> DisputePart:
    """Return a dispute as the page shows it."""
    answered = ""
    if found.answered_at and found.answered_by:
        answered = gettext("{who}, {when}").format(
            who=found.answered_by.name, when=formats.when(found.answered_at, now)
        )
    is_open = found.answered_at is None
    return DisputePart(
        id=found.id,
        who=PersonMark(found.person.name, href=addresses.holder("person", found.person.id)),
        about=say(found.about),
        about_href=addresses.measure(found.measure.id) if found.measure else "",
        since=formats.day(found.start),
        words=found.words,
        when=formats.when(found.at, now),
        chip=Chip("at_risk", gettext("No answer yet"))
        if is_open
        else Chip("on_track", gettext("Answered")),
        answer=found.answer,
        answered=answered,
        may_answer=found.mine_to_answer,
    )
