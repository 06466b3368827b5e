"""What is missing on a strategy map before it is published, each in a sentence with its cure."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.lenses.strategy_map.written import Written
from trigpoint.core.lenses.v2mom.gates import Gate, Voices, heard
from trigpoint.core.lenses.v2mom.written import Written as V2mom
from trigpoint.core.text import _


def gates(written: Written, voices: Voices) -> tuple[Gate, ...]:
    """Return what is missing, in the order of the page."""
    return (*objectives(written), *journey(written), *heard(V2mom(), voices))


def objectives(written: Written) -> Iterator[Gate]:
    """Yield perspectives without objectives, and objectives that nothing shows or ties."""
    if not written.objectives:
        yield Gate("objectives", "objectives", _("No objective stands on the map yet."))
        return
    filled = {objective.perspective for objective in written.objectives}
    for lane in written.perspectives:
        if lane.title not in filled:
            text = _("No objective stands in “{title}”.", title=lane.title)
            yield Gate("empty-perspective", "perspectives", text, lane.id)
    tied = {end for link in written.links for end in (link.cause, link.effect)}
    for objective in written.objectives:
        if not objective.measure:
            text = _("Nothing measures “{title}”.", title=objective.title)
            yield Gate("no-measure", "objectives", text, objective.id)
        if objective.title not in tied:
            text = _("“{title}” helps nothing, and nothing helps it.", title=objective.title)
            yield Gate("no-link", "links", text, objective.id)


def journey(written: Written) -> Iterator[Gate]:
    """Yield pain points that nobody serves."""
    for pain in written.pains:
        if not pain.serves:
            text = _("Nobody serves the pain point “{title}”.", title=pain.title)
            yield Gate("unserved", "journey", text, pain.id)
