"""What the policy has to allow for a route, and what a route answers then.

A row names the kind of thing in the address, the verb on it, and what else decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.access.things import Things
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Outcome, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import ladder_access
from trigpoint.services.plans import plan_access
from trigpoint.store import chart
from trigpoint.store.models import (
    Goal,
    Ladder,
    LadderRound,
    Measure,
    Meeting,
    Membership,
    Plan,
    Unit,
)

SEE, CREATE, CHANGE, RETIRE = Verb.SEE, Verb.CREATE, Verb.CHANGE, Verb.RETIRE
OK, FORBIDDEN, NOT_THERE = "ok", "forbidden", "not there"


@dataclass(frozen=True)
class Row:
    """What a route asks of the policy.

    `first` is asked before anything else is looked at: (kind, verb) on the organisation. `thing`
    is the kind in the address and `verb` what is done to it. `part` is what the second id of the
    address names; `shown` is whether it is there for the actor beside the thing. `more` decides on
    a thing that is seen, where the table has a kind for that. `ids` says for which kind of thing a
    name in the address stands, where it stands for another one elsewhere. `seen` is whether the
    thing is there for the actor, where that is not the table's to say. `body` names the fields of
    the body in which the thing stands; where it is not there what is sent is `refused` as a word
    that does not fit, or the whole is not there.
    """

    thing: str = ""
    verb: Verb = SEE
    part: str = ""
    first: tuple[Kind, Verb] | None = None
    more: Callable[[Actor, object], bool] | None = None
    names_ana: bool = False
    ids: Mapping[str, str] = field(default_factory=dict)
    shown: Callable[[Actor, object], bool] | None = None
    seen: Callable[[Actor, object], bool] | None = None
    body: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False


def decided(actor: Actor, kind: Kind, verb: Verb, thing: Thing) -> bool:
    return bool(access.decision(actor, verb, kind, thing))


def home(actor: Actor) -> Thing:
    return Thing(str(actor.organisation.pk))


SEEN_IS_ALLOWED = {
    "token",
    "view",
    "run",
    "job",
    "message",
    "login",
    "connection",
    "sync",
    "webhook",
}
"""What only those see who may do everything with it."""
SET_UP = {
    **dict.fromkeys(("run", "connection", "sync"), (Kind.SOURCE, CREATE)),
    "webhook": (Kind.SETTINGS, CHANGE),
}
"""What is there for those alone who set it up."""
OF_ALL = {"period", "direction"}
"""What everybody of the organisation reads."""


def kind_of(thing: str, record: object) -> Kind:
    if isinstance(record, Goal):
        return Kind.GOAL_OF_PERSON if record.owner_person_id else Kind.GOAL
    if isinstance(record, Plan):
        return plan_access.kind_of(record)
    if isinstance(record, Meeting):
        return Kind.PLAN
    if isinstance(record, Ladder):
        return ladder_access.kind_of(record)
    if isinstance(record, Measure):
        return Kind.FIGURE_OF_PERSON if record.person_id else Kind.MEASURE
    if isinstance(record, LadderRound):
        return Kind.LADDER
    return Kind.SETTINGS if thing in OF_ALL else Kind[thing.upper()]


def facts(actor: Actor, thing: str, record) -> Thing:
    """Return the facts that decide, from the record."""
    unit = person = None
    if thing in {"goal", "plan", "map", "ladder"}:
        unit, person = record.owner_unit_id, record.owner_person_id
    elif thing == "proposal":
        return access.proposal_thing(actor, record)
    elif isinstance(record, Measure):
        unit, person = record.unit_id, record.person_id
    elif thing in {"meeting", "ladder_round"}:
        unit = record.unit_id
    elif thing == "unit":
        unit = record.pk
    elif thing == "review_paper":
        person = record.person_id
    elif thing == "person":
        person = record.pk
    drawn = access.viewer_of(actor).chart
    found = chart.thing_of_holder(drawn, actor.organisation, unit, person)
    if isinstance(record, Ladder) and record.coach_id:  # it is shared with the coach
        found = replace(found, recipients=frozenset({str(record.coach_id)}))
    return found


def own(actor: Actor, record) -> bool:
    return actor.user is not None and record.user_id == actor.user.pk


def sees(row: Row, actor: Actor, record) -> bool:
    """Whether the thing in the address exists for the actor."""
    if record is None or record.organisation_id != actor.organisation.pk:
        return False
    if row.seen is not None:
        return row.seen(actor, record)
    if row.thing in OF_ALL or row.thing == "login":
        return True
    if row.thing == "view":
        return own(actor, record)
    if row.thing == "token":
        owners = frozenset({str(record.user.person_id)})
        thing = Thing(str(record.organisation_id), owners=owners)
        return own(actor, record) or (
            row.verb is RETIRE and decided(actor, Kind.TOKEN, RETIRE, thing)
        )
    if row.thing in SET_UP:
        return decided(actor, *SET_UP[row.thing], home(actor))
    if row.thing in {"job", "message"}:
        return decided(actor, Kind.JOB, SEE, home(actor))
    return decided(actor, kind_of(row.thing, record), SEE, facts(actor, row.thing, record))


def expected(row: Row, actor: Actor, things: Things, whose: str) -> str:
    """Return what the policy answers."""
    if row.first and not decided(actor, *row.first, home(actor)):
        return FORBIDDEN
    if not row.thing:
        return OK if row.more is None or row.more(actor, None) else FORBIDDEN
    record = things.record(row.thing, whose)
    if actor.organisation.pk != things.cast.organisation.pk:
        if row.names_ana:  # the body does, or her unit, and elsewhere there is neither
            return NOT_THERE
        record = things.records.get((row.thing, whose)) if whose == "elsewhere" else None
    if not sees(row, actor, record):
        return NOT_THERE
    part = things.records.get((row.part, whose))
    gone = part is None or whose == "removed"
    if row.part and (gone or (row.shown and not row.shown(actor, part))):
        return NOT_THERE
    if row.more is not None:
        return OK if row.more(actor, record) else FORBIDDEN
    if row.verb is SEE or row.thing in SEEN_IS_ALLOWED:
        return OK
    measured = isinstance(record, Measure)
    kind = Kind.MEASURE if measured else kind_of(row.thing, record)
    thing = facts(actor, row.thing, record)
    if measured and record.person_id:  # it belongs to whom it is about
        thing = replace(thing, owners=frozenset({str(record.person_id)}))
    return OK if decided(actor, kind, row.verb, thing) else FORBIDDEN


def checks_in(actor: Actor, record: Goal) -> bool:
    kind = Kind.CHECK_IN_OF_PERSON if record.owner_person_id else Kind.CHECK_IN
    may = decided(actor, kind, CREATE, facts(actor, "goal", record))
    return may and actor.person is not None


def sees_plans(actor: Actor, record: Unit) -> bool:
    return decided(actor, Kind.PLAN, SEE, facts(actor, "unit", record))


def disputes(actor: Actor, record: Measure) -> bool:
    return record.person_id is not None and decided(
        actor, Kind.FIGURE_OF_PERSON, Verb.DISPUTE, facts(actor, "measure", record)
    )


def sees_figures(actor: Actor, record: Measure) -> bool:
    """Whether figures of the measure's scope are shown: of a group only from five people on."""
    if record.person_id is not None:  # it is seen by whoever sees its figures
        return True
    kind = Kind.FIGURE_OF_UNIT if record.unit_id else Kind.FIGURE_OF_ORGANISATION
    said = access.decision(actor, SEE, kind, facts(actor, "measure", record)).outcome
    people = Membership.objects.filter(unit=record.unit_id).values("person").distinct()
    return said > Outcome.AGGREGATE or (said is Outcome.AGGREGATE and people.count() >= 5)


def leads(actor: Actor, _record) -> bool:
    """Whether the actor may write plans for any unit."""
    units = Unit.objects.filter(organisation=actor.organisation, retired=False)
    return any(decided(actor, Kind.PLAN, CREATE, facts(actor, "unit", unit)) for unit in units)


def adopts(actor: Actor, record: Goal) -> bool:
    """Whether the actor may set Ana a goal under this one; elsewhere there is no Ana to refuse."""
    may = decided(actor, kind_of("goal", record), Verb.PROPOSE, facts(actor, "goal", record))
    mine = actor.person is not None and actor.person.name == "Ana Costa"
    return may and (mine or actor.person.name == "Olga Elsewhere")


def administers(actor: Actor, _record) -> bool:
    return decided(actor, Kind.JOB, CHANGE, home(actor))


def sets_up(actor: Actor, _record) -> bool:
    found = access.viewer_of(actor).facts
    leading = any(
        decided(actor, Kind.MEASURE, CREATE, Thing.of_unit(home(actor).organisation, unit))
        for unit in found.leads | found.leads_above
    )
    return leading or decided(actor, Kind.MEASURE, CREATE, home(actor))


def answers_alone(actor: Actor, _record) -> bool:
    return actor.person is not None
