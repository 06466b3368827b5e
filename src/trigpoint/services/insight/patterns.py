"""What stands out in somebody's tickets: a question to them first, to be answered in their words.

The numbers do not know why. So whoever it is about is asked, and their lead reads it only together
with their answer, or `PATIENCE` after they first saw it; where leads see no such figures, never.
Of somebody who has left or cannot log in they read it as long after it was asked, and are told.
The same is not asked twice about the same weeks.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.insight import pattern_words
from trigpoint.services.people.people import log_read
from trigpoint.store.models import Pattern, User

_open: graph.Cache[tuple[Pattern, ...]] = graph.Cache()
"""What waits for an answer, by organisation and state: the inbox asks on every page."""

PATIENCE = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PatternView:
    """What stood out in somebody's tickets over the days from `start` to `last_day`.

    `seen` of `n` tickets show it; on the same kinds of tickets about `usual` would be usual.
    `words` is what the person says of it, "" until they have answered. `lead_sees` is the day from
    which their lead reads it, answered or not; None where leads see no personal figures, and until
    the person has seen it. `unreached` is whether they never can: they left, or cannot log in.
    `mine` is whether the actor is the person.
    """

    id: str
    version: int
    person: HolderView
    sign: str
    title: Text
    asks: Text
    explained: Text
    start: datetime.date
    last_day: datetime.date
    n: int
    seen: int
    usual: float
    tickets: tuple[str, ...]
    at: datetime.datetime
    words: str
    answered_at: datetime.datetime | None
    lead_sees: datetime.date | None
    unreached: bool
    mine: bool


def patterns(actor: Actor) -> list[PatternView]:
    """Return what the actor may read, what waits for an answer first, then the newest.

    Whoever reads about somebody else is noted for them to see.
    """
    note_sight(actor)
    rows = Pattern.objects.filter(organisation=actor.organisation, retired=False)
    seen = [row for row in newest(rows) if may_see(actor, row)]
    for row in seen:
        log_read(actor, row.person, f"pattern {row.public_id}")
    return sorted((view(actor, row) for row in seen), key=lambda one: one.answered_at is not None)


def note_sight(actor: Actor) -> None:
    """Keep when the actor first saw what they are asked: from then on their lead waits."""
    if actor.person is None:
        return
    new = Pattern.objects.filter(
        organisation=actor.organisation, retired=False, person=actor.person, first_seen_at=None
    )
    rows = list(new)
    if rows:
        with command(actor, "pattern.see") as journal:
            for row in rows:
                row.first_seen_at = actor.now
                journal.save(row)


def waiting(actor: Actor) -> list[PatternView]:
    """Return what the actor is asked about their own tickets and has not answered."""
    if actor.person is None:
        return []
    key = (actor.organisation.pk, access.head_of(actor))
    rows = Pattern.objects.filter(organisation=actor.organisation, retired=False, answered_at=None)
    known = _open.found(key, lambda: tuple(newest(rows)))
    return [view(actor, row) for row in known if row.person_id == actor.person.pk]


def show(actor: Actor, pattern: str) -> PatternView:
    """Return one.

    Raises:
        NotThere: where there is none, or it is not for the actor to see, or not yet.
    """
    note_sight(actor)
    row = find(actor, pattern)
    log_read(actor, row.person, f"pattern {row.public_id}")
    return view(actor, row)


def answer(actor: Actor, pattern: str, version: int, words: str) -> None:
    """Say what is behind it; from then on one's lead reads both. May be said anew.

    Raises:
        NotThere: where there is none, or it is not for the actor to see, or not yet.
        NotAllowed: for anybody but the person.
        Invalid: without words.
        Stale: where it was answered anew meanwhile.
    """
    row = find(actor, pattern)
    if actor.person is None or actor.person.pk != row.person_id:
        raise NotAllowed(_("Only whoever it is about can answer."))
    if not words.strip():
        raise Invalid({"words": _("Say in a few words what is behind it.")})
    row.words = words.strip()
    row.answered_at = row.answered_at or actor.now
    row.first_seen_at = row.first_seen_at or actor.now
    with command(actor, "pattern.answer") as journal:
        journal.save(row, expected=version)


def find(actor: Actor, pattern: str) -> Pattern:
    """Return the row of one that the actor may see."""
    rows = Pattern.objects.filter(
        organisation=actor.organisation, public_id=pattern, retired=False
    ).select_related("person")
    row = rows.first()
    if row is None or not may_see(actor, row):
        raise NotThere
    return row


def newest(rows: QuerySet[Pattern]) -> list[Pattern]:
    """Return rows with their people, the newest first."""
    return list(rows.select_related("person").order_by("-at", "-pk"))


def may_see(actor: Actor, row: Pattern) -> bool:
    """Whether the actor is the person, or may see their figures and it is time."""
    if actor.person is not None and actor.person.pk == row.person_id:
        return True
    due = read_from(row)
    return due is not None and actor.now >= due and access.may_see_figures_of(actor, row.person)


def read_from(row: Pattern) -> datetime.datetime | None:
    """Return when the lead may read it; None while the person has not seen it and can."""
    if row.answered_at is not None:
        return row.answered_at
    if row.first_seen_at is not None:
        return row.first_seen_at + PATIENCE
    return row.at + PATIENCE if unreached(row) else None


def unreached(row: Pattern) -> bool:
    """Whether the person never saw it and cannot: they have left, or have no log-in that works."""
    if row.first_seen_at is not None or row.answered_at is not None:
        return False
    works = User.objects.filter(person=row.person, is_active=True).exists()
    return row.person.retired or not works


def view(actor: Actor, row: Pattern) -> PatternView:
    """Return what a page says of one that the actor may see."""
    said = pattern_words.OF[row.sign]
    return PatternView(
        id=row.public_id,
        version=row.version,
        person=HolderView("person", row.person.public_id, row.person.name),
        sign=row.sign,
        title=said.title,
        asks=said.asks,
        explained=said.explained,
        start=row.start,
        last_day=row.end - datetime.timedelta(days=1),
        n=row.n,
        seen=row.seen,
        usual=row.usual,
        tickets=tuple(row.tickets),
        at=row.at,
        words=row.words,
        answered_at=row.answered_at,
        lead_sees=lead_sees(actor, row),
        unreached=unreached(row),
        mine=actor.person is not None and actor.person.pk == row.person_id,
    )


def lead_sees(actor: Actor, row: Pattern) -> datetime.date | None:
    """Return the day from which the person's lead reads it, where leads see figures; if known."""
    due = read_from(row) if access.leads_see_figures(actor) else None
    return due.date() if due else None
