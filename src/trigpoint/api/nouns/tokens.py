"""Keys for programs. Only somebody who has logged in makes and revokes them."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request, Session
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Line, TokenScope
from trigpoint.services.people import tokens
from trigpoint.services.people.tokens import NewToken, TokenView

routes = Noun("/tokens", "tokens", ways=[Session()])


class Wish(Body):
    """What the token is for, what it may do, and for how long."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]
    scopes: Annotated[list[TokenScope], Field(min_length=1, max_length=20)]
    days: Annotated[int, Field(ge=1, le=tokens.MOST_DAYS)] = tokens.DEFAULT_DAYS


@routes.show("")
def mine(request: Request) -> list[TokenView]:
    """My tokens, without their secrets."""
    return tokens.mine(request.auth)


@routes.make("", keyed=False)
def make(request: Request, body: Wish) -> NewToken:
    """Make a token. Its text is shown this once; no answer with a secret is kept."""
    return tokens.make(request.auth, body.name, body.scopes, body.days)


@routes.show("/{token_id}")
def show(request: Request, token_id: Id) -> TokenView:
    """One of my tokens, without its secret."""
    return tokens.show(request.auth, token_id)


@routes.remove("/{token_id}")
def revoke(request: Request, token_id: Id) -> None:
    """Revoke a token: it opens nothing from now on."""
    tokens.revoke(request.auth, token_id)
