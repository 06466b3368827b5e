"""A V2MOM to begin with: bank."""

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
        "right",
        _("Right the first time"),
        _("A wrong answer about money is remembered for years."),
        kpi="first_contact_resolution",
        guard="reopen_rate",
        steps=(_("Second pair of eyes for the five riskiest topics"),),
    ),
    TemplateGoal(
        "cards",
        _("Lost cards within minutes"),
        _("Every minute of a stolen card costs sleep."),
        kpi="first_reply_time",
        guard="csat",
        steps=(_("A line of their own for lost cards"),),
    ),
    TemplateGoal(
        "plaints",
        _("Complaints answered within the days we promise"),
        _("The regulator counts, and so do customers."),
        kpi="sla_attainment",
        guard="csat",
        steps=(_("A date of decision in each first reply"),),
    ),
)
VALUES = (
    TemplateValue(
        "safe",
        _("Safe first"),
        _("Identity is checked before anything is said about the account."),
    ),
    TemplateValue(
        "clear",
        _("No small print"),
        _("The answer gives the amount, the day and the reason."),
    ),
    TemplateValue(
        "fair",
        _("Fair when it goes wrong"),
        _("A fee that was our mistake is paid back without being asked for."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("A wave of false messages in our name."),
        (
            "cards",
            "right",
        ),
        _("Reports of fraud double within two days."),
        _("A warning on the first page, and a team for these calls alone."),
        likelihood=2,
        impact=3,
    ),
    TemplateObstacle(
        _("Rules change in the middle of the quarter."),
        ("plaints",),
        _("Answers wait for the legal department."),
        _("A short daily meeting with the legal department."),
        likelihood=3,
        impact=2,
    ),
)
TEMPLATE = Template(
    "v2mom-bank",
    "v2mom",
    "bank",
    _("V2MOM of a bank's service"),
    GOALS,
    V2momPart(
        _("Customers trust us with their worries, because each answer is right, safe and kind."),
        VALUES,
        {
            "right": (
                "clear",
                "safe",
            ),
            "cards": ("safe",),
            "plaints": ("fair",),
        },
        OBSTACLES,
    ),
)
