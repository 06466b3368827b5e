"""The guided steps of a V2MOM."""

from __future__ import annotations

from trigpoint.core.lenses.guide import GuideStep
from trigpoint.core.lenses.v2mom.written import Written
from trigpoint.core.text import _

STEPS = (
    GuideStep(
        "people",
        _("Invite people from every area"),
        _("A plan that was written alone is carried alone."),
    ),
    GuideStep(
        "vision",
        _("Say the vision"),
        _("One sentence: how will it be for customers once it is reached?"),
    ),
    GuideStep(
        "values",
        _("Rank the values"),
        _("Three to five. Say in which behaviour each one can be seen in a ticket."),
    ),
    GuideStep(
        "methods",
        _("Choose the methods"),
        _("What will be done, the most important first, each tied to the values it serves."),
    ),
    GuideStep(
        "obstacles",
        _("Name the obstacles"),
        _("What would make it fail, what would you see first, and what would you do then?"),
    ),
    GuideStep(
        "measures",
        _("Tie measures to every method"),
        _("A number from the help desk, its target, and what must not get worse for it."),
    ),
    GuideStep(
        "ask",
        _("Ask the departments it depends on"),
        _("They accept or refuse, in words."),
    ),
    GuideStep("publish", _("Publish it"), _("Then everybody is asked what they think.")),
    GuideStep("review", _("Review it"), _("As often as its rhythm says.")),
)


def done(
    written: Written, *, participants: int, requests_open: int, editions: int, reviewed: bool
) -> frozenset[str]:
    """Return the keys of the steps that are done, by what stands in the plan."""
    found = {
        "people": participants > 0,
        "vision": bool(written.vision),
        "values": bool(written.values) and all(v.behaviours for v in written.values),
        "methods": bool(written.methods) and all(m.values for m in written.methods),
        "obstacles": bool(written.obstacles) and all(o.sign for o in written.obstacles),
        "measures": bool(written.methods) and all(m.measures for m in written.methods),
        "ask": editions > 0 and not requests_open,
        "publish": editions > 0,
        "review": reviewed,
    }
    return frozenset(key for key, is_done in found.items() if is_done)
