"""Goals in layers to begin with: chat team."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.chat import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "chat",
    TemplateGoal(
        "top",
        _("Nobody leaves the chat without an answer"),
        _("Customers stay with whoever answers while they still sit there."),
    ),
    GOALS,
    {
        "first": _("Whoever waits leaves before there is an answer."),
        "once": _("One chat that solves it is worth more than two that do not."),
        "warm": _("A story told twice is a customer half lost."),
    },
    TemplateGoal(
        "own",
        _("Solve my three commonest questions in one chat"),
        _("Three questions make half of my chats."),
        above="once",
        sentence=_("What I solve at once does not come back to the team."),
    ),
)
