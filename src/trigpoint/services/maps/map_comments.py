"""What customers wrote with their answers, beside the numbers of the pain points served."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.maps.map_pains import PainView, filters_of
from trigpoint.services.measures import catalogue
from trigpoint.services.measures.figures import published
from trigpoint.services.organisation import comments
from trigpoint.store.models import SurveyComment
from trigpoint.tickets.behind import Page
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Query

FEWEST = 5
"""Answers that a pain point has at least, where what was written with them is shown."""
MOST = 20


@dataclass(frozen=True, slots=True)
class CommentView:
    """What a customer wrote, redacted: the day of the answer, and its score of the best one."""

    id: str
    day: datetime.date
    score: int
    highest: int
    words: str


@dataclass(frozen=True, slots=True)
class CustomerWords:
    """The newest comments, 20 at most; `kept_days` is 0 where none is kept.

    `missing` says why there are none, and to those who may change that, how.
    """

    kept_days: int
    comments: tuple[CommentView, ...]
    missing: Text | None
    may_take_away: bool


def heard(actor: Actor, served: Sequence[PainView], *, may_change: bool) -> CustomerWords | None:
    """Return what customers wrote of pain points, None where their figures are not to be seen."""
    seen = [pain for pain in served if pain.figures is not None]
    if not seen:
        return None
    days = actor.organisation.comment_days
    told = [pain for pain in seen if pain.figures and pain.figures.answers >= FEWEST]
    found = tuple(newest(actor, told)) if days and told else ()
    return CustomerWords(
        kept_days=days,
        comments=found,
        missing=None if found else cure(actor, days, enough=bool(told)),
        may_take_away=may_change or actor.is_administrator,
    )


def cure(actor: Actor, days: int, *, enough: bool) -> Text:
    """Return why no comment is shown, and to an administrator what to do."""
    if not days and actor.is_administrator:
        return _("No comment is kept. Say in the settings for how many days they are to be.")
    if not days:
        return _("No comment of a customer is kept.")
    if not enough:
        return _("Fewer than {least} answers: too few to show what was written.", least=FEWEST)
    if actor.is_administrator:
        return _("No comment has come in. Bring in a file of answers with their comments.")
    return _("No comment has come in.")


def newest(actor: Actor, pains: Sequence[PainView]) -> Iterator[CommentView]:
    """Yield the newest comments on tickets that show one of the pain points."""
    home = actor.organisation
    first = comments.first_day(home, actor.now, home.comment_days)
    kept = SurveyComment.objects.filter(organisation=home, day__gte=first).exclude(words="")
    rows = kept.select_related("run__source").order_by("-day", "-pk")
    tickets, shown = None, 0
    for row in rows.iterator(chunk_size=500):
        tickets = showing(actor, pains, first) if tickets is None else tickets
        if (row.run.source.key, row.ticket) not in tickets:
            continue
        yield CommentView(row.public_id, row.day, row.score, row.highest, row.words)
        shown += 1
        if shown == MOST:
            return


def showing(
    actor: Actor, pains: Sequence[PainView], first: datetime.date
) -> set[tuple[str | None, str | None]]:
    """Return the tickets that were rated since a day and show a pain point: source and number."""
    home, seen = actor.organisation, published(actor.organisation)
    zone = zoneinfo.ZoneInfo(home.zone)
    after = actor.today + datetime.timedelta(days=1)
    found = set()
    try:
        with Facts.open(facts_folder(), seen.number) as facts:
            for pain in pains:
                query = Query(
                    kpi="csat",
                    start=roster.instant(first, zone),
                    end=roster.instant(after, zone),
                    params=catalogue.settled("csat", {}),
                    filters=filters_of(pain.tags),
                )
                rows = facts.behind(query, page=Page(limit=None)).rows
                found |= {(row.source, row.ticket) for row in rows}
    except FileNotFoundError:
        return set()
    return found
