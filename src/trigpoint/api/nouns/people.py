"""The people of the organisation, where they belong, and their log-ins."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun, changed, one
from trigpoint.api.terms import (
    AsOf,
    Body,
    Change,
    Day,
    Id,
    Line,
    MembershipRole,
    Note,
    Share,
    UserRole,
    Version,
)
from trigpoint.services.ladders import badges
from trigpoint.services.ladders.ladder_views import Celebrated
from trigpoint.services.people import memberships, people
from trigpoint.services.people.known import MembershipView, PersonView
from trigpoint.services.people.people import PersonRow
from trigpoint.services.pyramid import person_goals
from trigpoint.services.pyramid.person_goals import PersonGoals

routes = Noun("/people", "people")

Name = Annotated[Line, Field(max_length=120)]
Email = Annotated[Line, Field(max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")]


class NewPerson(Body):
    """A person with a place in a unit, which is named as people name it."""

    name: Annotated[Name, Field(min_length=1)]
    unit: Annotated[Name, Field(min_length=1)]
    email: Email = ""
    title: Name = ""
    role: MembershipRole = "member"
    share: Share = 1.0
    functional_area: Annotated[Line, Field(max_length=80)] = ""
    employer: Name = ""
    valid_from: Day
    valid_to: Day | None = None


class NewPeople(Body):
    """People to add at once."""

    people: Annotated[list[NewPerson], Field(min_length=1, max_length=1000)]


class NewPlace(Body):
    """A place in one more unit."""

    unit: Id
    role: MembershipRole = "member"
    share: Share = 1.0
    valid_from: Day
    valid_to: Day | None = None


class PersonChange(Change):
    """Fields of a person to change; other days need a reason."""

    name: Annotated[Name, Field(min_length=1)] | None = None
    title: Name | None = None
    functional_area: Annotated[Line, Field(max_length=80)] | None = None
    email: Email | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class PlaceChange(Change):
    """What changes of a place in a unit; a reason is always asked for."""

    role: MembershipRole | None = None
    share: Share | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class Move(Body):
    """To which unit, from which day on, and why."""

    unit: Id
    day: Day
    reason: Note


class NewLogin(Body):
    """A first password, to be changed by the person."""

    password: Annotated[str, Field(min_length=12, max_length=128)]
    role: UserRole = "member"


@dataclass(frozen=True, slots=True)
class Added:
    """The ids of what was added, in the order of the request."""

    ids: list[str]


@dataclass(frozen=True, slots=True)
class Login:
    """A log-in, by its id."""

    user: str


@routes.show("")
def everybody(
    request: Request,
    as_of: AsOf | None = None,
    page: PageNumber = 1,
    per_page: Rows = DEFAULT_ROWS,
) -> Page[PersonView]:
    """The people, by name."""
    return page_of(people.people(request.auth, as_of), page, per_page)


@routes.show("/{person_id}")
def show(request: Request, person_id: Id, as_of: AsOf | None = None) -> PersonView:
    """One person with their places."""
    return one(people.people(request.auth, as_of), person_id)


@routes.change("/{person_id}")
def edit(request: Request, person_id: Id, body: PersonChange, version: Version) -> PersonView:
    """Change what is known of a person: their own words, or as an administrator the rest."""
    return changed(
        request,
        lambda: people.edit(request.auth, person_id, version, body.changes(), reason=body.reason),
        lambda: show(request, person_id),
    )


@routes.show("/{person_id}/memberships/{membership_id}")
def membership(
    request: Request, person_id: Id, membership_id: Id, as_of: AsOf | None = None
) -> MembershipView:
    """One place of a person."""
    return one(show(request, person_id, as_of).memberships, membership_id)


@routes.change("/{person_id}/memberships/{membership_id}")
def change_place(
    request: Request, person_id: Id, membership_id: Id, body: PlaceChange, version: Version
) -> MembershipView:
    """Change role, share or days of a place; an end lets it end."""
    membership(request, person_id, membership_id)
    return changed(
        request,
        lambda: memberships.edit(
            request.auth, membership_id, version, body.changes(), reason=body.reason
        ),
        lambda: membership(request, person_id, membership_id),
    )


@routes.replace("/{person_id}/memberships/{membership_id}/unit")
def move(
    request: Request, person_id: Id, membership_id: Id, body: Move, version: Version
) -> MembershipView:
    """Move somebody to another unit on a day; what was before stays with the old one."""
    membership(request, person_id, membership_id)
    made: list[str] = []

    def write() -> None:
        found = memberships.move(
            request.auth, membership_id, version, body.unit, body.day, reason=body.reason
        )
        made.append(found)

    return changed(
        request,
        write,
        lambda: membership(request, person_id, made[0] if made else membership_id),
    )


@routes.make("")
def add(request: Request, body: NewPeople) -> Added:
    """Add people: all of them or none."""
    rows = (PersonRow(**person.model_dump()) for person in body.people)
    return Added(people.add_people(request.auth, rows))


@routes.make("/{person_id}/memberships")
def place(request: Request, person_id: Id, body: NewPlace) -> MembershipView:
    """Give a person a place in one more unit."""
    return people.add_membership(
        request.auth,
        person_id,
        body.unit,
        role=body.role,
        share=body.share,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
    )


@routes.make("/{person_id}/login")
def give_login(request: Request, person_id: Id, body: NewLogin) -> Login:
    """Give a person a log-in by their mail address."""
    return Login(people.give_login(request.auth, person_id, body.password, role=body.role))


@routes.show("/{person_id}/badges")
def badges_of(request: Request, person_id: Id) -> tuple[Celebrated, ...]:
    """The steps that a person reached and wants others to know of; all of my own."""
    return badges.of_person(request.auth, person_id)


@routes.show("/{person_id}/goals")
def goals_of(request: Request, person_id: Id, as_of: AsOf | None = None) -> PersonGoals:
    """A person's goals, what each carries, what comes next, and aspirations of one's own."""
    return person_goals.show(request.auth, person_id, as_of)
