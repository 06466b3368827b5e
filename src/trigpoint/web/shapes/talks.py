"""A 1:1 as its page shows it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.loop.feedback import FeedbackView
from trigpoint.services.talks.partners import Partner
from trigpoint.services.talks.talks import TalkLineView, TalkPage
from trigpoint.web import formats
from trigpoint.web.components import PersonMark
from trigpoint.web.shapes import check_ins, reviews
from trigpoint.web.shapes.check_ins import PointPart, mark
from trigpoint.web.shapes.reviews import PromisePart


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """What pages/one_on_one.html reads. `empty` is whether nothing is on the agenda."""

    other: PersonMark
    since: str
    open: bool
    points: tuple[PointPart, ...]
    steps: tuple[PromisePart, ...]
    feedback: tuple[FeedbackView, ...]
    promises: tuple[TalkLineView, ...]
    notes: tuple[TalkLineView, ...]

    @property
    def empty(self) -> bool:
        """Return whether nothing is on the agenda."""
        return not (self.points or self.steps or self.feedback)


def groups(found: Iterable[Partner]) -> list[tuple[str, list[Partner]]]:
    """Return whom somebody meets under the words that say why."""
    titles = {
        "led": gettext("Whom I lead"),
        "lead": gettext("My leads"),
        "coached": gettext("Whom I coach"),
        "coach": gettext("My coaches"),
    }
    held = [(title, [p for p in found if p.tie == tie]) for tie, title in titles.items()]
    return [(title, people) for title, people in held if people]


def page(found: TalkPage, now: datetime.datetime) -> TalkSheet:
    """Return the page."""
    return TalkSheet(
        other=mark(found.other.name, found.other.id),
        since=formats.day(found.since),
        open=found.open,
        points=tuple(check_ins.point(one, now) for one in found.points),
        steps=tuple(reviews.promise(one) for one in found.steps),
        feedback=found.feedback,
        promises=found.promises,
        notes=found.notes,
    )
