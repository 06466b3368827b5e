"""Help desks that are asked by themselves: where they are, their keys, and when they rest.

What a connector wants to know is the connector's to say; here it is only kept. Keys are sealed for
their connection and its address: at a new address they have to be entered anew, or whoever may
change an address could have a key sent to themselves.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import imports
from trigpoint.store.models import Connection, Secret, SyncRun
from trigpoint.store.sealing import Unreadable, seal, unseal

ADDRESS = "address"
LONGEST = 2000
"""Characters of a setting."""


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """A help desk that is asked by itself. `secrets` are the names of the keys that are kept.

    `state` is that of its newest reading, "" before the first; `read_at` is when one last ended.
    """

    id: str
    version: int
    source: str
    source_name: str
    connector: str
    settings: Mapping[str, str]
    secrets: tuple[str, ...]
    paused: bool
    state: str
    newest: str
    read_at: datetime.datetime | None
    said: Text | None
    problem_count: int


def find(actor: Actor, public_id: str) -> Connection:
    """Return a connection, for whoever may bring tickets in.

    Raises:
        NotThere: where there is none, or the actor may not.
    """
    found = Connection.objects.select_related("source", "organisation").filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    )
    record = found.first()
    home = Thing(str(actor.organisation.pk))
    if record is None or not access.decision(actor, Verb.CREATE, Kind.SOURCE, home):
        raise NotThere
    return record


def connections(actor: Actor) -> list[ConnectionView]:
    """Return the help desks that are asked, by name."""
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    found = Connection.objects.filter(organisation=actor.organisation, retired=False)
    rows = found.select_related("source").prefetch_related("secrets").order_by("source__name")
    newest = newest_runs([row.pk for row in rows])
    read = last_read([row.pk for row in rows])
    return [view(row, newest.get(row.pk), read.get(row.pk)) for row in rows]


def show(actor: Actor, public_id: str, version: int | None = None) -> ConnectionView:
    """Return one help desk that is asked; raises like `find`.

    Raises:
        Stale: where somebody changed it since `version`, if one is named.
    """
    row = find(actor, public_id)
    as_read(row, version)
    return view(row, newest_runs([row.pk]).get(row.pk), last_read([row.pk]).get(row.pk))


def newest_runs(connections: list[int]) -> dict[int, SyncRun]:
    """Return the newest reading of each connection."""
    rows = SyncRun.objects.filter(connection__in=connections).order_by("connection", "pk")
    return {row.connection_id: row for row in rows.defer("problems", "fields")}


def last_read(connections: list[int]) -> dict[int, datetime.datetime | None]:
    """Return when each connection was last read to its end."""
    done = SyncRun.objects.filter(connection__in=connections, state=SyncRun.State.DONE)
    return dict(done.order_by("pk").values_list("connection", "finished_at"))


def view(row: Connection, run: SyncRun | None, read_at: datetime.datetime | None) -> ConnectionView:
    """Return what a page says of a connection."""
    return ConnectionView(
        id=row.public_id,
        version=row.version,
        source=row.source.key,
        source_name=row.source.name,
        connector=row.connector,
        settings=row.settings,
        secrets=tuple(sorted(secret.name for secret in row.secrets.all())),
        paused=row.paused,
        state=run.state if run else "",
        newest=run.public_id if run else "",
        read_at=read_at,
        said=Text.from_json(run.said) if run and run.said else None,
        problem_count=run.problem_count if run else 0,
    )


def add(
    actor: Actor,
    *,
    connector: str,
    key: str,
    name: str,
    settings: Mapping[str, str],
    secrets: Mapping[str, str],
) -> str:
    """Keep where a help desk is and by which keys; return the connection's public id.

    Raises:
        Invalid: where the source is asked already, or there is no name for it.
        NotAllowed: where the actor may not bring tickets in.
    """
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    if not key.strip():
        raise Invalid({"key": _("Give the help desk a short name.")})
    check_lengths(settings, secrets)
    source = imports.source(actor.organisation, key.strip(), name.strip() or key.strip(), actor)
    if Connection.objects.filter(source=source, retired=False).exists():
        raise Invalid({"key": _("This help desk is connected already. Choose another name.")})
    row = Connection(
        organisation=actor.organisation, source=source, connector=connector, settings=dict(settings)
    )
    with command(actor, "connection.add") as journal:
        journal.create(row)
        keep_secrets(row, secrets, actor.now)
        journal.tell("connection.added", connection=row.public_id)
    return row.public_id


def change(
    actor: Actor,
    public_id: str,
    version: int,
    settings: Mapping[str, str],
    secrets: Mapping[str, str],
) -> None:
    """Change settings; keys that are not sent stay as they are, unless the address is another.

    Raises:
        Invalid: where the address is another and a key is not entered anew.
        NotThere, Stale: see `find` and `command`.
    """
    row = find(actor, public_id)
    check_lengths(settings, secrets)
    moved = settings.get(ADDRESS) != row.settings.get(ADDRESS)
    kept = set(row.secrets.values_list("name", flat=True)) - secrets.keys()
    if moved and kept:
        raise Invalid(
            dict.fromkeys(kept, _("The address is another one: enter the key once more."))
        )
    with command(actor, "connection.change") as journal:
        row.settings = dict(settings)
        journal.save(row, expected=version)
        keep_secrets(row, secrets, actor.now)


def check_lengths(settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
    """Refuse what is no setting but a book."""
    long = [name for name, said in {**settings, **secrets}.items() if len(said) > LONGEST]
    if long:
        raise Invalid({name: _("This is too long.") for name in long})


def pause(actor: Actor, public_id: str, *, paused: bool) -> None:
    """Let a help desk rest, or ask it again; a reading that runs ends at its next landing."""
    row = find(actor, public_id)
    if row.paused == paused:
        return
    with command(actor, "connection.pause" if paused else "connection.resume") as journal:
        row.paused = paused
        journal.save(row)


def remove(actor: Actor, public_id: str, *, version: int | None = None) -> None:
    """Ask a help desk no more, and forget its keys. What it brought stays, and its history.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    row = find(actor, public_id)
    with command(actor, "connection.remove") as journal:
        row.paused = True
        row.retired = True
        journal.save(row, expected=version)
        row.secrets.all().delete()


