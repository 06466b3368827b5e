"""A V2MOM to begin with: IT desk."""

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
        "hour",
        _("Back to work within the hour"),
        _("Every hour of a standstill costs a colleague's hour."),
        kpi="full_resolution_time",
        guard="reopen_rate",
        steps=(_("Ways round for the ten most frequent faults"),),
    ),
    TemplateGoal(
        "repeat",
        _("Fewer of the same faults"),
        _("Fixing a cause is cheaper than ten answers."),
        kpi="reopen_rate",
        guard="full_resolution_time",
        steps=(_("One cause a week, with its owner"),),
    ),
    TemplateGoal(
        "right",
        _("At the right desk at once"),
        _("Each hand-over starts the waiting anew."),
        kpi="transfers",
        guard="csat",
        steps=(_("Sort by what the form asks, not by guess"),),
    ),
)
VALUES = (
    TemplateValue(
        "work",
        _("Work comes first"),
        _("The first answer offers a way round, then asks for details."),
    ),
    TemplateValue(
        "cause",
        _("Look for the cause"),
        _("A ticket that came three times is tied to a problem."),
    ),
    TemplateValue(
        "open",
        _("Say what we know"),
        _("During an outage there is news every thirty minutes."),
    ),
)
OBSTACLES = (
    TemplateObstacle(
        _("The new system brings a wave of questions."),
        ("hour",),
        _("The backlog is higher than usual for three days."),
        _("Two floor walkers, and one page of answers."),
        likelihood=3,
        impact=2,
    ),
    TemplateObstacle(
        _("Nobody owns the old programs."),
        ("repeat",),
        _("A cause waits for an owner longer than two weeks."),
        _("The head of IT names an owner, or the program goes."),
        likelihood=2,
        impact=3,
    ),
)
TEMPLATE = Template(
    "v2mom-it",
    "v2mom",
    "it",
    _("V2MOM of an IT desk"),
    GOALS,
    V2momPart(
        _(
            "Colleagues get back to their work within the hour, and the same fault does "
            "not come twice."
        ),
        VALUES,
        {
            "hour": ("work",),
            "repeat": ("cause",),
            "right": (
                "work",
                "open",
            ),
        },
        OBSTACLES,
    ),
)
