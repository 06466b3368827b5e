"""The guided steps of a ladder, and which of them are done."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.lenses.guide import GuideStep
from trigpoint.core.text import _

STEPS = (
    GuideStep(
        "stand",
        _("See where you stand"),
        _("By measure, channel and topic, against similar tickets; your skills; what hinders."),
    ),
    GuideStep(
        "tie",
        _("Say what it serves"),
        _("Tie it to a goal of the team or the organisation, or to the team’s ladder."),
    ),
    GuideStep(
        "steps",
        _("Set the steps"),
        _("Have them proposed from history, or set them by hand. Three are enough to begin."),
    ),
    GuideStep(
        "guard",
        _("Say what must not get worse"),
        _("A step for speed or volume counts nothing while quality falls."),
    ),
    GuideStep(
        "help",
        _("Get help"),
        _("A coach you choose, trainings and tools, time to practise."),
    ),
    GuideStep(
        "begin",
        _("Begin to climb"),
        _("From then on the data decide. What is reached stays reached."),
    ),
)


@dataclass(frozen=True, slots=True)
class Built:
    """What there is of a ladder already."""

    assessed: bool
    tied: bool
    steps: int
    unguarded: int
    helped: bool
    begun: bool


def done(ladder: Built) -> frozenset[str]:
    """Return the keys of the steps that are done."""
    found = {
        "stand": ladder.assessed,
        "tie": ladder.tied,
        "steps": ladder.steps > 0,
        "guard": ladder.steps > 0 and not ladder.unguarded,
        "help": ladder.helped,
        "begin": ladder.begun,
    }
    return frozenset(key for key, is_done in found.items() if is_done)
