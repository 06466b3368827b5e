"""The goal page: what, why, how, how measured, who, what it carries, what was said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from trigpoint.core.graph.guard import GuardState, is_fast
from trigpoint.core.graph.status import Status
from trigpoint.core.people.kinds import Relation
from trigpoint.core.people.relations import DEFINITIONS
from trigpoint.core.text import Text
from trigpoint.services.goals import goal_page as service
from trigpoint.services.goals.cards import GoalCard, HolderView, TargetView
from trigpoint.services.insight.outlook import Outlook, RealChange, last_year
from trigpoint.web import addresses, formats
from trigpoint.web.components import (
    AnyFigure,
    Banner,
    Chart,
    Chip,
    LineOfSight,
    PersonMark,
    Why,
)
from trigpoint.web.shapes import (
    changes,
    drives,
    effects,
    figures,
    goal_ladders,
    goals,
    measure_chart,
    past,
    proposed,
    words,
)
from trigpoint.web.shapes.proposed import ProposedPart

SHOWN_CHANGES = 5


@dataclass(frozen=True, slots=True)
class TargetPart:
    """One target: its figure, its range bar, what must not get worse."""

    id: str
    version: int
    title: str
    href: str
    words: str
    details: str
    figure: AnyFigure | None
    bar: str
    verdict: str
    chip: Chip
    guard: str
    guard_figure: AnyFigure | None
    guard_chip: Chip | None
    done: str
    needs_guard: bool
    past: bool
    outlook: OutlookPart | None = None
    conflict: Text | None = None
    phases: Sequence[str] = ()
    last_year: Text | None = None


@dataclass(frozen=True, slots=True)
class OutlookPart:
    """What the past says of a target: the chance with its reason, or why there is none."""

    chance: Text | None
    reason: Text | None
    refused: Text | None
    steps: tuple[Text, ...]
    change: RealChange | None
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A goal above or below, with the sentence between them."""

    id: str
    version: int
    title: str
    href: str
    owner: str
    up: bool
    verb: str
    share: str
    why: Why
    figure: AnyFigure | None
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class PartnerPart:
    """Somebody who shares the goal, and what they answer for."""

    id: str
    who: PersonMark
    answers_for: str


@dataclass(frozen=True, slots=True)
class StepPart:
    """A step, with who does it and what came of it."""

    id: str
    version: int
    title: str
    who: str
    when: str
    done: bool
    result: str


@dataclass(frozen=True, slots=True)
class SaidPart:
    """A check-in as it was said."""

    by: PersonMark
    when: str
    chip: Chip | None
    note: str
    beside: str


@dataclass(frozen=True, slots=True)
class GoalPage:
    """What pages/goal.html reads. `edit` names the part that is being written, "" for none."""

    id: str
    version: int
    href: str
    title: str
    under: str
    what: str
    why: str
    how: str
    chip: Chip
    stated: Chip | None
    stated_when: str
    stated_note: str
    computed: Chip
    remark: str
    owner: PersonMark
    partners: tuple[PartnerPart, ...]
    dates: str
    state: str
    ended: bool
    progress: str
    shows_progress: bool
    proposed: ProposedPart | None
    targets: tuple[TargetPart, ...]
    up: tuple[LinkPart, ...]
    down: tuple[LinkPart, ...]
    drives: tuple[drives.DrivePart, ...]
    ladders: tuple[goal_ladders.GoalLadderPart, ...]
    effect: effects.EffectPage | None
    sight: LineOfSight
    steps: tuple[StepPart, ...]
    arithmetic: tuple[tuple[int, object], ...]
    said: tuple[SaidPart, ...]
    confidences: Text | None
    voices: service.Voices
    voice_words: str
    rhythm: object
    changes: tuple[changes.ChangePart, ...]
    seen_by: Text
    who_can_see: tuple[Text, ...]
    may: frozenset[str]
    banner: Banner | None
    edit: str = ""


