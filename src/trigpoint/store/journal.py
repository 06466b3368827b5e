"""Writing with history: every change of a record leaves a version, every command one entry.

A journal belongs to one command and to one database transaction. Changes are written at once;
`seal` then adds their versions, the entry in the organisation's hash chain, and the messages that
the command owes the world. Nothing of it exists unless the whole transaction commits.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import F, Field, QuerySet

from trigpoint.core.delivery.outlets import POST, TOPICS, named
from trigpoint.core.history.canonical import Json
from trigpoint.core.history.chain import Entry as Link
from trigpoint.core.history.chain import append, beginning, sign_head
from trigpoint.core.history.digest import digest
from trigpoint.store.models import (
    ChainHead,
    Entry,
    Organisation,
    OutboxMessage,
    Outlet,
    User,
    Version,
)
from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import Dated

R = TypeVar("R", bound=Recorded | Organisation)

LEFT_OUT = {"id", "organisation_id"}


class StaleRecord(Exception):  # noqa: N818 - a state of the record, told to the writer
    """Somebody changed the record since the writer read it.

    `current` is what it says now, `read` the version that the writer had read.
    """

    def __init__(self, current: Recorded | Organisation, read: int) -> None:
        super().__init__(f"{type(current).__name__} is at version {current.version}")
        self.current = current
        self.read = read

    def base(self) -> dict[str, Any]:
        """Return what the version said that was read, {} where it is not known, or was erased."""
        kept = Version.objects.filter(
            kind=self.current._meta.model_name, object_id=self.current.pk, version=self.read
        )
        return kept.values_list("body", flat=True).first() or {}


class EndGone(Exception):  # noqa: N818 - a state of the history, told to the writer
    """The organisation's history has lost its signed end: nothing can be written after it."""


def body_of(record: Recorded | Organisation) -> dict[str, Any]:
    """Return what a version keeps of a record: its columns as JSON values."""
    body = {}
    for field in record._meta.concrete_fields:
        if field.attname in LEFT_OUT:
            continue
        value = getattr(record, field.attname)
        if isinstance(value, datetime.date | datetime.datetime):
            value = value.isoformat()
        elif isinstance(value, bytes | memoryview):
            value = hashlib.sha256(bytes(value)).hexdigest()
        body[field.attname] = value
    return body


