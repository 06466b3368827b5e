"""Units, people, memberships and log-ins."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.places import Places
from trigpoint.core.people.units import upwards
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.people import memberships
from trigpoint.services.people.known import Around, Known, MembershipView, membership_view
from trigpoint.services.people.logins import refuse_weak
from trigpoint.services.people.units import refuse_order, refuse_without_reason
from trigpoint.services.work import restate_soon
from trigpoint.store import placed
from trigpoint.store.models import Membership, Organisation, Person, ReadLogLine, Unit, User
from trigpoint.store.state import lines, records

OWN_WORDS = ("name", "title", "functional_area")
KEPT_FOR_THEM = ("email",)
DAYS = ("valid_from", "valid_to")
OF_A_PERSON = (
    "pk", "public_id", "version", "name", "title", "email", "functional_area", "employer_id",
    "valid_from", "valid_to",
)  # fmt: skip
OF_A_PLACE = (
    "public_id", "version", "person_id", "unit_id", "role", "share", "valid_from", "valid_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit in the tree: under `parent` on the day that is looked at, `moves` the earliest first.

    Before its first move it stood where it began, which is its first line of `moves` where it was
    ever moved.
    """

    id: str
    version: int
    name: str
    kind: str
    parent: str | None
    valid_from: datetime.date
    valid_to: datetime.date | None
    moves: tuple[UnitMoved, ...]


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """From `since` on a unit stands under `parent`, until its next move."""

    since: datetime.date
    parent: str
    parent_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person to add: their unit by name, and a log-in where there is a mail address."""

    name: str
    unit: str
    email: str = ""
    title: str = ""
    role: str = Membership.Role.MEMBER
    share: float = 1.0
    functional_area: str = ""
    employer: str = ""
    valid_from: datetime.date
    valid_to: datetime.date | None = None


def units(actor: Actor, at: datetime.datetime | None = None) -> list[UnitView]:
    """Return the units that the actor may know, parents before children, then by name."""
    found = records(Unit, actor.organisation, at)
    allowed = access.visible_ids(actor, "unit")
    by_id = {unit.pk: unit for unit in found}
    places = placed.of(actor.organisation, found, at)
    day = local_day(at, actor.organisation) if at else actor.today
    tree = places.tree(day)

    def place(unit: Unit) -> tuple[str, ...]:
        way = reversed(list(upwards(tree, str(unit.pk))))
        return tuple(by_id[int(at)].name for at in way)

    seen = [unit for unit in found if unit.pk in allowed]
    return [unit_view(unit, by_id, places, day) for unit in sorted(seen, key=place)]


def unit_view(unit: Unit, by_id: dict[int, Unit], places: Places, day: datetime.date) -> UnitView:
    """Return what a page says of a unit on a day."""
    parent = by_id.get(int(places.above(str(unit.pk), day) or 0))
    return UnitView(
        unit.public_id,
        unit.version,
        unit.name,
        unit.kind_of_unit,
        parent.public_id if parent else None,
        unit.valid_from,
        unit.valid_to,
        tuple(moves_of(unit, by_id, places)),
    )


def moves_of(unit: Unit, by_id: dict[int, Unit], places: Places) -> Iterator[UnitMoved]:
    """Yield where a unit stood since when, beginning with its first day; nothing if never moved."""
    moves = places.moves.get(str(unit.pk), ())
    first = places.first.get(str(unit.pk))
    begun = [(unit.valid_from, first)] if moves and first else []
    for since, key in (*begun, *moves):
        above = by_id[int(key)]
        yield UnitMoved(since, above.public_id, above.name)


def people(actor: Actor, at: datetime.datetime | None = None) -> Known:
    """Return the people that the actor may know, by name."""
    organisation = actor.organisation
    allowed = access.visible_ids(actor, "person")
    places: dict[int, list[Any]] = {}
    for membership in lines(Membership, organisation, at, OF_A_PLACE):
        places.setdefault(membership.person_id, []).append(membership)
    logins = User.objects.filter(organisation=organisation).values_list("person_id", flat=True)
    around = Around(
        places,
        {unit.pk: unit for unit in records(Unit, organisation, at)},
        frozenset(key for key in logins if key),
    )
    found = [p for p in lines(Person, organisation, at, OF_A_PERSON) if p.pk in allowed]
    return Known(sorted(found, key=lambda p: p.name.casefold()), around)


def names(actor: Actor) -> list[tuple[str, str]]:
    """Return the public ids and names of the people that the actor may know, by name."""
    allowed = access.visible_ids(actor, "person")
    named = lines(Person, actor.organisation, None, ("pk", "public_id", "name"))
    found = [p for p in named if p.pk in allowed]
    return [(p.public_id, p.name) for p in sorted(found, key=lambda p: p.name.casefold())]


def add_units(
    actor: Actor, rows: Iterable[tuple[str, str, str]], since: datetime.date
) -> list[UnitView]:
    """Add units from (name, kind, name of the parent or ""), parents before children.

    Raises:
        Invalid: for an empty name, an unknown parent or an unknown kind; nothing is added.
    """
    access.require(actor, Kind.UNIT, Verb.CREATE)
    added = []
    with command(actor, "unit.add") as journal:
        journal.hold()
        by_name = {unit.name: unit for unit in records(Unit, actor.organisation)}
        for name, kind, parent in rows:
            refuse_unit(name, kind, parent, by_name)
            unit = Unit(
                organisation=actor.organisation,
                name=name.strip(),
                kind_of_unit=kind,
                parent=by_name[parent] if parent else None,
                valid_from=since,
            )
            by_name[unit.name] = journal.create(unit)
            added.append(unit)
    by_id = {unit.pk: unit for unit in by_name.values()}
    places = placed.of(actor.organisation, by_id.values())
    return [unit_view(unit, by_id, places, since) for unit in added]


def refuse_unit(name: str, kind: str, parent: str, known: dict[str, Unit]) -> None:
    """Raise `Invalid` for a unit that cannot be added."""
    if not name.strip():
        raise Invalid({"name": _("The unit needs a name.")})
    if name.strip() in known:
        raise Invalid({"name": _("There is already a unit called {name}.", name=name)})
    if kind not in Unit.Kind.values:
        raise Invalid({"kind": _("There is no kind of unit called {kind}.", kind=kind)})
    if parent and parent not in known:
        raise Invalid({"parent": _("There is no unit called {name}.", name=parent)})


def add_people(actor: Actor, rows: Iterable[PersonRow]) -> list[str]:
    """Add people, each with a place in a unit; return their public ids in the rows' order.

    Raises:
        Invalid: for an empty name, an unknown unit, or a share not above 0 and up to 1; nothing
            is added, and each wrong row is named by its number.
    """
    access.require(actor, Kind.PERSON, Verb.CREATE)
    listed = list(rows)
    by_name = {unit.name: unit for unit in records(Unit, actor.organisation)}
    wrong: dict[str, Text] = {}
    for number, row in enumerate(listed, 1):
        problem = what_is_wrong(row, by_name)
        if problem is not None:
            wrong[f"rows.{number}"] = problem
    if wrong:
        raise Invalid(wrong)
    with command(actor, "person.add") as journal:
        added = journal.create_many(person(actor.organisation, row, by_name) for row in listed)
        journal.create_many(
            place(actor.organisation, p, row, by_name) for p, row in zip(added, listed, strict=True)
        )
    return [p.public_id for p in added]


def what_is_wrong(row: PersonRow, units_by_name: dict[str, Unit]) -> Text | None:
    """Return why a row cannot be added, or None."""
    if not row.name.strip():
        return _("The person needs a name.")
    for unit in (row.unit, row.employer) if row.employer else (row.unit,):
        if unit not in units_by_name:
            return _("There is no unit called {name}.", name=unit)
    if not 0 < row.share <= 1:
        return _(
            "The share of {name} is {share}: write it above 0 and up to 1.",
            name=row.name,
            share=row.share,
        )
    if row.role not in Membership.Role.values:
        return _("There is no role called {role}.", role=row.role)
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        begins = row.valid_from.isoformat()
        return _("{name} has to leave after they begin, on {day}.", name=row.name, day=begins)
    return None


def person(organisation: Organisation, row: PersonRow, by_name: dict[str, Unit]) -> Person:
    """Return the person of a row, not yet written."""
    return Person(
        organisation=organisation,
        name=row.name.strip(),
        email=row.email.strip().lower(),
        title=row.title,
        functional_area=row.functional_area,
        employer=by_name[row.employer] if row.employer else None,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def place(
    organisation: Organisation, who: Person, row: PersonRow, by_name: dict[str, Unit]
) -> Membership:
    """Return the membership of a row, not yet written."""
    return Membership(
        organisation=organisation,
        person=who,
        unit=by_name[row.unit],
        role=row.role,
        share=row.share,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def add_membership(
    actor: Actor,
    person_id: str,
    unit_id: str,
    *,
    role: str = Membership.Role.MEMBER,
    share: float = 1.0,
    valid_from: datetime.date,
    valid_to: datetime.date | None = None,
) -> MembershipView:
    """Give a person a place in one more unit; it ends with the person's last day here.

    Raises:
        Invalid: for a role or share that cannot be, an end that is not after the start, or one
            after the person's last day.
    """
    access.require(actor, Kind.PERSON, Verb.CREATE)
    who = access.person(actor, person_id, Verb.CHANGE)
    unit = access.unit(actor, unit_id, Verb.SEE)
    place = Membership(
        organisation=actor.organisation,
        person=who,
        unit=unit,
        role=role,
        share=share,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    memberships.refuse(place)
    memberships.keep_within(place, who)
    with command(actor, "membership.add") as journal:
        membership = journal.create(place)
        restate_soon(actor.organisation)
    return membership_view(membership, unit)


def edit(
    actor: Actor,
    person_id: str,
    version: int,
    changes: Mapping[str, object],
    *,
    reason: str = "",
) -> None:
    """Change what is known of a person: themselves how they are called, administrators the rest.

    Raises:
        Invalid: for a field that there is not, an empty name, an end that is not after the start,
            or other days without a reason.
        NotAllowed: for what is not the actor's to change.
        Stale: where somebody changed the person since `version`.
    """
    who = access.person(actor, person_id, Verb.CHANGE)
    unknown = [name for name in changes if name not in (*OWN_WORDS, *KEPT_FOR_THEM, *DAYS)]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    if not set(changes) <= set(OWN_WORDS):
        access.require(actor, Kind.PERSON, Verb.RETIRE)
    as_read(who, version)
    left = who.valid_to
    for name, value in changes.items():
        setattr(who, name, value.strip() if isinstance(value, str) else value)
    who.email = who.email.lower()
    if not who.name:
        raise Invalid({"name": _("The person needs a name.")})
    refuse_order(who.valid_from, who.valid_to)
    if not set(changes).isdisjoint(DAYS):
        refuse_without_reason(reason)
    with command(actor, "person.edit", reason=reason) as journal:
        journal.save(who, expected=version)
        memberships.follow(journal, who, left)


def give_login(actor: Actor, person_id: str, password: str, *, role: str = User.Role.MEMBER) -> str:
    """Give a person a log-in by their mail address; return the user's public id.

    Raises:
        Invalid: without a mail address, where the person has a log-in already, or for a password
            that is easy to guess.
    """
    access.require(actor, Kind.PERSON, Verb.CREATE)
    who = access.person(actor, person_id, Verb.CHANGE)
    if not who.email:
        raise Invalid({"email": _("{name} has no mail address to log in with.", name=who.name)})
    if User.objects.filter(email__iexact=who.email).exists():
        raise Invalid({"email": _("{email} has a log-in already.", email=who.email)})
    user = User(organisation=actor.organisation, person=who, email=who.email, role=role)
    refuse_weak(password, user)
    user.set_password(password)
    with command(actor, "login.give") as journal:
        user.save()
        journal.note(user)
    return user.public_id


def set_own(actor: Actor, *, language: str, theme: str, single_keys: bool) -> None:
    """Set what a log-in sees: its language ("" is the browser's), its colours, its shortcuts."""
    if actor.user is None:
        return
    actor.user.language, actor.user.theme = language, theme
    actor.user.single_keys = single_keys
    actor.user.save(update_fields=["language", "theme", "single_keys"])


def log_read(actor: Actor, subject: Person, what: str) -> None:
    """Note that somebody else read personal data of a person, for that person to see."""
    if actor.person is not None and actor.person.pk == subject.pk:
        return
    ReadLogLine.objects.create(
        organisation=actor.organisation, at=actor.now, reader=actor.user, subject=subject, what=what
    )
