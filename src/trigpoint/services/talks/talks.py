"""A 1:1: its agenda, filled from what is known, the notes of the two, and what they promised.

A note is its writer's alone until they share it; nobody beside the two reads any of it, no lead
above and no administrator. Promises are carried over until they are kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.loop import cadence, feedback, help_wanted, reviews
from trigpoint.services.loop.feedback import FeedbackView
from trigpoint.services.loop.help_wanted import HelpPoint
from trigpoint.services.loop.reviews import ReviewPromise
from trigpoint.services.talks import partners
from trigpoint.store.models import Person, TalkLine

LONGEST = 2000
USUAL = datetime.timedelta(days=28)
"""How far an agenda looks back where the two have not met yet."""
AHEAD = 14
"""Days ahead in which steps that fall due are talked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDraft:
    """A line: a note or a promise. A promise is always shared, and may have a day."""

    kind: str
    words: str
    shared: bool = False
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class TalkLineView:
    """A line as one of the two reads it. `late` is whether a promise's day is past."""

    id: str
    kind: str
    by: HolderView
    words: str
    shared: bool
    at: datetime.datetime
    due: datetime.date | None
    kept_at: datetime.datetime | None
    late: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class TalkPage:
    """The next 1:1 of the actor with another. `since` is when they last wrote of one.

    `points` are what the one who is led or coached asked for in check-ins, `steps` those of their
    goals, `feedback` what is between the two since; `open` is False where they meet no more.
    """

    other: HolderView
    about: HolderView
    since: datetime.date
    open: bool
    points: tuple[HelpPoint, ...]
    steps: tuple[ReviewPromise, ...]
    feedback: tuple[FeedbackView, ...]
    promises: tuple[TalkLineView, ...]
    notes: tuple[TalkLineView, ...]


def show(actor: Actor, person_id: str) -> TalkPage:
    """Return the actor's next 1:1 with somebody; raises like `partners.find`."""
    other, tie = partners.find(actor, person_id)
    written = list(partners.lines(actor, other))
    since = last_met(actor, written)
    cards = Cards(actor, graph.load(actor))
    about = actor.person if tie in {"lead", "coach"} and actor.person else other
    views = [line(actor, row) for row in written]
    promised = [view for view in views if view.kind == TalkLine.Kind.PROMISE]
    return TalkPage(
        other=partners.named(other),
        about=partners.named(about),
        since=local_day(since, actor.organisation),
        open=bool(tie),
        points=points(cards, about) if tie else (),
        steps=steps(cards, about, since) if tie else (),
        feedback=between(actor, other, since),
        promises=tuple(one for one in promised if one.kept_at is None or one.kept_at >= since),
        notes=tuple(view for view in views if view.kind == TalkLine.Kind.NOTE),
    )


def last_met(actor: Actor, written: Iterable[TalkLine]) -> datetime.datetime:
    """Return when the two last wrote something, today not counted, or four weeks ago."""
    home = actor.organisation
    before = [row.at for row in written if local_day(row.at, home) < actor.today]
    return max(before, default=actor.now - USUAL)


def promised(actor: Actor, until: datetime.date) -> QuerySet[TalkLine]:
    """Return the actor's own promises that are due by a day and not kept, the first due first."""
    rows = TalkLine.objects.filter(
        organisation=actor.organisation,
        by=actor.person,
        kind_of_line=TalkLine.Kind.PROMISE,
        kept_at=None,
        due__lte=until,
        retired=False,
        other__retired=False,
    )
    return rows.select_related("other").order_by("due", "pk")


def points(cards: Cards, about: Person) -> tuple[HelpPoint, ...]:
    """Return what somebody wants to talk about: their own, or where the policy shows it."""
    me = cards.actor.person
    if about != me and not help_wanted.sees(cards.actor, cards, about.pk):
        return ()
    return help_wanted.points_of({about.pk}, cards).get(about.pk, ())


def steps(cards: Cards, about: Person, since: datetime.datetime) -> tuple[ReviewPromise, ...]:
    """Return the steps of somebody's goals: late, due soon, and kept since the two last met."""
    goals = [
        goal
        for goal in cadence.running(cards.state, cards.state.goals.values(), cards.actor.today)
        if goal.owner_person_id == about.pk and goal.pk in cards.goals and not goal.private
    ]
    return reviews.promises(cards, goals, local_day(since, cards.actor.organisation), AHEAD)


