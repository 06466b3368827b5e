"""Who I am here, and what I have chosen for myself."""

from dataclasses import dataclass
from typing import Literal

from trigpoint.api.auth import Request, Session
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body
from trigpoint.services.people import people

routes = Noun("/me", "")
settings = Noun("/settings", "", ways=[Session()])


class Own(Body):
    """What I see: my language ("" is the browser's), the colours, shortcuts of a single letter."""

    language: Literal["", "en", "de"]
    theme: Literal["system", "light", "dark"]
    single_keys: bool


@dataclass(frozen=True, slots=True)
class Me:
    """Whose word this request is. `scopes` is null for a person, who is not limited by scopes."""

    user: str
    person: str | None
    name: str
    role: str
    organisation: str
    language: str
    theme: str
    single_keys: bool
    scopes: frozenset[str] | None


@routes.show("")
def who(request: Request) -> Me:
    """Who asks, and what the token may do."""
    actor = request.auth
    user, person = actor.user, actor.person
    return Me(
        user=user.public_id if user else "",
        person=person.public_id if person else None,
        name=person.name if person else "",
        role=user.role if user else "",
        organisation=actor.organisation.public_id,
        language=user.language if user else "",
        theme=user.theme if user else "system",
        single_keys=user.single_keys if user else True,
        scopes=actor.scopes,
    )


@settings.replace("")
def choose(request: Request, body: Own) -> Me:
    """Choose language, colours and shortcuts for myself."""
    people.set_own(request.auth, **body.model_dump())
    return who(request)
