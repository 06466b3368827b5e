"""A briefing in the reader's words: the scene of its sheet, and a line of the list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from trigpoint.core.graph.status import Status
from trigpoint.pictures.briefing_sheet import BriefingSheet, Item, Part
from trigpoint.services.loop.briefing_body import (
    BriefingChange,
    BriefingDefinition,
    BriefingFigure,
    BriefingRisk,
    BriefingStep,
)
from trigpoint.services.loop.briefings import BriefingLine, BriefingView
from trigpoint.web import formats
from trigpoint.web.components import Chip, Link
from trigpoint.web.shapes.words import COMPUTED


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A line of the list."""

    link: Link
    when: str
    by: str


def title(rhythm: str) -> str:
    """Return what a briefing is called."""
    if rhythm == "quarterly":
        return gettext("Quarterly briefing")
    return gettext("Monthly briefing")


def row(line: BriefingLine) -> BriefingRow:
    """Return a line of the list."""
    return BriefingRow(
        Link(title(line.rhythm), reverse("briefing", args=[line.id])),
        formats.when(line.at),
        line.by.name if line.by else "",
    )


def moment(at: datetime.datetime) -> str:
    """Return a moment as paper says it: with its year, not as seen from today."""
    return f"{formats.long_day(timezone.localtime(at).date())}, {formats.clock(at)}"


def scene(page: BriefingView) -> BriefingSheet:
    """Return the scene of a briefing."""
    body, counts = page.body, page.body.counts
    changed = gettext("What changed since {day}").format(day=formats.long_day(page.line.since))
    nothing = gettext("Nothing new was said of these goals.")
    no_risk = gettext("No goal, by what is said and by what the numbers say.")
    return BriefingSheet(
        title=title(page.line.rhythm),
        unit=page.unit.name,
        when=gettext("as of {when}").format(when=moment(page.line.at)),
        parts=(
            part(changed, [change(c) for c in body.changed], counts["changed"], nothing),
            part(gettext("At risk, and why"), risks(body.at_risk), counts["at_risk"], no_risk),
            part(gettext("Promised"), steps(body.promised), counts["promised"], gettext("None.")),
            part(gettext("Decided"), steps(body.decided), counts["decided"], gettext("None.")),
            part(
                gettext("Figures"),
                [figure(f) for f in body.figures],
                counts["figures"],
                gettext("No figure of a team's goal."),
            ),
        ),
        notes=Part(
            gettext("Definitions"), [meaning(d) for d in body.definitions], gettext("None.")
        ),
        foot=foot(page),
    )


def part(name: str, items: list[Item], all_of: int, none: str) -> Part:
    """Return a part with how many more lines there were."""
    left = all_of - len(items)
    more = ngettext("and {n} more", "and {n} more", left).format(n=left) if left else ""
    return Part(name, items, none, more)


def change(one: BriefingChange) -> Item:
    """Return what was said of a goal, with what was said before where it was something else."""
    now = Chip(one.status)  # type: ignore[arg-type]  # a stated status
    beside = one.owner
    if one.before and one.before != one.status:
        before = Chip(one.before).words  # type: ignore[arg-type]  # a stated status
        beside = gettext("{who}; before: {status}").format(who=one.owner, status=before)
    return Item(one.title, beside, now.status, now.words)


def risks(found: tuple[BriefingRisk, ...]) -> list[Item]:
    """Return the goals at risk."""
    return [risk(one) for one in found]


def risk(one: BriefingRisk) -> Item:
    """Return a goal at risk: the numbers' word, its owner's beside it, and why beneath."""
    numbers = Chip(COMPUTED[Status(one.computed)])
    said = gettext("no word yet")
    if one.stated:
        said = Chip(one.stated).words  # type: ignore[arg-type]  # a stated status
    beside = gettext("{who} says: {status}").format(who=one.owner, status=said)
    why = [f"“{words}”" for words in one.why] or [gettext("Nobody has said yet. Ask.")]
    return Item(one.title, beside, numbers.status, numbers.words, why)


def steps(found: tuple[BriefingStep, ...]) -> list[Item]:
    """Return what was promised or decided."""
    states = {"late": gettext("Late"), "due": gettext("Still open"), "kept": gettext("Kept")}
    tones = {"late": "off_track", "due": "open", "kept": "on_track"}
    return [
        Item(
            one.title,
            " · ".join(
                part for part in (formats.day(one.due) if one.due else "", one.goal_title) if part
            ),
            tones[one.state],
            states[one.state],
        )
        for one in found
    ]


def figure(one: BriefingFigure) -> Item:
    """Return a figure with its likely range, its number of cases and its target of the day."""
    return Item(f"{one.goal_title}: {one.title}", value(one), beneath=[beneath(one)])


def value(one: BriefingFigure) -> str:
    """Return a figure with its range, or that there are too few cases for one."""
    if one.value is None or one.low is None or one.high is None:
        return gettext("Too few for a figure.")
    unit: formats.Unit = one.unit
    if unit == "tickets":
        return formats.value_words(one.value, unit)
    low, high = formats.ends(one.low, one.high, unit)
    shown = formats.value_words(one.value, unit, one.high - one.low)
    return gettext("{value}, likely {low} to {high}").format(value=shown, low=low, high=high)


def beneath(one: BriefingFigure) -> str:
    """Return what a figure is held against, how many cases it has and how old it is."""
    unit: formats.Unit = one.unit
    asked = formats.value(one.asked, unit) if one.asked is not None else ""
    told = (
        gettext("goal {goal}").format(goal=asked) if asked else "",
        formats.tickets(one.n),
        gettext("as of {when}").format(when=moment(one.as_of)) if one.as_of else "",
    )
    return " · ".join(words for words in told if words)


def meaning(one: BriefingDefinition) -> Item:
    """Return a KPI as it was defined then: its name, its version, and what it says."""
    name = gettext("{name}, version {n}").format(name=gettext(one.title), n=one.version)
    counted = gettext("Counted: {what}.").format(what=gettext(one.population))
    return Item(
        name, f"{gettext(one.meaning)} {counted}" if one.population else gettext(one.meaning)
    )


def foot(page: BriefingView) -> list[str]:
    """Return by whom the page was frozen, and that no person's figure is on it."""
    body = page.body
    by = page.line.by.name if page.line.by else gettext("an administrator")
    when = moment(page.line.at)
    return [
        gettext("Frozen by {who} on {when}; later changes are not on it.").format(
            who=by, when=when
        ),
        gettext(
            "{n} goals of units; {same} as before. No figure of a person is on this page."
        ).format(n=body.goals_in_force, same=body.as_before),
    ]
