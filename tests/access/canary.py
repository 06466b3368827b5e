"""A person with a word of their own in every table, and where that word is found."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from django.apps import apps
from django.db import connection

from tests.access.acts import goal
from tests.cast import NOW, SINCE, Cast, row
from trigpoint.services.actor import for_user, part_of_ours
from trigpoint.services.command import command
from trigpoint.services.goals import goals, voice
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.helpdesks import imports
from trigpoint.services.loop import check_ins
from trigpoint.services.measures import readings
from trigpoint.services.people import people, tokens
from trigpoint.store.models import (
    Account,
    AccountTie,
    CoOwner,
    Dispute,
    Goal,
    ImportRun,
    Job,
    KeptAnswer,
    Measure,
    Person,
    Reading,
    ReadLogLine,
    SavedView,
    Source,
    Step,
    Target,
    User,
)
from trigpoint.tickets import records as tickets

WORD = "Zanzibarquetzal"
MAIL = f"{WORD.lower()}@northwind.example"
DAY = datetime.date(2026, 11, 1)


def perch(cast: Cast, references: int = 0) -> Person:
    """Add the person, with their word in every table and in at least so many columns."""
    setup = part_of_ours(cast.organisation, "setup", NOW)
    named = replace(row(f"Kim {WORD}", "Orders", "member"), email=MAIL, title=f"{WORD} trainee")
    [key] = people.add_people(setup, [named])
    people.give_login(setup, key, "correct horse battery")
    person = Person.objects.get(public_id=key)
    me = for_user(User.objects.get(person=person), NOW)
    shared = goal(cast, "tuan", cast.units["Orders"], "Shared goal")
    for private in (True, False):
        words(cast, me, key, private)
    voice.answer(me, shared, "concern", f"{WORD} worries")
    records(cast, me, person)
    plain(cast, me, person)
    there = found(WORD)[1]
    while there < references:
        version = Goal.objects.get(public_id=shared).version
        text = f"again {version}"
        goals.edit(
            for_user(me.user, NOW), my_goal(person), my_version(person), {"how": f"{WORD} {text}"}
        )
        goals.edit(cast.tuan, shared, version, {"how": text}, reason=f"for Kim {WORD}")
        there += 2  # the version of the one goal, the reason for the other
    return person


def perch_in_tickets(cast: Cast) -> None:
    """Land the person's accounts, by number and by name, with a ticket, and publish them."""
    rows = [
        tickets.Account(account=id_, name=f"Kim {WORD}", seen_at=5, email=MAIL)
        for id_ in ("77", f"Kim {WORD}")
    ]
    held = {"category": tickets.Category.OPEN, "assignee": f"Kim {WORD}"}
    rows.append(tickets.TicketRow(ticket="1", created_at=5, seen_at=9, **held))
    home = cast.organisation
    with imports.warehouse_of(home) as warehouse:
        warehouse.land("files", rows, batch="perched", landed_at=5)
        readings.publish(home, warehouse.publish(imports.facts_folder()), NOW)
    by_name = Account.objects.get(external_id=f"Kim {WORD}")
    with command(cast.dara, "test.tie") as journal:
        kim = Person.objects.get(email=MAIL)
        journal.create(AccountTie(organisation=home, account=by_name, person=kim, valid_from=SINCE))
    ImportRun.objects.create(
        organisation=home,
        source=by_name.source,
        state=ImportRun.State.DONE,
        problems=[[f"Kim {WORD}", "missing", "Something is missing."]],
        problem_count=1,
        file_bytes=1,
        created_at=NOW,
    )


def my_goal(person: Person) -> str:
    return Goal.objects.filter(owner_person=person).first().public_id


def my_version(person: Person) -> int:
    return Goal.objects.filter(owner_person=person).first().version


def words(cast: Cast, me, key: str, private: bool) -> None:
    """Write a goal of the person's own and speak about it."""
    draft = GoalDraft(
        title=f"{WORD} learns",
        owner=key,
        period=cast.period,
        why=f"{WORD} wants",
        how=f"{WORD} reads",
        state=Goal.State.ACTIVE,
        private=private,
        carries=(LinkDraft(above=cast.vision, sentence=f"{WORD} helps"),),
    )
    made = goals.add(me, draft)
    check_ins.check_in(me, made, check_ins.CheckInDraft(status="on_track", note=f"{WORD} is well"))


def records(cast: Cast, me, person: Person) -> None:
    """Write what has history and names the person."""
    home = cast.organisation
    mine = Goal.objects.filter(owner_person=person).first()
    team = Goal.objects.get(public_id=goal(cast, "tuan", cast.units["Orders"], "Team goal"))
    with command(me, "source.add") as journal:
        source = journal.create(Source(organisation=home, key="files", name="Files"))
    account = Account.objects.create(
        organisation=home, source=source, external_id="77", name=f"Kim {WORD}", mail_hash="c" * 64
    )
    measure = Measure(
        organisation=home,
        title=f"First reply, Kim {WORD}",
        kpi="first_reply",
        scope="person",
        person=person,
    )
    with command(me, "test.perch", reason=f"{WORD} says") as journal:
        journal.create(measure)
        for record in (
            AccountTie(organisation=home, account=account, person=person, valid_from=SINCE),
            CoOwner(organisation=home, goal=team, person=person, answers_for=f"{WORD} part"),
            Step(organisation=home, goal=team, person=person, title="A step", result=f"{WORD} did"),
            Step(organisation=home, goal=mine, title=f"{WORD} step"),
            Target(
                organisation=home,
                goal=mine,
                kind_of_target="yes_no",
                title=f"{WORD} passes",
                due=DAY,
            ),
            Dispute(
                organisation=home,
                person=person,
                measure=measure,
                start=DAY,
                words=f"{WORD} no",
                at=NOW,
            ),
        ):
            journal.create(record)
        journal.tell("test", person=person.public_id, said=WORD)


def plain(cast: Cast, me, person: Person) -> None:
    """Write what keeps no history and names the person."""
    measure = Measure.objects.get(person=person)
    Reading.objects.create(measure=measure, grain="week", start=DAY, end=DAY, n=1, generation=1)
    ReadLogLine.objects.create(
        organisation=cast.organisation, at=NOW, reader=cast.tuan.user, subject=person, what=WORD
    )
    SavedView.objects.create(
        organisation=cast.organisation, user=me.user, name=WORD, filters={"text": WORD}
    )
    KeptAnswer.objects.create(
        user=cast.tuan.user, key="k", request_digest="d", status=200, body=WORD, created_at=NOW
    )
    Job.objects.create(
        organisation=cast.organisation,
        task="t",
        run_after=NOW,
        created_at=NOW,
        last_error=f"fault at Kim {WORD}",
    )
    tokens.make(me, f"{WORD} key", ["read:goals"], 30)


def found(word: str) -> tuple[dict[str, int], int]:
    """Return in how many rows of each table a word is, and in how many columns in all."""
    by_table: dict[str, int] = {}
    columns = 0
    quoted = {word.casefold(), json.dumps(word)[1:-1].casefold()}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            for line in cursor:
                hits = sum(any(q in str(value).casefold() for q in quoted) for value in line)
                columns += hits
                by_table[table] = by_table.get(table, 0) + bool(hits)
    return {table: count for table, count in by_table.items() if count}, columns
