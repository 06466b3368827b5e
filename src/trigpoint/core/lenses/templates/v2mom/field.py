"""A V2MOM to begin with: field service."""

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
        "once",
        _("Repaired on the first visit"),
        _("A second visit costs a day, and trust."),
        kpi="first_contact_resolution",
        guard="reopen_rate",
        steps=(_("Photos of the device before the visit"),),
    ),
    TemplateGoal(
        "soon",
        _("From call to repair in fewer days"),
        _("Whoever waits for a repair has no other device."),
        kpi="full_resolution_time",
        guard="csat",
        steps=(_("Book the visit in the first call"),),
    ),
    TemplateGoal(
        "again",
        _("Nothing comes back"),
        _("What fails again was not repaired."),
        kpi="reopen_rate",
        guard="full_resolution_time",
        steps=(_("Talk through every repeat visit once a week"),),
    ),
)
VALUES = (
    TemplateValue(
        "ready",
        _("Come prepared"),
        _("The ticket names the part before the visit is booked."),
    ),
    TemplateValue(
        "word",
        _("A word before the door"),
        _("The customer hears the hour of the visit on the day before."),
    ),
    TemplateValue(
        "safe",
        _("Safe before fast"),
        _("The note of the visit says what was checked."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("Parts are late."),
        (
            "once",
            "soon",
        ),
        _("Visits are moved because a part is missing."),
        _("Borrow from the stock of the neighbouring region."),
        likelihood=3,
        impact=3,
    ),
    TemplateObstacle(
        _("Snow and storms close the roads."),
        ("soon",),
        _("A weather warning for two days."),
        _("Help by video first, visits for safety alone."),
        likelihood=2,
        impact=2,
    ),
)
TEMPLATE = Template(
    "v2mom-field",
    "v2mom",
    "field",
    _("V2MOM of a field service"),
    GOALS,
    V2momPart(
        _(
            "The right person comes on the right day with the right part, and it works "
            "when they leave."
        ),
        VALUES,
        {
            "once": ("ready",),
            "soon": ("word",),
            "again": (
                "safe",
                "ready",
            ),
        },
        OBSTACLES,
    ),
)
