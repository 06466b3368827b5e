"""Log-ins: rights, and a new password for whoever cannot get in."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, UserRole
from trigpoint.services.people import logins
from trigpoint.services.people.logins import LoginView

routes = Noun("/logins", "people")


class Rights(Body):
    """The role over the installation, and whether the log-in opens anything."""

    role: UserRole
    active: bool


class NewPassword(Body):
    """A password to be changed by the person; with it a lost phone can be forgotten."""

    password: Annotated[str, Field(min_length=12, max_length=128)]
    forget_factors: bool = False


@routes.show("")
def all_logins(
    request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[LoginView]:
    """The log-ins, by name."""
    return page_of(logins.logins(request.auth), page, per_page)


@routes.show("/{login_id}")
def show(request: Request, login_id: Id) -> LoginView:
    """One log-in, without anything that opens it."""
    return logins.show(request.auth, login_id)


@routes.replace("/{login_id}/rights")
def set_rights(request: Request, login_id: Id, body: Rights) -> LoginView:
    """Give a log-in a role, and let it in or not."""
    logins.set_rights(request.auth, login_id, role=body.role, active=body.active)
    return logins.show(request.auth, login_id)


@routes.replace("/{login_id}/password")
def set_password(request: Request, login_id: Id, body: NewPassword) -> LoginView:
    """Give a log-in another password; whoever was logged in with it is out."""
    logins.set_password(request.auth, login_id, body.password, forget_factors=body.forget_factors)
    return logins.show(request.auth, login_id)