def between(actor: Actor, other: Person, since: datetime.datetime) -> tuple[FeedbackView, ...]:
    """Return the feedback between the two that is asked for, or was given since they last met."""
    me = actor.person
    news = Q(given_at__gte=since) | Q(
        given_at=None, declined_at=None, asked_at__lte=actor.now, goal__retired=False
    )
    rows = feedback.rows(actor).filter(Q(by=me, to=other) | Q(by=other, to=me)).filter(news)
    return feedback.views(actor, rows)


def line(actor: Actor, row: TalkLine) -> TalkLineView:
    """Return a line as the actor reads it."""
    return TalkLineView(
        id=row.public_id,
        kind=row.kind_of_line,
        by=partners.named(row.by),
        words=row.words,
        shared=row.shared,
        at=row.at,
        due=row.due,
        kept_at=row.kept_at,
        late=row.due is not None and row.kept_at is None and row.due < actor.today,
        mine=actor.person is not None and row.by_id == actor.person.pk,
    )


def write(actor: Actor, person_id: str, draft: TalkDraft) -> str:
    """Write a note or a promise; return its public id.

    Raises:
        NotThere: for somebody whom the actor does not meet.
        NotAllowed: where the two meet no more.
        Invalid: without words, for too many, or for a kind that is none.
    """
    other, tie = partners.find(actor, person_id)
    if not tie or actor.person is None:
        raise NotAllowed(_("You two meet no more. What you wrote stays."))
    wrong: dict[str, Text] = {}
    if draft.kind not in TalkLine.Kind.values:
        wrong["kind"] = _("Choose a note or a promise.")
    if not draft.words.strip() or len(draft.words) > LONGEST:
        wrong["words"] = _("Write up to 2,000 characters.")
    if wrong:
        raise Invalid(wrong)
    promise = draft.kind == TalkLine.Kind.PROMISE
    row = TalkLine(
        organisation=actor.organisation,
        by=actor.person,
        other=other,
        kind_of_line=draft.kind,
        shared=draft.shared or promise,
        words=draft.words.strip(),
        at=actor.now,
        due=draft.due if promise else None,
    )
    with command(actor, "talk.write") as journal:
        journal.create(row)
    return row.public_id


def find(actor: Actor, line_id: str) -> TalkLine:
    """Return a line that the actor may read; raise `NotThere` otherwise."""
    me = actor.person
    if me is None:
        raise NotThere
    theirs = Q(by=me) | Q(other=me, shared=True)
    rows = TalkLine.objects.filter(theirs, organisation=actor.organisation, retired=False)
    row = rows.select_related("by", "other").filter(public_id=line_id).first()
    if row is None:
        raise NotThere
    return row


def other_of(actor: Actor, row: TalkLine) -> str:
    """Return the public id of the other one of the two."""
    return row.other.public_id if row.by == actor.person else row.by.public_id


def keep(actor: Actor, line_id: str, *, kept: bool = True) -> str:
    """Say that a promise was kept, or that it was not after all; return the other one's id.

    Raises:
        NotThere: for a line of others.
        Invalid: for a note.
    """
    row = find(actor, line_id)
    if row.kind_of_line != TalkLine.Kind.PROMISE:
        raise Invalid({"": _("A note is not kept; a promise is.")})
    row.kept_at = (row.kept_at or actor.now) if kept else None
    with command(actor, "talk.keep") as journal:
        journal.save(row)
    return other_of(actor, row)


def share(actor: Actor, line_id: str) -> str:
    """Let the other one read one's own note; return their id. It is not taken back: it was read."""
    row = own(actor, line_id)
    row.shared = True
    with command(actor, "talk.share") as journal:
        journal.save(row)
    return other_of(actor, row)


def remove(actor: Actor, line_id: str) -> str:
    """Take one's own line away; return the other one's id."""
    row = own(actor, line_id)
    with command(actor, "talk.remove") as journal:
        journal.retire(row)
    return other_of(actor, row)


def own(actor: Actor, line_id: str) -> TalkLine:
    """Return the actor's own line; raise `NotAllowed` for what the other one wrote."""
    row = find(actor, line_id)
    if row.by != actor.person:
        raise NotAllowed(_("Whoever wrote it decides about it."))
    return row
