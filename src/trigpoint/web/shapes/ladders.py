"""One ladder as its pages show it, drawn with its steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from trigpoint.services.ladders.ladder_views import (
    CriterionView,
    LadderPage,
    Likelihood,
    RungView,
    StandingView,
    TiedTo,
    WeekMark,
)
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link, PersonMark
from trigpoint.web.forms.ladders import AUDIENCES, LEVELS, RESOURCES, REWARDS
from trigpoint.web.shapes import proposed
from trigpoint.web.shapes.goal import mark
from trigpoint.web.shapes.ladder_words import reached_words, stands, state_words
from trigpoint.web.shapes.proposed import ProposedPart
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class Tile:
    """A week of a hold, with between what its value likely lies and the way to its tickets."""

    counts: str
    when: str
    mark: str
    likely: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what counts: what, what is needed, how it stands, and what is to go."""

    what: str
    under: str
    needed: str
    now: str
    likely: str
    to_go: str
    done: bool
    source: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A criterion: its lines, its weeks, and for a training the form to say it was attended.

    `outlook` is the chance of it in words, and `reason` what that comes from; "" for none.
    """

    id: str
    version: int
    kind: str
    title: str
    outlook: str
    reason: str
    rows: tuple[Row, ...]
    tiles: tuple[Tile, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Help:
    """What helps on a step."""

    id: str
    version: int
    kind: str
    title: str
    link: str
    there: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is drawn."""

    id: str
    version: int
    number: int
    title: str
    state: str
    chip: str
    said: str
    goal: Link | None
    counts: tuple[Count, ...]
    helps: tuple[Help, ...]
    reward: str
    proposed: ProposedPart | None
    href: str

    @property
    def measured(self) -> int:
        """How many of what counts have a chance of their own."""
        return sum(bool(count.outlook) for count in self.counts)


@dataclass(frozen=True, slots=True)
class Page:
    """What pages/ladder.html reads; steps are the highest first."""

    title: str
    under: str
    steps: tuple[Step, ...]
    here: Step | None
    ties: tuple[Link, ...]
    coach: PersonMark | None
    audience: str
    away: tuple[tuple[str, str, str], ...]
    found: LadderPage
    state: str


def page(found: LadderPage, today: datetime.date) -> Page:
    """Return one ladder as it is drawn."""
    steps = tuple(step(each, today) for each in reversed(found.rungs))
    return Page(
        title=found.title,
        under=under(found),
        steps=steps,
        here=next((each for each in steps if each.state == "here"), None),
        ties=tuple(ties(found)),
        coach=mark(found.coach) if found.coach else None,
        audience=str(dict(AUDIENCES)[found.audience]),
        away=tuple(
            (formats.days(first, last), first.isoformat(), last.isoformat())
            for first, last in found.away
        ),
        found=found,
        state=state_words(found.state, person=found.owner.kind == "person"),
    )


def under(found: LadderPage) -> str:
    """Return the line under the title: what is reached, and the promise."""
    if not found.rungs:
        return gettext("No step yet. Three are enough to begin.")
    said = reached_words(found.reached, len(found.rungs))
    kept = gettext("What is reached stays reached; one bad week takes nothing away.")
    return f"{said}. {kept}"


def ties(found: LadderPage) -> Iterable[Link]:
    """Yield what the ladder is tied to."""
    for tied in (found.goal, found.above):
        if tied is not None:
            yield tie(tied)


def tie(tied: TiedTo) -> Link:
    """Return a goal or a ladder that something is tied to."""
    return Link(f"{tied.title}, {tied.owner.name}", addresses.thing(tied.kind, tied.id))


def step(found: RungView, today: datetime.date) -> Step:
    """Return a step."""
    return Step(
        id=found.id,
        version=found.version,
        number=found.number,
        title=found.title,
        state=found.state,
        chip=stands(found.state, found.due, found.reached_on, today),
        said=said(found, today),
        goal=tie(found.goal) if found.goal else None,
        counts=tuple(count(each, found, today) for each in found.criteria),
        helps=tuple(
            Help(r.id, r.version, str(dict(RESOURCES)[r.kind]), r.title, r.address, r.there)
            for r in found.resources
        ),
        reward=found.reward_words or str(dict(REWARDS)[found.reward]),
        proposed=proposed.part(found.proposed, rung=found.id),
        href=reverse("rung", args=[found.id]),
    )


