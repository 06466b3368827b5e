"""Letters: what people are told away from the pages, gathered for each, and said once.

A letter is kept with the message that the outbox owes for it, in one transaction, so that it goes
out if and only if it was committed. Its lines say what changed and why it matters to the reader;
private words never stand in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from trigpoint.core.delivery.events import Channel, Event, When, wanted
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor, for_user, local_day, part_of_ours
from trigpoint.services.chats import ties
from trigpoint.services.command import command
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.mattering import mattering
from trigpoint.services.inbox import inbox
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.letters import delivery, news
from trigpoint.store.models import Delivery, Letter, Organisation, Person, Told, User

MOST_LINES = 5
LOOK_BACK = datetime.timedelta(days=14)
REMINDED_EVERY = datetime.timedelta(days=7)
MOST_REMINDERS = 3
EVENTS = {
    "announcement": Event.ANNOUNCED,
    "answer": Event.ANSWERED,
    "check_in": Event.DUE,
    "coaching": Event.MEETING,
    "effect": Event.EFFECT,
}
TIDINGS = {"coaching", "effect"}
"""Kinds that ask for no word: they are said once."""
OF_SEVERAL = {"connection"}
"""Kinds that any of several people can see to."""
OF_GOALS = {"goal", "goal_check_in"}
TOPIC = "letter.made"
MAIL = Channel.MAIL


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line: what changed, of what, and why it matters to the reader."""

    title: Text | str
    what: Text
    why: Text | None
    about: Thing

    def to_json(self) -> dict[str, object]:
        """Return the line as it is kept."""
        about = {"kind": self.about.kind, "id": self.about.id}
        why = self.why.to_json() if self.why else None
        title = self.title.to_json() if isinstance(self.title, Text) else self.title
        return {"title": title, "what": self.what.to_json(), "why": why, "about": about}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> LetterLine:
        """Return the line that `to_json` wrote."""
        kept, about = body["title"], body["about"]
        title = Text.from_json(kept) if isinstance(kept, dict) else str(kept)
        return cls(
            title,
            Text.from_json(body["what"]),
            Text.from_json(body["why"]) if body["why"] else None,
            Thing(about["kind"], about["id"], title),
        )


@dataclass(frozen=True, slots=True)
class Item:
    """Something to tell one person. `key` names it for ever, so that it is told once."""

    key: str
    event: Event
    line: LetterLine


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may be told something now, over which channels."""

    user: User
    person: Person
    row: Delivery
    ways: tuple[Channel, ...]
    now: datetime.datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that is not kept yet."""

    person: Person
    way: Channel
    digest: bool
    items: tuple[Item, ...]


def write_all(now: datetime.datetime, *, mail: bool = True) -> int:
    """Write what is to be told in every organisation; return how many letters that makes."""
    return sum(write(home, now, mail=mail) for home in Organisation.objects.all())


def write(organisation: Organisation, now: datetime.datetime, *, mail: bool = True) -> int:
    """Write the letters that are due in an organisation; return how many.

    People who want to know at once are looked at each time, the others when their digest is due.
    Without `mail`, nothing is written for it.
    """
    drafts = [d for reader in readers(organisation, now, mail=mail) for d in drafts_for(reader)]
    return len(keep(organisation, drafts, now))


def readers(
    organisation: Organisation, now: datetime.datetime, *, mail: bool = True
) -> Iterator[Reader]:
    """Yield who may be told something now, with what they have chosen."""
    today = local_day(now, organisation)
    here = Q(person__valid_to=None) | Q(person__valid_to__gt=today)
    users = User.objects.filter(
        here, organisation=organisation, is_active=True, person__retired=False
    ).order_by("pk")
    chosen = {row.person_id: row for row in Delivery.objects.filter(organisation=organisation)}
    chats = ties.open_ones(organisation)
    for user in users:
        if user.person is None:
            continue
        row = chosen.get(user.person.pk) or delivery.usual(user.person)
        row.organisation = organisation
        ways = [MAIL] if mail and delivery.may_mail(row, user.email) else []
        ways += chats.get(user.person.pk, [])
        if ways and not delivery.is_quiet(row, now):
            yield Reader(user, user.person, row, tuple(ways), now)


