"""A V2MOM to begin with: phone team."""

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
        "reach",
        _("Short waits at the busy hours"),
        _("Half of all complaints begin with the queue."),
        kpi="sla_attainment",
        guard="csat",
        steps=(_("Plan breaks around the Monday peak"),),
    ),
    TemplateGoal(
        "decide",
        _("More decisions on the first call"),
        _("Calls that end in a ticket are called about again."),
        kpi="first_contact_resolution",
        guard="reopen_rate",
        steps=(_("List the five decisions that agents may not take yet"),),
    ),
    TemplateGoal(
        "back",
        _("Call back when we said so"),
        _("A promise that is kept costs less than an apology."),
        kpi="backlog_age",
        guard="csat",
        steps=(_("One list of promised call-backs a team"),),
    ),
)
VALUES = (
    TemplateValue(
        "calm",
        _("Calm first"),
        _("The agent says back the problem before asking for the number of the contract."),
    ),
    TemplateValue(
        "decide",
        _("Decide on the call"),
        _("The note of the call says what was decided, and by when."),
    ),
    TemplateValue(
        "keep",
        _("Keep the promise"),
        _("A call-back happens in the hour that was promised."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("Flu season empties the shifts."),
        ("reach",),
        _("More than one in ten is away for three days."),
        _("Offer a call-back at once, and ask the back office for two people."),
        likelihood=2,
        impact=3,
    ),
    TemplateObstacle(
        _("Agents fear to decide above small amounts."),
        ("decide",),
        _("Approvals wait longer than a day."),
        _("A lead sits beside the team for two hours a day."),
        likelihood=2,
        impact=2,
    ),
)
TEMPLATE = Template(
    "v2mom-phone",
    "v2mom",
    "phone",
    _("V2MOM of a phone team"),
    GOALS,
    V2momPart(
        _("Every caller talks to somebody who can decide, and calls only once."),
        VALUES,
        {
            "reach": ("calm",),
            "decide": ("decide",),
            "back": ("keep",),
        },
        OBSTACLES,
    ),
)
