"""Our figure beside what help desks count under the same name."""

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id
from trigpoint.services.measures import desk_numbers
from trigpoint.services.measures.desk_numbers import DeskNumbers

routes = Noun("/measures/{measure_id}/desks", "figures")


@routes.show("")
def show(request: Request, measure_id: Id) -> DeskNumbers:
    """Our figure, what each help desk would say as near as our settings come, and why."""
    return desk_numbers.beside(request.auth, measure_id)
