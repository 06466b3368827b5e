"""What a person enters for a connector: parted into settings and keys, complete, or refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from trigpoint.connectors.sync.connector import Checking, Connector
from trigpoint.connectors.sync.found import all_connectors, connector_of
from trigpoint.connectors.sync.statuses import STATUSES, misread
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.net import Client
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks import connections, syncs

Said = Mapping[str, str]


def enter(actor: Actor, connector: str, key: str, name: str, said: Said) -> str:
    """Connect a help desk; return the connection's public id.

    Raises:
        Invalid: for a connector that is not known, and for what is missing or is no setting of it.
        NotAllowed: where the actor may not bring tickets in.
    """
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    if connector not in all_connectors():
        raise Invalid({"connector": _("There is no such connector.")})
    settings, secrets = parted(connector_of(connector), said, ())
    require_askable(connector_of(connector), settings)
    require_fit(connector_of(connector), lambda: {**settings, **secrets})
    return connections.add(
        actor, connector=connector, key=key, name=name, settings=settings, secrets=secrets
    )


def change(actor: Actor, connection: str, version: int, said: Said) -> None:
    """Change what a connector was told; a key that is left empty stays as it is.

    Raises:
        Invalid, NotThere, Stale: as `enter` and `connections.change`.
    """
    there = connections.show(actor, connection, version)
    settings, secrets = parted(connector_of(there.connector), said, there.secrets)
    require_askable(connector_of(there.connector), settings)
    require_fit(
        connector_of(there.connector),
        lambda: {**connections.kept_secrets(actor, connection, settings), **settings, **secrets},
    )
    connections.change(actor, connection, version, settings, secrets)


def require_fit(connector: Connector, entered: Callable[[], Said]) -> None:
    """Raise `Invalid` for what a connector that looks beforehand finds wrong.

    Keys are opened for such a one alone.
    """
    if isinstance(connector, Checking) and (wrong := connector.wrong(entered(), syncs.allowed())):
        raise Invalid(wrong)


def require_askable(connector: Connector, settings: Said) -> None:
    """Raise `Invalid` for an address that is never asked, with what would allow it.

    A connector that looks beforehand looks at its address itself: it may be no page of the web.
    """
    address = settings.get("address")
    if isinstance(connector, Checking) or not address:
        return
    if why := Client(syncs.allowed()).refusal(address):
        raise Invalid({"address": why})


def parted(
    connector: Connector, said: Said, kept: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return settings and keys as they were said, without what is empty.

    Raises:
        Invalid: for what is needed and neither said nor kept, for what is not asked for, and for
            states that are said to mean what there is not.
    """
    known = {setting.name: setting for setting in connector.settings}
    filled = {name: text.strip() for name, text in said.items() if text.strip()}
    wrong = {name: _("This connector has no such setting.") for name in filled.keys() - known}
    for name, setting in known.items():
        if setting.needed and name not in filled and not (setting.secret and name in kept):
            wrong[name] = _("This is needed.")
    if STATUSES.name in known and (text := misread(filled.get(STATUSES.name, ""))):
        wrong[STATUSES.name] = text
    if wrong:
        raise Invalid(wrong)
    return (
        {name: text for name, text in filled.items() if not known[name].secret},
        {name: text for name, text in filled.items() if known[name].secret},
    )
