"""Taking the product up, as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.adoption.adoption import Adoption
from trigpoint.services.adoption.plan import AdoptionStepView
from trigpoint.services.adoption.resistance import ResistanceView
from trigpoint.services.adoption.usage import UnitUsage
from trigpoint.web import formats
from trigpoint.web.forms.adoption import KINDS
from trigpoint.web.shapes import knowledge
from trigpoint.web.shapes.knowledge import PostPart


@dataclass(frozen=True, slots=True)
class UsagePart:
    """How many of a unit use it; `before` says how many did four weeks ago, or "–"."""

    unit: str
    took_part: str
    came: str
    neither: str
    before: str


@dataclass(frozen=True, slots=True)
class StepPart:
    """A step of the plan; `edit` is where it is said to be done, "" where it may not be."""

    id: str
    title: str
    kind: str
    unit: str
    day: str
    done: bool
    late: bool
    result: str
    edit: str


@dataclass(frozen=True, slots=True)
class VoicePart:
    """What is in the way, and the answer; `edit` is where it is answered."""

    id: str
    words: str
    by: str
    day: str
    answer: str
    answered: str
    edit: str


@dataclass(frozen=True, slots=True)
class AdoptionPage:
    """What pages/adoption.html reads."""

    units: tuple[UsagePart, ...]
    kept_back: int
    steps: tuple[StepPart, ...]
    voices: tuple[VoicePart, ...]
    stories: tuple[PostPart, ...]


def page(found: Adoption, now: datetime.datetime, today: datetime.date) -> AdoptionPage:
    """Return the page."""
    return AdoptionPage(
        units=tuple(usage(line) for line in found.usage.units),
        kept_back=found.usage.kept_back,
        steps=tuple(step(each, today) for each in found.plan),
        voices=tuple(voice(each, today) for each in found.voices),
        stories=tuple(knowledge.post(each, now, today) for each in found.stories),
    )


def usage(line: UnitUsage) -> UsagePart:
    """Return a line of the table."""
    before = formats.number(line.before, 0) if line.before is not None else "–"
    counts = (line.took_part, line.came, line.neither)
    took_part, came, neither = (formats.number(count, 0) for count in counts)
    return UsagePart(line.unit.name, took_part, came, neither, before)


def step(found: AdoptionStepView, today: datetime.date) -> StepPart:
    """Return a step."""
    return StepPart(
        id=found.id,
        title=found.title,
        kind=str(KINDS[found.kind]),
        unit=found.unit.name,
        day=formats.day(found.done_on or found.due, today),
        done=found.done_on is not None,
        late=found.late,
        result=found.result,
        edit=f"?edit=done-{found.id}#edit" if found.may_change else "",
    )


def voice(found: ResistanceView, today: datetime.date) -> VoicePart:
    """Return what somebody says is in the way."""
    by = found.by.name if found.by else gettext("Somebody")
    answered = found.answered_by.name if found.answered_by else ""
    return VoicePart(
        id=found.id,
        words=found.words,
        by=f"{by}, {found.unit.name}",
        day=formats.day(found.said_on, today),
        answer=found.answer,
        answered=answered,
        edit=f"?edit=answer-{found.id}#edit" if found.may_answer else "",
    )
