"""Ways out of the organisation, as its administrators set them up and watch them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from trigpoint.core.delivery.outlets import SPECS, TOPICS, OutletKind
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.net import Client, NotAnswered, NotReached
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.outlets import secrets
from trigpoint.services.outlets.parcels import TRIAL
from trigpoint.store.models import Outlet, OutboxMessage

POST = "outlet.post"
LONGEST_NAME, LONGEST_ADDRESS, LONGEST_SECRET = 80, 500, 2000
SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletDraft:
    """What an administrator enters. A key that is not in `secrets` stays as it is."""

    name: str
    address: str
    topics: tuple[str, ...] = ()
    secrets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OutletView:
    """A way out. `secrets` are the names of the keys that are kept.

    `stopped_at` says since when nothing goes there as the other side kept failing.
    """

    id: str
    version: int
    kind: str
    name: str
    address: str
    topics: tuple[str, ...]
    secrets: tuple[str, ...]
    paused: bool
    failures: int
    stopped_at: datetime.datetime | None
    stop_words: str


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A way out with the key that signs, which is shown this once and never again."""

    channel: OutletView
    secret: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message to a way out, its newest try and what came of it. `id` is what its receiver sees.

    `state` is waiting, failing or delivered.
    """

    id: str
    topic: str
    state: str
    at: datetime.datetime
    delivered_at: datetime.datetime | None
    attempts: int
    error: str


def may(actor: Actor) -> bool:
    """Whether the actor sets ways out up."""
    home = Thing(str(actor.organisation.pk))
    return bool(access.decision(actor, Verb.CHANGE, Kind.SETTINGS, home))


def find(actor: Actor, public_id: str) -> Outlet:
    """Return a way out, for whoever sets them up.

    Raises:
        NotThere: where there is none, or the actor may not.
    """
    row = of(actor).filter(public_id=public_id).first()
    if row is None or not may(actor):
        raise NotThere
    return row


def of(actor: Actor) -> QuerySet[Outlet]:
    """Return the ways out of the actor's organisation, by name."""
    rows = Outlet.objects.filter(organisation=actor.organisation, retired=False)
    return rows.select_related("organisation").order_by("name", "pk")


def everything(actor: Actor) -> list[OutletView]:
    """Return all ways out, by name; raise `NotAllowed` for whoever does not set them up."""
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    return [view(row) for row in of(actor).prefetch_related("secrets")]


def show(actor: Actor, public_id: str) -> OutletView:
    """Return one way out; raises like `find`."""
    return view(find(actor, public_id))


def view(row: Outlet) -> OutletView:
    """Return what a page says of a way out."""
    return OutletView(
        id=row.public_id,
        version=row.version,
        kind=row.kind_of_outlet,
        name=row.name,
        address=row.address,
        topics=tuple(row.topics),
        secrets=tuple(sorted({one.name for one in row.secrets.all()})),
        paused=row.paused,
        failures=row.failures,
        stopped_at=row.stopped_at,
        stop_words=row.stop_words,
    )


