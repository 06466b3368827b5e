"""What is to be done on a new installation before anybody can sign in."""

from __future__ import annotations

FOUND = (
    'trigpoint organisation "Our support" --zone Europe/Lisbon '
    '--admin "Your name" --email you@example.org'
)
SERVE = "trigpoint serve"


def next_command() -> str:
    """Return the command that an installation needs next; its tables have to be there."""
    return SERVE if founded() else FOUND


def founded() -> bool:
    """Return whether there is an organisation, and so somebody who can sign in."""
    from trigpoint.services.organisation import organisation

    return organisation.only() is not None
