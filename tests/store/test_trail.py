"""Tampering with the history is found, with its place; erasing leaves it whole."""

import copy
import datetime
import random

import pytest
from django.db import IntegrityError, connection, transaction

from tests.access.acts import many_writes
from trigpoint.core.history.verify import verify
from trigpoint.services.errors import ServiceError
from trigpoint.services.history import trail as trails
from trigpoint.store import trail
from trigpoint.store.journal import Journal, chain_keys
from trigpoint.store.models import (
    ChainHead,
    Entry,
    Goal,
    Period,
    User,
    Version,
)
from trigpoint.store.state import records
from trigpoint.store.trail import Texts


def flaws(rows, organisation):
    texts = Texts()
    chained = verify(texts.along(rows), trail.head_of(organisation), chain_keys(), texts.body_of)
    return {at.position for at in [*chained, *texts.breaks]}


def edit_entry(dice, rows, at):
    entry = rows[at][0]
    name = dice.choice(
        ["actor", "command", "record", "kind", "digest", "hash", "seal", "salt", "at", "user"]
    )
    match name:
        case "at":  # with its versions, by less than the second that the hash covers
            entry.at = entry.at.replace(microsecond=(entry.at.microsecond + 7) % 10**6)
            for version in rows[at][1]:
                version.recorded_from = entry.at
        case "user":
            entry.user = other_user(entry)
        case _:
            setattr(entry, name, changed(dice, getattr(entry, name)))
    return {at + 1}


def other_user(entry):
    """Return somebody else's log-in."""
    others = User.objects.filter(organisation=entry.organisation_id).order_by("pk")
    return others.exclude(pk=entry.user_id).first()


def give_away(dice, rows, at):
    """Give all versions of one record to another one, and the other way round."""
    at = next(place for place in wrapped(rows, at) if rows[place][1])
    one = dice.choice(rows[at][1])
    every = [version for _entry, versions in rows for version in versions]
    others = {v.object_id for v in every if v.kind == one.kind} - {one.object_id}
    if not others:
        return edit_version(dice, rows, at)
    mine, other = one.object_id, dice.choice(sorted(others))
    turned = {mine: other, other: mine}
    for version in every:
        if version.kind == one.kind:
            version.object_id = turned.get(version.object_id, version.object_id)
    return {at + 1}


def edit_version(dice, rows, at):
    at = next(place for place in wrapped(rows, at) if rows[place][1])
    version = dice.choice(rows[at][1])
    what = dice.choice(["text", "salt", "digest", "kind", "number", "when", "of"])
    match what:
        case "text":
            name = dice.choice(sorted(version.body))
            version.body[name] = changed(dice, version.body[name])
        case "salt":
            version.salt = changed(dice, version.salt)
        case "digest":
            version.digest = changed(dice, version.digest)
        case "kind":
            version.kind = changed(dice, version.kind)
        case "number":
            version.version += 7
        case "when":
            version.recorded_from = version.recorded_from.replace(microsecond=77)
        case "of":
            version.body, version.salt = None, ""
    return {at + 1}


def edit_reason(dice, rows, at):
    entry = rows[at][0]
    if entry.reason_salt and dice.random() < 0.5:
        entry.reason, entry.reason_salt = "", ""
    else:
        entry.reason += "!"
    return {at + 1}


def delete(dice, rows, at):
    del rows[at]
    return {at + 1}


def delete_version(dice, rows, at):
    at = next(place for place in wrapped(rows, at) if rows[place][1])
    rows[at][1].pop(dice.randrange(len(rows[at][1])))
    return {at + 1}


def insert(dice, rows, at):
    forged = copy.deepcopy(rows[at])
    if dice.random() < 0.5:
        forged[0].seq = dice.randint(1, len(rows) + 3)
    where = dice.randint(0, len(rows))
    rows.insert(where, forged)
    return {where + 1, where + 2, at + 1}


def swap(dice, rows, at):
    other = dice.choice([place for place in range(len(rows)) if place != at])
    rows[at], rows[other] = rows[other], rows[at]
    return {at + 1, other + 1}


def cut(dice, rows, at):
    del rows[at:]
    return {at + 1}


def wrapped(rows, at):
    return [*range(at, len(rows)), *range(at)]


