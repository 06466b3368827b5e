"""The chain of an organisation as the core verifies it, and the texts that hang on it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trigpoint.core.history.canonical import Json
from trigpoint.core.history.chain import Entry as Link
from trigpoint.core.history.chain import Head, Sealed
from trigpoint.core.history.digest import digest
from trigpoint.core.history.verify import Body, Break
from trigpoint.core.text import Text, _
from trigpoint.store.journal import entry_body, text_of
from trigpoint.store.models import ChainHead, Entry, Organisation, Version

AT_ONCE = 500


def head_of(organisation: Organisation) -> Head:
    """Return the signed end of an organisation's history; without a signature where it is gone."""
    row = ChainHead.objects.filter(organisation=organisation).first()
    if row is None:
        return Head(organisation.public_id, 0, "", "")
    return Head(organisation.public_id, row.seq, row.hash, row.signature)


def as_link(entry: Entry) -> Link:
    """Return what an entry's hash and seal cover."""
    return Link(
        number=entry.seq,
        at=int(entry.at.timestamp()),
        actor=entry.actor,
        acting_as=entry.on_behalf_of or None,
        verb=entry.command,
        kind=entry.kind,
        record=entry.record,
        digest=entry.digest,
        erases=tuple(entry.erases),
    )


def with_versions(
    organisation: Organisation,
) -> Iterator[tuple[Entry, list[Version]]]:
    """Yield the entries in their order, each with its versions."""
    batch: list[Entry] = []
    rows = Entry.objects.filter(organisation=organisation).select_related("user")
    for entry in rows.order_by("seq").iterator(AT_ONCE):
        batch.append(entry)
        if len(batch) == AT_ONCE:
            yield from paired(batch)
            batch = []
    yield from paired(batch)


def paired(entries: list[Entry]) -> Iterator[tuple[Entry, list[Version]]]:
    """Yield each of the entries with its versions."""
    by_entry: dict[int, list[Version]] = defaultdict(list)
    for version in Version.objects.filter(entry__in=entries).order_by("pk"):
        by_entry[version.entry_id].append(version)
    for entry in entries:
        yield entry, by_entry[entry.pk]


@dataclass(slots=True)
class Last:
    """The newest version of a record that was read so far, and where; without its text."""

    position: int
    public_id: str | None
    number: int
    until: datetime.datetime | None


@dataclass(slots=True)
class Texts:
    """Holds the texts of entries against what the chain says of them, while it is walked along.

    The core checks entries, seals and the digests of their bodies. A body names the digests of
    versions and reason; these, and how the versions of a record follow each other, are checked
    here. `breaks` counts positions as the core does.
    """

    bodies: dict[int, Body | None] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)
    gone: dict[int, int] = field(default_factory=dict)
    last: dict[tuple[str, int], Last] = field(default_factory=dict)
    count: int = 0

    def along(self, rows: Iterable[tuple[Entry, list[Version]]]) -> Iterator[Sealed]:
        """Yield what the core verifies; check the texts of each row on the way."""
        for entry, versions in rows:
            self.count += 1
            self.check(entry, versions)
            salt = raw(entry.salt)
            self.bodies[entry.seq] = None if salt is None else Body(entry.body, salt)
            yield Sealed(as_link(entry), entry.hash, entry.seal)
        self.at_end()

    def body_of(self, link: Link) -> Body | None:
        """Return what an entry's digest stands for."""
        return self.bodies.pop(link.number, None)

    def check(self, entry: Entry, versions: list[Version]) -> None:
        """Check the texts of one entry."""
        said: Mapping[str, object] = entry.body if isinstance(entry.body, Mapping) else {}
        for erased in entry.erases:
            self.gone.pop(erased, None)
        reason = str(said.get("reason", ""))
        user = entry.user.public_id if entry.user else said_user(said)
        if said != entry_body(versions, reason, entry.at, user):
            self.add(
                _(
                    "The texts of entry {number} are not those it was written with.",
                    number=entry.seq,
                )
            )
        if not self.holds(entry, entry.reason, entry.reason_salt, reason):
            self.changed(entry)
        for version in versions:
            self.check_version(entry, version)

    def check_version(self, entry: Entry, version: Version) -> None:
        """Check one version: its text, when it was written, and what it follows."""
        text = None if version.body is None else text_of(version.kind, version.body)
        whole = self.holds(entry, text, version.salt, version.digest)
        if not (whole and version.recorded_from == entry.at and agrees(version)):
            self.changed(entry)
        key = (version.kind, version.object_id)
        before = self.last.get(key)
        public_id = (version.body or {}).get("public_id")
        if before is not None and not follows(before, version, public_id):
            self.changed(entry)
        known = public_id or (before.public_id if before else None)
        self.last[key] = Last(self.count, known, version.version, version.recorded_to)

    def holds(self, entry: Entry, text: Json, salt: str, expected: str) -> bool:
        """Whether a text is what the digest stands for; note one that is gone."""
        if text in (None, "") and not salt:
            if expected:
                self.gone[entry.seq] = self.count
            return True
        key = raw(salt)
        return key is not None and digest(text, key) == expected

    def at_end(self) -> None:
        """Note texts that are gone without an entry that erased them, and ends that were moved."""
        for number, position in self.gone.items():
            self.breaks.append(
                Break(position, _("The text of entry {number} is gone.", number=number))
            )
        for row in self.last.values():
            if row.until is not None:
                self.breaks.append(
                    Break(row.position, _("The newest version of a record was ended."))
                )

    def changed(self, entry: Entry) -> None:
        """Note that a text of an entry was changed."""
        self.add(_("The text of entry {number} was changed.", number=entry.seq))

    def add(self, text: Text) -> None:
        """Note a break at the row where the walk is, once."""
        found = Break(self.count, text)
        if not self.breaks or self.breaks[-1] != found:
            self.breaks.append(found)


def said_user(said: Mapping[str, object]) -> str | None:
    """Return whose log-in an entry names itself, where that log-in is gone by now."""
    found = said.get("user")
    return found if isinstance(found, str) else None


def raw(salt: str) -> bytes | None:
    """Return a salt as bytes, or None for one that was erased or never was one."""
    try:
        found = bytes.fromhex(salt)
    except ValueError:
        return None
    return found if len(found) >= 16 else None


def agrees(version: Version) -> bool:
    """Whether the columns beside a version's body say what the body says."""
    body: Mapping[str, object] | None = version.body
    if body is None:
        return True
    start, end = version.effective_from, version.effective_to
    return (
        body.get("version") == version.version
        and body.get("valid_from") == (start.isoformat() if start else None)
        and body.get("valid_to") == (end.isoformat() if end else None)
    )


def follows(before: Last, version: Version, public_id: str | None) -> bool:
    """Whether a version may come after the one before it of the same record."""
    same = public_id is None or before.public_id in {None, public_id}
    return same and version.version > before.number and before.until == version.recorded_from
