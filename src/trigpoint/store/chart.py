"""The units and memberships of a day, kept as long as the organisation does not change."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.kinds import Mode
from trigpoint.core.people.places import Places
from trigpoint.core.people.units import Chart, Membership, Role, Unit, UnitKind
from trigpoint.core.people.validity import Validity
from trigpoint.store import models, placed
from trigpoint.store.models import ChainHead, Organisation

KEPT = 64

MODES = {
    models.PrivacyMode.INDIVIDUAL: Mode.INDIVIDUAL,
    models.PrivacyMode.SELF_ONLY: Mode.SELF_ONLY,
    models.PrivacyMode.TEAM_ONLY: Mode.TEAM_ONLY,
}

_lock = Lock()
_charts: OrderedDict[tuple[int, str, datetime.date], Chart] = OrderedDict()


def head_hash(organisation: Organisation) -> str:
    """Return the hash of the last entry, which every write changes; "" for an end that is gone."""
    rows = ChainHead.objects.filter(organisation=organisation)
    return rows.values_list("hash", flat=True).first() or ""


def on(organisation: Organisation, day: datetime.date, head: str | None = None) -> Chart:
    """Return the chart of a day. Units and people are named by primary key, as strings."""
    head = head or head_hash(organisation)
    key = (organisation.pk, head, day)
    found = _kept(key)
    if found is None:
        people = (organisation.pk, newest_change(organisation) or head, day)
        found = _kept(people) or read(organisation, day)
        _keep(people, found)
        _keep(key, found)
    return found


def newest_change(organisation: Organisation) -> str:
    """Return the digest of the newest version of what a chart is read from; "" for none.

    Most writes change none of it, and leave every chart as it was.
    """
    drawn = (models.Unit, models.Placement, models.Membership)
    found = models.Version.objects.filter(
        organisation=organisation, kind__in=[model.kind() for model in drawn]
    )
    return found.order_by("-pk").values_list("digest", flat=True).first() or ""


def _kept(key: tuple[int, str, datetime.date]) -> Chart | None:
    with _lock:
        return _charts.get(key)


def _keep(key: tuple[int, str, datetime.date], chart: Chart) -> None:
    """Keep a chart, and let go of the oldest."""
    with _lock:
        _charts[key] = chart
        while len(_charts) > KEPT:
            _charts.popitem(last=False)


def read(organisation: Organisation, day: datetime.date) -> Chart:
    """Read the chart of a day from the store."""
    return read_by(organisation, day)[0]


def read_by(organisation: Organisation, day: datetime.date, *trees: Places) -> list[Chart]:
    """Read the chart of a day, drawn by each of these trees of units; by the one kept for none."""
    units = models.Unit.objects.filter(organisation=organisation, retired=False)
    links = models.Membership.objects.filter(organisation=organisation, retired=False)
    rows = list(units.values_list("pk", "kind_of_unit", "parent_id", "valid_from", "valid_to"))
    first = {pk: parent for pk, _kind, parent, _a, _b in rows}
    known = [Unit(str(pk), UnitKind(kind), Validity(a, b)) for pk, kind, _parent, a, b in rows]
    people = [
        Membership(str(person), str(unit), Role(role), share, Validity(a, b))
        for person, unit, role, share, a, b in links.values_list(
            "person_id", "unit_id", "role", "share", "valid_from", "valid_to"
        )
    ]
    return [
        Chart.on(day, known, places.placements(), people)
        for places in trees or [placed.among(first, organisation)]
    ]


def facts_of(
    chart: Chart, organisation: Organisation, user: models.User | None, person: int | None
) -> Actor:
    """Return what the policy wants to know of somebody who asks.

    A part of the program (neither user nor person) is asked as an administrator.
    """
    role = user.role if user else models.User.Role.MEMBER
    if user is None and person is None:
        role = models.User.Role.ADMINISTRATOR
    administers = role == models.User.Role.ADMINISTRATOR
    observes = role == models.User.Role.OBSERVER
    home = str(organisation.pk)
    if person is None:
        return Actor(home, is_administrator=administers, is_observer=observes)
    return Actor.on_chart(
        chart, home, str(person), is_administrator=administers, is_observer=observes
    )


def thing_of_holder(
    chart: Chart,
    organisation: Organisation,
    unit: int | None,
    person: int | None,
    *,
    owners: frozenset[str] = frozenset(),
    recipients: frozenset[str] = frozenset(),
    served_by: frozenset[str] = frozenset(),
) -> Thing:
    """Return what the policy wants to know of something that a unit or a person holds."""
    home = str(organisation.pk)
    found = Thing(home)
    if person is not None:
        found = Thing.of_person(chart, home, str(person))
    elif unit is not None:
        found = Thing.of_unit(home, str(unit), served_by=served_by)
    return replace(found, owners=owners, recipients=recipients)
