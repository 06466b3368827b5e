"""Comments of customers: kept where the organisation says so, and for as long as it says.

They come in redacted, beside the records of tickets and never in them, and lie in one table.
"""

from __future__ import annotations

import datetime
import hmac
import re
from collections.abc import Iterable
from hashlib import sha256
from itertools import islice

from django.db import transaction

from trigpoint.services.actor import local_day
from trigpoint.store.models import Account, ImportRun, Organisation, Person, SurveyComment
from trigpoint.store.scrub import scrub
from trigpoint.tickets.records import Rating, SurveyKind

DAYS = range(7, 366)
"""For how many days comments can be kept."""
AT_ONCE = 500
SHORTEST = 3
"""Letters of a word that is taken for a name."""
WORD = re.compile(r"[^\W\d_]+")


def kept_days(organisation: Organisation) -> int:
    """Return for how many days comments are kept as of now; 0 where none is."""
    days: int = Organisation.objects.values_list("comment_days", flat=True).get(pk=organisation.pk)
    return days


def names(organisation: Organisation) -> frozenset[str]:
    """Return the words of the names of those who work here, folded."""
    people = Person.objects.filter(organisation=organisation).values_list("name", flat=True)
    accounts = Account.objects.filter(organisation=organisation).values_list("name", flat=True)
    words = (word for name in (*people, *accounts) for word in WORD.findall(name))
    return frozenset(word.casefold() for word in words if len(word) >= SHORTEST)


def keep(run: ImportRun, said: Iterable[tuple[Rating, str]], now: datetime.datetime) -> int:
    """Keep the redacted comments of a file; return how many of them were kept.

    Kept is what was answered to the question how satisfied one is, on a ticket, within the days
    that are kept. What is there already, or was taken away, stays as it is.
    """
    kept, coming = 0, iter(said)
    while some := list(islice(coming, AT_ONCE)):
        with transaction.atomic():
            organisation = Organisation.objects.select_for_update().get(pk=run.organisation_id)
            if not organisation.comment_days:
                return kept
            first = first_day(organisation, now, organisation.comment_days)
            rows = [row for pair in some if (row := made(run, *pair)) and row.day >= first]
            SurveyComment.objects.bulk_create(rows, ignore_conflicts=True)
            kept += len(rows)
    return kept


def made(run: ImportRun, answer: Rating, words: str) -> SurveyComment | None:
    """Return the row of a comment, or None for one that would be shown nowhere."""
    score, at, ticket = answer.score, answer.answered_at, answer.ticket
    if answer.kind is not SurveyKind.CSAT or score is None or at is None or ticket is None:
        return None
    if not answer.lowest <= score <= answer.highest:
        return None
    key = f"{run.source.key}/{answer.rating}".encode()
    moment = datetime.datetime.fromtimestamp(at, datetime.UTC)
    return SurveyComment(
        organisation=run.organisation,
        run=run,
        rating=hmac.new(bytes(run.organisation.salt), key, sha256).hexdigest()[:32],
        ticket=ticket,
        day=local_day(moment, run.organisation),
        score=score,
        highest=answer.highest,
        words=words,
    )


def first_day(organisation: Organisation, now: datetime.datetime, days: int) -> datetime.date:
    """Return the oldest day whose comments are kept for so many days."""
    return local_day(now, organisation) - datetime.timedelta(days=days)


def forget(organisation: Organisation, now: datetime.datetime) -> int:
    """Delete the comments that are too old, all of them where none is kept; return how many."""
    rows = SurveyComment.objects.filter(organisation=organisation)
    if days := kept_days(organisation):
        rows = rows.filter(day__lt=first_day(organisation, now, days))
    gone = rows.delete()[0]
    if gone:
        transaction.on_commit(scrub, robust=True)
    return gone
