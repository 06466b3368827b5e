"""The pages of a person and of a team, and what can be written there in place."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.people.kinds import Kind
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goal_list
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.helpdesks import queues
from trigpoint.services.ladders import badges
from trigpoint.services.people import export_person, memberships, people, privacy
from trigpoint.services.people import units as parts_of_units
from trigpoint.services.people.known import MembershipView, PersonView
from trigpoint.services.people.people import UnitView
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.forms import people as forms
from trigpoint.web.shapes import goals as goal_shape
from trigpoint.web.shapes import holder as shape
from trigpoint.web.shapes import past
from trigpoint.web.views.parts import Cleaned, Make, Part, part_of, serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person(request: HttpRequest, actor: Actor, person: str) -> HttpResponse:
    """Show a person, now or as they stood; what may be changed is changed here."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    found = find_person(actor, person) if at is None else as_it_stood(actor, person, at)
    mine = actor.person is not None and actor.person.public_id == person
    makers = person_parts(found, admin=actor.is_administrator, mine=mine)
    part = part_of(request, actor, makers) if at is None else None

    def context() -> Mapping[str, object]:
        now = find_person(actor, person) if at is None else found
        day = day_seen(actor, at)
        page = shape.PersonPage(
            id=person,
            name=now.name,
            title=now.title,
            facts=shape.facts(now, day),
            places=[shape.place(m, day) for m in now.memberships],
            goals=goals_of(actor, person, at),
            seen_by=access.who_can_see_person(actor),
            figures_seen_by=access.who_can_see_person(actor, Kind.FIGURE_OF_PERSON),
            me=mine,
            at=request.GET.get("at", "") if at else "",
        )
        return {
            "page": page,
            "banner": past.banner(at),
            "badges": badges.shown(actor, person) if at is None else (),
            "editing": request.GET.get("edit", "") if part else "",
            "may": frozenset(makers) if at is None else frozenset(),
            "has_login": now.has_login,
            "section": "people",
        }

    here = reverse(
        "people" if erased(request) else "person", args=[] if erased(request) else [person]
    )
    return serve(request, actor, "pages/person.html", here, part, context)


def erased(request: HttpRequest) -> bool:
    """Whether the person is gone once the form is done."""
    return request.method == "POST" and request.GET.get("edit") == "erase"


def find_person(actor: Actor, public_id: str) -> PersonView:
    """Return a person as they are now; raise `NotThere` where there is none."""
    found = people.people(actor).find(public_id)
    if found is None:
        raise NotThere
    return found


def as_it_stood(actor: Actor, public_id: str, at: object) -> PersonView:
    """Return a person as they stood; raise `NotThere` where there was none."""
    found = people.people(actor, at).find(public_id)  # type: ignore[arg-type]  # a moment
    if found is None:
        raise NotThere
    return found


def day_seen(actor: Actor, at: datetime.datetime | None) -> datetime.date:
    """Return the day that a page is of: today, or the past one."""
    return actor.today if at is None else timezone.localtime(at).date()


def goals_of(actor: Actor, holder: str, at: datetime.datetime | None) -> shape.HolderGoals:
    """Return the first goals of a holder that the actor may see, now or as they stood."""
    found = goal_list.find(actor, Filter(owner=holder, at=at))
    lines = [goal_shape.line(card, day_seen(actor, at)) for card in found.goals]
    return shape.goals_of(lines, found.total, owner=holder, at=past.day(at))


def units(actor: Actor) -> list[tuple[str, str]]:
    """Return the units that go on, to be chosen."""
    going_on = [u for u in people.units(actor) if u.valid_to is None or u.valid_to > actor.today]
    return [(u.id, u.name) for u in going_on]


def person_parts(found: PersonView, *, admin: bool, mine: bool) -> dict[str, Make]:
    """Return what can be written on a person's page, by whom."""
    if not admin:
        return {"words": words_of(found)} if mine else {}
    makers: dict[str, Make] = {
        "words": everything_of(found),
        "place": place_of(found),
        "new": new_place(found),
        "move": move_of(found),
    }
    if found.email and not found.has_login:
        makers["login"] = login_of(found)
    if not mine:
        makers["erase"] = erasing(found)
    return makers


def words_of(found: PersonView) -> Make:
    """Return how somebody says what they are called."""
    names = ("name", "title", "functional_area")

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        initial = {name: getattr(found, name) for name in ("version", *names)}
        form = forms.OwnWordsForm(request.POST or None, initial=initial)

        def save(said: Cleaned) -> None:
            changes = {name: said[name] for name in names}
            people.edit(actor, found.id, said["version"], changes)

        return Part(form, save)

    return make


def everything_of(found: PersonView) -> Make:
    """Return how an administrator changes what is known of a person: the fields that differ."""
    names = ("name", "title", "functional_area", "email", "valid_from", "valid_to")

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        initial = {name: getattr(found, name) for name in ("version", *names)}
        form = forms.PersonChangeForm(request.POST or None, initial=initial)

        def save(said: Cleaned) -> None:
            changes = {name: said[name] for name in names if said[name] != getattr(found, name)}
            reason = str(said["reason"])
            people.edit(actor, found.id, said["version"], changes, reason=reason)

        return Part(form, save)

    return make


def one_place(found: PersonView, public_id: str) -> MembershipView:
    """Return a place of a person; raise `NotThere` where there is none."""
    place = next((m for m in found.memberships if m.id == public_id), None)
    if place is None:
        raise NotThere
    return place


