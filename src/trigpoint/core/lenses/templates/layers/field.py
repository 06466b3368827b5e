"""Goals in layers to begin with: field service."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.field import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "field",
    TemplateGoal(
        "top",
        _("The device runs again, and goes on running"),
        _("A customer buys hours in which it works, not visits."),
    ),
    GOALS,
    {
        "once": _("The first visit is the cheapest one."),
        "soon": _("Every day of waiting is a day without the device."),
        "again": _("A repair that lasts is the only one that counts."),
    },
    TemplateGoal(
        "own",
        _("Carry the ten parts that I miss most"),
        _("Four of ten second visits of mine were for want of a part."),
        above="once",
        sentence=_("With the part in the van the first visit is enough."),
    ),
)
