"""Units that move, as the page of a change shows them: the teams above, the goals to look at."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.realignment.realign_views import ChangeView, LeftGoal, UnitAbove
from trigpoint.web import addresses, formats
from trigpoint.web.components import PersonMark
from trigpoint.web.shapes import goal


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of a unit, before and after."""

    title: str
    href: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AboveLine:
    """A unit that loses or gains people, with its figures."""

    who: PersonMark
    people: str
    gains: bool
    figures: tuple[FigureLine, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A goal of a unit that moves; `mend` is where it is tied to another one."""

    title: str
    href: str
    owner: str
    words: str
    mend: str


def stands(each: ChangeView) -> tuple[str, str]:
    """Return under which unit one stands, and would."""
    day = formats.day(each.due_after) if each.due_after else ""
    now = gettext("under {unit}").format(unit=each.above) if each.above else gettext("under none")
    return now, gettext("under {unit} from {day}").format(unit=each.to, day=day)


def above(each: UnitAbove) -> AboveLine:
    """Return a unit that loses or gains."""
    before, after = each.people_before, each.people_after
    return AboveLine(
        who=goal.mark(each.holder),
        people=gettext("{before} → {after} people").format(
            before=formats.number(before, 0), after=formats.number(after, 0)
        ),
        gains=after >= before,
        figures=tuple(
            FigureLine(
                title=figure.title,
                href=addresses.measure(figure.measure),
                before=figure_words(figure.before, figure.unit),
                after=figure_words(figure.after, figure.unit),
            )
            for figure in each.figures
        ),
        withheld=each.withheld,
    )


def figure_words(value: float | None, unit: str) -> str:
    """Return a value, or that nothing can be told."""
    return gettext("can’t tell yet") if value is None else formats.value(value, unit)


def behind(each: LeftGoal, realignment: str) -> LeftLine:
    """Return a goal to look at."""
    words = gettext("still carries “{goal}”").format(goal=each.above) if each.above else ""
    return LeftLine(
        title=each.title,
        href=addresses.goal(each.goal),
        owner=each.owner.name,
        words=words or gettext("carries no goal above"),
        mend=reverse("realignment_add", args=[realignment]) + addresses.query(goal=each.goal),
    )
