"""Webhooks, as an organisation's administrators set them up and watch them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from trigpoint.core.delivery.outlets import POST, TOPICS
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.net import Client
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.outlets import secrets
from trigpoint.services.outlets.parcels import TRIAL
from trigpoint.store.journal import body_of_post
from trigpoint.store.models import OutboxMessage, Outlet

LONGEST_NAME, LONGEST_ADDRESS = 80, 500
SHOWN = 30


@dataclass(frozen=True, slots=True)
class OutletDraft:
    """What an administrator enters."""

    name: str
    address: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletView:
    """A webhook. `stopped_at` says since when nothing goes there as the other side kept failing."""

    id: str
    version: int
    name: str
    address: str
    topics: tuple[str, ...]
    paused: bool
    failures: int
    stopped_at: datetime.datetime | None
    stop_words: str


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A webhook with the key that signs, which is shown this once and never again."""

    webhook: OutletView
    secret: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message to a webhook, its newest try and what came of it. `id` is what its receiver sees.

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
    """Whether the actor sets webhooks up."""
    home = Thing(str(actor.organisation.pk))
    return bool(access.decision(actor, Verb.CHANGE, Kind.SETTINGS, home))


def find(actor: Actor, public_id: str) -> Outlet:
    """Return a webhook, for whoever sets them up.

    Raises:
        NotThere: where there is none, or the actor may not.
    """
    row = of(actor).filter(public_id=public_id).first()
    if row is None or not may(actor):
        raise NotThere
    return row


def of(actor: Actor) -> QuerySet[Outlet]:
    """Return the webhooks of the actor's organisation, by name."""
    rows = Outlet.objects.filter(organisation=actor.organisation, retired=False)
    return rows.select_related("organisation").order_by("name", "pk")


def everything(actor: Actor) -> list[OutletView]:
    """Return all webhooks, by name; raise `NotAllowed` for whoever does not set them up."""
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    return [view(row) for row in of(actor)]


def show(actor: Actor, public_id: str) -> OutletView:
    """Return one webhook; raises like `find`."""
    return view(find(actor, public_id))


def view(row: Outlet) -> OutletView:
    """Return what a page says of a webhook."""
    return OutletView(
        id=row.public_id,
        version=row.version,
        name=row.name,
        address=row.address,
        topics=tuple(row.topics),
        paused=row.paused,
        failures=row.failures,
        stopped_at=row.stopped_at,
        stop_words=row.stop_words,
    )


def add(actor: Actor, draft: OutletDraft) -> NewSecret:
    """Open a webhook, with a key that is made here and shown this once.

    Raises:
        Invalid: for an address that is not asked, or a topic that there is not.
        NotAllowed: for whoever does not set webhooks up.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    refuse(draft)
    row = Outlet(organisation=actor.organisation, address=draft.address.strip())
    fill(row, draft)
    made = secrets.fresh()
    with command(actor, "webhook.add") as journal:
        journal.create(row)
        secrets.add(row, made, actor.now)
    return NewSecret(view(row), made)


def change(actor: Actor, public_id: str, version: int, draft: OutletDraft) -> None:
    """Change what a webhook is called and told.

    A key is sealed for its address: another address is another webhook with a key of its own, so
    that nobody has messages signed for one receiver sent to another.

    Raises:
        Invalid: as `add` does, and where the address is another.
        NotThere, Stale: see `find` and `command`.
    """
    row = find(actor, public_id)
    as_read(row, version)
    refuse(draft)
    if row.address != draft.address.strip():
        raise Invalid({"address": _("Another address needs its own key: add it as a new one.")})
    fill(row, draft)
    with command(actor, "webhook.change") as journal:
        journal.save(row, expected=version)


def fill(row: Outlet, draft: OutletDraft) -> None:
    """Put what was entered into a row."""
    row.name, row.topics = draft.name.strip(), sorted(set(draft.topics))


def refuse(draft: OutletDraft) -> None:
    """Raise `Invalid` for what cannot be."""
    wrong: dict[str, Text] = {}
    if not draft.name.strip() or len(draft.name) > LONGEST_NAME:
        wrong["name"] = _("Give it a short name by which you will know it.")
    if len(draft.address) > LONGEST_ADDRESS:
        wrong["address"] = _("This is too long.")
    elif why := Client(frozenset(settings.TRIGPOINT_ALLOW)).refusal(draft.address.strip()):
        wrong["address"] = why
    if not draft.topics:
        wrong["topics"] = _("Choose what it is told.")
    elif not set(draft.topics) <= set(TOPICS):
        wrong["topics"] = _("There is nothing like this to be told of.")
    if wrong:
        raise Invalid(wrong)


def pause(actor: Actor, public_id: str, *, paused: bool) -> None:
    """Let nothing go there, or let it again; what was stopped by itself begins anew."""
    row = find(actor, public_id)
    row.paused = paused
    if not paused:
        row.stopped_at, row.stop_words, row.failures = None, "", 0
    with command(actor, "webhook.pause" if paused else "webhook.resume") as journal:
        journal.save(row)


def remove(actor: Actor, public_id: str, *, version: int | None = None) -> None:
    """Close a webhook and forget its keys; what waits for it is not sent any more.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    row = find(actor, public_id)
    with command(actor, "webhook.remove") as journal:
        journal.retire(row, expected=version)
        row.secrets.all().delete()


def rotate(actor: Actor, public_id: str) -> NewSecret:
    """Replace the key that signs; the old one signs beside it for a day."""
    row, made = find(actor, public_id), secrets.fresh()
    with command(actor, "webhook.rotate") as journal:
        journal.save(row)
        secrets.rotate(row, made, actor.now)
    return NewSecret(view(row), made)


def trial(actor: Actor, public_id: str) -> None:
    """Send a trial, which says nothing of anybody."""
    row = find(actor, public_id)
    with command(actor, "webhook.trial") as journal:
        journal.save(row)
        journal.tell(POST, **body_of_post(row.public_id, TRIAL, {}))


def deliveries(actor: Actor, public_id: str) -> list[Delivered]:
    """Return the newest messages to a webhook, at most thirty; raises like `find`."""
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
