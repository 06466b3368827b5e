"""Help desks that are asked by themselves, and the readings of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import NO_NUL, Body, Id, Line, Version
from trigpoint.connectors.sync import all_connectors
from trigpoint.connectors.sync.entering import change, enter
from trigpoint.core.text import Text
from trigpoint.services.helpdesks import connections, syncs
from trigpoint.services.helpdesks.connections import ConnectionView
from trigpoint.services.helpdesks.syncs import SyncView

routes = Noun("/connections", "imports")
readings = Noun("/syncs", "imports")

MOST_RUNS = 200
SettingName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
Said = Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)]
Settings = Annotated[
    dict[SettingName, Said],
    Field(max_length=20, description="what the connector asks for, keys among it; see connectors"),
]


class NewConnection(Body):
    """A help desk to be asked: by which connector, under which key, with which settings."""

    connector: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    source: Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,40}$")]
    source_name: Line = ""
    settings: Settings


class ConnectionChange(Body):
    """The settings anew; a key that is left out stays, unless the address is another."""

    settings: Settings


class SyncOrder(Body):
    """What to read: what is new, or everything from the beginning."""

    anew: bool = False


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A setting of a connector. A secret one is never shown again."""

    name: str
    label: Text
    help: Text
    secret: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class ConnectorView:
    """A kind of help desk that can be asked; `tried` says against what it was tried out."""

    key: str
    name: str
    tried: Text
    settings: tuple[AskedFor, ...]


@routes.show("/connectors")
def connectors(request: Request) -> list[ConnectorView]:
    """Which help desks can be asked, and what each has to be told."""
    connections.connections(request.auth)
    return [
        ConnectorView(
            one.key,
            one.name,
            one.tried,
            tuple(AskedFor(s.name, s.label, s.help, s.secret, s.needed) for s in one.settings),
        )
        for one in all_connectors().values()
    ]


@routes.show("")
def all_connections(request: Request) -> list[ConnectionView]:
    """The help desks that are asked, by name; keys are named and never shown."""
    return connections.connections(request.auth)


@routes.make("")
def add(request: Request, body: NewConnection) -> ConnectionView:
    """Connect a help desk; nothing is read before a sync is started or its hour comes."""
    made = enter(request.auth, body.connector, body.source, body.source_name, body.settings)
    return connections.show(request.auth, made)


@routes.show("/{connection_id}")
def show(request: Request, connection_id: Id) -> ConnectionView:
    """One help desk that is asked."""
    return connections.show(request.auth, connection_id)


@routes.change("/{connection_id}")
def edit(
    request: Request, connection_id: Id, body: ConnectionChange, version: Version
) -> ConnectionView:
    """Change its settings."""
    settings: Mapping[str, str] = body.settings
    return changed(
        request,
        lambda: change(request.auth, connection_id, version, settings),
        lambda: connections.show(request.auth, connection_id),
    )


@routes.remove("/{connection_id}")
def remove(request: Request, connection_id: Id, version: Version) -> None:
    """Ask it no more and forget its keys; what it brought stays."""
    removed(
        request,
        lambda: connections.remove(request.auth, connection_id, version=version),
        lambda: connections.show(request.auth, connection_id),
    )


@routes.act("/{connection_id}/pause")
def pause(request: Request, connection_id: Id) -> ConnectionView:
    """Let it rest; a reading that runs ends at its next landing."""
    connections.pause(request.auth, connection_id, paused=True)
    return connections.show(request.auth, connection_id)


@routes.act("/{connection_id}/resume")
def resume(request: Request, connection_id: Id) -> ConnectionView:
    """Let it be asked again."""
    connections.pause(request.auth, connection_id, paused=False)
    return connections.show(request.auth, connection_id)


@routes.show("/{connection_id}/syncs")
def all_syncs(
    request: Request, connection_id: Id, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[SyncView]:
    """Its readings, the newest first, with progress, refused rows and fields that changed."""
    return page_of(syncs.runs(request.auth, connection_id, MOST_RUNS), page, per_page)


@routes.make("/{connection_id}/syncs")
def start(request: Request, connection_id: Id, body: SyncOrder) -> SyncView:
    """Read it now; a reading that waits or runs already serves for it."""
    return syncs.show(request.auth, syncs.start(request.auth, connection_id, anew=body.anew))


@readings.show("/{sync_id}")
def sync(request: Request, sync_id: Id) -> SyncView:
    """One reading: how far it is, what it brought, and what was refused."""
    return syncs.show(request.auth, sync_id)
