"""Full-text search behind one door: FTS5 in SQLite, tsvector in PostgreSQL.

SQLite keeps an index beside each table, by triggers; PostgreSQL has an index over an expression.
Both are made by a migration, from `TABLES`. What is looked for is plain words: each is found at
the beginning of a word of the text, whatever its case. Statements are filled from `TABLES` alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from django.db import connection

TABLES = {"store_post": ("title", "words"), "store_postanswer": ("words",)}
"""The tables that are searched, and their columns."""
MOST_TERMS, MOST_FOUND = 20, 500

ASK = {
    "sqlite": Template(
        "SELECT t.id FROM ${table}_text f JOIN $table t ON t.id = f.rowid"
        " WHERE ${table}_text MATCH %s AND t.organisation_id = %s AND NOT t.retired"
        " ORDER BY f.rank, t.id DESC LIMIT %s"
    ),
    "postgresql": Template(
        "SELECT t.id FROM $table t, to_tsquery('simple', %s) asked"
        " WHERE $vector @@ asked AND t.organisation_id = %s AND NOT t.retired"
        " ORDER BY ts_rank($vector, asked) DESC, t.id DESC LIMIT %s"
    ),
}
TERM = {"sqlite": '"{}"*', "postgresql": "{}:*"}
EVERY = {"sqlite": " AND ", "postgresql": " & "}
ANY = {"sqlite": " OR ", "postgresql": " | "}
LEAVE = "INSERT INTO ${table}_text(${table}_text, rowid, $columns) VALUES ('delete', old.id, $old);"
ENTER = "INSERT INTO ${table}_text(rowid, $columns) VALUES (new.id, $new);"
REBUILD = Template("INSERT INTO ${table}_text(${table}_text) VALUES ('rebuild')")
MAKE = {
    "sqlite": (
        Template(
            "CREATE VIRTUAL TABLE ${table}_text USING fts5("
            "$columns, content='$table', content_rowid='id', tokenize='unicode61')"
        ),
        Template(f"CREATE TRIGGER ${{table}}_enters AFTER INSERT ON $table BEGIN {ENTER} END"),
        Template(f"CREATE TRIGGER ${{table}}_leaves AFTER DELETE ON $table BEGIN {LEAVE} END"),
        Template(
            "CREATE TRIGGER ${table}_changes AFTER UPDATE OF $columns ON $table"
            f" BEGIN {LEAVE} {ENTER} END"
        ),
        REBUILD,
    ),
    "postgresql": (Template("CREATE INDEX ${table}_text ON $table USING gin ($vector)"),),
}
DROP = {
    "sqlite": (
        *(Template(f"DROP TRIGGER ${{table}}_{when}") for when in ("enters", "leaves", "changes")),
        Template("DROP TABLE ${table}_text"),
    ),
    "postgresql": (Template("DROP INDEX ${table}_text"),),
}


def filled(statement: Template, table: str) -> str:
    """Return a statement for one of the tables."""
    columns = TABLES[table]
    return statement.substitute(
        table=table,
        columns=", ".join(columns),
        old=", ".join(f"old.{column}" for column in columns),
        new=", ".join(f"new.{column}" for column in columns),
        vector=f"to_tsvector('simple', {joined(columns)})",
    )


def joined(columns: Iterable[str]) -> str:
    """Return the columns as one text, as SQL says it."""
    return " || ' ' || ".join(columns)


def made(vendor: str) -> list[str]:
    """Return the statements that make the indexes, with the triggers that keep them."""
    return [filled(statement, table) for table in TABLES for statement in MAKE[vendor]]


def dropped(vendor: str) -> list[str]:
    """Return the statements that take the indexes away."""
    return [filled(statement, table) for table in TABLES for statement in DROP[vendor]]


def terms(words: str) -> list[str]:
    """Return the words of a text that can be looked for, at most twenty, each once."""
    split = "".join(letter if letter.isalnum() else " " for letter in words.casefold()).split()
    return list(dict.fromkeys(split))[:MOST_TERMS]


def found(table: str, organisation: int, wanted: Iterable[str], *, every: bool) -> list[int]:
    """Return the keys of the rows in which the terms stand, those that fit best first.

    With `every` all terms have to stand there, without it one is enough. Whether a row may be seen
    is its reader's question.
    """
    vendor = connection.vendor
    asked = [TERM[vendor].format(term) for term in wanted]
    if not asked:
        return []
    query = (EVERY if every else ANY)[vendor].join(asked)
    with connection.cursor() as cursor:
        cursor.execute(filled(ASK[vendor], table), [query, organisation, MOST_FOUND])
        return [key for (key,) in cursor.fetchall()]


def forget() -> None:
    """Write the indexes anew without the words of what was erased; PostgreSQL does it itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(filled(REBUILD, table))