def add(actor: Actor, kind: str, draft: OutletDraft) -> NewSecret:
    """Open a way out. The key that signs a webhook's messages is made here; others have "".

    Raises:
        Invalid: for an address that is not asked, a kind or topic that there is not.
        NotAllowed: for whoever does not set ways out up.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    if kind not in {one.value for one in OutletKind}:
        raise Invalid({"kind": _("There is no such channel.")})
    refuse(kind, draft)
    row = Outlet(organisation=actor.organisation, kind_of_outlet=kind)
    fill(row, draft)
    made = secrets.fresh() if kind == OutletKind.WEBHOOK.value else ""
    given = {**draft.secrets, **({secrets.SIGNING: made} if made else {})}
    with command(actor, "channel.add") as journal:
        journal.create(row)
        secrets.keep(row, given, actor.now)
    return NewSecret(view(row), made)


def fill(row: Outlet, draft: OutletDraft) -> None:
    """Put what was entered into a row."""
    row.name, row.address = draft.name.strip(), draft.address.strip()
    row.topics = sorted(set(draft.topics))


def change(actor: Actor, public_id: str, version: int, draft: OutletDraft) -> None:
    """Change a way out.

    A key is sealed for its address: at a new one a webhook gets a new key by `rotate`, so that
    whoever may change an address has no key sent to themselves.

    Raises:
        Invalid: as `add` does, and where the address is another and a key is not entered anew.
        NotThere, Stale: see `find` and `command`.
    """
    row = find(actor, public_id)
    refuse(row.kind_of_outlet, draft)
    kept = set(row.secrets.values_list("name", flat=True)) - draft.secrets.keys()
    if row.address != draft.address.strip() and kept:
        raise Invalid({"address": _("Another address needs its own key: add it as a new one.")})
    fill(row, draft)
    with command(actor, "channel.change") as journal:
        journal.save(row, expected=version)
        secrets.keep(row, draft.secrets, actor.now)


def refuse(kind: str, draft: OutletDraft) -> None:
    """Raise `Invalid` for what cannot be."""
    wrong: dict[str, Text] = {}
    known = {setting.name for setting in SPECS[OutletKind(kind)].settings}
    if not draft.name.strip() or len(draft.name) > LONGEST_NAME:
        wrong["name"] = _("Give it a short name by which you will know it.")
    if len(draft.address) > LONGEST_ADDRESS:
        wrong["address"] = _("This is too long.")
    elif why := refusal_of(draft.address.strip()):
        wrong["address"] = why
    if not set(draft.topics) <= set(TOPICS):
        wrong["topics"] = _("There is nothing like this to be told of.")
    elif kind == OutletKind.WEBHOOK.value and not draft.topics:
        wrong["topics"] = _("Choose what it is told.")
    for name, said in draft.secrets.items():
        if name not in known or len(said) > LONGEST_SECRET:
            wrong[name] = _("There is no such key, or it is too long.")
    if wrong:
        raise Invalid(wrong)


def refusal_of(address: str) -> Text | None:
    """Return why nothing is sent to an address, None where something is.

    A host that is not there now may be there later; what is tried then says so.
    """
    try:
        Client(allowed=frozenset(settings.TRIGPOINT_ALLOW)).look(address)
    except NotAnswered:
        return None
    except NotReached as error:
        return error.text
    return None


def pause(actor: Actor, public_id: str, *, paused: bool) -> None:
    """Let nothing go there, or let it again; what was stopped by itself begins anew."""
    row = find(actor, public_id)
    row.paused = paused
    if not paused:
        row.stopped_at, row.stop_words, row.failures = None, "", 0
    with command(actor, "channel.pause" if paused else "channel.resume") as journal:
        journal.save(row)


def remove(actor: Actor, public_id: str) -> None:
    """Close a way out, and forget its keys and whose accounts are whose."""
    row = find(actor, public_id)
    with command(actor, "channel.remove") as journal:
        journal.retire(row)
        row.secrets.all().delete()
        row.ties.all().delete()


def rotate(actor: Actor, public_id: str) -> NewSecret:
    """Replace the key that signs; the old one signs beside it for a day.

    Raises:
        Invalid: for a way out whose key is not ours.
    """
    row = find(actor, public_id)
    if row.kind_of_outlet != OutletKind.WEBHOOK.value:
        raise Invalid({"": _("Only the key of a webhook is made here.")})
    made = secrets.fresh()
    with command(actor, "channel.rotate") as journal:
        journal.save(row)
        secrets.rotate(row, made, actor.now)
    return NewSecret(view(row), made)


def trial(actor: Actor, public_id: str) -> None:
    """Send a trial, which says nothing of anybody.

    Raises:
        Invalid: for a way out that people turn on for themselves.
    """
    row = find(actor, public_id)
    if row.kind_of_outlet != OutletKind.WEBHOOK.value:
        raise Invalid({"": _("Everybody tries this one for themselves.")})
    with command(actor, "channel.trial") as journal:
        journal.note(row)
        journal.tell(POST, **body_of(row, TRIAL, {}))


def body_of(row: Outlet, topic: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of a message to a way out, in order for each."""
    object_id = f"outlet {row.public_id}"
    return {"object": object_id, "outlet": row.public_id, "type": topic, "data": dict(data)}


def deliveries(actor: Actor, public_id: str) -> list[Delivered]:
    """Return the newest messages to a way out, at most thirty; raises like `find`."""
    row = find(actor, public_id)
    rows = OutboxMessage.objects.filter(
        organisation=actor.organisation, topic=POST, body__outlet=row.public_id
    )
    return [delivered(one) for one in rows.order_by("-pk")[:SHOWN]]


def delivered(row: OutboxMessage) -> Delivered:
    """Return what became of a message."""
    pending = "failing" if row.last_error else "waiting"
    return Delivered(
        id=row.public_id,
        topic=str(row.body.get("type", "")),
        state="delivered" if row.delivered_at else pending,
        at=row.created_at,
        delivered_at=row.delivered_at,
        attempts=row.attempts,
        error=row.last_error,
    )
