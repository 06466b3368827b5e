"""Briefings: a unit's monthly or quarterly review on one page, frozen as it stood.

Only the goals of units are on it, as in the review, and no figure of a person. It is read by those
who may read everything on it, each line of it asked again when it is opened.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.goals.rights import Rights
from trigpoint.services.loop import briefing_body, reviews
from trigpoint.services.loop.briefing_body import Body
from trigpoint.store.models import Briefing, BriefingWord, Goal, Measure, Person, Unit

RHYTHMS = ("monthly", "quarterly")


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """A briefing in short: `rhythm` is monthly or quarterly, `at` its as-of."""

    id: str
    rhythm: str
    since: datetime.date
    at: datetime.datetime
    by: HolderView | None


@dataclass(frozen=True, slots=True)
class BriefingList:
    """The briefings of a unit that the actor may read, the newest first."""

    unit: HolderView
    may_freeze: bool
    lines: tuple[BriefingLine, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """A briefing as it was frozen."""

    unit: HolderView
    line: BriefingLine
    body: Body


def freeze(actor: Actor, unit_id: str, rhythm: str) -> str:
    """Freeze a unit's review as it stands; return the briefing's public id.

    Raises:
        NotThere: for a unit that the actor may not see.
        Invalid: for a rhythm that is not monthly or quarterly.
        NotAllowed: for whoever takes no decisions in the review.
    """
    if rhythm not in RHYTHMS:
        raise Invalid({"rhythm": _("Choose monthly or quarterly.")})
    page = reviews.show(actor, unit_id, rhythm)
    if not page.open_to:
        raise NotAllowed(_("Whoever takes the decisions in the review freezes it."))
    cards = Cards(actor, graph.load(actor))
    row = Briefing(
        organisation=actor.organisation,
        unit=access.unit(actor, unit_id, Verb.SEE),
        by=actor.person,
        rhythm=rhythm,
        since=page.since,
        at=actor.now,
        body=briefing_body.written(cards, page),
    )
    with command(actor, "briefing.freeze") as journal:
        journal.create(row)
        for goal, person, words in briefing_body.said(cards, page):
            journal.create(
                BriefingWord(
                    organisation=actor.organisation,
                    briefing=row,
                    person=person,
                    goal=goal,
                    words=words,
                )
            )
    return row.public_id


def of_unit(actor: Actor, unit_id: str) -> BriefingList:
    """Return the briefings of a unit that the actor may read; raises like `access.unit`."""
    unit = access.unit(actor, unit_id, Verb.SEE)
    rows = Briefing.objects.filter(organisation=actor.organisation, unit=unit, retired=False)
    found = list(rows.select_related("by", "unit").order_by("-at", "-pk")[:60])
    reader = Reader(actor, found)
    return BriefingList(
        holder(unit),
        may_freeze=freezes(actor, unit),
        lines=tuple(line(row) for row in found if reader.reads(row)),
    )


def freezes(actor: Actor, unit: Unit) -> bool:
    """Whether there is a goal in the unit's review to which the actor may add what is decided."""
    return bool(reviews.show(actor, unit.public_id, "monthly").open_to)


def show(actor: Actor, briefing_id: str) -> BriefingView:
    """Return a briefing; raise `NotThere` for whoever may not read everything on it."""
    rows = Briefing.objects.filter(organisation=actor.organisation, retired=False)
    row = rows.select_related("by", "unit").filter(public_id=briefing_id).first()
    if row is None or not Reader(actor, [row]).reads(row):
        raise NotThere
    body = briefing_body.read(row.body)
    words = list(row.said.filter(retired=False).exclude(words="").order_by("pk"))
    told = tuple(
        replace(risk, why=tuple(one.words for one in words if one.goal == risk.goal))
        for risk in body.at_risk
    )
    return BriefingView(holder(row.unit), line(row), replace(body, at_risk=told))


class Reader:
    """Says which briefings an actor may read, in two queries for many."""

    def __init__(self, actor: Actor, rows: Iterable[Briefing]) -> None:
        self.actor = actor
        bodies = [row.body for row in rows]
        home = {"organisation": actor.organisation}
        named = {key for body in bodies for key in body.get("goals", ())}
        measured = {key for body in bodies for key in body.get("measures", ())}
        self.goals = {g.public_id: g for g in Goal.objects.filter(**home, public_id__in=named)}
        measures = Measure.objects.filter(**home, public_id__in=measured).select_related("unit")
        self.measures = {m.public_id: m for m in measures}
        self.rights = Rights(actor, graph.load(actor))

    def reads(self, row: Briefing) -> bool:
        """Whether the actor may read the unit, every goal on a briefing and every figure."""
        body = row.body
        return (
            row.unit_id in access.visible_ids(self.actor, "unit")
            and all(self.goal(self.goals.get(key)) for key in body.get("goals", ()))
            and all(self.figure(self.measures.get(key)) for key in body.get("measures", ()))
        )

    def goal(self, goal: Goal | None) -> bool:
        """Whether what was said of a unit's goal is for the actor to read."""
        if goal is None or goal.private or goal.owner_unit_id is None:
            return False
        return self.rights.hear(goal)

    def figure(self, measure: Measure | None) -> bool:
        """Whether the figures of a measure are, by its scope; never those of a person."""
        if measure is None or measure.scope == Measure.Scope.PERSON:
            return False
        if measure.unit is not None:
            return access.may_see_figures_of_unit(self.actor, measure.unit)
        return access.sees_whole(self.actor)


def holder(one: Unit | Person) -> HolderView:
    """Return a unit or a person by name."""
    kind = "unit" if isinstance(one, Unit) else "person"
    return HolderView(kind, one.public_id, one.name)


def line(row: Briefing) -> BriefingLine:
    """Return a briefing in short."""
    by = holder(row.by) if row.by else None
    return BriefingLine(row.public_id, row.rhythm, row.since, row.at, by)
