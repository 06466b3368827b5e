"""Taking back what a file of goals changed, while nothing has been built upon it."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals_file import COMMAND
from trigpoint.store.journal import Journal
from trigpoint.store.models import Contribution, Drive, Entry, Goal, Version
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import revive

KEPT = {"id", "version", "organisation"}


def undo(actor: Actor, seq: int) -> None:
    """Let everything that a file changed say again what it said before, in one entry.

    Raises:
        NotThere: where the actor applied no file in that entry.
        Invalid: where something of it was changed since, or other goals came to hang on it.
    """
    entry = Entry.objects.filter(
        organisation=actor.organisation, seq=seq, command=COMMAND, actor=actor.label
    ).first()
    if entry is None:
        raise NotThere
    with command(actor, "goals.undo", reason=entry.reason) as journal:
        journal.hold()
        versions = list(Version.objects.filter(entry=entry).order_by("pk"))
        records = [current(version) for version in versions]
        refuse_hanging(versions, records)
        for record in records:
            if isinstance(record, Goal) and record.version > 1:
                access.goal(actor, record.public_id, Verb.CHANGE)
        pairs = [put_back(v, r) for v, r in zip(versions, records, strict=True)]
        # The main contribution that was must be free before the one that is takes its place.
        for record in sorted(pairs, key=is_main):
            journal.save(record)
        tell(journal, records)


def is_main(record: Recorded) -> bool:
    """Whether a record claims to be the only main contribution of its goal."""
    return not record.retired and bool(getattr(record, "primary", False))


def current(version: Version) -> Recorded:
    """Return the record of a version, which must be its last one."""
    model = apps.get_model("store", version.kind)
    record: Recorded = model._default_manager.get(pk=version.object_id)
    if record.version != version.version:
        raise Invalid({"": _("Somebody changed some of it since. Mend it by hand, or by a file.")})
    return record


def put_back(version: Version, record: Recorded) -> Recorded:
    """Return a record as it was before a version; one that was new goes out of use."""
    before = Version.objects.filter(
        kind=version.kind, object_id=version.object_id, version=version.version - 1
    ).first()
    if before is None:
        record.retired = True
        return record
    old = revive(type(record), record.organisation, before)
    for column in record._meta.concrete_fields:
        if column.name not in KEPT:
            setattr(record, column.attname, getattr(old, column.attname))
    return record


def refuse_hanging(versions: list[Version], records: list[Recorded]) -> None:
    """Raise `Invalid` where a goal that would go is carried or moved by others."""
    new = [r.pk for v, r in zip(versions, records, strict=True) if v.version == 1 and is_goal(r)]
    ours = {(type(record), record.pk) for record in records}
    links = [
        *Contribution.objects.filter(Q(parent__in=new) | Q(child__in=new), retired=False),
        *Drive.objects.filter(Q(cause__in=new) | Q(effect__in=new), retired=False),
    ]
    if any((type(link), link.pk) not in ours for link in links):
        raise Invalid({"": _("Other goals hang on what is new in it. Take those links out first.")})


def is_goal(record: Recorded) -> bool:
    """Whether a record is a goal."""
    return isinstance(record, Goal)


def tell(journal: Journal, records: list[Recorded]) -> None:
    """Owe a message for each goal that was put back."""
    for record in records:
        if isinstance(record, Goal):
            journal.tell("goal.changed", goal=record.public_id)
