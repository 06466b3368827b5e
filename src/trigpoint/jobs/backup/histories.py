"""Whether the histories in the database hold."""

from __future__ import annotations

from trigpoint.services.history import trail
from trigpoint.store.models import Organisation


def broken() -> str | None:
    """Return the first thing that is not as it was written, in a sentence, or None."""
    for organisation in Organisation.objects.all():
        for flaw in trail.of(organisation).flaws:
            return str(flaw.text)
    return None
