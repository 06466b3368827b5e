"""A V2MOM to begin with: public office."""

from trigpoint.core.lenses.templates.template import (
    Template,
    TemplateGoal,
    TemplateObstacle,
    TemplateValue,
    V2momPart,
)
from trigpoint.core.text import _

GOALS = (
    TemplateGoal(
        "time",
        _("Decided within the time we promise"),
        _("People plan their lives around our letters."),
        kpi="sla_attainment",
        guard="reopen_rate",
        steps=(_("Ask for missing papers once, for all at once"),),
    ),
    TemplateGoal(
        "words",
        _("Fewer questions about our letters"),
        _("A letter that is asked about was not finished."),
        kpi="reopen_rate",
        guard="sla_attainment",
        steps=(_("Rewrite the ten letters that are asked about most"),),
    ),
    TemplateGoal(
        "old",
        _("Nothing lies longer than three months"),
        _("Old files are the ones that hurt."),
        kpi="backlog_age",
        guard="csat",
        steps=(_("The oldest ten, every Monday"),),
    ),
)
VALUES = (
    TemplateValue(
        "equal",
        _("The same for everybody"),
        _("Two people with the same question get the same answer."),
    ),
    TemplateValue(
        "plain",
        _("Plain words"),
        _("The first paragraph says what was decided."),
    ),
    TemplateValue(
        "reach",
        _("Easy to reach"),
        _("The reply names a person, an hour and a number."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("A new law brings a wave of applications."),
        (
            "time",
            "old",
        ),
        _("Twice as many applications for five days."),
        _("Other departments lend people for a month."),
        likelihood=2,
        impact=3,
    ),
    TemplateObstacle(
        _("The register is down at the end of the month."),
        ("time",),
        _("The register does not answer for a day."),
        _("Take applications on paper, and give a date at once."),
        likelihood=2,
        impact=2,
    ),
)
TEMPLATE = Template(
    "v2mom-office",
    "v2mom",
    "office",
    _("V2MOM of a public office"),
    GOALS,
    V2momPart(
        _("Everybody understands our letters and knows by when they will have a decision."),
        VALUES,
        {
            "time": ("equal",),
            "words": ("plain",),
            "old": (
                "equal",
                "reach",
            ),
        },
        OBSTACLES,
    ),
)
