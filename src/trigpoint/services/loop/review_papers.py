"""The paper on a person's work for HR: they see it first, comment on it, and release it.

Whoever leads a person may ask for one; the product writes it for the person from what is theirs,
and nobody else reads a line of it before they release it, administrators and the asker included.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.loop import cadence
from trigpoint.store import chart
from trigpoint.store.models import Closing, Goal, Person, ReviewPaper, Step

LONGEST = 4000
LONGEST_SPAN = datetime.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class PaperGoal:
    """A goal in the paper: its state, what its owner said last, and how it ended if it did."""

    title: str
    why: str
    state: str
    status: str
    note: str
    score: int | None
    learned: str


@dataclass(frozen=True, slots=True)
class PaperStep:
    """A step that the person finished, and what came of it."""

    title: str
    done_on: datetime.date
    result: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in short. `readable` is whether the actor may open it."""

    id: str
    person: HolderView
    to: HolderView
    since: datetime.date
    until: datetime.date
    at: datetime.datetime
    released_at: datetime.datetime | None
    readable: bool


@dataclass(frozen=True, slots=True)
class ReviewPaperView:
    """A paper as its person reads it, and whom it was released to. `mine`: the actor's own."""

    line: PaperLine
    version: int
    asked_by: HolderView
    goals: tuple[PaperGoal, ...]
    steps: tuple[PaperStep, ...]
    comment: str
    mine: bool


def ask(
    actor: Actor, person_id: str, since: datetime.date, until: datetime.date, *, to: str = ""
) -> PaperLine:
    """Have a paper prepared for a person to read, comment on and release.

    A lead asks for one that comes to themselves; a person prepares their own, for `to`.

    Raises:
        NotAllowed: for anybody else.
        Invalid: for days that are no stretch of at most a year, or without a reader.
    """
    person = access.person(actor, person_id, Verb.SEE)
    thing = access.person_thing(actor, person)
    if actor.person is None or not access.decision(actor, Verb.CREATE, Kind.REVIEW_PAPER, thing):
        raise NotAllowed(_("Only the person and whoever leads them can have it prepared."))
    wrong: dict[str, Text] = {}
    if not since <= until or until - since > LONGEST_SPAN:
        wrong["until"] = _("Choose a stretch of at most a year, its first day first.")
    reader = access.person(actor, to, Verb.SEE) if to and actor.person == person else actor.person
    if reader == person:
        wrong["to"] = _("Choose who is to read it once you release it.")
    if wrong:
        raise Invalid(wrong)
    row = ReviewPaper(
        organisation=actor.organisation,
        person=person,
        to=reader,
        asked_by=actor.person,
        since=since,
        until=until,
        at=actor.now,
        body=body(actor, person, since, until),
    )
    with command(actor, "review_paper.ask") as journal:
        journal.create(row)
    return line(actor, row)


def body(
    actor: Actor, person: Person, since: datetime.date, until: datetime.date
) -> dict[str, Any]:
    """Return what is frozen: the person's goals of those days, and the steps they finished."""
    state = graph.load(actor)
    periods = state.periods
    held = [
        goal
        for goal in state.goals.values()
        if goal.owner_person_id == person.pk
        and not goal.private
        and goal.state not in {Goal.State.DRAFT, Goal.State.PROPOSED, Goal.State.RETIRED}
        and periods[goal.period_id].starts <= until
        and periods[goal.period_id].ends >= since
    ]
    return {
        "goals": list(goals_of(held)),
        "steps": [
            {"title": step.title, "done_on": step.done_on.isoformat(), "result": step.result}
            for step in finished(state, person)
            if step.done_on and since <= step.done_on <= until
        ],
    }


def goals_of(held: list[Goal]) -> Iterator[dict[str, object]]:
    """Yield goals as they are kept, with the last word on each and how it ended."""
    keys = [goal.pk for goal in held]
    said = cadence.newest(keys)
    ends = {row.goal_id: row for row in Closing.objects.filter(goal__in=keys, retired=False)}
    for goal in held:
        last, end = said.get(goal.pk), ends.get(goal.pk)
        yield {
            "title": goal.title,
            "why": goal.why,
            "state": goal.state,
            "status": goal.stated_status,
            "note": last.note if last else "",
            "score": end.score if end else None,
            "learned": end.learned if end else "",
        }


