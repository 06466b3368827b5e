"""Proposals: as lines of a list, and one with its terms beside what is there now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.goals.goal_page import GoalPage
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, PersonMark, Status
from trigpoint.web.shapes.goal import mark

STATES: dict[str, tuple[Status, object]] = {
    "open": ("open", gettext_lazy("No answer yet")),
    "accepted": ("on_track", gettext_lazy("Agreed")),
    "declined": ("off_track", gettext_lazy("Declined")),
    "countered": ("at_risk", gettext_lazy("Offers something else")),
    "withdrawn": ("old", gettext_lazy("Taken back")),
}
ASKS = {
    "change": gettext_lazy("{by} would change a goal of {asked}"),
    "carry": gettext_lazy("{by} asks {asked} to carry a part"),
    "share": gettext_lazy("{by} asks {asked} to answer for a part"),
    "take": gettext_lazy("{by} asks {asked} to take the goal over"),
}
COUNTERED = gettext_lazy("{by} offers {asked} something else")


@dataclass(frozen=True, slots=True)
class TermLine:
    """One thing that is asked for: as it is now, "" for nothing, and as it would be."""

    label: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in a list."""

    id: str
    href: str
    title: str
    asks: str
    when: str
    chip: Chip
    answer: str
    may_see: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """What pages/proposal.html reads. `before` leads to what this one answers."""

    id: str
    version: int
    title: str
    goal_href: str
    asks: str
    by: PersonMark
    when: str
    chip: Chip
    terms: tuple[TermLine, ...]
    words: str
    told: bool
    answer: str
    answered: str
    seen: str
    before: str
    made_href: str
    may: frozenset[str]


def line(view: ProposalView, now: datetime.datetime) -> ProposalLine:
    """Return a proposal as a line."""
    return ProposalLine(
        id=view.id,
        href=reverse("proposal", args=[view.id]),
        title=view.goal_title,
        asks=asks(view),
        when=formats.when(view.at, now),
        chip=chip(view),
        answer=view.answer,
        may_see="see" in view.may and view.state != "countered",
    )


def chip(view: ProposalView) -> Chip:
    """Return where a proposal is."""
    status, words = STATES[view.state]
    return Chip(status, str(words))


def asks(view: ProposalView) -> str:
    """Return in a sentence who asks whom for what."""
    pattern = COUNTERED if view.counters else ASKS[view.kind]
    return str(pattern).format(by=view.proposed_by.name, asked=view.asked.name)


def page(view: ProposalView, goal: GoalPage | None, now: datetime.datetime) -> ProposalPage:
    """Return a proposal as its page shows it; `goal` is None where it is not to be seen."""
    answered = ""
    if view.answered_by is not None and view.answered_at is not None:
        answered = gettext("{who}, {when}").format(
            who=view.answered_by.name, when=formats.when(view.answered_at, now)
        )
    return ProposalPage(
        id=view.id,
        version=view.version,
        title=view.goal_title,
        goal_href=addresses.goal(view.goal) if goal else "",
        asks=asks(view),
        by=mark(view.proposed_by),
        when=formats.when(view.at, now),
        chip=chip(view),
        terms=tuple(terms(view, goal)),
        words=view.words,
        told=view.told,
        answer=view.answer,
        answered=answered,
        seen=formats.when(view.seen_at, now) if view.seen_at else "",
        before=reverse("proposal", args=[view.counters]) if view.counters else "",
        made_href=addresses.goal(view.made) if view.made and view.state == "accepted" else "",
        may=view.may,
    )


def terms(view: ProposalView, goal: GoalPage | None) -> Iterable[TermLine]:
    """Yield what is asked for, for a change beside what is there now."""
    asked = view.terms
    there = goal if goal and view.kind == "change" else None
    target = next((t for t in goal.targets if t.id == asked.target), None) if goal else None
    if asked.title:
        yield TermLine(gettext("Title"), there.card.title if there else "", asked.title)
    if asked.why:
        yield TermLine(gettext("Why"), there.card.why if there else "", asked.why)
    if asked.sentence:
        yield TermLine(gettext("How it helps"), "", asked.sentence)
    if asked.answers_for:
        yield TermLine(gettext("Answers for"), "", asked.answers_for)
    if asked.value is not None:
        aimed = target.aimed if target and view.kind == "change" else None
        yield TermLine(
            target.title if target else gettext("Target"),
            formats.value(aimed, view.unit) if aimed is not None else "",
            formats.value(asked.value, view.unit or "tickets"),
        )
    if asked.due is not None:
        now = formats.long_day(target.due) if target and view.kind == "change" else ""
        yield TermLine(gettext("By when"), now, formats.long_day(asked.due))
