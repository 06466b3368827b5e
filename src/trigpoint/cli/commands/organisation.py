"""`trigpoint organisation`: the first one, with its first administrator."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("organisation")
@click.argument("name")
@click.option("--zone", default="UTC", show_default=True, help="Time zone, such as Europe/Lisbon.")
@click.option("--admin", required=True, help="Name of the first administrator.")
@click.option("--email", required=True, help="Their mail address, to log in with.")
@click.password_option(help="Their password; asked for where it is not given.")
@installation
def command(*, name: str, zone: str, admin: str, email: str, password: str, out: Output) -> None:
    """Make the organisation of this installation, with somebody who can log in."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from trigpoint.cli.first_steps import next_command
    from trigpoint.services.organisation import founding, organisation

    if organisation.only() is not None:
        out.refuse("There is an organisation already. One installation has one.")
    try:
        validate_password(password)
    except ValidationError as error:
        out.refuse(" ".join(error.messages))
    made = founding.found(name, zone, admin=admin, email=email, password=password)
    out.result({"organisation": made}, f"Ready. Log in as {email}. Next: {next_command()}")