def said(found: RungView, today: datetime.date) -> str:
    """Return one sentence on a step: the evidence once it is reached, else what it asks."""
    parts = [each for each in (brief(c, reached=found.reached_on) for c in found.criteria) if each]
    if found.reached_on:
        return "; ".join(parts)
    until = gettext("until {day}").format(day=formats.day(found.due, today))
    return "; ".join([*parts, until])


def brief(found: CriterionView, *, reached: object) -> str:
    """Return a criterion in a few words: what the data said, or what is asked."""
    if found.measure is None:
        return found.words
    if reached and found.evidence is not None and found.evidence.value is not None:
        said = value(found, found.evidence.value)
        n = formats.tickets(found.evidence.n)
        held = ngettext("held {n} week", "held {n} weeks", found.evidence.good)
        return f"{found.measure.title}: {said}, {n}, {held.format(n=found.evidence.good)}"
    if found.hidden or found.value is None:
        return found.measure.title
    asked = needed(found.way, formats.value_words(found.value, found.measure.unit))
    held = ngettext("held {n} week", "held {n} weeks", found.hold_weeks)
    return f"{found.measure.title}: {asked}, {held.format(n=found.hold_weeks)}"


def value(found: CriterionView, amount: float) -> str:
    """Return a value of a criterion's measure."""
    return formats.value_words(amount, found.measure.unit) if found.measure else ""


def needed(way: str, shown: str) -> str:
    """Return the value that is asked for."""
    pattern = gettext("{value} or more") if way == "raise" else gettext("{value} or less")
    return pattern.format(value=shown)


def count(found: CriterionView, rung: RungView, today: datetime.date) -> Count:
    """Return what counts for a step, line by line."""
    rows = tuple(measured_rows(found) if found.measure else deed_rows(found, today))
    tiles = tuple(tile(found, each, today) for each in found.now.weeks) if found.now else ()
    title = found.measure.title if found.measure else found.words
    hidden = found.hidden and not rung.reached_on
    said, why = foreseen(found.outlook)
    return Count(found.id, found.version, found.kind, title, said, why, rows, tiles, hidden)


def foreseen(found: Likelihood | None) -> tuple[str, str]:
    """Return the chance of a value in words with its reason, or why none is said."""
    if found is None:
        return "", ""
    if found.chance is None:
        return gettext("No chance can be said yet."), say(found.refused) if found.refused else ""
    return say(found.chance), say(found.reason) if found.reason else ""


def measured_rows(found: CriterionView) -> Iterable[Row]:
    """Yield value, weeks held, enough tickets, and the guard."""
    measure, now = found.measure, found.now
    if measure is None or found.value is None:
        return
    href = addresses.measure(measure.id) if measure.id else ""
    bar = needed(found.way, formats.value_words(found.value, measure.unit))
    met = met_words(found)
    yield Row(
        measure.title,
        "",
        bar,
        value(found, now.value) if now and now.value is not None else "–",
        likely(found, now),
        met or (way_to_go(found, now) if now else ""),
        done=bool(met),
        source=href,
        measure=measure.id,
    )
    if now is None:
        return
    weeks = ngettext("{n} week of {of}", "{n} weeks of {of}", found.hold_weeks)
    span = found.hold_weeks + 1 if found.hold_weeks > 1 else 1
    left = max(0, found.hold_weeks - now.good)
    yield Row(
        gettext("Weeks held"),
        gettext("weeks worked; leave pauses"),
        weeks.format(n=found.hold_weeks, of=span),
        ngettext("{n} week so far", "{n} weeks so far", now.good).format(n=now.good),
        "",
        ngettext("{n} week to go", "{n} weeks to go", left).format(n=left) if left else held(),
        done=not left,
    )
    if found.least:
        short = max(0, found.least - now.n)
        yield Row(
            gettext("Enough to be sure"),
            "",
            gettext("{n} in those weeks").format(n=formats.tickets(found.least)),
            formats.tickets(now.n),
            "",
            gettext("{n} to go").format(n=short) if short else held(),
            done=not short,
        )
    if found.guard is not None and found.guard_limit is not None:
        yield guard_row(found, now)


