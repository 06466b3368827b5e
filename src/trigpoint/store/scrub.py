"""What was deleted leaves the file, too."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import connection

from trigpoint.store import full_text


def scrub() -> None:
    """Write the database file anew without what was deleted.

    SQLite leaves deleted rows in free pages and in its log. PostgreSQL clears them away by itself
    (autovacuum); there this does nothing.
    """
    if connection.vendor != "sqlite":
        return
    full_text.forget()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def end_sessions(user: int) -> int:
    """Delete the sessions of a log-in; return how many there were."""
    keys = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user)
    ]
    return Session.objects.filter(pk__in=keys).delete()[0]