def goal(page: service.GoalPage, now: datetime.datetime, *, edit: str = "") -> GoalPage:
    """Return the goal as the page shows it."""
    today = timezone.localtime(now).date()
    card = page.card
    expected = {found.target: found for found in page.outlooks}
    pulls = {each.target: each.words for each in page.conflicts}
    stated = words.STATED.get(card.stated)
    newest = page.check_ins[0] if page.check_ins else None
    return GoalPage(
        id=card.id,
        version=card.version,
        href=addresses.goal(card.id),
        title=card.title,
        under=f"{card.owner.name}, {formats.days(card.starts, card.due)}",
        what="; ".join(f"{t.title}: {words.target(t, today)}" for t in page.targets),
        why=card.why,
        how=page.how,
        chip=words.chip(card),
        stated=Chip(stated) if stated else None,
        stated_when=formats.when(page.stated_at, now) if page.stated_at else "",
        stated_note=newest.note if newest else "",
        computed=Chip(words.COMPUTED[card.computed]),
        remark=words.disagreement(card),
        owner=mark(card.owner),
        partners=tuple(PartnerPart(c.id, mark(c.holder), c.answers_for) for c in page.co_owners),
        dates=formats.days(card.starts, card.due),
        state=str(words.STATES[card.state]),
        ended=card.state in {"achieved", "missed"},
        progress=progress(card),
        shows_progress=card.shows_progress,
        proposed=proposed.part(page.proposed, goal=card.id),
        targets=tuple(
            replace(target(t, today, expected.get(t.id)), conflict=pulls.get(t.id))
            for t in page.targets
        ),
        up=tuple(link(n, up=True) for n in page.parents),
        down=tuple(link(n, up=False) for n in page.children),
        drives=tuple(drives.part(each) for each in page.drives),
        ladders=goal_ladders.parts(page.ladders, today, page.at),
        effect=effects.page(page.effect, today, past.day(page.at)) if page.effect else None,
        sight=goals.sight(page.up, today),
        steps=tuple(step(s, today) for s in page.steps),
        arithmetic=page.arithmetic,
        said=tuple(said(c, now) for c in page.check_ins),
        confidences=page.confidences.text if page.confidences else None,
        voices=page.voices,
        voice_words=voice_words(page.voices),
        rhythm=words.RHYTHMS.get(page.rhythm, ""),
        changes=tuple(changes.change(c, now, unit_of(page)) for c in page.changes[:SHOWN_CHANGES]),
        seen_by=widest(page.who_can_see),
        who_can_see=page.who_can_see,
        may=page.may,
        banner=past.banner(page.at),
        edit=edit,
    )


def unit_of(page: service.GoalPage) -> formats.Unit:
    """Return the one unit of a goal's targets, "" where they have several or none."""
    units = {t.measure.unit for t in page.targets if t.measure}
    return units.pop() if len(units) == 1 else ""


def widest(lines: Sequence[Text]) -> Text:
    """Return the line about everyone employed here, who are the most; else the first."""
    everyone = DEFINITIONS[Relation.COLLEAGUE].words
    return next((line for line in lines if line.params.get("who") == everyone), lines[0])


def mark(holder: HolderView) -> PersonMark:
    """Return a unit or person with its address."""
    return PersonMark(
        holder.name or gettext("somebody who has left"),
        href=addresses.holder(holder.kind, holder.id),
    )


def progress(card: GoalCard) -> str:
    """Return the rolled-up progress; a range where inputs are missing."""
    if not card.shows_progress:
        return gettext("– not shown")
    low, high = card.progress_low, card.progress_high
    if high - low > 0.995:
        return gettext("not known yet")
    if high - low < 0.005:
        return formats.percent(low)
    first, last = formats.ends(low, high, "share")
    return gettext("between {low} and {high}").format(low=first, high=last)


def outlook(view: TargetView, found: Outlook | None) -> OutlookPart | None:
    """Return what is to be expected of a target, with its chart up to its day."""
    if found is None or view.measure is None:
        return None
    since = found.change.since if found.change else None
    drawn = measure_chart.chart(view.measure, found.weeks, [view], fan=found.fan, changed=since)
    steps = tuple(step.words for step in found.steps)
    return OutlookPart(found.chance, found.reason, found.refused, steps, found.change, drawn)


