"""After a new secret key: what others have entrusted to us is sealed under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trigpoint.core.history.chain import is_genuine
from trigpoint.services.actor import Actor
from trigpoint.services.chats import chats as apps
from trigpoint.services.chats import ties
from trigpoint.services.command import command
from trigpoint.services.helpdesks import connections
from trigpoint.services.outlets import secrets
from trigpoint.store.journal import chain_keys, key_in_force
from trigpoint.store.models import Chat, ChatTie, Organisation, OutletSecret, Secret
from trigpoint.store.models.base import Recorded
from trigpoint.store.sealing import Unreadable, seal, unseal
from trigpoint.store.trail import head_of


def ends_in(organisation: Organisation, *, former: bool = False) -> bool:
    """Whether the history's end is signed by the key in force, or else by a `former` one."""
    keys = chain_keys()
    known = keys if former else {key_in_force(): keys[key_in_force()]}
    return is_genuine(head_of(organisation), known)


def reseal(actor: Actor) -> int:
    """Seal under the key in force what is kept sealed; return how many secrets that were.

    The entry that says so signs the history's end anew. A secret that no key opens stays as it is,
    and has to be entered again as before.
    """
    count = 0
    with command(actor, "key.change") as journal:
        journal.save(Organisation.objects.get(pk=actor.organisation.pk))
        for row, bound_to in kept(actor.organisation):
            try:
                row.sealed = seal(unseal(bytes(row.sealed), bound_to), bound_to)
            except Unreadable:
                continue
            count += 1
            if isinstance(row, Recorded):
                journal.save(row)
            else:
                row.save(update_fields=["sealed"])
    return count


def kept(organisation: Organisation) -> Iterator[tuple[Any, str]]:
    """Yield the rows that hold something sealed, and what it is bound to."""
    own = {"organisation": organisation}
    for key in Secret.objects.filter(**own).select_related("connection"):
        yield key, connections.bound_to(key.connection, key.name)
    for outlet in OutletSecret.objects.filter(**own).select_related("outlet"):
        yield outlet, secrets.bound_to(outlet.outlet)
    for tie in ChatTie.objects.filter(**own, sealed__isnull=False):
        yield tie, ties.bound_to(tie)
    for chat in Chat.objects.filter(**own).exclude(sealed=b""):
        yield chat, apps.bound_to(chat)