def changed(dice, value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if not isinstance(value, str) or not value:
        return "forged"
    place = dice.randrange(len(value))
    return value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]


TAMPERINGS = [
    edit_entry,
    edit_version,
    give_away,
    edit_reason,
    delete,
    delete_version,
    insert,
    swap,
    cut,
]


@pytest.mark.req("PLATFORM-5", via="core")
@pytest.mark.parametrize("tries", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_tamperings_are_found_with_their_place(cast, tries):
    many_writes(cast, 30)
    home = cast.organisation
    whole = list(trail.with_versions(home))
    assert flaws(copy.deepcopy(whole), home) == set()
    for number in range(tries):
        dice = random.Random(number)
        rows = copy.deepcopy(whole)
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        places = tamper(dice, rows, dice.randrange(len(rows)))
        found = flaws(rows, home)
        assert found & places, (number, tamper.__name__, places, found)


def forge(sql, *parameters):
    """Write as somebody would who has the database and takes its guards down."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in ("store_entry", "store_version"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stays")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, parameters)


FORGERIES = [
    ("UPDATE store_entry SET command = 'goal.forged' WHERE seq = 12", 12),
    ("UPDATE store_entry SET actor = 'somebody' WHERE seq = 9", 9),
    ("UPDATE store_entry SET reason = 'another' WHERE seq = 11", 11),
    ("DELETE FROM store_version WHERE entry_id IN (SELECT id FROM store_entry WHERE seq = 22)", 22),
]


@pytest.mark.parametrize(("sql", "place"), FORGERIES)
def test_what_is_written_past_the_program_is_found(cast, sql, place):
    many_writes(cast, 20)
    forge(f"{sql} AND organisation_id = %s", cast.organisation.pk)
    verdict = trails.of(cast.organisation)
    assert place in {flaw.entry for flaw in verdict.flaws}


LIVE = [
    ("person", "UPDATE store_person SET name = 'Mallory'"),
    ("goal", "UPDATE store_goal SET how = 'otherwise'"),
    ("goal", "UPDATE store_goal SET version = version + 1"),
    ("organisation", "UPDATE store_organisation SET privacy_mode = 'team_only'"),
    ("contribution", "DELETE FROM store_contribution"),
]
"""What somebody writes past the program into the records themselves, which carry no seal."""


@pytest.mark.req("PLATFORM-5", via="core")
def test_a_record_that_is_not_as_its_newest_version_is_found_with_its_place(cast):
    many_writes(cast, 2)
    for kind, sql in LIVE:
        newest = Version.objects.filter(organisation=cast.organisation, kind=kind).last()
        with transaction.atomic():
            forge(f"{sql} WHERE id = %s", newest.object_id)
            [flaw] = trails.of(cast.organisation).flaws
            transaction.set_rollback(True)
        assert flaw.entry == newest.entry.seq, sql
        assert newest.body["public_id"] in str(flaw.text)
    assert trails.of(cast.organisation).holds


def test_a_record_that_no_entry_wrote_is_found(cast):
    many_writes(cast, 2)
    Period.objects.create(
        organisation=cast.organisation, name="forged", starts="2026-01-01", ends="2026-02-01"
    )
    verdict = trails.of(cast.organisation)
    assert [flaw.entry for flaw in verdict.flaws] == [verdict.entries + 1]


@pytest.mark.req("PLATFORM-5", via="core")
def test_an_end_that_is_gone_is_found_as_one(cast):
    many_writes(cast, 2)
    forge("DELETE FROM store_chainhead WHERE organisation_id = %s", cast.organisation.pk)
    verdict = trails.check(cast.dara)
    assert [(flaw.entry, str(flaw.text)) for flaw in verdict.flaws] == [
        (0, "The signed end of the history is gone.")
    ]
    with pytest.raises(ServiceError, match="is gone"):
        trails.head(cast.dara)
    with pytest.raises(ServiceError, match="trigpoint doctor"):
        many_writes(cast, 1)


def test_a_whole_end_put_back_is_found_by_a_head_kept_elsewhere(cast):
    many_writes(cast, 5)
    early = trails.head(cast.dara)
    row = ChainHead.objects.get(organisation=cast.organisation)
    many_writes(cast, 5)
    kept = trails.head(cast.dara)
    for kind in ("contribution", "goal"):  # what was made since; nothing else was touched
        forge(
            f"DELETE FROM store_{kind} WHERE id IN (SELECT object_id FROM store_version v"
            " JOIN store_entry e ON e.id = v.entry_id"
            " WHERE e.organisation_id = %s AND e.seq > %s AND v.kind = %s)",
            cast.organisation.pk,
            early.length,
            kind,
        )
    for table, column in (("store_version", "entry_id"), ("store_outboxmessage", "entry_id")):
        forge(
            f"DELETE FROM {table} WHERE {column} IN"
            " (SELECT id FROM store_entry WHERE organisation_id = %s AND seq > %s)",
            cast.organisation.pk,
            early.length,
        )
    forge(
        "DELETE FROM store_entry WHERE organisation_id = %s AND seq > %s",
        cast.organisation.pk,
        early.length,
    )
    row.save()
    assert trails.check(cast.dara, early).holds
    assert [flaw.entry for flaw in trails.check(cast.dara, kept).flaws] == [kept.length]


@pytest.mark.req("PLATFORM-5", via="core")
def test_erasing_leaves_the_history_whole_and_takes_text_and_salt(cast):
    many_writes(cast, 20)
    goal = Goal.objects.filter(organisation=cast.organisation).first()
    with transaction.atomic():
        journal = Journal(
            cast.organisation, None, actor="test", command="erase", reason="", at=cast.ana.now
        )
        journal.save(goal)
        taken = journal.erase(Version.objects.filter(kind="goal", object_id=goal.pk))
        journal.erase_reasons(Entry.objects.filter(organisation=cast.organisation))
        entry = journal.seal()
    assert taken
    assert entry.erases
    verdict = trails.of(cast.organisation)
    assert verdict.flaws == ()
    gone = Version.objects.filter(kind="goal", object_id=goal.pk, body__isnull=True)
    assert gone.count() == taken
    assert not gone.exclude(salt="").exists()


def test_a_text_that_is_gone_without_a_word_is_a_flaw(cast):
    many_writes(cast, 3)
    last = Version.objects.filter(organisation=cast.organisation).order_by("-pk").first()
    Version.objects.filter(pk=last.pk).update(body=None, salt="")
    assert last.entry.seq in {flaw.entry for flaw in trails.of(cast.organisation).flaws}


@pytest.mark.parametrize(
    "write",
    [
        lambda: Entry.objects.update(command="other"),
        lambda: Entry.objects.update(reason="other"),
        lambda: Entry.objects.update(seal="other"),
        lambda: Version.objects.update(body={"title": "other"}),
        lambda: Version.objects.update(digest="other"),
        lambda: Version.objects.filter(recorded_to__isnull=False).update(recorded_to=None),
    ],
)
def test_the_database_refuses_to_change_what_was_written(cast, write):
    many_writes(cast, 2)
    with pytest.raises(IntegrityError, match="history"), transaction.atomic():
        write()


def test_postgresql_refuses_to_delete_what_was_written(cast):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite empties its tables between tests by deleting")
    for model in (Version, Entry):
        with pytest.raises(IntegrityError, match="history"), transaction.atomic():
            model.objects.filter(organisation=cast.organisation)._raw_delete("default")


def test_a_write_that_began_earlier_and_is_sealed_later_does_not_turn_time_round(cast):
    """Two requests at once: the one that began first may be the second to be written."""
    many_writes(cast, 1)
    goal = Goal.objects.filter(organisation=cast.organisation).first()
    began = cast.ana.now + datetime.timedelta(seconds=5)
    for at in (began, began - datetime.timedelta(seconds=3)):
        with transaction.atomic():
            journal = Journal(
                cast.organisation, None, actor="test", command="goal.edit", reason="", at=at
            )
            journal.save(goal)
            journal.seal()
        goal.refresh_from_db()
    assert trails.of(cast.organisation).flaws == ()
    for second in range(9):
        at = began + datetime.timedelta(seconds=second - 4)
        held = [g for g in records(Goal, cast.organisation, at) if g.pk == goal.pk]
        assert len(held) == 1, at
