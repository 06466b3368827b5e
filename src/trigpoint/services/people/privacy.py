"""A person's rights over their data: who looked at it, and having it erased."""

from __future__ import annotations

import datetime
import zoneinfo
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Concat, Left, StrIndex, TruncDate

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.answers import DONE, RESERVED
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.people.data_map import MAP, Fate, Held
from trigpoint.services.people.export_person import by_mail
from trigpoint.services.work import UNNAME, defer
from trigpoint.store.journal import Journal
from trigpoint.store.models import (
    AccountTie,
    Entry,
    Job,
    KeptAnswer,
    Measure,
    OutboxMessage,
    Person,
    ReadLogLine,
    User,
    Version,
)
from trigpoint.store.models.base import Recorded
from trigpoint.store.scrub import end_sessions, scrub


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody read data of mine; `reader` is empty for one who is gone.

    `measure` is the name of the measure that `what` ends with, "" where it is none or gone.
    """

    at: datetime.datetime
    reader: str
    what: str
    measure: str


@dataclass(frozen=True, slots=True)
class Reads:
    """How often a kind of personal data was read on a day, without who and whose."""

    day: datetime.date
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows lost their words, were deleted, and how many texts of the history are gone.

    `job` is the public id of the job that takes the names out of the tickets' accounts; "" where
    no account was ever theirs.
    """

    emptied: int
    deleted: int
    texts: int
    job: str


def reads_of_me(actor: Actor, words: str = "", first: int = 0, most: int = 50) -> list[Read]:
    """Return who read the actor's personal data, the newest first.

    Up to `most` of them, from the place `first` on (from 0); only those by somebody whose name or
    mail has every word.

    Raises:
        NotAllowed: where the actor is no person.
    """
    rows = lines_of(actor, words).select_related("reader__person").order_by("-at", "-pk")
    lines = list(rows[first : first + most])
    names = measure_names(actor, {thing_of(line.what) for line in lines})
    return [
        Read(line.at, reader_of(line.reader), line.what, names.get(thing_of(line.what), ""))
        for line in lines
    ]


def count_reads_of_me(actor: Actor, words: str = "") -> int:
    """Return how many `reads_of_me` there are.

    Raises:
        NotAllowed: where the actor is no person.
    """
    return lines_of(actor, words).count()


def lines_of(actor: Actor, words: str) -> QuerySet[ReadLogLine]:
    """Return the lines of the log about the actor, by somebody whose name or mail fits."""
    if actor.person is None:
        raise NotAllowed(_("Only a person has personal data."))
    rows = ReadLogLine.objects.filter(subject=actor.person)
    for word in words.split():
        of_person = Q(reader__person__name__icontains=word)
        of_login = Q(reader__person=None, reader__email__icontains=word)
        rows = rows.filter(of_person | of_login)
    return rows


def thing_of(what: str) -> str:
    """Return the identity that a line of the log ends with."""
    return what.rpartition(" ")[2]


def measure_names(actor: Actor, identities: set[str]) -> dict[str, str]:
    """Return the names of those measures that the actor may see, by identity."""
    seen = Measure.objects.filter(pk__in=access.visible_ids(actor, "measure"))
    return dict(seen.filter(public_id__in=identities).values_list("public_id", "title"))


def reader_of(reader: User | None) -> str:
    """Return who a reader is."""
    if reader is None:
        return ""
    return reader.person.name if reader.person else reader.email


def access_log(actor: Actor) -> list[Reads]:
    """Return how often personal data was read, by day, for administrators and observers.

    Raises:
        NotAllowed: for anybody else.
    """
    access.require(actor, Kind.ACCESS_LOG, Verb.SEE)
    home = actor.organisation
    lines = ReadLogLine.objects.filter(organisation=home).annotate(
        day=TruncDate("at", tzinfo=zoneinfo.ZoneInfo(home.zone)),
        kind=Left("what", StrIndex(Concat("what", Value(" ")), Value(" ")) - 1),
    )
    counted = lines.values_list("day", "kind").annotate(count=Count("pk"))
    return [Reads(*line) for line in counted.order_by("-day", "-kind")]


