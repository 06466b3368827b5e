"""Letters reach the mail server if and only if they were committed, whatever is killed.

The server fails a fifth of the time. `TRIGPOINT_LETTERS=10000 TRIGPOINT_KILLS=200` runs it in full.
"""

import os
import random
import time

from django.db import transaction
from django.utils import timezone

from tests.faults.conftest import Installation
from tests.faults.nursery import kill
from tests.smtp import mail_server
from trigpoint.core.delivery.events import Channel, Event
from trigpoint.core.text import Text
from trigpoint.services.actor import part_of_ours
from trigpoint.services.inbox.asked import Thing
from trigpoint.services.letters import letters
from trigpoint.services.letters.letters import Draft, Item, LetterLine
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow
from trigpoint.store.models import Delivery, Letter, Organisation, OutboxMessage, Person, Told

LETTERS = int(os.environ.get("TRIGPOINT_LETTERS", "150"))
KILLS = int(os.environ.get("TRIGPOINT_KILLS", "12"))
WORKER = "tests.faults.children:mail_worker"


class UndoneError(Exception):
    """What a transaction is rolled back for."""


def reader() -> Person:
    """Make somebody who gets mail at any hour of any day."""
    home = Organisation.objects.get()
    setup = part_of_ours(home, "setup")
    day = timezone.now().date()
    people.add_units(setup, [("Care", "organisation", "")], day)
    row = PersonRow(name="Ana", unit="Care", role="member", email="ana@example.org", valid_from=day)
    [person] = people.add_people(setup, [row])
    people.give_login(setup, person, "correct horse battery")
    found = Person.objects.get(public_id=person)
    Delivery.objects.create(
        organisation=home,
        person=found,
        quiet_from=0,
        quiet_to=0,
        digest_at=0,
        workdays=[],
        wishes={},
    )
    return found


def commit(person: Person, numbers: range) -> None:
    """Commit a letter for each number."""
    drafts = []
    for number in numbers:
        line = LetterLine(
            f"Letter {number}", Text("Read it."), None, Thing("goal", "0" * 13, "A goal")
        )
        drafts.append(Draft(person, Channel.MAIL, False, (Item(str(number), Event.ASKED, line),)))
    letters.keep(person.organisation, drafts, timezone.now())


def roll_back(person: Person) -> None:
    """Write letters in a transaction that comes to nothing."""
    try:
        with transaction.atomic():
            now = timezone.now()
            for number in range(20):
                letter = Letter.objects.create(
                    organisation=person.organisation, person=person, made_at=now
                )
                OutboxMessage.objects.create(
                    organisation=person.organisation,
                    entry=OutboxMessage.objects.earliest("pk").entry,
                    topic=letters.TOPIC,
                    body={"letter": letter.public_id},
                    created_at=now,
                    next_attempt_at=now,
                )
                Told.objects.create(person=person, channel="mail", thing=f"undone {number}", at=now)
            raise UndoneError
    except UndoneError:
        pass


def test_the_mail_server_gets_what_was_committed_and_nothing_else(installed: Installation):
    chance = random.Random(5)
    failures = ("451 busy", "data 452 full", "hang up")

    def judge(_address: str, _number: int) -> str:
        return chance.choice(failures) if chance.random() < 0.2 else ""

    person = reader()
    commit(person, range(LETTERS))
    roll_back(person)
    host = "127.0.0.1"
    committed = {
        f"<{number}@{host}>"
        for number in OutboxMessage.objects.filter(topic=letters.TOPIC).values_list(
            "public_id", flat=True
        )
    }
    assert len(committed) == LETTERS
    with mail_server(judge) as server:
        child = installed.nursery.start(WORKER, port=server.port)
        for _kill in range(KILLS):
            time.sleep(chance.uniform(0.05, 0.3))
            kill(child)
            child = installed.nursery.start(WORKER, port=server.port)
        # The last one is left alone: a slow machine may need long to begin.
        while Letter.objects.filter(state=Letter.State.WAITING).exists():
            time.sleep(0.05)
        kill(child)
        numbers = server.numbers()
    assert set(numbers) == committed
    assert len(numbers) <= LETTERS + KILLS
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
