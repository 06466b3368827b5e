"""Why a database was not read, in words with a cure; what it says itself may name what is inside.

What may be over by the next reading is `NotAnswered`; what somebody has to mend is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import psycopg

from trigpoint.core.text import _
from trigpoint.net import NotAnswered, NotReached

NO_TABLE = _(
    "There is no such table or view, or the user may not see it. Correct its name; where the "
    "warehouse is being built anew, the next reading finds it."
)
MAY_NOT = _(
    "The user may not read this table. Grant it SELECT on the table and USAGE on its schema."
)
WRITES = _(
    "The view writes while it is read, and we only read. Name a table, or a view that reads."
)
OTHER_TYPE = _(
    "The column that only grows is of another type than before. Read everything again from the "
    "beginning, or name another column."
)
TOO_LONG = _("The database took too long. An index on the column that only grows helps.")
NO_FILE = _("There is no file at this path. Correct the path, or have the file written there.")
LOCKED = _(
    "Another program has the file open to write into it. The next reading finds it once that is "
    "over."
)
NO_DUCKDB = _(
    "This is no DuckDB file that can be read here: it may be damaged, or of a newer DuckDB."
)
ELSEWHERE = _(
    "The view reads from outside its file, and that is not allowed. Make it a table of the file."
)
PASSWORD = _("The database does not accept this user with this password. Enter it anew.")
NO_DATABASE = _("The server has no database of this name, or no such user. Correct the address.")
SILENT = _("The database does not answer. Is it running, and are host and port right?")
UNKNOWN = _("The database cannot be read.")

POSTGRES: Mapping[str, NotReached] = {
    "42P01": NotAnswered(NO_TABLE),
    "3F000": NotAnswered(NO_TABLE),
    "42501": NotReached(MAY_NOT),
    "25006": NotReached(WRITES),
    "22P02": NotReached(OTHER_TYPE),
    "22007": NotReached(OTHER_TYPE),
    "22008": NotReached(OTHER_TYPE),
    "42883": NotReached(OTHER_TYPE),
    "57014": NotAnswered(TOO_LONG),
}
"""By SQLSTATE."""
DUCKDB: tuple[tuple[type[duckdb.Error], NotReached], ...] = (
    (duckdb.CatalogException, NotAnswered(NO_TABLE)),
    (duckdb.BinderException, NotAnswered(NO_TABLE)),
    (duckdb.PermissionException, NotReached(ELSEWHERE)),
    (duckdb.ConversionException, NotReached(OTHER_TYPE)),
)


def of_postgres(error: psycopg.Error) -> NotReached:
    """Return why a PostgreSQL was not read."""
    known = POSTGRES.get(error.sqlstate or "")
    if known is not None:
        return type(known)(known.text)
    tried = error.pgconn
    if tried is None:
        return NotAnswered(UNKNOWN)
    if "does not exist" in str(error):
        return NotReached(NO_DATABASE)
    asked = tried.needs_password or tried.used_password
    return NotReached(PASSWORD) if asked else NotAnswered(SILENT)


def of_duckdb(error: duckdb.Error, path: str) -> NotReached:
    """Return why a DuckDB file was not read."""
    for kind, known in DUCKDB:
        if isinstance(error, kind):
            return type(known)(known.text)
    if not Path(path).is_file():
        return NotReached(NO_FILE)
    return NotAnswered(LOCKED) if "lock" in str(error) else NotReached(NO_DUCKDB)


def of_sqlite() -> NotReached:
    """Return why a SQLite file was not read; mostly because it is being written to."""
    return NotAnswered(UNKNOWN)
