"""A measure's standing figure, cut by what its tickets say."""

from typing import Annotated

from ninja import Query

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id
from trigpoint.services.measures import cuts
from trigpoint.services.measures.cuts import Cuts

routes = Noun("/measures/{measure_id}/cuts", "figures")
Label = Annotated[
    str,
    Query(
        pattern=(r"^(channel|language|queue|site|priority|tag|employer|custom\.[^\x00]{1,60})$"),
        description="a dimension, or custom.NAME for a custom field",
    ),
]


@routes.show("")
def show(request: Request, measure_id: Id, by: Label = "channel") -> Cuts:
    """The figure over the window, row by row; kept back are rows below five and what tells them."""
    return cuts.cut(request.auth, measure_id, by)