def target(view: TargetView, today: datetime.date, found: Outlook | None = None) -> TargetPart:
    """Return a target as a part of the page."""
    unit = view.measure.unit if view.measure else "tickets"
    details = [gettext("weight {n}").format(n=formats.number(view.weight))]
    if view.baseline is not None:
        start = formats.value(view.baseline, unit)
        details.append(gettext("from {baseline}").format(baseline=start))
    guard = view.guard
    return TargetPart(
        id=view.id,
        version=view.version,
        title=view.title,
        href=addresses.measure(view.measure.id) if view.measure and not view.hidden else "",
        words=words.target(view, today),
        phases=words.phases(view, today),
        last_year=last_year(view),
        details=", ".join(details),
        figure=figures.target_figure(view),
        bar=figures.bar(view),
        verdict=figures.verdict(view),
        chip=Chip(words.COMPUTED[view.status]),
        guard=guard_words(view),
        guard_figure=figures.guard_figure(guard) if guard else None,
        guard_chip=guard_chip(view),
        done=formats.day(view.done_on, today) if view.done_on else "",
        past=view.due < today and view.done_on is None and view.status is not Status.ACHIEVED,
        needs_guard=guard is None
        and view.measure is not None
        and is_fast(view.measure.kpi, view.measure.unit),
        outlook=outlook(view, found),
    )


def guard_words(view: TargetView) -> str:
    """Return what must not get worse, written out."""
    guard = view.guard
    if guard is None:
        return ""
    limit = formats.value(guard.limit, guard.measure.unit)
    kind = guard.measure.direction
    return f"{guard.measure.title}, {words.side(kind, limit)}"


def guard_chip(view: TargetView) -> Chip | None:
    """Return whether the guard holds."""
    if view.guard is None:
        return None
    return {
        GuardState.KEPT: Chip("on_track", gettext("Holds")),
        GuardState.BROKEN: Chip("held", gettext("Does not hold")),
        GuardState.UNDECIDED: Chip("open"),
    }[view.guard.state]


def link(neighbour: service.Neighbour, *, up: bool) -> LinkPart:
    """Return a neighbour with the sentence on the link."""
    card, bond = neighbour.goal, neighbour.link
    if up:
        verb = gettext("Carries") if bond.primary else gettext("Also helps")
    else:
        verb = gettext("Carried by")
    main = card.main if card else None
    return LinkPart(
        id=bond.id,
        version=bond.version,
        title=card.title if card else neighbour.direction,
        href=addresses.goal(card.id) if card else "",
        owner=card.owner.name if card else "",
        up=up,
        verb=verb,
        share=(gettext("counts {share} there") if up else gettext("counts {share} here")).format(
            share=formats.percent(bond.share)
        ),
        why=goals.why(bond),
        figure=figures.target_figure(main) if main else None,
        chip=words.chip(card) if card else None,
    )


def step(view: service.StepView, today: datetime.date) -> StepPart:
    """Return a step as a line."""
    if view.done_on:
        when = gettext("done {day}").format(day=formats.day(view.done_on, today))
    elif view.due:
        when = gettext("by {day}").format(day=formats.weekday(view.due, today))
    else:
        when = ""
    return StepPart(
        id=view.id,
        version=view.version,
        title=view.title,
        who=view.person.name if view.person else "",
        when=when,
        done=view.done_on is not None,
        result=view.result,
    )


def said(view: service.CheckInView, now: datetime.datetime) -> SaidPart:
    """Return a check-in with the figure as it stood then."""
    status = words.STATED.get(view.status)
    beside = ""
    if view.n is not None:
        beside = gettext("{tickets} counted then").format(tickets=formats.tickets(view.n))
    return SaidPart(
        by=mark(view.by),
        when=formats.when(view.at, now),
        chip=Chip(status) if status else None,
        note=view.note,
        beside=beside,
    )


def voice_words(voices: service.Voices) -> str:
    """Return how many were asked and what they said, in one sentence."""
    if not voices.asked:
        return gettext("Nobody has been asked yet.")
    asked = ngettext("{n} person was asked", "{n} people were asked", voices.asked)
    return gettext("{asked}: {agree} agree, {concern} with a concern.").format(
        asked=asked.format(n=voices.asked), agree=voices.agree, concern=voices.concern
    )
