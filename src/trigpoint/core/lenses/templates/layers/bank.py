"""Goals in layers to begin with: bank."""

from trigpoint.core.lenses.templates.layers.layered import Layered
from trigpoint.core.lenses.templates.template import TemplateGoal
from trigpoint.core.lenses.templates.v2mom.bank import GOALS
from trigpoint.core.text import _

LAYERS = Layered(
    "bank",
    TemplateGoal(
        "top",
        _("Customers trust us with what is theirs"),
        _("Trust is the product; it is lost in one answer."),
    ),
    GOALS,
    {
        "right": _("A right answer is trusted the next time."),
        "cards": _("Help within minutes is what people remember."),
        "plaints": _("A complaint that is answered in time is half forgiven."),
    },
    TemplateGoal(
        "own",
        _("Answer each complaint of mine within five days"),
        _("My oldest ones wait because I keep them for last."),
        above="plaints",
        sentence=_("Each of mine in time is one less beyond the promise."),
    ),
)
