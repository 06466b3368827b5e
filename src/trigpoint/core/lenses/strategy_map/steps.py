"""The guided steps of a strategy map."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.lenses.guide import GuideStep
from trigpoint.core.text import _

STEPS = (
    GuideStep(
        "perspectives",
        _("Name the perspectives"),
        _("The four classic ones stand there. Keep them, or say your own; three to five are read."),
    ),
    GuideStep(
        "objectives",
        _("Fill every perspective"),
        _("From the top: what it is worth, what customers feel, what we must be great at."),
    ),
    GuideStep(
        "measures",
        _("Give each objective a measure"),
        _("What nobody can see change is a wish. Under its chain some are proposed."),
    ),
    GuideStep(
        "links",
        _("Say what should help what"),
        _("One sentence and a time for each. Data will say which of these beliefs hold."),
    ),
    GuideStep(
        "guards",
        _("Guard speed and volume"),
        _("Beside each such target stands what must not get worse."),
    ),
    GuideStep(
        "journey",
        _("Tie it to what customers live through"),
        _("Name what hurts in each stage, its ticket tags, and which objective serves it."),
    ),
    GuideStep("publish", _("Publish it"), _("Those it concerns are asked; a version is kept.")),
    GuideStep("review", _("Review it"), _("As often as its rhythm says.")),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What stands on a map: counts of what is there, and of what is missing."""

    perspectives: int
    empty: int
    objectives: int
    unmeasured: int
    links: int
    unguarded: int
    pains: int
    unserved: int
    editions: int
    reviewed: bool


def done(walk: Walk) -> frozenset[str]:
    """Return the keys of the steps that are done, by what is there."""
    some = walk.objectives > 0
    found = {
        "perspectives": walk.perspectives > 0,
        "objectives": some and walk.empty == 0,
        "measures": some and walk.unmeasured == 0,
        "links": walk.links > 0,
        "guards": some and walk.unguarded == 0,
        "journey": walk.pains > 0 and walk.unserved == 0,
        "publish": walk.editions > 0,
        "review": walk.reviewed,
    }
    return frozenset(key for key, holds in found.items() if holds)
