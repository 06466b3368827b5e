"""Opening hours of a help desk's queues."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, Body
from trigpoint.services.helpdesks import schedules

routes = Noun("/schedules", "imports")


class Hours(Body):
    """Opening hours as YAML (see the how-to), and the key of the help desk whose they are."""

    source: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
    text: Annotated[str, Field(min_length=1, max_length=200_000, pattern=NO_NUL)]


@dataclass(frozen=True, slots=True)
class Begun:
    """The job that brings them in, by its id."""

    job: str


@routes.make("")
def bring(request: Request, body: Hours) -> Begun:
    """Let opening hours take the place of the earlier ones; the job says what is wrong."""
    return Begun(schedules.start(request.auth, body.text, body.source))
