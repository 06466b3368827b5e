"""The letters that wait to be sent, what became of those that were, and finding them again."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

from trigpoint.core.delivery.events import Channel
from trigpoint.services.actor import Actor, part_of_ours
from trigpoint.services.chats import ties
from trigpoint.services.chats.ties import Way
from trigpoint.services.letters import delivery
from trigpoint.services.letters.letters import LetterLine
from trigpoint.store.models import Letter, Person, User


class NotNow(Exception):  # noqa: N818 - a state of the day, told to whoever delivers
    """The reader does not want to be disturbed now; the letter waits."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter as a channel sends it. `switch` turns further ones off without a log-in.

    `keys` are those of the organisation's app, for a chat.
    """

    id: str
    channel: Channel
    address: str
    name: str
    language: str
    organisation: str
    digest: bool
    lines: tuple[LetterLine, ...]
    more: int
    switch: str
    keys: Mapping[str, str] = field(default_factory=dict)


def opened(letter_id: str, now: datetime.datetime) -> Envelope | None:
    """Return a letter that is still to be sent; None where nobody is to get it any more.

    Raises:
        NotNow: in the reader's quiet hours.
    """
    letter = waiting(letter_id)
    if letter is None:
        return None
    row = delivery.of_person(letter.person)
    user = User.objects.filter(person=letter.person, is_active=True).first()
    channel = Channel(letter.channel)
    found = way(user, letter.person, channel)
    if user is None or found is None:
        end(letter_id, Letter.State.DROPPED, now)
        return None
    if delivery.is_quiet(row, now):
        raise NotNow
    return Envelope(
        id=letter.public_id,
        channel=channel,
        address=found.to,
        name=letter.person.name,
        language=user.language or settings.LANGUAGE_CODE,
        organisation=letter.organisation.name,
        digest=letter.digest,
        lines=tuple(LetterLine.from_json(body) for body in letter.lines),
        more=letter.more,
        switch=delivery.switch_of(letter.person, channel),
        keys=found.keys,
    )


def way(user: User | None, person: Person, channel: Channel) -> Way | None:
    """Return where a letter over a channel goes to; None where nobody is to get it."""
    if user is None or person.retired:
        return None
    if channel is not Channel.MAIL:
        return ties.way(person, channel)
    open_ = delivery.may_mail(delivery.of_person(person), user.email)
    return Way(user.email, {}) if open_ else None


def waiting(letter_id: str) -> Letter | None:
    """Return a letter that is not sent yet."""
    found = Letter.objects.select_related("person__organisation", "organisation")
    return found.filter(public_id=letter_id, state=Letter.State.WAITING).first()


def sent(letter_id: str, now: datetime.datetime) -> None:
    """Note that a letter is with its receiver."""
    end(letter_id, Letter.State.SENT, now)


def refused(letter_id: str, now: datetime.datetime, words: str, *, bounced: bool) -> None:
    """Note that the receiver does not take a letter; where its address `bounced`, send no more."""
    letter = waiting(letter_id)
    if letter is None:
        return
    end(letter_id, Letter.State.REFUSED, now, words)
    if bounced and letter.channel != Channel.MAIL.value:
        ties.refused(letter.person, Channel(letter.channel), words)
        return
    user = User.objects.filter(person=letter.person).first()
    if bounced and user is not None:
        part = part_of_ours(letter.organisation, "letters", now)
        delivery.bounced(part, user.email, words)


def end(letter_id: str, state: str, now: datetime.datetime, words: str = "") -> None:
    """Write down what became of a letter."""
    Letter.objects.filter(public_id=letter_id, state=Letter.State.WAITING).update(
        state=state, ended_at=now, words=" ".join(words.split())[:500]
    )


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as its reader finds it again: what it said, and what became of it."""

    id: str
    channel: str
    digest: bool
    at: datetime.datetime
    state: str
    words: str
    lines: tuple[LetterLine, ...]
    more: int


def mine(actor: Actor) -> list[LetterView]:
    """Return the newest letters to the actor, at most thirty."""
    rows = Letter.objects.filter(person=delivery.own(actor)).order_by("-made_at", "-pk")
    return [
        LetterView(
            row.public_id,
            row.channel,
            row.digest,
            row.made_at,
            row.state,
            row.words,
            tuple(LetterLine.from_json(body) for body in row.lines),
            row.more,
        )
        for row in rows[:30]
    ]
