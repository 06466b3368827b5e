"""Goals in layers to begin with: shop."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.shop import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "shop",
    TemplateGoal(
        "top",
        _("Customers buy again after they had to write to us"),
        _("Whoever was helped well comes back more often than whoever never had a problem."),
    ),
    GOALS,
    {
        "first": _("An answer on the same day keeps the order."),
        "person": _("Whoever tells it once tells friends about it."),
        "causes": _("A cause that is gone writes no tickets."),
    },
    TemplateGoal(
        "own",
        _("Know when a parcel is really lost"),
        _("Half of my hand-overs ask the carrier what I could know."),
        above="person",
        sentence=_("What I know myself is not handed over."),
    ),
)