def erase(actor: Actor, person_id: str, *, reason: str = "") -> Erased:
    """Take a person's name and words away for good, with their log-in and the past of both.

    A job takes the name and the mail address out of the tickets' accounts that were theirs. Teams
    keep their memberships, so that their past figures hold; the chain of changes stays whole.

    Raises:
        NotThere: where there is no such person for the actor.
        NotAllowed: for anybody but an administrator.
    """
    return forget(actor, access.person(actor, person_id, Verb.RETIRE), reason)


def erase_by_mail(actor: Actor, mail: str, *, reason: str = "") -> Erased:
    """Do what `erase` does, from a part of ours; people who have left are found as well."""
    return forget(actor, by_mail(actor, mail), reason)


def forget(actor: Actor, person: Person, reason: str) -> Erased:
    """Erase a person in one transaction, and then from the file."""
    if actor.person is not None and actor.person.pk == person.pk:
        raise Invalid({"person": _("Let another administrator do this.")})
    user = User.objects.filter(person=person).first()
    with command(actor, "person.erase", reason=reason) as journal:
        texts = erase_reasons(journal, person, user)
        clear_around(person, user)
        emptied = deleted = 0
        for held in MAP:
            match held.fate:
                case Fate.EMPTIED | Fate.RETIRED:
                    texts += erase_texts(journal, held, person)
                    emptied += empty(journal, held, person)
                case Fate.DELETED:
                    deleted += held.rows(person).delete()[0]
        job = unname_accounts(person)
        transaction.on_commit(scrub, robust=True)
    return Erased(emptied, deleted, texts, job)


def unname_accounts(person: Person) -> str:
    """Put down the work on the tickets' accounts of a person; return its id, "" for none."""
    if not AccountTie.objects.filter(person=person).exists():
        return ""
    return defer(UNNAME, organisation=person.organisation, arguments={}).public_id


def erase_texts(journal: Journal, held: Held, person: Person) -> int:
    """Take away what the rows said before; return how many texts that were."""
    if not issubclass(held.model, Recorded):
        return 0
    keys = list(held.rows(person).values_list("pk", flat=True))
    return journal.erase(Version.objects.filter(kind=held.model.kind(), object_id__in=keys))


def empty(journal: Journal, held: Held, person: Person) -> int:
    """Take the words of the rows away; return how many rows there were."""
    if not held.words:
        return 0
    if not issubclass(held.model, Recorded):
        keys = list(held.rows(person).values_list("pk", flat=True))
        return held.model._default_manager.filter(pk__in=keys).update(**held.words)
    rows = list(held.rows(person))
    for row in rows:
        for name, value in held.words.items():
            setattr(row, name, value)
        row.retired = row.retired or held.fate is Fate.RETIRED
        journal.save(row)
    return len(rows)


def erase_reasons(journal: Journal, person: Person, user: User | None) -> int:
    """Take away the reasons that the person gave, and those of others that name them."""
    names = Q(reason__icontains=person.name)
    if person.email:
        names |= Q(reason__icontains=person.email)
    wrote = Q(actor__startswith=person.public_id)  # also what they let something else write
    if user is not None:
        wrote |= Q(user=user)
    entries = Entry.objects.filter(organisation=person.organisation).filter(names | wrote)
    return journal.erase_reasons(entries)


def clear_around(person: Person, user: User | None) -> None:
    """Clear what no column ties to the person: messages, kept answers, faults, sessions."""
    home = person.organisation
    messages = Q(body__icontains=person.public_id)
    if user is not None:
        messages |= Q(entry__user=user)
        end_sessions(user.pk)
    OutboxMessage.objects.filter(messages, organisation=home).delete()
    answered = KeptAnswer.objects.filter(user__organisation=home).exclude(status=RESERVED)
    answered.update(body=None, etag="", status=DONE)
    Job.objects.filter(organisation=home, last_error__icontains=person.name).update(last_error="")
