"""What is to be done on a new installation before anybody can log in."""

from __future__ import annotations

import shlex

import click

FOUND = (
    'trigpoint organisation "Our support" --zone Europe/Lisbon '
    '--admin "Your name" --email you@example.org'
)
SERVE = "trigpoint serve"


def next_command() -> str:
    """Return the command that an installation needs next; its tables have to be there."""
    return on_this_folder(SERVE if founded() else FOUND)


def on_this_folder(command: str) -> str:
    """Return a command as it is typed for the folder of data that the running one was given."""
    data = click.get_current_context().params.get("data")
    return command if data is None else f"{command} --data {shlex.quote(str(data))}"


def founded() -> bool:
    """Return whether there is an organisation, and so somebody who can log in."""
    from trigpoint.services.organisation import organisation

    return organisation.only() is not None
