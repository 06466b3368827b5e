"""The calendar of what one person owes, behind a secret address that they can take back.

An address reads `<id>-<secret>`. Of its secret, 32 random bytes, only the SHA-256 is kept. What is
said in it is read by whoever sees the person's calendar: no private word stands in it.
"""

from __future__ import annotations

import datetime
import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor, for_person
from trigpoint.services.command import command
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph
from trigpoint.services.inbox import inbox
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.ladders import coaching_questions
from trigpoint.services.letters.delivery import own
from trigpoint.services.limits import Limit
from trigpoint.services.loop import cadence
from trigpoint.services.people.tokens import SECRET_BYTES, digest_of
from trigpoint.store.models import Attendance, CalendarFeed, Goal, Meeting, User

FORM = re.compile(r"(?P<id>[0-9a-z]{13})-(?P<secret>[0-9A-Za-z_-]{43})")
READS = Limit(burst=30, per_second=1 / 10)
"""Of one address: calendars look a few times an hour."""
BEHIND = datetime.timedelta(days=30)
"""How long a meeting that is over still stands in it."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """Whether somebody's calendar has an address, and since when; the address is not kept."""

    made_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A new address, which is shown this once and never again."""

    path: str
    made_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that a person owes: on a day, or from a moment to another.

    `what` says it; `title` is what it is about where everybody may read that, "" otherwise.
    """

    id: str
    what: Text
    title: str
    about: Thing
    begins: datetime.datetime | datetime.date
    ends: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenedFeed:
    """What an address opens: whose calendar, in which language, and what stands in it."""

    actor: Actor
    language: str
    owed: tuple[Owed, ...]


class TooOften(Exception):  # noqa: N818 - a state of the address, told to the reader
    """It was read too often; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


def show(actor: Actor) -> FeedView:
    """Return whether the actor's calendar has an address."""
    row = CalendarFeed.objects.filter(person=own(actor)).first()
    return FeedView(row.made_at if row else None)


def make(actor: Actor) -> NewFeed:
    """Give the actor's calendar a new address; the one before opens nothing from now on."""
    person, secret = own(actor), secrets.token_urlsafe(SECRET_BYTES)
    row = CalendarFeed(
        organisation=actor.organisation,
        person=person,
        digest=digest_of(secret),
        made_at=actor.now,
    )
    with command(actor, "calendar.make") as journal:
        CalendarFeed.objects.filter(person=person).delete()
        row.save(force_insert=True)
        journal.note(row)
    return NewFeed(f"/calendar/{row.public_id}-{secret}.ics", actor.now)


def revoke(actor: Actor) -> None:
    """Let the address of the actor's calendar open nothing from now on."""
    row = CalendarFeed.objects.filter(person=own(actor)).first()
    if row is None:
        return
    with command(actor, "calendar.revoke") as journal:
        journal.note(row)
        CalendarFeed.objects.filter(pk=row.pk).delete()


def opened(token: str, now: datetime.datetime) -> OpenedFeed:
    """Return what an address opens.

    Raises:
        NotThere: for one that opens nothing (any more); it does not say why.
        TooOften: where it was read too often.
    """
    row = find(token)
    actor = for_person(row.person, now)
    person = row.person
    left = person.valid_to is not None and person.valid_to <= actor.today
    user = User.objects.filter(person=person, is_active=True).first()
    if left or person.retired or user is None:
        raise NotThere
    wait = READS.wait(row.public_id)
    if wait:
        raise TooOften(wait)
    return OpenedFeed(actor, user.language or settings.LANGUAGE_CODE, tuple(owed(actor)))


def find(token: str) -> CalendarFeed:
    """Return the calendar of an address, or raise `NotThere`."""
    form = FORM.fullmatch(token)
    rows = CalendarFeed.objects.select_related("person__organisation")
    row = rows.filter(public_id=form["id"]).first() if form else None
    if (
        form is None
        or row is None
        or not hmac.compare_digest(row.digest, digest_of(form["secret"]))
    ):
        raise NotThere
    return row


def owed(actor: Actor) -> list[Owed]:
    """Return all that somebody owes, and the meetings that they take part in, in its order."""
    found = [*check_ins(actor), *steps(actor), *asked(actor), *coachings(actor), *meetings(actor)]
    return sorted(found, key=lambda one: (f"{one.begins:%Y%m%d}", one.id))


def title_of(goal: Goal) -> str:
    """Return a goal's title, "" for one that its owner keeps to themselves."""
    return "" if goal.private else goal.title


def check_ins(actor: Actor) -> Iterator[Owed]:
    """Yield when check-ins are due; what is late stands on today."""
    for one in cadence.ahead(actor):
        goal, day = one.goal, max(one.due, actor.today)
        about = Thing("goal_check_in", goal.public_id, goal.title)
        yield Owed(f"check-in.{goal.public_id}", _("Check in"), title_of(goal), about, day)


def steps(actor: Actor) -> Iterator[Owed]:
    """Yield the open steps that have a day: the actor's own, and those of nobody on their goals."""
    state, me = graph.load(actor), own(actor).pk
    for goal in cadence.running(state, state.goals.values(), actor.today):
        for step in state.steps.get(goal.pk, ()):
            is_mine = me == (step.person_id or goal.owner_person_id)
            if is_mine and step.due and not step.done_on:
                hidden = goal.private
                title = "" if hidden else step.title
                about = Thing("goal", goal.public_id, goal.title)
                yield Owed(f"step.{step.public_id}", _("Next step"), title, about, step.due)


def asked(actor: Actor) -> Iterator[Owed]:
    """Yield what waits for the actor's word until a day."""
    return (one_asked(question) for question in inbox.questions(actor) if wanted(question))


def wanted(question: Question) -> bool:
    """Whether a question has a day, and is not a check-in, which stands in the calendar anyway."""
    return question.due is not None and question.kind != "check_in"


def one_asked(question: Question) -> Owed:
    """Return a question without what it is about, which may be private."""
    assert question.due is not None  # noqa: S101 - tells mypy what `wanted` has made sure of
    about = Thing("inbox", "", "")
    return Owed(f"{question.kind}.{question.id}", question.asks, "", about, question.due)


def coachings(actor: Actor) -> Iterable[Owed]:
    """Yield talks with a coach, or with whom one coaches; what they are about is theirs alone."""
    for row in coaching_questions.meetings(actor, actor.now - BEHIND).filter(retired=False):
        what = _("Coaching with {name}", name=coaching_questions.other(actor, row).name)
        about = Thing("coaching", row.public_id, "")
        ends = row.at + datetime.timedelta(minutes=row.minutes)
        yield Owed(f"coaching.{row.public_id}", what, "", about, row.at, ends)


def meetings(actor: Actor) -> Iterable[Owed]:
    """Yield the meetings on goals that the actor takes part in."""
    rows = Attendance.objects.filter(
        person=own(actor),
        retired=False,
        meeting__retired=False,
        meeting__state=Meeting.State.OPEN,
        meeting__day__gt=actor.today - BEHIND,
    )
    for row in rows.select_related("meeting"):
        meeting = row.meeting
        about = Thing("meeting", meeting.public_id, meeting.title)
        what = _("Meeting on goals")
        yield Owed(f"meeting.{meeting.public_id}", what, meeting.title, about, meeting.day)
