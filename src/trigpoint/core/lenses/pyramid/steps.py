"""The guided steps of a pyramid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from trigpoint.core.lenses.guide import GuideStep
from trigpoint.core.text import _

STEPS = (
    GuideStep(
        "top",
        _("Write the goals at the top"),
        _("Few enough that everybody knows them, each with its why."),
    ),
    GuideStep(
        "meeting",
        _("Hold a meeting in which goals are set"),
        _("Agenda, proposals, a round of agreement: who carries a goal has a say in it."),
    ),
    GuideStep(
        "layers",
        _("Fill every layer"),
        _("Each layer carries the one above. An empty one leaves it in the air."),
    ),
    GuideStep(
        "line",
        _("Bring loose blocks into line"),
        _("Say for each what it carries, or let it go."),
    ),
    GuideStep(
        "load",
        _("Lighten who carries too much"),
        _("More than three goals at once are none: hand one on, or put it later."),
    ),
    GuideStep(
        "refine",
        _("Let it be refined from below"),
        _("Anybody proposes a change to a goal above; answer it, so that the next one comes."),
    ),
    GuideStep("review", _("Review it"), _("As often as its rhythm says.")),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What stands in a pyramid: how many goals each layer has, and what people did with them."""

    layers: Sequence[int]
    loose: int
    overloaded: int
    meetings: int
    answered: int
    reviewed: bool


def done(walk: Walk) -> frozenset[str]:
    """Return the keys of the steps that are done, by what is there.

    A team's pyramid has no goals of the organisation: its layers count from the first one.
    """
    some = any(walk.layers)
    filled = list(dropwhile(lambda count: not count, walk.layers))
    found = {
        "top": some,
        "meeting": walk.meetings > 0,
        "layers": some and all(filled),
        "line": some and walk.loose == 0,
        "load": some and walk.overloaded == 0,
        "refine": walk.answered > 0,
        "review": walk.reviewed,
    }
    return frozenset(key for key, is_done in found.items() if is_done)
