"""Who is not aligned, as the page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.services.cascade.unaligned import NotAligned, PersonLine
from trigpoint.services.goals.cards import GoalCard
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, Link, Nothing, PersonMark
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import goal, words


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a look: a goal or a person, and what to do about it."""

    title: str
    href: str
    detail: str
    owner: PersonMark | None
    chip: Chip | None
    do: Link


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind, in words."""

    title: str
    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class NotAlignedPage:
    """What pages/not_aligned.html reads."""

    count: str
    groups: tuple[Group, ...]
    empty: Nothing | None


def page(found: NotAligned, focus: Focus, today: datetime.date) -> NotAlignedPage:
    """Return who is not aligned as the page shows it."""
    groups = (
        Group(
            gettext("Carry nothing above them"),
            gettext("Either they serve a goal, or they are worth dropping."),
            tuple(
                goal_finding(card, focus, gettext("Choose a goal"), "#links")
                for card in found.loose
            ),
        ),
        Group(
            gettext("Nobody carries them"),
            gettext("Goals that are agreed, with no goal below and nobody who shares them."),
            tuple(
                goal_finding(card, focus, gettext("Ask somebody"), "carry/")
                for card in found.nobody
            ),
        ),
        Group(
            gettext("People without a goal"),
            gettext("They carry no goal of their own, and share none."),
            tuple(person_finding(line, today) for line in found.without),
        ),
        Group(
            gettext("People carrying too many"),
            gettext("More than {n} goals of their own at once.").format(n=found.most),
            tuple(person_finding(line, today) for line in found.overloaded),
        ),
    )
    kept = tuple(group for group in groups if group.findings)
    empty = Nothing(
        gettext("All are aligned"),
        gettext("Every goal carries another one and is carried, and everybody has a goal."),
        None,
        "flag",
    )
    return NotAlignedPage(
        ngettext("{n} is worth a look", "{n} are worth a look", found.count).format(
            n=formats.number(found.count, 0)
        ),
        kept,
        None if kept else empty,
    )


def goal_finding(card: GoalCard, focus: Focus, label: str, anchor: str) -> Finding:
    """Return a goal that is worth a look."""
    do = Link(label, addresses.goal(card.id) + anchor)
    return Finding(
        card.title,
        focus.opening("cascade", card.id),
        str(words.STATES[card.state]),
        goal.mark(card.owner),
        words.chip(card),
        do,
    )


def person_finding(line: PersonLine, today: datetime.date) -> Finding:
    """Return a person who carries nothing, or too much."""
    href = addresses.holder("person", line.person.id)
    titles = ", ".join(card.title for card in line.goals)
    since = gettext("since {day}").format(day=formats.day(line.since, today))
    many = ngettext("{n} goal: {titles}", "{n} goals: {titles}", len(line.goals))
    detail = f"{line.unit.name}, {since}"
    if line.goals:
        detail = many.format(n=len(line.goals), titles=titles)
    label = gettext("Lighten") if line.goals else gettext("Talk with them")
    return Finding(line.person.name, href, detail, None, None, Link(label, href))
