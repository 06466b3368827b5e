"""On whose word a command acts, and how it says what the services say."""

from __future__ import annotations

import dataclasses
import datetime
from enum import Enum
from functools import partial
from typing import Any

import click

from trigpoint.cli.output import Output
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor, for_email, part_of_ours, through
from trigpoint.services.goals import handed_out
from trigpoint.services.organisation import organisation


def acting(out: Output, mail: str | None) -> Actor:
    """Return the person with a mail address, else the terminal's administrator.

    Whoever can run commands owns the machine; personal figures still follow the policy, and those
    that the command hands to a person are noted when it ends.
    """
    home = organisation.only()
    if home is None:
        out.refuse(
            "There is no organisation yet. Run: trigpoint organisation NAME, or trigpoint demo"
        )
    if mail is None:
        return part_of_ours(home, "terminal")
    found = for_email(mail)
    if found is None:
        out.refuse(f"Nobody logs in with {mail}.")
    spoken = through(found, "terminal")
    click.get_current_context().call_on_close(partial(handed_out.note, spoken))
    return spoken


def plain(value: object) -> Any:
    """Return what a service answered as JSON values; sentences in English."""
    match value:
        case Text():
            return str(value)
        case Enum():
            return value.value
        case datetime.date():
            return value.isoformat()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    return value