def drafts_for(reader: Reader) -> Iterator[Draft]:
    """Yield the letters that one person is due over each channel."""
    due = {way: digest_due(reader, way) for way in reader.ways}
    looked = [way for way in reader.ways if due[way] or wants_soon(reader.row, way)]
    found = items(for_user(reader.user, reader.now)) if looked else []
    for way in looked:
        yield from drafts_over(reader, way, untold(reader.person, way, found), due=due[way])


def drafts_over(reader: Reader, way: Channel, found: list[Item], *, due: bool) -> Iterator[Draft]:
    """Yield what one person wants at once over a channel, and their digest where it is `due`."""
    for when, digest in ((When.NOW, False), (When.DIGEST, True)):
        if digest and not due:
            continue
        chosen = tuple(i for i in found if wanted(reader.row.wishes, i.event, way) is when)
        if chosen:
            yield Draft(reader.person, way, digest, chosen)


def wants_soon(row: Delivery, way: Channel) -> bool:
    """Whether a person wants to know of anything at once over a channel."""
    return any(wanted(row.wishes, event, way) is When.NOW for event in Event)


def digest_due(reader: Reader, way: Channel) -> bool:
    """Whether a person's digest over a channel is to go out now."""
    row = reader.row
    sent = Letter.objects.filter(person=reader.person, channel=way.value, digest=True)
    last = sent.aggregate(Max("made_at"))["made_at__max"]
    here = delivery.local(row, reader.now)
    return delivery.hours_of(row).digest_due(here, delivery.local(row, last) if last else None)


def items(actor: Actor) -> list[Item]:
    """Return all that could be told to somebody: what they are asked first, then what is new."""
    cards = Cards(actor, graph.load(actor))
    asked = [asked_item(cards, question) for question in inbox.questions(actor)]
    told = [
        Item(
            f"{n.kind}.{n.id}",
            n.event,
            LetterLine(
                n.about.title, n.what, mattering(cards, n.goal) if n.goal else None, n.about
            ),
        )
        for n in news.since(cards, actor.now - LOOK_BACK)
    ]
    return [*asked, *told]


def asked_item(cards: Cards, question: Question) -> Item:
    """Return a question of the inbox; one that waits is told again each week, three times."""
    waited = (cards.actor.now - question.at) // REMINDED_EVERY
    again = 0 if question.kind in TIDINGS else min(MOST_REMINDERS, max(0, waited))
    by = question.by.name if question.by else ""
    what = _("{who}: {asks}", who=by, asks=question.asks) if by else question.asks
    about = question.about
    why = mattering(cards, about.id) if about.kind in OF_GOALS else None
    return Item(
        f"{question.kind}.{question.id}.{again}",
        EVENTS.get(question.kind, Event.ASKED),
        LetterLine(about.title, what, why or only_you(question), about),
    )


def only_you(question: Question) -> Text | None:
    """Return that nobody else can answer a question; None where that is not so."""
    return None if question.kind in TIDINGS | OF_SEVERAL else _("Only you can answer it.")


def untold(person: Person, way: Channel, found: Iterable[Item]) -> list[Item]:
    """Return what a person was not told yet over a channel."""
    rows = Told.objects.filter(person=person, channel=way.value)
    told = set(rows.values_list("thing", flat=True))
    return [item for item in found if item.key not in told]


def keep(organisation: Organisation, drafts: list[Draft], now: datetime.datetime) -> list[str]:
    """Keep letters, what they tell, and what the outbox owes for them, all or nothing."""
    if not drafts:
        return []
    letters = [letter_of(organisation, draft, now) for draft in drafts]
    with command(part_of_ours(organisation, "letters", now), "letters.write") as journal:
        for letter in Letter.objects.bulk_create(letters, batch_size=500):
            journal.note(letter)
            journal.tell(TOPIC, letter=letter.public_id)
        Told.objects.bulk_create(
            Told(person=draft.person, channel=draft.way.value, thing=item.key, at=now)
            for draft in drafts
            for item in draft.items
        )
    return [letter.public_id for letter in letters]


def letter_of(organisation: Organisation, draft: Draft, now: datetime.datetime) -> Letter:
    """Return a letter of at most five lines; the last of them says how much more there is."""
    shown = draft.items if len(draft.items) <= MOST_LINES else draft.items[: MOST_LINES - 1]
    return Letter(
        organisation=organisation,
        person=draft.person,
        channel=draft.way.value,
        digest=draft.digest,
        lines=[item.line.to_json() for item in shown],
        more=len(draft.items) - len(shown),
        made_at=now,
    )
