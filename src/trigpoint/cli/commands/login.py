"""`trigpoint login`: who can log in, and a way back in when nobody can."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.group("login")
def command() -> None:
    """Log-ins: who has one, and a new password for somebody who cannot get in."""


@command.command("list")
@installation
def show(*, out: Output) -> None:
    """List the log-ins with their rights and ways in."""
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.people import logins

    found = logins.logins(acting(out, None))
    lines = [f"{one.email}  {one.role}  {', '.join(one.ways)}".rstrip() for one in found]
    out.result(plain(found), "\n".join(lines))


@command.command("password")
@click.argument("mail")
@click.option("--forget-factors", is_flag=True, help="The phone or key is lost, too.")
@click.password_option(help="The new password; asked for where it is not given.")
@installation
def password(*, mail: str, forget_factors: bool, password: str, out: Output) -> None:
    """Set the password of the log-in with a mail address; its sessions end."""
    from trigpoint.cli.people import acting
    from trigpoint.services.errors import Invalid
    from trigpoint.services.people import logins

    actor = acting(out, None)
    found = next((one for one in logins.logins(actor) if one.email == mail.lower()), None)
    if found is None:
        out.refuse(f"Nobody logs in with {mail}.")
    try:
        logins.set_password(actor, found.id, password, forget_factors=forget_factors)
    except Invalid as error:
        out.refuse(str(error.text))
    out.result({"login": found.id}, f"{mail} has a new password.")
