"""The organisation's app in each chat, as administrators set it up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trigpoint.core.delivery.events import Channel
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.store.models import Chat, Organisation
from trigpoint.store.sealing import Unreadable, seal, unseal

LONGEST = 200
KEYS: Mapping[Channel, tuple[str, ...]] = MappingProxyType(
    {
        Channel.SLACK: ("token", "signing_secret"),
        Channel.LARK: ("app_id", "app_secret", "encrypt_key"),
    }
)
"""What an app of each chat needs. Teams needs none: each person has an address of their own."""


@dataclass(frozen=True, slots=True)
class ChatView:
    """A chat, and whether the organisation has an app in it; `id` is "" where it has none.

    `hook` is the path at which the app tells us what people do there.
    """

    channel: str
    id: str
    hook: str


def everything(actor: Actor) -> list[ChatView]:
    """Return each chat that needs an app; raise `NotAllowed` for whoever does not set them up."""
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    rows = Chat.objects.filter(organisation=actor.organisation, retired=False)
    known = {row.kind_of_chat: row.public_id for row in rows}
    return [view(channel, known.get(channel.value, "")) for channel in KEYS]


def view(channel: Channel, public_id: str) -> ChatView:
    """Return what a page says of a chat."""
    return ChatView(channel.value, public_id, f"/chat/{public_id}/" if public_id else "")


def chosen(channel: str) -> Channel:
    """Return a chat that needs an app, by its name, or raise `NotThere`."""
    found = next((one for one in KEYS if one.value == channel), None)
    if found is None:
        raise NotThere
    return found


def connect(actor: Actor, channel: str, keys: Mapping[str, str]) -> ChatView:
    """Give the organisation's app in a chat its keys, in place of any before.

    Raises:
        Invalid: where a key is missing or too long.
        NotAllowed, NotThere: for others than administrators; for a chat that there is not.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    kind = chosen(channel)
    said = {name: keys.get(name, "").strip() for name in KEYS[kind]}
    wrong: dict[str, Text] = {
        name: _("This key is needed, as the chat shows it.")
        for name, key in said.items()
        if not 0 < len(key) <= LONGEST or not key.isascii() or not key.isprintable()
    }
    if wrong:
        raise Invalid(wrong)
    known = of(actor.organisation, kind)
    row = known or Chat(organisation=actor.organisation, kind_of_chat=kind.value)
    row.sealed = seal(json.dumps(said), bound_to(row))
    with command(actor, "chat.connect") as journal:
        if known is None:
            journal.create(row)
        else:
            journal.save(row)
    return view(kind, row.public_id)


def disconnect(actor: Actor, channel: str) -> None:
    """Take the organisation's app out of a chat and forget its keys."""
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    row = of(actor.organisation, chosen(channel))
    if row is None:
        raise NotThere
    row.sealed = b""
    with command(actor, "chat.disconnect") as journal:
        journal.retire(row)


def of(organisation: Organisation, channel: Channel) -> Chat | None:
    """Return an organisation's app in a chat, if it has one."""
    rows = Chat.objects.filter(organisation=organisation, retired=False)
    return rows.filter(kind_of_chat=channel.value).first()


def keys_of(row: Chat) -> dict[str, str]:
    """Return an app's keys, for whoever speaks for it.

    Raises:
        Invalid: where they cannot be opened any more, such as after a restore without the key.
    """
    try:
        return dict(json.loads(unseal(bytes(row.sealed), bound_to(row))))
    except Unreadable as error:
        raise Invalid({"": _("The keys cannot be read any more. Enter them anew.")}) from error


def bound_to(row: Chat) -> str:
    """Return what keys are sealed for."""
    return f"chat {row.organisation_id} {row.public_id}"
