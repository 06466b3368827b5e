"""Random organisations with their moves over time, for laws that must hold in all of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.units import Chart, Membership, Placement, Role, Unit, UnitKind
from trigpoint.core.people.validity import ALWAYS, Validity

TODAY = date(2026, 6, 1)
ENDED = Validity(TODAY - timedelta(days=400), TODAY - timedelta(days=30))
COMING = Validity(TODAY + timedelta(days=30))
validities = st.sampled_from([ALWAYS, ALWAYS, ALWAYS, ENDED, COMING])


@dataclass(frozen=True)
class Organisation:
    """One organisation today, with everyone who is or was in it."""

    id: str
    chart: Chart
    actors: tuple[Actor, ...]
    things: tuple[Thing, ...]


@st.composite
def organisations(draw, id_="o1"):
    """An organisation of up to 6 units and 8 people, and things of all shapes in it."""
    count = draw(st.integers(1, 6))
    units = [f"{id_}u{number}" for number in range(count)]
    people = [f"{id_}p{number}" for number in range(draw(st.integers(1, 8)))]
    chart = draw(charts(units, people))
    flags = st.sampled_from([(False, False)] * 4 + [(True, False), (False, True)])
    actors = []
    for person in people:
        is_administrator, is_observer = draw(flags)
        actors.append(
            Actor.on_chart(
                chart, id_, person, is_administrator=is_administrator, is_observer=is_observer
            )
        )
    things = draw(st.lists(things_in(id_, chart, units, people), min_size=1, max_size=5))
    return Organisation(id_, chart, tuple(actors), tuple(things))


@st.composite
def charts(draw, units, people):
    kinds = [UnitKind.ORGANISATION] + [
        draw(st.sampled_from([UnitKind.DEPARTMENT, UnitKind.TEAM, UnitKind.PARTNER]))
        for _ in units[1:]
    ]
    records = [Unit(unit, kind) for unit, kind in zip(units, kinds, strict=True)]
    placements = [
        Placement(unit, units[draw(st.integers(0, at))]) for at, unit in enumerate(units[1:])
    ]
    memberships = draw(
        st.lists(
            st.builds(
                Membership,
                st.sampled_from(people),
                st.sampled_from(units),
                st.sampled_from(Role),
                st.just(0.5),
                validities,
            ),
            max_size=12,
        )
    )
    return Chart.on(TODAY, records, placements, memberships)


def things_in(id_, chart, units, people):
    some_people = st.frozensets(st.sampled_from(people), max_size=2)
    some_units = st.frozensets(st.sampled_from(units), max_size=2)
    of_unit = st.builds(
        lambda unit, owners, served_by: Thing.of_unit(
            id_, unit, owners=owners, served_by=served_by
        ),
        st.sampled_from(units),
        some_people,
        some_units,
    )
    of_person = st.builds(
        lambda person, owners, recipients, recipient_units: Thing.of_person(
            chart,
            id_,
            person,
            owners=owners,
            recipients=recipients,
            recipient_units=recipient_units,
        ),
        st.sampled_from(people),
        some_people,
        some_people,
        some_units,
    )
    return of_unit | of_person | st.just(Thing(id_))