def named_body(record: Recorded | Organisation, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body in which what a column refers to is named by public id, as forms name it."""
    named = dict(body)
    for field in record._meta.concrete_fields:
        other: Any = field.related_model
        if field.attname in body and hasattr(other, "public_id"):
            ids = other._default_manager.filter(pk=named.pop(field.attname))
            named[field.name] = ids.values_list("public_id", flat=True).first()
    return named


def chain_keys() -> dict[str, bytes]:
    """Return the keys that seal entries, by name, the one in force last.

    They are numbered as they followed each other, and are not the ones that sign sessions.
    """
    oldest_first = [*reversed(settings.TRIGPOINT_FORMER_KEYS), settings.SECRET_KEY]
    return {
        str(number): hashlib.sha256(b"trigpoint chain " + key.encode()).digest()
        for number, key in enumerate(oldest_first, start=1)
    }


def key_in_force() -> str:
    """Return the name of the key that seals what is written now."""
    return str(len(settings.TRIGPOINT_FORMER_KEYS) + 1)


def begin_chain(organisation: Organisation) -> ChainHead:
    """Write the head of an empty history."""
    head = sign_head(
        organisation.public_id, 0, beginning(organisation.public_id), chain_keys(), key_in_force()
    )
    return ChainHead.objects.create(
        organisation=organisation, hash=head.hash, signature=head.signature
    )


def text_of(kind: str, body: Mapping[str, Any]) -> Json:
    """Return what the digest of a version stands for."""
    return {"kind": kind, "body": dict(body)}


def entry_body(
    versions: Sequence[Version], reason: str, at: datetime.datetime, user: str | None
) -> dict[str, Json]:
    """Return what the digest of an entry stands for.

    It names the versions with whose they are, so that none can be given to another record; the
    moment to the microsecond; and by its public id whose log-in it was, None for parts of ours.
    """
    return {
        "versions": [version.digest for version in versions],
        "of": [place_of(version) for version in versions],
        "reason": reason,
        "at": at.astimezone(datetime.UTC).isoformat(),
        "user": user,
    }


def place_of(version: Version) -> str:
    """Return which version of which record a version is."""
    return f"{version.kind} {version.object_id} {version.version}"


def salted(body: Json) -> tuple[str, str]:
    """Return a fresh salt in hex, and the digest of the body under it."""
    salt = secrets.token_bytes(16)
    return salt.hex(), digest(body, salt)


def write_all(
    model: type[Recorded], columns: Sequence[Field[Any, Any]], batch: Sequence[Recorded]
) -> int:
    """Update rows that are still at the versions of these records; return how many were.

    One prepared statement for all: the ORM would build one for each.
    """
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(f.column))} = %s" for f in columns)
    at = quote("version")
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {sets}, {at} = {at} + 1 "  # noqa: S608 - names of our own columns
        f"WHERE {quote('id')} = %s AND {at} = %s"
    )
    rows = [
        [
            *(f.get_db_prep_save(getattr(r, f.attname), connection) for f in columns),
            r.pk,
            r.version,
        ]
        for r in batch
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
        return int(cursor.rowcount)


def stale_one(model: type[Recorded], batch: Sequence[Recorded]) -> StaleRecord:
    """Return of the first record that somebody else has changed what it says now.

    Those before it were written already, and stand one version higher than their records say.
    """
    now = model._default_manager.in_bulk([record.pk for record in batch])
    changed = (r for r in batch if now[r.pk].version != r.version + 1)
    first = next(changed, batch[0])
    return StaleRecord(now[first.pk], first.version)


def posts(
    organisation: Organisation, messages: Sequence[tuple[str, dict[str, Any]]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the outbox owes the organisation's webhooks for these messages, each once."""
    told = {(topic, tuple(named(body).items())) for topic, body in messages if topic in TOPICS}
    if not told:
        return
    open_ones = Outlet.objects.filter(
        organisation=organisation, paused=False, stopped_at=None, retired=False
    )
    for outlet in open_ones.order_by("pk"):
        for topic, data in sorted(told):
            if topic in outlet.topics:
                yield POST, body_of_post(outlet.public_id, topic, dict(data))


def body_of_post(outlet: str, topic: str, data: Mapping[str, str]) -> dict[str, Any]:
    """Return a message to a webhook; its object is the webhook, so that they come in order."""
    return {"object": f"outlet {outlet}", "outlet": outlet, "type": topic, "data": dict(data)}


class Journal:
    """What one command changes in one organisation."""

    def __init__(
        self,
        organisation: Organisation,
        user: User | None,
        *,
        actor: str,
        command: str,
        reason: str,
        at: datetime.datetime,
        on_behalf_of: str = "",
    ) -> None:
        self.organisation = organisation
        self.user = user
        self.actor = actor
        self.on_behalf_of = on_behalf_of
        self.command = command
        self.reason = reason
        self.at = at
        self._changed: dict[tuple[str, int], Recorded | Organisation] = {}
        self._plain: list[Owned | User] = []
        self._messages: list[tuple[str, dict[str, Any]]] = []
        self._erased: set[int] = set()
        self._head: ChainHead | None = None
        self.sealed = 0
        """The number of the entry, once there is one."""

    def create(self, record: R) -> R:
        """Write a new record."""
        record.save(force_insert=True)
        self._note(record)
        return record

    def create_many(self, records: Iterable[R]) -> list[R]:
        """Write many new records of one model at once."""
        batch = list(records)
        if not batch:
            return batch
        manager: Any = type(batch[0])._default_manager
        manager.bulk_create(batch, batch_size=500)
        for record in batch:
            self._note(record)
        return batch

    def save(self, record: R, *, expected: int | None = None) -> R:
        """Write a changed record; `expected` is the version that the writer had read.

        Raises:
            StaleRecord: where the record is no longer at that version.
        """
        model = type(record)
        known = record.version if expected is None else expected
        values = {
            f.attname: getattr(record, f.attname)
            for f in record._meta.concrete_fields
            if not f.primary_key and f.attname != "version"
        }
        changed = model._default_manager.filter(pk=record.pk, version=known).update(
            version=F("version") + 1, **values
        )
        if not changed:
            raise StaleRecord(model._default_manager.get(pk=record.pk), known)
        record.version = known + 1
        self._note(record)
        return record

    def save_many(self, records: Iterable[Recorded]) -> None:
        """Write many changed records at the versions they have, those of one model in their order.

        Raises:
            StaleRecord: where one of them is no longer at its version.
        """
        groups: dict[type[Recorded], list[Recorded]] = {}
        for record in records:
            groups.setdefault(type(record), []).append(record)
        for model, batch in groups.items():
            columns = [
                f for f in model._meta.concrete_fields if not f.primary_key and f.name != "version"
            ]
            if write_all(model, columns, batch) != len(batch):
                raise stale_one(model, batch)
            for record in batch:
                record.version += 1
                self._note(record)

    def retire(self, record: Recorded, *, expected: int | None = None) -> None:
        """Take a record out of use; raises like `save`. Its history stays."""
        record.retired = True
        self.save(record, expected=expected)

    def hold(self) -> ChainHead:
        """Let no other command of the organisation be sealed before this one.

        For rules that look at more than the records that are written, such as that nothing is a
        cycle: what is read from now on still holds when this command is sealed.

        Raises:
            EndGone: where somebody took the end of the history out of the database.
        """
        if self._head is None:
            heads = ChainHead.objects.select_for_update()
            self._head = heads.filter(organisation=self.organisation).first()
        if self._head is None:
            raise EndGone
        return self._head

    def note(self, record: Owned | User) -> None:
        """Let the entry name a record that keeps no versions, such as a token or a log-in."""
        self._plain.append(record)

    def tell(self, topic: str, **body: Any) -> None:
        """Owe the world a message about this change."""
        self._messages.append((topic, body))

    def erase(self, versions: QuerySet[Version]) -> int:
        """Take bodies and salts of versions away; the entry will say of which entries they were.

        Their digests stay, which say nothing without the salt, and the chain stays whole. Returns
        how many were taken away.
        """
        kept = versions.filter(body__isnull=False)
        self._erased.update(kept.values_list("entry__seq", flat=True))
        return kept.update(body=None, salt="")

    def erase_reasons(self, entries: QuerySet[Entry]) -> int:
        """Take the reasons of entries away, as `erase` does with the texts of versions."""
        kept = entries.exclude(reason_salt="")
        self._erased.update(kept.values_list("seq", flat=True))
        return kept.update(reason="", reason_salt="")

    @property
    def changed(self) -> bool:
        """Whether there is anything to seal."""
        return bool(self._changed or self._plain)

    @property
    def written(self) -> Iterable[Recorded | Organisation]:
        """The records that were made or changed so far, each once."""
        return self._changed.values()

    def seal(self) -> Entry:
        """Write the versions, the entry and the messages, and move the chain's head."""
        head = self.hold()
        self.at = max([self.at, *self._began()])
        versions = [self._version(kind, record) for (kind, _pk), record in self._changed.items()]
        entry = self._entry(head, versions)
        for version in versions:
            version.entry = entry
        self._close_earlier()
        Version.objects.bulk_create(versions, batch_size=500)
        owed = [*self._messages, *posts(self.organisation, self._messages)]
        OutboxMessage.objects.bulk_create(self._message(entry, *m) for m in owed)
        self._move(head, entry)
        self.sealed = entry.seq
        return entry

    def _began(self) -> Iterator[datetime.datetime]:
        """Yield since when the records were as they were until now.

        Whoever began to write earlier may be sealed later: a version never ends before it began.
        """
        for kind, objects in self._changed_before().items():
            standing = Version.objects.filter(
                kind=kind, object_id__in=objects, recorded_to__isnull=True
            )
            yield from standing.values_list("recorded_from", flat=True)

    def _changed_before(self) -> dict[str, list[int]]:
        """Return the keys of the changed records that had a version already, by kind."""
        found: dict[str, list[int]] = {}
        for (kind, key), record in self._changed.items():
            if record.version > 1:
                found.setdefault(kind, []).append(key)
        return found

    def _move(self, head: ChainHead, entry: Entry) -> None:
        """Let the head name the new last entry."""
        signed = sign_head(
            self.organisation.public_id, entry.seq, entry.hash, chain_keys(), key_in_force()
        )
        head.seq, head.hash, head.signature = entry.seq, entry.hash, signed.signature
        head.save()

    def _note(self, record: Recorded | Organisation) -> None:
        kind = record._meta.model_name or ""
        self._changed[(kind, record.pk)] = record

    def _version(self, kind: str, record: Recorded | Organisation) -> Version:
        body = body_of(record)
        salt, found = salted(text_of(kind, body))
        dated = record if isinstance(record, Dated) else None
        return Version(
            organisation=self.organisation,
            kind=kind,
            object_id=record.pk,
            version=record.version,
            recorded_from=self.at,
            effective_from=dated.valid_from if dated else None,
            effective_to=dated.valid_to if dated else None,
            body=body,
            salt=salt,
            digest=found,
        )

    def _close_earlier(self) -> None:
        """Say of each record's version before this one that it held until now."""
        for kind, objects in self._changed_before().items():
            Version.objects.filter(
                kind=kind, object_id__in=objects, recorded_to__isnull=True
            ).update(recorded_to=self.at)

    def _entry(self, head: ChainHead, versions: list[Version]) -> Entry:
        reason_salt, reason = salted(self.reason) if self.reason else ("", "")
        user = self.user.public_id if self.user else None
        body = entry_body(versions, reason, self.at, user)
        salt, found = salted(body)
        first = next(chain(self._changed.values(), self._plain))
        link = Link(
            number=head.seq + 1,
            at=int(self.at.timestamp()),
            actor=self.actor,
            acting_as=self.on_behalf_of or None,
            verb=self.command,
            kind=first._meta.model_name or "",
            record=first.public_id,
            digest=found,
            erases=tuple(sorted(self._erased)),
        )
        sealed = append(head.hash, link, chain_keys(), key_in_force())
        return Entry.objects.create(
            organisation=self.organisation,
            seq=link.number,
            at=self.at,
            user=self.user,
            actor=self.actor,
            on_behalf_of=self.on_behalf_of,
            command=self.command,
            kind=link.kind,
            record=link.record,
            reason=self.reason,
            reason_salt=reason_salt,
            body=body,
            salt=salt,
            digest=found,
            erases=list(link.erases),
            hash=sealed.hash,
            seal=sealed.seal,
        )

    def _message(self, entry: Entry, topic: str, body: Mapping[str, Any]) -> OutboxMessage:
        return OutboxMessage(
            organisation=self.organisation,
            entry=entry,
            topic=topic,
            body=dict(body),
            created_at=self.at,
            next_attempt_at=self.at,
        )
