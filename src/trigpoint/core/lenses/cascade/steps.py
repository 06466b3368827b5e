"""The guided steps of a cascade."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.lenses.guide import GuideStep
from trigpoint.core.text import _

STEPS = (
    GuideStep(
        "whys",
        _("Collect the whys"),
        _("Say for each goal why it is worth it. People carry what they understand."),
    ),
    GuideStep(
        "parents",
        _("Choose what each root carries"),
        _("A goal above, a priority or the vision; the organisation’s own stand by themselves."),
    ),
    GuideStep(
        "split",
        _("Split"),
        _("Who carries which part: evenly, by hours, by tickets, by capability or by hand."),
    ),
    GuideStep(
        "ask",
        _("Ask each of them"),
        _("Nothing is imposed: whoever is to carry a part is asked, with a word."),
    ),
    GuideStep(
        "agree",
        _("Agree"),
        _("Every part has its yes. A counter-proposal is an answer; take it or offer again."),
    ),
    GuideStep(
        "publish",
        _("Publish"),
        _("Put the roots in force, and announce them to all whom they concern."),
    ),
    GuideStep("review", _("Review it"), _("As often as its rhythm says.")),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What stands in a cascade: numbers of its goals, and what people did with them."""

    roots: int
    below: int
    without_why: int
    hanging_roots: int
    asked: int
    agreed: int
    roots_in_force: int
    announced: int
    reviewed: bool


def done(walk: Walk) -> frozenset[str]:
    """Return the keys of the steps that are done, by what is there."""
    found = {
        "whys": walk.roots > 0 and walk.without_why == 0,
        "parents": walk.roots > 0 and walk.hanging_roots == 0,
        "split": walk.below > 0,
        "ask": walk.asked > 0,
        "agree": walk.below > 0 and walk.agreed == walk.below,
        "publish": walk.roots > 0 and walk.roots_in_force == walk.roots and walk.announced > 0,
        "review": walk.reviewed,
    }
    return frozenset(key for key, is_done in found.items() if is_done)
