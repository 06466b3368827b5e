"""The record of all changes: whether it is whole, and where it ends."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import connection

from trigpoint.core.history.chain import Head, is_genuine
from trigpoint.core.history.verify import Break, verify
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import ServiceError
from trigpoint.store import trail
from trigpoint.store.ids import is_id
from trigpoint.store.journal import chain_keys
from trigpoint.store.models import Entry, Organisation, Person
from trigpoint.store.moment import one_moment
from trigpoint.store.standing import Astray, astray
from trigpoint.store.trail import Texts

MOST = 100


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it was written; `entry` counts the rows from 1, 0 is the end."""

    entry: int
    text: Text


@dataclass(frozen=True, slots=True)
class EntryView:
    """One write: its number, when, by whom, and what kind of thing was done; never what was said.

    `by` is a person's name, a mail address, or the part of the program that wrote: `program` says
    which of them; it is empty for somebody who is gone. `through` is what wrote on their behalf:
    `token`, `terminal`, `chat`, `letter`, "" where they wrote themselves.
    """

    number: int
    at: datetime.datetime
    by: str
    program: bool
    through: str
    command: str
    kind: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many entries were read, and every flaw that was found."""

    entries: int
    flaws: tuple[Flaw, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it was written."""
        return not self.flaws


def entries(actor: Actor, most: int = MOST, before: int | None = None) -> list[EntryView]:
    """Return the newest entries, of those with a number below `before` where that is given.

    Raises:
        NotAllowed: for whoever may not see the trail.
    """
    access.require(actor, Kind.TRAIL, Verb.SEE)
    rows = Entry.objects.filter(organisation=actor.organisation).select_related("user__person")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows.order_by("-seq")[:most])
    wrote = [whose(row) for row in found]
    people = Person.objects.filter(organisation=actor.organisation, public_id__in=wrote)
    names = dict(people.values_list("public_id", "name"))
    return [entry_view(row, names) for row in found]


def entry_view(row: Entry, names: Mapping[str, str]) -> EntryView:
    """Return what the trail says of an entry; `names` are people by public id."""
    program = wrote_by_itself(row)
    by = row.actor if program else names.get(whose(row), "")
    if row.user is not None:
        by = row.user.person.name if row.user.person else row.user.email
    return EntryView(row.seq, row.at, by, program, spoken_through(row), row.command, row.kind)


def wrote_by_itself(row: Entry) -> bool:
    """Whether a part of the program made an entry, and no person."""
    return row.user is None and not is_id(whose(row))


def whose(row: Entry) -> str:
    """Return on whose word an entry was made: the id of a user or a person, or a part of ours."""
    return row.on_behalf_of or row.actor


def spoken_through(row: Entry) -> str:
    """Return what wrote an entry on somebody's behalf, "" where they wrote themselves."""
    what = row.actor.partition("/")[2]
    return "token" if is_id(what) else what


def check(actor: Actor, kept: Head | None = None) -> Verification:
    """Read the whole history of the actor's organisation; `kept` is a head kept elsewhere.

    Raises:
        NotAllowed: for whoever may not see the trail.
    """
    access.require(actor, Kind.TRAIL, Verb.SEE)
    return of(actor.organisation, kept)


def head(actor: Actor) -> Head:
    """Return the signed end of the history, to be kept where nobody here can reach it.

    Raises:
        NotAllowed: for whoever may not export the trail.
        ServiceError: where it is gone.
    """
    access.require(actor, Kind.TRAIL, Verb.EXPORT)
    found = trail.head_of(actor.organisation)
    if not found.signature:
        raise ServiceError(_("The signed end of the history is gone."))
    return found


def of(organisation: Organisation, kept: Head | None = None) -> Verification:
    """Return what is found in an organisation's history as of one moment.

    Entries, seals, texts, versions, end; and whether the records stand as their newest versions
    say.
    """
    with nullcontext() if connection.in_atomic_block else one_moment():
        texts = Texts()
        rows = texts.along(trail.with_versions(organisation))
        chained = verify(rows, trail.head_of(organisation), chain_keys(), texts.body_of)
        found = [
            *chained,
            *texts.breaks,
            *against(organisation, kept),
            *(moved(one, texts.count) for one in astray(organisation)),
        ]
    flaws = sorted((Flaw(at.position, at.text) for at in found), key=lambda flaw: flaw.entry)
    return Verification(texts.count, tuple(flaws))


def moved(found: Astray, count: int) -> Break:
    """Return a record that does not stand as written, at its entry, or past the last for none."""
    named = {"kind": found.kind, "record": found.record}
    if found.entry is None:
        return Break(count + 1, _("No entry wrote the record {record} ({kind}).", **named))
    if found.there:
        text = _(
            "The record {record} ({kind}) is not as entry {number} wrote it.",
            number=found.entry,
            **named,
        )
    else:
        text = _(
            "The record {record} ({kind}), which entry {number} wrote, is gone.",
            number=found.entry,
            **named,
        )
    return Break(found.entry, text)


def against(organisation: Organisation, kept: Head | None) -> list[Break]:
    """Return how the history differs from an end that was kept elsewhere."""
    if kept is None:
        return []
    if kept.organisation != organisation.public_id or not is_genuine(kept, chain_keys()):
        return [Break(0, _("The end that was kept elsewhere is not one of this history."))]
    rows = Entry.objects.filter(organisation=organisation, seq=kept.length)
    if kept.length and rows.values_list("hash", flat=True).first() != kept.hash:
        where = kept.length
        return [Break(where, _("Entry {number} is not the one that was kept.", number=where))]
    return []
