"""A V2MOM to begin with: chat team."""

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
        _("Answer within a minute, and answer well"),
        _("People who wait in a chat leave it."),
        kpi="first_reply_time",
        guard="csat",
        steps=(_("Staff by the hour in which chats come in"),),
    ),
    TemplateGoal(
        "once",
        _("Solve it in the first chat"),
        _("Each second chat costs more than the first one saved."),
        kpi="first_contact_resolution",
        guard="reopen_rate",
        steps=(_("Give chat agents the right to refund"),),
    ),
    TemplateGoal(
        "warm",
        _("Hand over with the whole story"),
        _("A customer should never type it twice."),
        kpi="transfers",
        guard="csat",
        steps=(_("Agree what a hand-over has to say"),),
    ),
)
VALUES = (
    TemplateValue(
        "present",
        _("Be there"),
        _("The first message names the question, not only a greeting."),
    ),
    TemplateValue(
        "plain",
        _("Say it plainly"),
        _("The answer fits one screen and ends with what happens next."),
    ),
    TemplateValue(
        "finish",
        _("Finish it"),
        _("The chat is closed by the customer, or after one check that it worked."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("Three chats at once are too many on hard topics."),
        ("first",),
        _("Satisfaction falls while the first answer gets faster."),
        _("Two chats at once on claims and technical questions."),
        likelihood=3,
        impact=2,
    ),
    TemplateObstacle(
        _("The bot sends people on without what they typed."),
        (
            "warm",
            "once",
        ),
        _("Customers write that they said it before."),
        _("Switch the hand-over of the bot off for a week and compare."),
        likelihood=2,
        impact=3,
    ),
)
TEMPLATE = Template(
    "v2mom-chat",
    "v2mom",
    "chat",
    _("V2MOM of a chat team"),
    GOALS,
    V2momPart(
        _("Whoever opens a chat leaves it with an answer, not with a ticket number."),
        VALUES,
        {
            "first": ("present",),
            "once": ("finish",),
            "warm": (
                "plain",
                "finish",
            ),
        },
        OBSTACLES,
    ),
)
