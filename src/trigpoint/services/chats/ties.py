"""Where a person is reached in a chat: tied by a code that is good once, or by an address."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from trigpoint.core.delivery.events import Channel
from trigpoint.core.text import Text, _
from trigpoint.net import Client, NotAnswered, NotReached, long_tail
from trigpoint.services.actor import Actor, for_person, through
from trigpoint.services.chats import chats
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.letters.delivery import own
from trigpoint.services.people.tokens import digest_of
from trigpoint.store.models import Chat, ChatTie, Organisation, Person
from trigpoint.store.sealing import Unreadable, seal, unseal

CODE_LASTS = datetime.timedelta(minutes=10)
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10
LONGEST_ADDRESS = 1000
TEAMS_HOSTS = (".logic.azure.com", ".api.powerplatform.com", ".webhook.office.com")
"""Where Microsoft's workflows listen (Microsoft Learn, "Create incoming webhooks", 2025)."""


@dataclass(frozen=True, slots=True)
class TieView:
    """How somebody is reached in a chat: `state` is none, waiting, on, off or refused.

    `words` are the chat's, where it refused the account. `offered` says that it can be tied here.
    """

    channel: str
    state: str
    words: str
    offered: bool


@dataclass(frozen=True, slots=True)
class TieCode:
    """The code that ties an account, and until when it is good; it is shown this once."""

    channel: str
    code: str
    until: datetime.datetime


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a person in a chat: their account or address there, and the app's keys."""

    to: str
    keys: Mapping[str, str]


def mine(actor: Actor) -> list[TieView]:
    """Return how the actor is reached in each chat."""
    known = {row.channel: row for row in ChatTie.objects.filter(person=own(actor))}
    apps = Chat.objects.filter(organisation=actor.organisation, retired=False)
    there = {*apps.values_list("kind_of_chat", flat=True), *pasted()}
    return [
        view(channel.value, known.get(channel.value), offered=channel.value in there)
        for channel in Channel
        if channel is not Channel.MAIL
    ]


def view(channel: str, row: ChatTie | None, *, offered: bool) -> TieView:
    """Return what a page says of one."""
    if row is None:
        return TieView(channel, "none", "", offered)
    state = "refused" if row.words else "off" if row.off_at else "on"
    return TieView(channel, state if row.confirmed_at else "waiting", row.words, offered)


def begin(actor: Actor, channel: str) -> TieCode:
    """Make the code by which the actor ties their account, in place of any before.

    Raises:
        NotThere: where the organisation has no app in that chat.
    """
    person, kind = own(actor), chats.chosen(channel)
    if chats.of(actor.organisation, kind) is None:
        raise NotThere
    code = "".join(secrets.choice(LETTERS) for _each in range(CODE_LENGTH))
    row = of(person, kind) or ChatTie(
        organisation=actor.organisation, person=person, channel=channel
    )
    row.digest, row.until = digest_of(code), actor.now + CODE_LASTS
    save(actor, row, "chat.code")
    return TieCode(channel, code, row.until)


def confirm(chat: Chat, account: str, code: str, now: datetime.datetime) -> Actor:
    """Tie an account to whoever made a code, which is good for nothing afterwards.

    Raises:
        NotThere: where the code is wrong, was used, or its time is over.
    """
    rows = ChatTie.objects.select_related("person__organisation").filter(
        organisation=chat.organisation, channel=chat.kind_of_chat, until__gt=now
    )
    row = rows.filter(digest=digest_of(code.strip().upper())).first()
    if row is None:
        raise NotThere
    actor = through(for_person(row.person, now), "chat")
    row.account, row.confirmed_at, row.off_at, row.words = account, now, None, ""
    row.digest, row.until = "", None
    with command(actor, "chat.tie") as journal:
        others = ChatTie.objects.filter(organisation=row.organisation, channel=row.channel)
        others.filter(account=account).exclude(pk=row.pk).delete()
        row.save()
        journal.note(row)
    return actor


def pasted() -> set[str]:
    """Return the channels in which each person is reached at an address of their own."""
    more = settings.TRIGPOINT_APPRISE and long_tail.installed()
    return {Channel.TEAMS.value, Channel.APPRISE.value} if more else {Channel.TEAMS.value}


