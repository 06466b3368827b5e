"""The facts that a decision looks at: nothing else about an actor or a thing matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.units import Chart, PersonId, Role, UnitId


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who asks, as of today.

    `units` are those that they are in, `leads` those that they lead, `leads_above` those that
    stand under a unit they lead. `is_member` is whether they belong to the organisation now,
    `was_member` whether they ever did, `is_partner` whether a partner employs them.
    """

    organisation: str | None
    person: PersonId | None = None
    is_member: bool = False
    was_member: bool = False
    is_partner: bool = False
    is_administrator: bool = False
    is_observer: bool = False
    units: frozenset[UnitId] = frozenset()
    leads: frozenset[UnitId] = frozenset()
    leads_above: frozenset[UnitId] = frozenset()

    @classmethod
    def on_chart(
        cls,
        chart: Chart,
        organisation: str,
        person: PersonId,
        *,
        is_administrator: bool = False,
        is_observer: bool = False,
    ) -> Actor:
        """Return a member as the chart shows them; without a unit in it, a former member."""
        units = chart.units_of(person)
        leads = chart.units_of(person, Role.LEAD)
        return cls(
            organisation,
            person,
            is_member=bool(units),
            was_member=True,
            is_partner=chart.works_for_partner(person),
            is_administrator=is_administrator,
            is_observer=is_observer,
            units=units,
            leads=leads,
            leads_above=frozenset(below for unit in leads for below in chart.below(unit)),
        )


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is asked about, as of today.

    `units` are those it belongs to: the unit itself, or all units of the person it is about.
    `answerable` are those whose leads answer for it: the same for a unit; for a person the units
    they are a member of and, for the units they lead, the ones right above. `served_by` are the
    units holding a goal that counts in this one, however far below. `owners` hold or wrote it,
    `subject` is the person it is about; `recipients` and `recipient_units` had it shared with them.
    """

    organisation: str
    units: frozenset[UnitId] = frozenset()
    answerable: frozenset[UnitId] = frozenset()
    served_by: frozenset[UnitId] = frozenset()
    owners: frozenset[PersonId] = frozenset()
    subject: PersonId | None = None
    recipients: frozenset[PersonId] = frozenset()
    recipient_units: frozenset[UnitId] = frozenset()

    @classmethod
    def of_unit(
        cls,
        organisation: str,
        unit: UnitId,
        *,
        owners: Iterable[PersonId] = (),
        served_by: Iterable[UnitId] = (),
    ) -> Thing:
        """Return a thing that belongs to a unit."""
        units = frozenset({unit})
        return cls(organisation, units, units, frozenset(served_by), frozenset(owners))

    @classmethod
    def of_person(
        cls,
        chart: Chart,
        organisation: str,
        person: PersonId,
        *,
        owners: Iterable[PersonId] = (),
        served_by: Iterable[UnitId] = (),
        recipients: Iterable[PersonId] = (),
        recipient_units: Iterable[UnitId] = (),
    ) -> Thing:
        """Return a thing that is about a person, with the units they are in on the chart."""
        led = chart.units_of(person, Role.LEAD)
        over = {chart.parent[unit] for unit in led if unit in chart.parent}
        return cls(
            organisation,
            chart.units_of(person),
            (chart.units_of(person, Role.MEMBER) | over) - led,
            frozenset(served_by),
            frozenset(owners),
            person,
            frozenset(recipients),
            frozenset(recipient_units),
        )
