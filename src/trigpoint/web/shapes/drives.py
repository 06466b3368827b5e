"""What a goal is believed to move, and what is believed to move it, with what the weeks say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.graph.link import Sign
from trigpoint.core.text import Text
from trigpoint.services.goals.drives import DriveView
from trigpoint.services.insight.evidence import Verdict
from trigpoint.web import addresses

VERDICTS = {
    Verdict.SUPPORTED: gettext_lazy("The data show it"),
    Verdict.AGAINST: gettext_lazy("The data show the opposite"),
    Verdict.REVERSED: gettext_lazy("Seems to run the other way"),
    Verdict.NOT_SHOWN: gettext_lazy("The data do not show it"),
    Verdict.REFUSED: gettext_lazy("Not tested yet"),
    Verdict.UNMEASURED: gettext_lazy("Cannot be tested"),
    Verdict.HIDDEN: gettext_lazy("Not shown"),
}


@dataclass(frozen=True, slots=True)
class DrivePart:
    """One drive as the goal page tells it: the belief, the verdict in short, the sentences."""

    id: str
    up: bool
    verb: str
    title: str
    href: str
    owner: str
    sentence: str
    verdict: str
    says: Text


def part(view: DriveView) -> DrivePart:
    """Return a drive as a line."""
    return DrivePart(
        id=view.id,
        up=not view.is_cause,
        verb=verb(view),
        title=view.other.title,
        href=addresses.goal(view.other.id),
        owner=view.other.owner.name,
        sentence=view.sentence,
        verdict=str(VERDICTS[view.evidence.verdict]),
        says=view.evidence.words,
    )


def verb(view: DriveView) -> str:
    """Return how the belief is said: what moves what, which way, and how much later."""
    if view.is_cause:
        said = gettext("Moves") if view.sign is Sign.WITH else gettext("Holds back")
    else:
        said = gettext("Is moved by") if view.sign is Sign.WITH else gettext("Is held back by")
    if not view.lag_weeks:
        return said
    later = ngettext("{n} week later", "{n} weeks later", view.lag_weeks)
    return f"{said}, {later.format(n=view.lag_weeks)}:"