def guard_row(found: CriterionView, now: StandingView) -> Row:
    """Return what must not get worse."""
    guard = found.guard
    unit = guard.unit if guard else ""
    words = {True: gettext("Holds so far"), False: gettext("Broken: nothing counts"), None: "–"}
    limit = needed(found.guard_way, formats.value_words(found.guard_limit or 0.0, unit))
    return Row(
        gettext("Must not get worse"),
        guard.title if guard else "",
        limit,
        formats.value_words(now.guard, unit) if now.guard is not None else "–",
        "",
        words[now.guard_kept],
        done=now.guard_kept is True,
        source=addresses.measure(guard.id) if guard and guard.id else "",
        measure=guard.id if guard else "",
    )


def held() -> str:
    """Return the word for what is there already."""
    return pgettext("what a step asks for", "There")


def met_words(found: CriterionView) -> str:
    """Return since when a criterion is met, "" while it is not."""
    if found.met_on is None:
        return ""
    return gettext("Met on {day}").format(day=formats.day(found.met_on))


def way_to_go(found: CriterionView, now: StandingView) -> str:
    """Return how far the value is from the bar."""
    if now.value is None or found.value is None or found.measure is None:
        return ""
    gap = found.value - now.value if found.way == "raise" else now.value - found.value
    if gap <= 0:
        return held()
    if found.measure.unit == "share":
        points = max(1, round(100 * gap))
        return ngettext("{n} point to go", "{n} points to go", points).format(n=points)
    return gettext("{way} to go").format(way=formats.value(gap, found.measure.unit, gap))


def likely(found: CriterionView, now: StandingView | None) -> str:
    """Return between what the value likely lies, and of how many tickets."""
    if now is None or found.measure is None:
        return ""
    n = formats.tickets(now.n)
    if now.low is None or now.high is None:
        return n
    low, high = formats.ends(now.low, now.high, found.measure.unit)
    return gettext("{n}, likely between {low} and {high}").format(n=n, low=low, high=high)


def deed_rows(found: CriterionView, today: datetime.date) -> Iterable[Row]:
    """Yield a training or a skill."""
    if found.kind == "training":
        day = found.done_on
        yield Row(
            gettext("Training"),
            found.words,
            gettext("attended"),
            formats.day(day, today) if day else "–",
            "",
            gettext("Done") if day else "",
            done=day is not None,
        )
        return
    levels = dict(LEVELS)
    both = gettext("you: {own}, lead: {lead}").format(
        own=levels[found.own_level], lead=levels[found.lead_level]
    )
    there = min(found.own_level, found.lead_level) == max(levels)
    yield Row(
        gettext("Skill"),
        found.words,
        str(levels[3]),
        both,
        "",
        gettext("Done") if there else "",
        done=there,
    )


def tile(found: CriterionView, week: WeekMark, today: datetime.date) -> Tile:
    """Return a week of a hold."""
    when = formats.day(week.start, today)
    if week.mark == "paused" or week.value is None:
        return Tile(gettext("Paused"), when, "paused")
    words = {"held": gettext("held"), "missed": gettext("not held")}
    shown = value(found, week.value)
    counts = f"{shown}, {words[week.mark]}"
    behind = (
        addresses.tickets(found.measure.id, week.start, "week")
        if found.measure and found.measure.id
        else ""
    )
    return Tile(
        counts, f"{when}, {formats.tickets(week.n)}", week.mark, between(found, week), behind
    )


def between(found: CriterionView, week: WeekMark) -> str:
    """Return between what a week's value likely lies, "" for what is no share."""
    if week.low is None or week.high is None or found.measure is None:
        return ""
    low, high = formats.ends(week.low, week.high, found.measure.unit)
    return gettext("likely between {low} and {high}").format(low=low, high=high)
