"""The inbox as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.inbox.asked import Question
from trigpoint.services.insight.alerts import Alerts
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link, Nothing, PersonMark
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class Button:
    """An answer: its word for the form, on the button, and what it asks to be written."""

    key: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of the list. `typed` and `error` are of an answer that was sent back."""

    action: str
    anchor: str
    href: str
    title: str
    by: PersonMark | None
    heading: str
    asks: str
    terms: str
    when: str
    late: bool
    plain: tuple[Button, ...]
    worded: tuple[Button, ...]
    error: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """What pages/inbox.html reads."""

    asks: tuple[Ask, ...]
    nothing: Nothing


@dataclass(frozen=True, slots=True)
class SentBack:
    """An answer that could not be taken: to which question, why, and what was typed."""

    kind: str
    id: str
    why: str
    typed: str


@dataclass(frozen=True, slots=True)
class ChangePart:
    """A figure that really changed: the goal or the ladder that has it, since when, in words."""

    title: str
    href: str
    about: str
    about_href: str
    since: str
    words: Text


@dataclass(frozen=True, slots=True)
class ChangesPart:
    """What really changed, and how many false alarms to expect; `told` is "" without a watch."""

    rows: tuple[ChangePart, ...]
    told: str


def changes(found: Alerts, today: datetime.date) -> ChangesPart:
    """Return what really changed in the figures that somebody answers for."""
    rows = tuple(
        ChangePart(
            title=alert.measure.title,
            href=addresses.measure(alert.measure.id),
            about=say(alert.about.title),
            about_href=addresses.thing(alert.about.kind, alert.about.id),
            since=formats.day(alert.since, today),
            words=alert.words,
        )
        for alert in found.alerts
    )
    if not found.watched:
        return ChangesPart(rows, "")
    said = ngettext(
        "{n} figure of your goals and ladders is watched; at most {often} false alarms a year are "
        "to be expected.",
        "{n} figures of your goals and ladders are watched; at most {often} false alarms a year "
        "are to be expected of all together.",
        found.watched,
    )
    often = formats.number(found.false_a_year, 1)
    return ChangesPart(rows, said.format(n=formats.number(found.watched, 0), often=often))


def inbox(
    questions: list[Question], now: datetime.datetime, wrong: SentBack | None = None
) -> InboxPage:
    """Return the page."""
    return InboxPage(
        tuple(ask(question, now, wrong) for question in questions),
        Nothing(
            gettext("Nothing waits for you"),
            gettext("What colleagues ask of you stands here until you have answered."),
            Link(gettext("Back to Home"), reverse("home")),
            "check",
        ),
    )


def heading(kind: str) -> str:
    """Return what stands above a question that nobody by name asks."""
    known = {
        "check_in": gettext("Check-in"),
        "closing": gettext("The end of a goal"),
        "pattern": gettext("For you alone"),
        "signal": gettext("What happens outside"),
        "connection": gettext("A help desk"),
    }
    return known.get(kind, gettext("For everybody concerned"))


def late(question: Question, now: datetime.datetime) -> bool:
    """Return whether the day by which an answer was asked for is over."""
    return question.due is not None and question.due < timezone.localtime(now).date()


def when(question: Question, now: datetime.datetime) -> str:
    """Return by when an answer is asked for, or when the question was asked."""
    if question.due is None:
        return formats.when(question.at, now)
    said = gettext("was due {day}") if late(question, now) else gettext("by {day}")
    return said.format(day=formats.day(question.due, timezone.localtime(now).date()))


def ask(question: Question, now: datetime.datetime, wrong: SentBack | None) -> Ask:
    """Return one question."""
    back = wrong if wrong and (wrong.kind, wrong.id) == (question.kind, question.id) else None
    buttons = [Button(c.key, say(c.label), say(c.words or "")) for c in question.choices]
    by = question.by
    return Ask(
        action=reverse("inbox_answer", args=[question.kind, question.id]),
        anchor=f"{question.kind}-{question.id}",
        href=addresses.thing(question.about.kind, question.about.id),
        title=say(question.about.title),
        by=PersonMark(by.name, href=addresses.holder(by.kind, by.id)) if by and by.name else None,
        heading=heading(question.kind),
        asks=say(question.asks),
        terms=say(question.terms),
        when=when(question, now),
        late=late(question, now),
        plain=tuple(button for button in buttons if not button.words),
        worded=tuple(button for button in buttons if button.words),
        error=back.why if back else "",
        typed=back.typed if back else "",
    )