def finished(state: graph.State, person: Person) -> Iterator[Step]:
    """Yield the steps that a person finished, of goals that are not a secret of somebody's."""
    for goal in state.goals.values():
        if not goal.private:
            for step in state.steps.get(goal.pk, ()):
                if step.done_on and (step.person_id or goal.owner_person_id) == person.pk:
                    yield step


def rows(actor: Actor) -> QuerySet[ReviewPaper]:
    """Return the papers that the actor knows of: about them, for them, or asked for by them."""
    if actor.person is None:
        return ReviewPaper.objects.none()
    me = actor.person
    found = ReviewPaper.objects.filter(organisation=actor.organisation, retired=False)
    mine = found.filter(Q(person=me) | Q(asked_by=me) | Q(to=me, released_at__isnull=False))
    return mine.select_related("person", "to", "asked_by").order_by("-at", "-pk")


def waiting(actor: Actor) -> QuerySet[ReviewPaper]:
    """Return the papers on the actor that others asked for and that are not released."""
    return rows(actor).filter(person=actor.person, released_at=None).exclude(asked_by=actor.person)


def reads(actor: Actor, row: ReviewPaper) -> bool:
    """Whether the policy lets the actor read a paper as it stands."""
    thing = chart.thing_of_holder(
        access.viewer_of(actor).chart,
        actor.organisation,
        None,
        row.person_id,
        recipients=frozenset({str(row.to_id)}),
    )
    return bool(access.decision(actor, Verb.SEE, kind_of(row), thing))


def kind_of(row: ReviewPaper) -> Kind:
    """Return under which kind the policy knows a paper."""
    return Kind.REVIEW_PAPER if row.released_at is None else Kind.REVIEW_PAPER_RELEASED


def find(actor: Actor, paper_id: str) -> ReviewPaper:
    """Return a paper that the actor may read; raise `NotThere` otherwise."""
    row = rows(actor).filter(public_id=paper_id).first()
    if row is None or not reads(actor, row):
        raise NotThere
    return row


def own(actor: Actor, paper_id: str) -> ReviewPaper:
    """Return the actor's own paper; raise `NotAllowed` for one that was released to them."""
    row = find(actor, paper_id)
    if actor.person is None or row.person_id != actor.person.pk:
        raise NotAllowed(_("Only the person whom it is about decides about it."))
    return row


def everything(actor: Actor) -> tuple[PaperLine, ...]:
    """Return the papers that the actor knows of, the newest first."""
    return tuple(line(actor, row) for row in rows(actor))


def line(actor: Actor, row: ReviewPaper) -> PaperLine:
    """Return a paper in short."""
    return PaperLine(
        id=row.public_id,
        person=holder(row.person),
        to=holder(row.to),
        since=row.since,
        until=row.until,
        at=row.at,
        released_at=row.released_at,
        readable=reads(actor, row),
    )


def holder(person: Person) -> HolderView:
    """Return a person by name."""
    return HolderView("person", person.public_id, person.name)


def show(actor: Actor, paper_id: str) -> ReviewPaperView:
    """Return a paper; raises like `find`."""
    row = find(actor, paper_id)
    kept: Mapping[str, Any] = row.body
    return ReviewPaperView(
        line=line(actor, row),
        version=row.version,
        asked_by=holder(row.asked_by),
        goals=tuple(PaperGoal(**one) for one in kept.get("goals", ())),
        steps=tuple(
            PaperStep(one["title"], datetime.date.fromisoformat(one["done_on"]), one["result"])
            for one in kept.get("steps", ())
        ),
        comment=row.comment,
        mine=actor.person is not None and row.person_id == actor.person.pk,
    )


def comment(actor: Actor, paper_id: str, words: str) -> None:
    """Say something on one's own paper, while it is not released.

    Raises:
        Invalid: once it is released, or for more than 4,000 characters.
    """
    row = own(actor, paper_id)
    if row.released_at is not None:
        raise Invalid({"comment": _("It is released. Take that back to write more.")})
    if len(words) > LONGEST:
        raise Invalid({"comment": _("Say it shorter.")})
    row.comment = words.strip()
    with command(actor, "review_paper.comment") as journal:
        journal.save(row)


def release(actor: Actor, paper_id: str, *, released: bool = True) -> None:
    """Let its reader read one's own paper, or take that back."""
    row = own(actor, paper_id)
    row.released_at = (row.released_at or actor.now) if released else None
    with command(actor, "review_paper.release") as journal:
        journal.save(row)
