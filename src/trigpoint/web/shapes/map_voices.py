"""What is said of an objective of a map, as its page shows it beside the chain."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.maps.map_pains import PainView
from trigpoint.services.maps.map_voices import EmployeeVoices, ObjectiveVoices
from trigpoint.web import formats
from trigpoint.web.shapes import benchmarks


@dataclass(frozen=True, slots=True)
class VoicesPart:
    """Sentences: of employees, of customers by pain point, of others, and of trainings."""

    employees: str
    feedback: str
    customers: tuple[tuple[str, str], ...]
    missing: Text | None
    others: tuple[str, ...]
    trainings: tuple[str, ...]
    trainings_href: str


def part(found: ObjectiveVoices, today: datetime.date) -> VoicesPart:
    """Return what is said of an objective."""
    lines = [benchmarks.line(each, today) for each in found.benchmarks]
    return VoicesPart(
        employees=employees(found.employees),
        feedback=reverse("goal_feedback", args=[found.goal]),
        customers=tuple((pain.title, customers(pain)) for pain in found.customers),
        missing=found.missing,
        others=tuple(f"{each.value}: {each.source}, {each.day}" for each in lines),
        trainings=tuple(
            f"{each.title}, {formats.days(each.starts, each.ends)}" for each in found.trainings
        ),
        trainings_href=reverse("goal_trainings", args=[found.goal]),
    )


def employees(found: EmployeeVoices) -> str:
    """Return what those who work here say, in counts."""
    if not found.asked and not found.feedback:
        return gettext("Nobody who works here has been asked yet.")
    said = gettext("{asked} asked: {agree} agree, {concern} have a concern.").format(
        asked=found.asked, agree=found.agree, concern=found.concern
    )
    more = ngettext(
        "{n} word of feedback that you may read.",
        "{n} words of feedback that you may read.",
        found.feedback,
    ).format(n=found.feedback)
    return f"{said} {more}" if found.feedback else said


def customers(pain: PainView) -> str:
    """Return what customers say by their tickets and answers, in numbers."""
    if pain.figures is None:
        return gettext("no figures")
    tickets = formats.tickets(pain.figures.tickets)
    if pain.figures.csat is None:
        few = gettext("too few answers to say how satisfied ({n})").format(n=pain.figures.answers)
        return f"{tickets}, {few}"
    share = gettext("{share} satisfied ({n} answers)").format(
        share=formats.percent(pain.figures.csat), n=pain.figures.answers
    )
    return f"{tickets}, {share}"
