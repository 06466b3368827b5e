"""Accounts of the help desks, and whose they are."""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.people.data_map import NOBODY
from trigpoint.services.work import restate_soon
from trigpoint.store.journal import Journal
from trigpoint.store.models import (
    Account,
    AccountTie,
    ImportRun,
    Organisation,
    Person,
    Queue,
    Source,
)
from trigpoint.store.scrub import scrub
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.stand_ins import without

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with whom it is tied to, or whom it may be."""

    id: str
    source: str
    external_id: str
    name: str
    person: str | None
    person_name: str
    suggested: str | None
    suggested_name: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None


def mail_hash(organisation: Organisation, address: str) -> str:
    """Return the salted hash by which two mail addresses are found to be the same."""
    said = address.strip().lower().encode()
    return hmac.new(bytes(organisation.salt), said, hashlib.sha256).hexdigest()


def take_over(organisation: Organisation, facts: Facts) -> None:
    """Note the accounts and queues that the tickets name. Addresses are kept as hashes alone.

    How an account is called that belonged to somebody who was erased is not taken up again.
    """
    sources = {s.key: s for s in Source.objects.filter(organisation=organisation)}
    forgotten = of_nobody(organisation)
    found = [
        Account(
            organisation=organisation,
            source=sources[row.source],
            external_id=row.account,
            name=row.name,
            mail_hash=mail_hash(organisation, row.email) if row.email else "",
        )
        for row in facts.accounts()
        if row.author == "agent"
        and row.source in sources
        and (row.source, row.account) not in forgotten
    ]
    queues = [
        Queue(
            organisation=organisation,
            source=sources[row.source],
            external_id=row.queue,
            name=row.name,
        )
        for row in facts.queues()
        if row.source in sources
    ]
    key = ["source", "external_id"]
    with transaction.atomic(durable=True):
        Account.objects.bulk_create(
            found,
            update_conflicts=True,
            unique_fields=key,
            update_fields=["name", "mail_hash"],
        )
        Queue.objects.bulk_create(
            queues, update_conflicts=True, unique_fields=key, update_fields=["name"]
        )


def of_nobody(organisation: Organisation) -> set[tuple[str, str]]:
    """Return the accounts of people whose name was taken away, by source and id there."""
    ties = AccountTie.objects.filter(organisation=organisation, person__name=NOBODY)
    return set(ties.values_list("account__source__key", "account__external_id"))


def stand_in(organisation: Organisation, told: Mapping[tuple[str, str], str]) -> None:
    """Give accounts, by source and id there, the id that stands for theirs in the tickets now.

    Safe to be run again after a kill: what was taken over under that id meanwhile is the same one.
    What was said of refused rows of the source names the former id no more, either.
    """
    home = Account.objects.filter(organisation=organisation)
    with transaction.atomic(durable=True):
        for (source, former), made in told.items():
            held = home.filter(source__key=source, external_id=former)
            if held.exists():
                home.filter(source__key=source, external_id=made).delete()
                held.update(external_id=made)
        refused = ImportRun.objects.filter(organisation=organisation, problem_count__gt=0)
        for run in refused.select_related("source").iterator(AT_ONCE):
            said = run.problems
            for (source, former), made in told.items():
                if run.source.key == source:
                    said = without(said, former, made)
            if said != run.problems:
                run.problems = said
                run.save(update_fields=["problems"])
        if told:
            transaction.on_commit(scrub, robust=True)


def empty_of_nobody(organisation: Organisation) -> None:
    """Empty accounts that were taken over while their person was being erased.

    Called by the owner of the warehouse: nothing else takes accounts over meanwhile.
    """
    ties = AccountTie.objects.filter(organisation=organisation, person__name=NOBODY)
    named = Account.objects.filter(pk__in=ties.values("account")).exclude(name="", mail_hash="")
    if named.update(name="", mail_hash=""):
        transaction.on_commit(scrub, robust=True)


def accounts(actor: Actor) -> list[AccountView]:
    """Return all accounts for an administrator, those that nobody is tied to first.

    Of two people with one name neither is suggested by it.
    """
    access.require(actor, Kind.ACCOUNT_TIE, Verb.CREATE)
    organisation = actor.organisation
    ties = {
        tie.account_id: tie
        for tie in AccountTie.objects.filter(
            organisation=organisation, retired=False, valid_to__isnull=True
        ).select_related("person")
    }
    people = list(Person.objects.filter(organisation=organisation, retired=False))
    by_mail = {mail_hash(organisation, p.email): p for p in people if p.email}
    names = Counter(p.name.casefold() for p in people)
    by_name = {p.name.casefold(): p for p in people if names[p.name.casefold()] == 1}
    views = [
        account_view(account, ties.get(account.pk), by_mail, by_name)
        for account in Account.objects.filter(organisation=organisation).select_related("source")
    ]
    return sorted(views, key=lambda v: (v.person is not None, v.name.casefold()))


def account_view(
    account: Account,
    tie: AccountTie | None,
    by_mail: dict[str, Person],
    by_name: dict[str, Person],
) -> AccountView:
    """Return an account with its person, or with whom it may be by mail address or name."""
    guess = None
    if tie is None:
        guess = by_mail.get(account.mail_hash) or by_name.get(account.name.casefold())
    return AccountView(
        id=account.public_id,
        source=account.source.key,
        external_id=account.external_id,
        name=account.name,
        person=tie.person.public_id if tie else None,
        person_name=tie.person.name if tie else "",
        suggested=guess.public_id if guess else None,
        suggested_name=guess.name if guess else "",
        valid_from=tie.valid_from if tie else None,
        valid_to=tie.valid_to if tie else None,
    )


def tie(
    actor: Actor,
    pairs: list[tuple[str, str]],
    since: datetime.date,
    *,
    reason: str = "",
) -> int:
    """Tie accounts to people from a day on, by pairs of public ids; earlier ties end then.

    Figures of the days from `since` on are restated by the work that follows.

    Raises:
        NotThere: for an account or a person that is not there; nothing is tied.
        Invalid: for an account that is named twice.
    """
    access.require(actor, Kind.ACCOUNT_TIE, Verb.CREATE)
    organisation = actor.organisation
    if len(dict(pairs)) < len(pairs):
        raise Invalid({"": _("An account is tied to one person at a time.")})
    known = {a.public_id: a for a in Account.objects.filter(organisation=organisation)}
    staying = Person.objects.filter(organisation=organisation, retired=False)
    people = {p.public_id: p for p in staying}
    if any(account not in known or person not in people for account, person in pairs):
        raise NotThere
    wanted = [known[account].pk for account, _person in pairs]
    with command(actor, "account.tie", reason=reason) as journal:
        for earlier in lasting(wanted, since):
            end(journal, earlier, since)
        journal.create_many(
            AccountTie(
                organisation=organisation,
                account=known[account],
                person=people[person],
                valid_from=since,
            )
            for account, person in pairs
        )
        journal.tell("accounts.tied")
        restate_soon(organisation)
    return len(pairs)


def untie(actor: Actor, account_ids: list[str], since: datetime.date, *, reason: str = "") -> int:
    """Say that accounts are nobody's from a day on; return how many ties end then.

    What they did until then still counts for its person; figures of later days are restated.

    Raises:
        NotThere: for an account that is not there; nothing is ended.
        Invalid: where an account is nobody's on that day.
    """
    access.require(actor, Kind.ACCOUNT_TIE, Verb.CREATE)
    organisation = actor.organisation
    found = Account.objects.filter(organisation=organisation, public_id__in=account_ids)
    wanted = [account.pk for account in found]
    if len(wanted) < len(set(account_ids)):
        raise NotThere
    ending = list(lasting(wanted, since))
    if {each.account_id for each in ending} != set(wanted):
        raise Invalid({"": _("One of these accounts is nobody’s on that day.")})
    with command(actor, "account.untie", reason=reason) as journal:
        for each in ending:
            end(journal, each, since)
        journal.tell("accounts.tied")
        restate_soon(organisation)
    return len(ending)


def lasting(accounts_: list[int], since: datetime.date) -> QuerySet[AccountTie]:
    """Return the ties of accounts, by primary key, that hold on a day or later."""
    open_ended = Q(valid_to__isnull=True) | Q(valid_to__gt=since)
    return AccountTie.objects.filter(open_ended, account__in=accounts_, retired=False)


def end(journal: Journal, earlier: AccountTie, since: datetime.date) -> None:
    """End an earlier tie where a new one begins; one that would never have held is retired."""
    if earlier.valid_from >= since:
        journal.retire(earlier)
        return
    earlier.valid_to = since
    journal.save(earlier)
