"""Goals in layers to begin with: IT desk."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.it import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "it",
    TemplateGoal(
        "top",
        _("Colleagues can work, and hardly notice us"),
        _("The best desk is the one that nobody needs twice."),
    ),
    GOALS,
    {
        "hour": _("An hour saved here is an hour of somebody’s work."),
        "repeat": _("A cause that is mended never rings again."),
        "right": _("At the right desk at once, nobody waits in the wrong queue."),
    },
    TemplateGoal(
        "own",
        _("Write down what I solve a second time"),
        _("What I solve twice, somebody solves ten times."),
        above="repeat",
        sentence=_("A page that is found ends a fault for everybody."),
    ),
)
