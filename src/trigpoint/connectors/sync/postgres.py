"""A PostgreSQL of somebody else's, opened for reading, where the administrator named its host."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from trigpoint.core.text import _
from trigpoint.net import Refusal

KNOWN = {"host", "port", "user", "password", "dbname", "sslmode"}
"""What an address may say. Others could lead to another host, or to files of this machine."""


@contextmanager
def postgres(
    address: str, allowed: Collection[str], password: str = ""
) -> Iterator[psycopg.Connection[Any]]:
    """Give a connection in which nothing can be written.

    Raises:
        Refusal: where the administrator has not named each of its hosts, or it says more.
        psycopg.Error: where it does not answer.
    """
    try:
        said = conninfo_to_dict(address)
    except psycopg.Error as error:
        raise Refusal(_("This is no address of a PostgreSQL database.")) from error
    if set(said) - KNOWN:
        raise Refusal(_("An address of a database names host, port, user and database alone."))
    hosts, port = str(said.get("host") or "").split(","), str(said.get("port") or 5432)
    require_allowed(all({host, f"{host}:{port}"} & set(allowed) for host in hosts))
    whole = make_conninfo(address, password=password) if password else address
    with psycopg.connect(whole, connect_timeout=20) as pg:
        pg.read_only = True
        yield pg


def require_allowed(named: bool) -> None:  # noqa: FBT001 - the one thing it asks
    """Raise `Refusal` where the administrator has not named a database."""
    if not named:
        raise Refusal(
            _("The administrator of this machine has to allow the database by TRIGPOINT_ALLOW.")
        )
