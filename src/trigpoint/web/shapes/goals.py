"""Goals as lines, cards and lines of sight."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext

from trigpoint.services.goals.cards import GoalCard as Card
from trigpoint.services.goals.sight import LinkView, SightStep
from trigpoint.web import addresses, formats
from trigpoint.web.components import GoalCard, GoalLine, LineOfSight, NextStep, Rise, Why
from trigpoint.web.shapes import figures, words
from trigpoint.web.shapes.measure import pace


def line(card: Card, today: datetime.date, *, level: str = "", carries: str = "") -> GoalLine:
    """Return a goal in one line; `level` replaces its owner's name."""
    return GoalLine(
        title=card.title,
        href=addresses.goal(card.id),
        level=level
        or (gettext("Nobody else sees it until I share it.") if card.private else card.owner.name),
        figure=figures.target_figure(card.main) if card.main else None,
        target=words.target(card.main, today) if card.main else "",
        chip=words.chip(card),
        remark=words.disagreement(card),
        carries=carries,
    )


def my_card(card: Card, today: datetime.date, next_: NextStep | None, *, mine: bool) -> GoalCard:
    """Return the goal that stands large on Home."""
    until = formats.long_day(card.due)
    if mine:
        level = gettext("My goal, until {day}").format(day=until)
    else:
        level = gettext("{owner}, until {day}").format(owner=card.owner.name, day=until)
    main = card.main
    reading = main.figure if main else None
    return GoalCard(
        line=line(card, today, level=level),
        bar=figures.bar(main) if main else "",
        sentence=figures.verdict(main) if main else "",
        period=formats.days(reading.start, reading.last_day) if reading else "",
        pace=pace(main.measure) if main and main.measure and reading else "",
        next=next_,
        mine=mine,
    )


def why(link: LinkView) -> Why:
    """Return the sentence of a link."""
    return Why(
        sentence=link.sentence or gettext("Nobody has said yet how it helps."),
        evidence=link.evidence,  # type: ignore[arg-type]  # the model holds it to the three
        evidence_words=words.evidence(link.evidence, link.evidence_source),
    )


def sight(steps: Sequence[SightStep], today: datetime.date, vision: str = "") -> LineOfSight:
    """Return the way up from a goal; where it breaks off, it says so."""
    above = tuple(
        Rise(why(step.link), line(step.goal, today)) for step in steps if step.goal is not None
    )
    last = steps[-1] if steps and steps[-1].goal is None else None
    if last is not None:
        labels = {
            "mission": gettext("Our mission"),
            "vision": gettext("Our vision"),
            "priority": gettext("Our priority"),
        }
        label = labels.get(last.direction_kind, "")
        return LineOfSight(above, last.direction, label, vision_why=why(last.link))
    gap = gettext("From here on nobody has said what it carries. The line to the vision is open.")
    return LineOfSight(above, vision, gap=gap)
