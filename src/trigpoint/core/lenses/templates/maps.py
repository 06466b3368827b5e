"""Strategy maps to begin with, one a sector: what its V2MOM wants to be great at, and why.

The inner lane has the goals of the sector's V2MOM; what they should lead to, and what they need,
is the same for everybody who helps customers.
"""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.core.lenses.templates.template import MapPart, Template, TemplateBelief, TemplateGoal
from trigpoint.core.lenses.templates.v2mom import V2MOMS
from trigpoint.core.text import Text, _

STAY, SOLVED, EASY, KNOW = "map-stay", "map-solved", "map-easy", "map-know"
ABOVE = (
    TemplateGoal(
        STAY,
        _("People stay with us"),
        _("Whoever stays tells others; whoever leaves tells more of them."),
        kpi="nps",
    ),
    TemplateGoal(
        SOLVED,
        _("Solved the first time"),
        _("Coming back is what people mind most."),
        kpi="first_contact_resolution",
        guard="reopen_rate",
    ),
    TemplateGoal(
        EASY,
        _("Little effort for those who ask"),
        _("Nobody recommends what was hard work."),
        kpi="csat",
    ),
)
BENEATH = (
    TemplateGoal(
        KNOW,
        _("Everybody knows the answer, or who does"),
        _("Good work begins with knowing."),
    ),
)
TITLES: Mapping[str, Text] = {
    "chat": _("Strategy map of a chat team"),
    "phone": _("Strategy map of a phone team"),
    "field": _("Strategy map of field service"),
    "it": _("Strategy map of an IT desk"),
    "shop": _("Strategy map of a shop"),
    "bank": _("Strategy map of a bank"),
    "office": _("Strategy map of a public office"),
}
TOPMOST = (
    TemplateBelief(
        SOLVED, STAY, _("Who is helped at once has no reason to look elsewhere."), weeks=4
    ),
    TemplateBelief(EASY, STAY, _("Easy service is what people come back to."), weeks=4),
)


def believed(goals: tuple[TemplateGoal, ...]) -> tuple[TemplateBelief, ...]:
    """Return what a sector's goals should lead to, and what they need."""
    last = len(goals) - 1
    up = tuple(
        TemplateBelief(
            goal.key,
            EASY if place == last else SOLVED,
            _("What we do well here, customers feel there."),
            weeks=2,
        )
        for place, goal in enumerate(goals)
    )
    need = TemplateBelief(KNOW, goals[0].key, _("Who knows does it right, and sooner."), weeks=4)
    return (*TOPMOST, *up, need)


def of_sector(v2mom: Template) -> Template:
    """Return the map of the sector that a V2MOM is for."""
    places = {STAY: "value", SOLVED: "customer", EASY: "customer", KNOW: "growth"}
    return Template(
        f"map-{v2mom.sector}",
        "map",
        v2mom.sector,
        TITLES[v2mom.sector],
        (*ABOVE, *v2mom.goals, *BENEATH),
        map=MapPart(places | {goal.key: "process" for goal in v2mom.goals}, believed(v2mom.goals)),
    )


MAPS: tuple[Template, ...] = tuple(of_sector(template) for template in V2MOMS)
