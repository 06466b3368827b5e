"""Taking back what one changed in goals, while nothing has been built upon it."""

from __future__ import annotations

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotThere
from trigpoint.services.history import undoing
from trigpoint.store.models import Entry, Goal

UNDONE = ("goal.edit", "goals.apply")
"""What can be taken back: fields of goals, and a file of goals."""


def undo(actor: Actor, seq: int) -> None:
    """Let everything that an entry of the history changed say again what it said before.

    Raises:
        NotThere: where the actor changed no goals in that entry.
        Invalid: where something of it was changed since, or other goals came to hang on it.
    """
    entry = Entry.objects.filter(
        organisation=actor.organisation, seq=seq, command__in=UNDONE, actor=actor.label
    ).first()
    if entry is None:
        raise NotThere
    with command(actor, "goals.undo", reason=entry.reason) as journal:
        journal.hold()
        pairs = undoing.changed_in(entry)
        for _version, record in pairs:
            if isinstance(record, Goal) and record.version > 1:
                access.goal(actor, record.public_id, Verb.CHANGE)
        undoing.tell(journal, undoing.put_back(journal, pairs))