def keep_secrets(row: Connection, secrets: Mapping[str, str], now: datetime.datetime) -> None:
    """Seal keys for a connection, in the caller's transaction."""
    for name, said in secrets.items():
        Secret.objects.update_or_create(
            connection=row,
            name=name,
            defaults={
                "organisation": row.organisation,
                "sealed": seal(said, bound_to(row, name)),
                "set_at": now,
            },
        )


def bound_to(row: Connection, name: str) -> str:
    """Return what a key is sealed for: one name in one connection at one address."""
    address = row.settings.get(ADDRESS, "")
    return f"secret {row.organisation_id} {row.public_id} {name} {address}"


def kept_secrets(actor: Actor, public_id: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the keys that are kept, opened, for looking at what was entered.

    None where the address is to be another, and none where they cannot be opened any more. Raises
    like `find`.
    """
    row = find(actor, public_id)
    if settings.get(ADDRESS) != row.settings.get(ADDRESS):
        return {}
    try:
        return secrets_of(row)
    except Invalid:
        return {}


def secrets_of(row: Connection) -> dict[str, str]:
    """Return the keys of a connection, opened: for what asks the help desk, and for nobody else.

    Raises:
        Invalid: where they cannot be opened any more, such as after a restore without the key.
    """
    try:
        with transaction.atomic():
            return {
                secret.name: unseal(bytes(secret.sealed), bound_to(row, secret.name))
                for secret in row.secrets.all()
            }
    except Unreadable as error:
        raise Invalid({"": _("The key cannot be read any more. Enter it once more.")}) from error
