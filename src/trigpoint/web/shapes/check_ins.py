"""Who needs help, and what was asked for, as their pages show it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from trigpoint.services.loop.help_wanted import GoalWord, HelpPage, HelpPoint, LateLead, PersonHelp
from trigpoint.services.loop.needs import NeedView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, Link, Nothing, PersonMark

LONG = 14
"""Days after which the day since when a word is owed helps nobody."""


@dataclass(frozen=True, slots=True)
class PointPart:
    """Something to talk about, and where to take it off the list."""

    goal: Link
    words: str
    when: str
    action: str


@dataclass(frozen=True, slots=True)
class NeedPart:
    """What somebody asked for, and what became of it."""

    id: str
    href: str
    goal: Link
    by: PersonMark
    leader: PersonMark
    what: str
    words: str
    when: str
    became: str
    answer: str
    open: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A goal with the last word on it."""

    goal: Link
    chip: Chip | None
    note: str
    when: str
    overdue: str
    hurdles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPart:
    """One person of a lead's."""

    person: PersonMark
    needs_help: bool
    points: tuple[PointPart, ...]
    needs: tuple[NeedPart, ...]
    goals: tuple[GoalPart, ...]


@dataclass(frozen=True, slots=True)
class LatePart:
    """A goal on which its lead owes a word."""

    goal: Link
    leads: tuple[PersonMark, ...]
    since: str


@dataclass(frozen=True, slots=True)
class HelpingPage:
    """What pages/help.html reads."""

    people: tuple[PersonPart, ...]
    mine: tuple[PointPart, ...]
    asked: tuple[NeedPart, ...]
    late: tuple[LatePart, ...]
    nothing: Nothing

    @property
    def waiting_people(self) -> list[PersonPart]:
        """Return those who need help."""
        return [one for one in self.people if one.needs_help]

    @property
    def others(self) -> list[PersonPart]:
        """Return those who do not."""
        return [one for one in self.people if not one.needs_help]


def helping(found: HelpPage, now: datetime.datetime) -> HelpingPage:
    """Return the page."""
    return HelpingPage(
        people=tuple(person(one, now) for one in found.people),
        mine=tuple(point(one, now) for one in found.mine),
        asked=tuple(need(one, now) for one in found.asked),
        late=tuple(late(one, now) for one in found.late),
        nothing=Nothing(
            gettext("Nobody waits for help"),
            gettext("What people ask for in their check-ins stands here, and what became of it."),
            Link(gettext("Back to Home"), reverse("home")),
            "check",
        ),
    )


def mark(name: str, public_id: str) -> PersonMark:
    """Return a person."""
    return PersonMark(name, href=addresses.holder("person", public_id))


def person(one: PersonHelp, now: datetime.datetime) -> PersonPart:
    """Return one person."""
    return PersonPart(
        person=mark(one.person.name, one.person.id),
        needs_help=one.needs_help,
        points=tuple(point(p, now) for p in one.points),
        needs=tuple(need(n, now) for n in one.needs),
        goals=tuple(goal(g, now) for g in one.goals),
    )


def point(one: HelpPoint, now: datetime.datetime) -> PointPart:
    """Return something to talk about."""
    return PointPart(
        Link(one.goal_title, addresses.goal(one.goal)),
        one.words,
        formats.when(one.at, now),
        reverse("help_talked", args=[one.id]),
    )


def goal(one: GoalWord, now: datetime.datetime) -> GoalPart:
    """Return a goal with the last word on it."""
    growing = gettext("growing")
    return GoalPart(
        goal=Link(one.title, addresses.goal(one.goal)),
        chip=Chip(one.status) if one.status else None,  # type: ignore[arg-type]  # a stated status
        note=one.note,
        when=formats.when(one.at, now) if one.at else "",
        overdue=overdue(one.overdue, now) if one.overdue else "",
        hurdles=tuple(
            f"{h.title} ({growing})" if h.state == "growing" else h.title for h in one.hurdles
        ),
    )


def late(one: LateLead, now: datetime.datetime) -> LatePart:
    """Return a goal on which its lead owes a word."""
    return LatePart(
        Link(one.title, addresses.goal(one.goal)),
        tuple(mark(lead.name, lead.id) for lead in one.leads),
        overdue(one.since, now),
    )


def overdue(since: datetime.date, now: datetime.datetime) -> str:
    """Return since when a word is owed: the day, and after two weeks only that it is long."""
    if (timezone.localtime(now).date() - since).days > LONG:
        return gettext("a word is due")
    return gettext("due since {day}").format(day=formats.day(since))


def need(one: NeedView, now: datetime.datetime) -> NeedPart:
    """Return what somebody asked for."""
    what = {
        "time": gettext("Time"),
        "tool": gettext("A tool"),
        "training": gettext("Training"),
        "people": gettext("People"),
    }
    day = formats.day(one.day) if one.day else ""
    became = {
        "open": gettext("not answered yet"),
        "granted": gettext("granted"),
        "dated": gettext("granted from {day} on").format(day=day),
        "refused": gettext("refused"),
    }
    return NeedPart(
        id=one.id,
        href=reverse("need", args=[one.id]),
        goal=Link(
            one.goal_title or gettext("a goal of their own"), one.goal and addresses.goal(one.goal)
        ),
        by=mark(one.by.name, one.by.id),
        leader=mark(one.leader.name, one.leader.id),
        what=what[one.kind],
        words=one.words,
        when=formats.when(one.at, now),
        became=became[one.state],
        answer=one.answer,
        open=one.state == "open",
        may_answer=one.mine_to_answer,
    )
