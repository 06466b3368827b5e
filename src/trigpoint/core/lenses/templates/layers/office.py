"""Goals in layers to begin with: public office."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.office import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "office",
    TemplateGoal(
        "top",
        _("People understand what we decide, and get it in time"),
        _("They cannot go to another office."),
    ),
    GOALS,
    {
        "time": _("In time is what people can plan with."),
        "words": _("What is understood is not asked about."),
        "old": _("An old file is somebody who waits."),
    },
    TemplateGoal(
        "own",
        _("Rewrite the letter that I am asked about most"),
        _("One letter of mine makes every third call."),
        above="words",
        sentence=_("A clear letter saves the calls about it."),
    ),
)
