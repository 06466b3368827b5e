"""What can be begun with, by way of writing and by sector."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.nouns.plans import Key, Lens
from trigpoint.api.routes import Noun
from trigpoint.services.plans import templates
from trigpoint.services.plans.templates import TemplateLine, TemplateView

routes = Noun("/templates", "goals")


@routes.show("")
def all_templates(
    request: Request, lens: Lens | Literal[""] = "", sector: Key = ""
) -> tuple[TemplateLine, ...]:
    """What can be begun with."""
    del request
    return templates.templates(lens, sector)


@routes.show("/{key}")
def template(request: Request, key: Key) -> TemplateView:
    """One template as a whole."""
    del request
    return templates.show(key)
