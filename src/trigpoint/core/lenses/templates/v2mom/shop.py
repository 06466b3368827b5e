"""A V2MOM to begin with: shop."""

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
        "first",
        _("Answer the same day, and answer well"),
        _("Silence is what makes people write a second time."),
        kpi="first_reply_time",
        guard="csat",
        steps=(_("Morning first: yesterday's questions"),),
    ),
    TemplateGoal(
        "person",
        _("Right person, first touch"),
        _("Every hand-over is a customer telling their story again."),
        kpi="transfers",
        guard="reopen_rate",
        steps=(_("Send tickets by topic and language"),),
    ),
    TemplateGoal(
        "causes",
        _("Fix causes, not tickets"),
        _("The best ticket is the one that nobody had to write."),
        kpi="reopen_rate",
        guard="full_resolution_time",
        steps=(_("One cause a week goes to the shop, with its cost"),),
    ),
)
VALUES = (
    TemplateValue(
        "own",
        _("Own it to the end"),
        _("My name stays on the ticket until the customer says it is done."),
    ),
    TemplateValue(
        "kind",
        _("Kind and plain"),
        _("The first sentence says what happens next, and when."),
    ),
    TemplateValue(
        "next",
        _("Fix it for the next one"),
        _("The cause is tagged before the ticket is closed."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("The peak before the holidays comes before the hires."),
        ("first",),
        _("The backlog is over its limit for three days."),
        _("People from other teams help for two weeks."),
        likelihood=3,
        impact=3,
    ),
    TemplateObstacle(
        _("The carrier does not answer claims."),
        (
            "causes",
            "first",
        ),
        _("Claims wait longer than five days."),
        _("Refund first, and settle with the carrier later."),
        likelihood=2,
        impact=3,
    ),
)
TEMPLATE = Template(
    "v2mom-shop",
    "v2mom",
    "shop",
    _("V2MOM of a shop's service"),
    GOALS,
    V2momPart(
        _("Every customer with an order problem gets one right answer, on the same day."),
        VALUES,
        {
            "first": (
                "own",
                "kind",
            ),
            "person": ("own",),
            "causes": ("next",),
        },
        OBSTACLES,
    ),
)
