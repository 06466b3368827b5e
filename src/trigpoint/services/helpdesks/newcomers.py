"""People and teams that a help desk knows and we do not: made, and tied, in one transaction."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import imports, queues
from trigpoint.services.measures import figures
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow
from trigpoint.services.work import restate_soon
from trigpoint.store.models import Account, AccountTie, Queue, Unit
from trigpoint.tickets.facts import Facts


@dataclass(frozen=True, slots=True)
class NewPerson:
    """An account behind which somebody new stands, and the unit they work in."""

    account: str
    unit: str


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A queue that is the work of a team which is not written down yet, and what it is under."""

    queue: str
    parent: str


def usual_since(actor: Actor) -> datetime.date:
    """Return the day from which on accounts are tied, unless another one is chosen.

    While none is anybody's it is the first day of the tickets, or what was done before would count
    for no person; after that it is today, since a change is one from now on.
    """
    if AccountTie.objects.filter(organisation=actor.organisation).exists():
        return actor.today
    seen = figures.published(actor.organisation)
    if not seen.number:
        return actor.today
    with Facts.open(imports.facts_folder(), seen.number) as facts:
        began = facts.began()
    if began is None:
        return actor.today
    at = datetime.datetime.fromtimestamp(began, zoneinfo.ZoneInfo(actor.organisation.zone))
    return min(at.date(), actor.today)


def add_people(
    actor: Actor, rows: Sequence[NewPerson], since: datetime.date, *, reason: str = ""
) -> list[str]:
    """Add a person for each account, called as it is there, and tie them from a day on.

    Returns:
        the people's public ids, in the rows' order.

    Raises:
        NotThere: for an account or a unit that is not there; nothing is added.
        Invalid: for an account that is named twice, or that belongs to somebody already.
    """
    access.require(actor, Kind.ACCOUNT_TIE, Verb.CREATE)
    access.require(actor, Kind.PERSON, Verb.CREATE)
    home, units = actor.organisation, queues.going_on(actor)
    known = {a.public_id: a for a in Account.objects.filter(organisation=home)}
    if any(row.account not in known or row.unit not in units for row in rows):
        raise NotThere
    wanted = [known[row.account] for row in rows]
    refuse_tied(wanted)
    drafts = [
        PersonRow(
            name=account.name.strip() or account.external_id,
            unit=units[row.unit].name,
            valid_from=since,
        )
        for account, row in zip(wanted, rows, strict=True)
    ]
    by_name = {unit.name: unit for unit in units.values()}
    with command(actor, "person.add", reason=reason) as journal:
        added = journal.create_many(people.person(home, draft, by_name) for draft in drafts)
        journal.create_many(
            people.place(home, person, draft, by_name)
            for person, draft in zip(added, drafts, strict=True)
        )
        journal.create_many(
            AccountTie(organisation=home, account=account, person=person, valid_from=since)
            for account, person in zip(wanted, added, strict=True)
        )
        journal.tell("accounts.tied")
        restate_soon(home)
    return [person.public_id for person in added]


def refuse_tied(wanted: Sequence[Account]) -> None:
    """Raise `Invalid` for accounts that are named twice, or that are somebody's."""
    if len({account.pk for account in wanted}) < len(wanted):
        raise Invalid({"": _("An account is tied to one person at a time.")})
    ties = AccountTie.objects.filter(account__in=wanted, retired=False, valid_to__isnull=True)
    taken = ties.select_related("account").first()
    if taken is not None:
        name = taken.account.name or taken.account.external_id
        raise Invalid({"": _("The account {name} is somebody’s already.", name=name)})


def add_units(
    actor: Actor, rows: Sequence[NewUnit], since: datetime.date, *, reason: str = ""
) -> list[str]:
    """Add a team for each queue, called as it is there, and say that the queue is its work.

    Returns:
        the teams' public ids, in the rows' order.

    Raises:
        NotThere: for a queue or a unit that is not there; nothing is added.
        Invalid: for a queue that is named twice, or a name that a unit has already.
    """
    access.require(actor, Kind.ACCOUNT_TIE, Verb.CREATE)
    access.require(actor, Kind.UNIT, Verb.CREATE)
    home, units = actor.organisation, queues.going_on(actor)
    known = {q.public_id: q for q in Queue.objects.filter(organisation=home)}
    if any(row.queue not in known or row.parent not in units for row in rows):
        raise NotThere
    if len({row.queue for row in rows}) < len(rows):
        raise Invalid({"": _("A queue is the work of one unit.")})
    wanted = [known[row.queue] for row in rows]
    with command(actor, "unit.add", reason=reason) as journal:
        journal.hold()
        taken = {u.name: u for u in Unit.objects.filter(organisation=home, retired=False)}
        added = []
        for queue, row in zip(wanted, rows, strict=True):
            parent = units[row.parent]
            name = queue.name.strip() or queue.external_id
            people.refuse_unit(name, Unit.Kind.TEAM, parent.name, taken)
            team = Unit(organisation=home, name=name, parent=parent, valid_from=since)
            taken[name] = journal.create(team)
            added.append(team)
        queues.write(actor, journal, list(zip(wanted, added, strict=True)))
    return [team.public_id for team in added]
