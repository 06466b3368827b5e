"""Meetings: the list, and one meeting with its round of agreement."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.services.pyramid.meeting_pages import MeetingLine, MeetingPage, MotionView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, PersonMark, Status
from trigpoint.web.forms.meetings import ANSWERS
from trigpoint.web.shapes.goal import mark
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in the list."""

    title: str
    href: str
    unit: str
    day: str
    people: str
    came: str
    state: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said."""

    who: PersonMark
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class Motion:
    """A proposal with its round, and what came of it."""

    id: str
    title: str
    why: str
    by: str
    owner: str
    carries: str
    sentence: str
    said: str
    voices: tuple[Voice, ...]
    missing: str
    mine: str
    chip: Chip
    open: bool
    reason: str
    goal_href: str


@dataclass(frozen=True, slots=True)
class Page:
    """What pages/meeting.html reads."""

    id: str
    version: int
    title: str
    under: str
    agenda: tuple[str, ...]
    people: tuple[PersonMark, ...]
    motions: tuple[Motion, ...]
    notes: str
    open: bool
    speaks: bool
    leads: bool
    may_edit: bool
    came: str


def lines(found: Sequence[MeetingLine], today: datetime.date) -> list[Line]:
    """Return the meetings as lines of a list."""
    return [
        Line(
            title=m.title,
            href=reverse("meeting", args=[m.id]),
            unit=m.unit.name,
            day=formats.weekday(m.day, today),
            people=ngettext("{n} person", "{n} people", m.people).format(n=m.people),
            came=came(m.agreed, m.proposals),
            state=gettext("goes on") if m.state == "open" else gettext("has ended"),
        )
        for m in found
    ]


def came(agreed: int, proposals: int) -> str:
    """Return how many goals came of a meeting."""
    if not proposals:
        return gettext("nothing proposed yet")
    return ngettext(
        "{agreed} goal of {n} proposals", "{agreed} goals of {n} proposals", agreed
    ).format(agreed=agreed, n=proposals)


def page(found: MeetingPage, today: datetime.date) -> Page:
    """Return a meeting as its page shows it."""
    agreed = sum(m.outcome == "agreed" for m in found.motions)
    going_on = found.state == "open"
    return Page(
        id=found.id,
        version=found.version,
        title=found.title,
        under=f"{found.unit.name}, {formats.weekday(found.day, today)}. {found.period}",
        agenda=found.agenda or tuple(say(point) for point in found.suggested),
        people=tuple(mark(person) for person in found.people),
        motions=tuple(motion(each) for each in found.motions),
        notes=found.notes,
        open=going_on,
        speaks=going_on and found.takes_part,
        leads=going_on and "change" in found.may,
        may_edit="change" in found.may,
        came=came(agreed, len(found.motions)),
    )


def motion(view: MotionView) -> Motion:
    """Return a proposal."""
    names = dict(ANSWERS)
    chips: dict[str, tuple[Status, str]] = {
        "open": ("open", gettext("Open")),
        "agreed": ("on_track", gettext("Agreed")),
        "dropped": ("old", gettext("Dropped")),
    }
    return Motion(
        id=view.id,
        title=view.title,
        why=view.why,
        by=view.by.name,
        owner=view.owner.name,
        carries=view.above,
        sentence=view.sentence,
        said=counts(view),
        voices=tuple(Voice(mark(v.person), str(names[v.answer]), v.words) for v in view.voices),
        missing=", ".join(person.name for person in view.missing),
        mine=view.mine,
        chip=Chip(*chips[view.outcome]),
        open=view.outcome == "open",
        reason=view.reason,
        goal_href=addresses.goal(view.goal) if view.goal else "",
    )


def counts(view: MotionView) -> str:
    """Return what was said, in numbers."""
    counted = Counter(voice.answer for voice in view.voices)
    return gettext("{agree} agree, {reservation} with a reservation, {disagree} disagree").format(
        agree=counted["agree"],
        reservation=counted["reservation"],
        disagree=counted["disagree"],
    )
