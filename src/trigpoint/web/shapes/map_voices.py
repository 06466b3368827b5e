"""What is said of an objective of a map, as its page shows it beside the chain."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.maps.map_comments import CommentView, CustomerWords
from trigpoint.services.maps.map_pains import PainView
from trigpoint.services.maps.map_voices import EmployeeVoices, ObjectiveVoices
from trigpoint.web import formats
from trigpoint.web.shapes import benchmarks, map_journey
from trigpoint.web.shapes.benchmarks import BenchmarkLine


@dataclass(frozen=True, slots=True)
class CommentPart:
    """What a customer wrote, under its day and score."""

    id: str
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class WordsPart:
    """What customers wrote; `way` leads an administrator to where more would come from."""

    comments: tuple[CommentPart, ...]
    kept: str
    missing: Text | None
    way: tuple[str, str] | None
    may_take_away: bool


@dataclass(frozen=True, slots=True)
class VoicesPart:
    """What is said by employees, by customers on each pain point, of others, and of trainings."""

    employees: str
    feedback: str
    customers: tuple[tuple[str, str], ...]
    missing: Text | None
    objective: str
    words: WordsPart | None
    others: tuple[BenchmarkLine, ...]
    trainings: tuple[str, ...]
    trainings_href: str


def part(found: ObjectiveVoices, today: datetime.date, *, administrator: bool) -> VoicesPart:
    """Return what is said of an objective."""
    return VoicesPart(
        employees=employees(found.employees),
        feedback=reverse("goal_feedback", args=[found.goal]),
        customers=tuple((pain.title, customers(pain)) for pain in found.customers),
        missing=found.missing,
        objective=found.objective,
        words=words(found.words, administrator=administrator) if found.words else None,
        others=tuple(benchmarks.line(each, today) for each in found.benchmarks),
        trainings=tuple(
            f"{each.title}, {formats.days(each.starts, each.ends)}" for each in found.trainings
        ),
        trainings_href=reverse("goal_trainings", args=[found.goal]),
    )


def words(found: CustomerWords, *, administrator: bool) -> WordsPart:
    """Return what customers wrote."""
    off = (gettext("Settings"), reverse("settings") + "#organisation")
    none = (gettext("Bring in tickets"), reverse("imports"))
    days = found.kept_days
    kept = ngettext("Redacted, kept for {n} day.", "Redacted, kept for {n} days.", days)
    return WordsPart(
        comments=tuple(map(comment, found.comments)),
        kept=kept.format(n=days) if found.comments else "",
        missing=found.missing,
        way=(none if days else off) if administrator and found.missing else None,
        may_take_away=found.may_take_away,
    )


def comment(found: CommentView) -> CommentPart:
    """Return one comment."""
    said = gettext("{day}, {score} of {highest}").format(
        day=formats.day(found.day), score=found.score, highest=found.highest
    )
    return CommentPart(found.id, said, found.words)


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
    return f"{tickets}. {map_journey.satisfaction(pain.figures)}"
