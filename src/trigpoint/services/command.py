"""The one way to write: policy, change, history and messages in one durable transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from trigpoint.core.refusal import Refused
from trigpoint.core.text import _
from trigpoint.services import answers, sound
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, ServiceError, Stale
from trigpoint.services.sound import Unsound
from trigpoint.store.journal import EndGone, Journal, StaleRecord, body_of, named_body
from trigpoint.store.models import Organisation
from trigpoint.store.models.base import Recorded


def as_read(record: Recorded | Organisation, expected: int | None) -> None:
    """Raise `Stale` for a record that is no longer at the version its writer has read.

    Asked before a reason is: nobody is to say why they change what somebody else has changed.
    """
    if expected is not None and record.version != expected:
        raise stale(StaleRecord(type(record)._default_manager.get(pk=record.pk), expected))


def stale(found: StaleRecord) -> Stale:
    """Return what is told to the writer of a record that somebody else has changed."""
    current = found.current
    now, read = named_body(current, body_of(current)), named_body(current, found.base())
    return Stale(current.version, now, read)


@contextmanager
def command(actor: Actor, name: str, *, reason: str = "") -> Iterator[Journal]:
    """Run a block that writes, and seal what it changed as one entry of the history.

    What was found out for the actor before is forgotten: the write may have changed it.

    The answer may be given only after the block has ended: then it is on the disk.

    Raises:
        Stale: where a record was changed by somebody else meanwhile; nothing is written.
        ServiceError: where the history has lost its signed end.
        Invalid: where the core refused, or nobody could load what was written; nothing is then.
    """
    try:
        with transaction.atomic(durable=True):
            journal = Journal(
                actor.organisation,
                actor.user,
                actor=actor.label,
                on_behalf_of=actor.on_behalf_of,
                command=name,
                reason=reason.strip(),
                at=actor.now,
            )
            yield journal
            if journal.changed:
                journal.hold()
                sound.refuse(journal.written)
                journal.seal()
            answers.seal()
        actor.memo.clear()
    except StaleRecord as record:
        raise stale(record) from record
    except Unsound as found:
        raise found.told(actor) from found
    except EndGone as gone:
        raise ServiceError(_("Nothing can be written: ask trigpoint doctor why.")) from gone
    except Refused as refused:
        raise Invalid({"": refused.text}) from refused