def place_of(found: PersonView) -> Make:
    """Return how role, share and days of a place are changed."""
    names = ("role", "share", "valid_from", "valid_to")

    def make(request: HttpRequest, actor: Actor, part: str) -> Part:
        place = one_place(found, part)
        initial = {name: getattr(place, name) for name in ("version", *names)}
        form = forms.PlaceChangeForm(request.POST or None, initial=initial)

        def save(said: Cleaned) -> None:
            changes = {name: said[name] for name in names}
            memberships.edit(actor, part, said["version"], changes, reason=said["reason"])

        return Part(form, save)

    return make


def move_of(found: PersonView) -> Make:
    """Return how somebody moves to another team on a day."""

    def make(request: HttpRequest, actor: Actor, part: str) -> Part:
        place = one_place(found, part)
        others = [(i, name) for i, name in units(actor) if i != place.unit]
        initial = {"version": place.version, "day": actor.today}
        form = forms.MoveForm(request.POST or None, units=others, initial=initial)

        def save(said: Cleaned) -> None:
            memberships.move(
                actor, part, said["version"], said["unit"], said["day"], reason=said["reason"]
            )

        return Part(form, save, label=gettext("Move"), done=gettext("Moved."))

    return make


def new_place(found: PersonView) -> Make:
    """Return how somebody gets a place in one more team."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        initial = {"valid_from": actor.today}
        form = forms.PlaceForm(request.POST or None, units=units(actor), initial=initial)

        def save(said: Cleaned) -> None:
            unit = said.pop("unit")
            people.add_membership(actor, found.id, unit, **said)

        return Part(form, save, label=gettext("Add"))

    return make


def login_of(found: PersonView) -> Make:
    """Return how somebody gets a log-in."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        form = forms.LoginForm(request.POST or None)

        def save(said: Cleaned) -> None:
            people.give_login(actor, found.id, said["password"], role=said["role"])

        return Part(form, save, label=gettext("Give the log-in"))

    return make


def erasing(found: PersonView) -> Make:
    """Return how a person is erased for good."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        form = forms.EraseForm(request.POST or None)

        def save(said: Cleaned) -> None:
            privacy.erase(actor, found.id, reason=said["reason"])

        done = gettext(
            "Erased. A job takes the name out of the help desks’ accounts: see Settings, Jobs."
        )
        return Part(form, save, label=gettext("Erase for good"), done=done)

    return make


@require_safe
@signed_in
def data(request: HttpRequest, actor: Actor, person: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Hand a person everything that is kept of them."""
    found = export_person.export(actor, person)
    text = json.dumps(found, indent=2, ensure_ascii=False, default=str)
    answer = HttpResponse(text, content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def unit(request: HttpRequest, actor: Actor, unit: str) -> HttpResponse:
    """Show a team, now or as it stood; an administrator changes and ends it here."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    every = people.units(actor, at)
    found = next((u for u in every if u.id == unit), None)
    if found is None:
        raise NotThere
    may = actor.is_administrator and at is None
    makers = unit_parts(found) if may else {}
    part = part_of(request, actor, makers)

    def context() -> Mapping[str, object]:
        day = day_seen(actor, at)
        members = people.people(actor, at).within(unit)
        places = [(p, m) for p in members for m in p.memberships if m.unit == unit]
        page = shape.UnitPage(
            id=unit,
            name=found.name,
            kind=shape.kind(found),
            when=shape.unit_when(found, day),
            people=[shape.mark(p, m, day) for p, m in places if shape.holds(m, day)],
            earlier=[shape.mark(p, m, day) for p, m in places if not shape.holds(m, day)],
            goals=goals_of(actor, unit, at),
            seen_by=access.who_can_see_person(actor, Kind.UNIT),
            queues=[q.name or q.external_id for q in queues.of_unit(actor, unit)],
            at=request.GET.get("at", "") if at else "",
            above=shape.standing(found, {u.id: u.name for u in every}, day),
            moves=found.kind != "organisation",
        )
        return {
            "page": page,
            "banner": past.banner(at),
            "editing": request.GET.get("edit", "") if part else "",
            "may": frozenset(makers),
            "section": f"unit-{unit}",
        }

    return serve(request, actor, "pages/unit.html", reverse("unit", args=[unit]), part, context)


def unit_parts(found: UnitView) -> dict[str, Make]:
    """Return what an administrator can write on a team's page."""
    return {"words": unit_words(found), "end": unit_end(found)}


def unit_words(found: UnitView) -> Make:
    """Return how a team gets another name or first day: what differs."""
    names = ("name", "valid_from")

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        initial = {name: getattr(found, name) for name in ("version", *names)}
        form = forms.UnitChangeForm(request.POST or None, initial=initial)

        def save(said: Cleaned) -> None:
            changes = {name: said[name] for name in names if said[name] != getattr(found, name)}
            parts_of_units.edit(
                actor, found.id, said["version"], changes, reason=str(said["reason"])
            )

        return Part(form, save)

    return make


def unit_end(found: UnitView) -> Make:
    """Return how a team ends."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        initial = {"version": found.version, "valid_to": found.valid_to or actor.today}
        form = forms.UnitEndForm(request.POST or None, initial=initial)

        def save(said: Cleaned) -> None:
            parts_of_units.end(
                actor, found.id, said["version"], said["valid_to"], reason=said["reason"]
            )

        return Part(form, save, label=gettext("End it"), done=gettext("Ended."))

    return make
