"""Taking back everything that one entry of the history changed, while nothing is built upon it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.db import IntegrityError
from django.db.models import Q

from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid
from trigpoint.store.journal import Journal
from trigpoint.store.models import Contribution, Drive, Entry, Goal, Version
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import revive

KEPT = {"id", "version", "organisation"}
CHANGED = _(
    "Somebody changed some of it since, and that is kept. Change by hand what should be otherwise."
)
TAKEN = _("Something else stands in its place since. Move that first, or put it back by hand.")


def changed_in(
    entry: Entry, *, but: Iterable[str] = (), late: Text = CHANGED
) -> list[tuple[Version, Recorded]]:
    """Return the records that an entry changed, each with its version; `but` are kinds left out.

    Raises:
        Invalid: where one of them was changed since; `late` says so, with the cure.
    """
    versions = Version.objects.filter(entry=entry).exclude(kind__in=list(but)).order_by("pk")
    by_kind: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        by_kind[version.kind].append(version)
    found: list[tuple[Version, Recorded]] = []
    for kind, group in by_kind.items():
        manager = apps.get_model("store", kind)._default_manager
        records = manager.in_bulk([version.object_id for version in group])
        found.extend((version, current(version, records, late)) for version in group)
    return sorted(found, key=lambda pair: pair[0].pk)


def current(version: Version, records: dict[int, Recorded], late: Text) -> Recorded:
    """Return the record of a version, which must be its last one."""
    record = records[version.object_id]
    if record.version != version.version:
        raise Invalid({"": late})
    return record


def put_back(journal: Journal, pairs: list[tuple[Version, Recorded]]) -> list[Recorded]:
    """Let records say again what they said before these versions; return them.

    One that was new goes out of use.

    Raises:
        Invalid: where other goals came to hang on a new one, or something else took a place.
    """
    refuse_hanging(pairs)
    before = befores(version for version, _record in pairs)
    records = [as_before(record, before.get((v.kind, v.object_id))) for v, record in pairs]
    # The main contribution that was must be free before the one that is takes its place.
    try:
        journal.save_many(sorted(records, key=is_main))
    except IntegrityError as error:
        raise Invalid({"": TAKEN}) from error
    return records


def befores(versions: Iterable[Version]) -> dict[tuple[str, int], Version]:
    """Return the version before each, by kind and key."""
    wanted: dict[tuple[str, int], list[int]] = defaultdict(list)
    for version in versions:
        wanted[version.kind, version.version - 1].append(version.object_id)
    found = {}
    for (kind, number), objects in wanted.items():
        for start in range(0, len(objects), 500):
            some = objects[start : start + 500]
            rows = Version.objects.filter(kind=kind, version=number, object_id__in=some)
            found.update({(row.kind, row.object_id): row for row in rows})
    return found


def as_before(record: Recorded, before: Version | None) -> Recorded:
    """Return a record as it was in a version; one that was not there goes out of use."""
    if before is None:
        record.retired = True
        return record
    old = revive(type(record), record.organisation, before)
    for column in record._meta.concrete_fields:
        if column.name not in KEPT:
            setattr(record, column.attname, getattr(old, column.attname))
    return record


def is_main(record: Recorded) -> bool:
    """Whether a record claims to be the only main contribution of its goal."""
    return not record.retired and bool(getattr(record, "primary", False))


def refuse_hanging(pairs: list[tuple[Version, Recorded]]) -> None:
    """Raise `Invalid` where a goal that would go is carried or moved by others."""
    new = [r.pk for v, r in pairs if v.version == 1 and isinstance(r, Goal)]
    if not new:
        return
    ours = {(type(record), record.pk) for _version, record in pairs}
    links = [
        *Contribution.objects.filter(Q(parent__in=new) | Q(child__in=new), retired=False),
        *Drive.objects.filter(Q(cause__in=new) | Q(effect__in=new), retired=False),
    ]
    if any((type(link), link.pk) not in ours for link in links):
        raise Invalid({"": _("Other goals hang on what is new in it. Take those links out first.")})


def tell(journal: Journal, records: Iterable[Recorded]) -> None:
    """Owe a message for each goal that was put back."""
    for record in records:
        if isinstance(record, Goal):
            journal.tell("goal.changed", goal=record.public_id)
