"""Goals in layers to begin with: phone team."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.phone import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "phone",
    TemplateGoal(
        "top",
        _("One call, and it is settled"),
        _("People call when it matters to them; a second call says that we failed."),
    ),
    GOALS,
    {
        "reach": _("Whoever does not get through cannot be helped."),
        "decide": _("A decision on the call is the end of the matter."),
        "back": _("A kept promise saves the call that asks about it."),
    },
    TemplateGoal(
        "own",
        _("Decide refunds on the call"),
        _("I know the rule, and the customer is on the line."),
        above="decide",
        sentence=_("Each decision of mine is a ticket that is not written."),
    ),
)