def paste(actor: Actor, address: str, channel: str = Channel.TEAMS.value) -> None:
    """Let messages go to the actor's own workflow in Teams, or to an address of Apprise's.

    Raises:
        NotThere: for a channel in which nobody has an address of their own.
        Invalid: for an address to which nothing is sent.
    """
    if channel not in pasted():
        raise NotThere
    kind, address = Channel(channel), address.strip()
    is_teams = kind is Channel.TEAMS
    named = settings.TRIGPOINT_APPRISE
    if why := refusal_of(address) if is_teams else long_tail.refusal(address, named):
        raise Invalid({"address": why})
    row = of(own(actor), kind) or ChatTie(
        organisation=actor.organisation, person=own(actor), channel=channel
    )
    row.sealed = seal(address, bound_to(row))
    row.confirmed_at, row.off_at, row.words = actor.now, None, ""
    save(actor, row, "chat.paste")


def refusal_of(address: str) -> Text | None:
    """Return why nothing is sent to an address of Teams, None where something is."""
    if len(address) > LONGEST_ADDRESS:
        return _("This is too long.")
    try:
        host = urlsplit(address).hostname or ""
        Client(allowed=frozenset(settings.TRIGPOINT_ALLOW)).look(address)
    except ValueError:
        return _("The address has to begin with https://")
    except NotAnswered:
        pass
    except NotReached as error:
        return error.text
    named = {one.partition(":")[0] for one in settings.TRIGPOINT_ALLOW}
    if host not in named and not host.endswith(TEAMS_HOSTS):
        return _("This is no address of a workflow in Microsoft Teams.")
    return None


def forget(actor: Actor, channel: str) -> None:
    """Forget where the actor is reached in a chat."""
    row = ChatTie.objects.filter(person=own(actor), channel=channel).first()
    if row is None:
        raise NotThere
    with command(actor, "chat.forget") as journal:
        journal.note(row)
        ChatTie.objects.filter(pk=row.pk).delete()


def turn(actor: Actor, channel: Channel, *, on: bool) -> None:
    """Let messages go to the actor in a chat again, or none any more."""
    row = of(own(actor), channel)
    if row is None:
        raise NotThere
    row.off_at, row.words = None if on else actor.now, ""
    save(actor, row, "chat.on" if on else "chat.off")


def save(actor: Actor, row: ChatTie, name: str) -> None:
    """Save a tie, new or changed."""
    with command(actor, name) as journal:
        row.save()
        journal.note(row)


def of(person: Person, channel: Channel) -> ChatTie | None:
    """Return a person's tie to a chat, if there is one."""
    return ChatTie.objects.filter(person=person, channel=channel.value).first()


def open_ones(organisation: Organisation) -> dict[int, list[Channel]]:
    """Return over which chats people may be reached, by their primary keys.

    Where the organisation has no app any more, nobody is reached, and nothing counts as told.
    """
    found: dict[int, list[Channel]] = {}
    apps = Chat.objects.filter(organisation=organisation, retired=False)
    there = {*apps.values_list("kind_of_chat", flat=True), *pasted()}
    rows = ChatTie.objects.filter(
        organisation=organisation, confirmed_at__isnull=False, off_at=None, words=""
    ).filter(channel__in=there)
    for person, channel in rows.order_by("pk").values_list("person_id", "channel"):
        found.setdefault(person, []).append(Channel(channel))
    return found


def way(person: Person, channel: Channel) -> Way | None:
    """Return the way to a person in a chat; None where there is none any more."""
    row = of(person, channel)
    if row is None or row.confirmed_at is None or row.off_at or row.words:
        return None
    if row.sealed is not None:
        return Way(address_of(row), {}) if channel.value in pasted() else None
    chat = chats.of(person.organisation, channel)
    return Way(row.account, chats.keys_of(chat)) if chat else None


def address_of(row: ChatTie) -> str:
    """Return the address that is itself a secret."""
    try:
        return unseal(bytes(row.sealed or b""), bound_to(row))
    except Unreadable as error:
        raise Invalid({"": _("The address cannot be read any more. Enter it anew.")}) from error


def refused(person: Person, channel: Channel, words: str) -> None:
    """Note that a chat takes nothing for a person's account; nothing goes there until they say."""
    ChatTie.objects.filter(person=person, channel=channel.value).update(
        words=" ".join(words.split())[:500] or "refused"
    )


def bound_to(row: ChatTie) -> str:
    """Return what an address is sealed for."""
    return f"chat tie {row.organisation_id} {row.public_id}"
