"""A review's agenda, as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.loop.reviews import ReviewChange, ReviewPage, ReviewPromise, ReviewRisk
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, Link, PersonMark
from trigpoint.web.shapes import closing, words
from trigpoint.web.shapes.closing import ClosingPart


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What was said of a goal since last time."""

    goal: Link
    owner: str
    before: Chip | None
    chip: Chip
    note: str
    when: str


@dataclass(frozen=True, slots=True)
class RiskPart:
    """A goal at risk: what is said, what the numbers say, and why."""

    goal: Link
    owner: str
    stated: Chip | None
    computed: Chip
    note: str
    hurdles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromisePart:
    """Something that was promised."""

    title: str
    goal: Link
    person: PersonMark | None
    when: str
    result: str
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """What pages/review.html reads; `rhythms` are links with whether each is the chosen one."""

    title: str
    unit: Link
    unit_id: str
    when: str
    since: str
    goals: int
    as_before: int
    rhythms: tuple[tuple[Link, bool], ...]
    changed: tuple[ChangePart, ...]
    at_risk: tuple[RiskPart, ...]
    promised: tuple[PromisePart, ...]
    takes_decisions: bool
    to_close: tuple[Link, ...]
    closed: tuple[ClosingPart, ...]


def sheet(found: ReviewPage) -> ReviewSheet:
    """Return the page."""
    titles = {
        "weekly": gettext("Weekly review"),
        "monthly": gettext("Monthly review"),
        "quarterly": gettext("Quarterly review"),
    }
    short = {
        "weekly": gettext("Week"),
        "monthly": gettext("Month"),
        "quarterly": gettext("Quarter"),
    }
    here = reverse("review", args=[found.unit.id])
    return ReviewSheet(
        title=titles[found.rhythm],
        unit=Link(found.unit.name, addresses.holder("unit", found.unit.id)),
        unit_id=found.unit.id,
        when=formats.when(found.as_of, found.as_of),
        since=formats.day(found.since),
        goals=found.goals,
        as_before=found.as_before,
        rhythms=tuple(
            (Link(word, f"{here}?rhythm={key}"), key == found.rhythm) for key, word in short.items()
        ),
        changed=tuple(change(one, found.as_of) for one in found.changed),
        at_risk=tuple(risk(one) for one in found.at_risk),
        promised=tuple(promise(one) for one in found.promised),
        takes_decisions=bool(found.open_to),
        to_close=tuple(Link(g.title, reverse("closing", args=[g.id])) for g in found.to_close),
        closed=tuple(closing.part(one, found.as_of) for one in found.closed),
    )


def change(one: ReviewChange, now: datetime.datetime) -> ChangePart:
    """Return what was said of a goal; the earlier status only where it was another one."""
    moved = one.before and one.before != one.status
    return ChangePart(
        goal=Link(one.title, addresses.goal(one.goal)),
        owner=one.owner.name,
        before=Chip(one.before) if moved else None,  # type: ignore[arg-type]  # a stated status
        chip=Chip(one.status),  # type: ignore[arg-type]  # a stated status
        note=one.note,
        when=formats.when(one.at, now),
    )


def risk(one: ReviewRisk) -> RiskPart:
    """Return a goal at risk."""
    growing = gettext("growing")
    return RiskPart(
        goal=Link(one.title, addresses.goal(one.goal)),
        owner=one.owner.name,
        stated=Chip(one.stated) if one.stated else None,  # type: ignore[arg-type]  # a stated status
        computed=Chip(words.COMPUTED[one.computed]),
        note=one.note,
        hurdles=tuple(
            f"{h.title} ({growing})" if h.state == "growing" else h.title for h in one.hurdles
        ),
    )


def promise(one: ReviewPromise) -> PromisePart:
    """Return something that was promised."""
    states = {"late": gettext("Late"), "due": gettext("Still open"), "kept": gettext("Kept")}
    if one.done_on:
        when = gettext("done on {day}").format(day=formats.day(one.done_on))
    elif one.due:
        when = gettext("for {day}").format(day=formats.day(one.due))
    else:
        when = gettext("without a day")
    person = one.person
    mark = PersonMark(person.name, href=addresses.holder("person", person.id)) if person else None
    return PromisePart(
        title=one.title,
        goal=Link(one.goal_title, addresses.goal(one.goal)),
        person=mark,
        when=when,
        result=one.result,
        state=one.state,
        word=states[one.state],
    )
