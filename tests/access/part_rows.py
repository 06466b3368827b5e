"""A row for every route under what belongs to ladders, plans, goals and measures."""

from dataclasses import replace

from tests.access.expecting import CHANGE, SEE, Row, decided, facts, sees_figures
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import ladder_access
from trigpoint.store.models import Coaching, Ladder, LadderRound, Measure, Plan


def inside(actor: Actor, unit: int) -> bool:
    """Whether the actor is of a unit, or of one below it."""
    drawn = access.viewer_of(actor).chart
    return actor.person is not None and str(actor.person.pk) in drawn.everyone(str(unit))


def climbs(actor: Actor, record: Ladder) -> bool:
    if record.owner_unit_id is not None:
        return inside(actor, record.owner_unit_id)
    return actor.person is not None and actor.person.pk == record.owner_person_id


def coaches(actor: Actor, record: Ladder) -> bool:
    return actor.person is not None and actor.person.pk == record.coach_id


def meet(actor: Actor, record: Coaching) -> bool:
    """Whether a meeting is one of the actor's: those who climb and their coach own it."""
    owners = set()
    if actor.person and (climbs(actor, record.ladder) or coaches(actor, record.ladder)):
        owners.add(str(actor.person.pk))
    thing = Thing(str(record.organisation_id), owners=frozenset(owners))
    return decided(actor, Kind.COACHING, SEE, thing)


def books(actor: Actor, record: Ladder) -> bool:
    return climbs(actor, record) or coaches(actor, record)


def assesses(actor: Actor, record: Ladder) -> bool:
    """Whether the actor says how a skill is practised: of themselves, or as coach or lead."""
    kind, thing = ladder_access.kind_of(record), facts(actor, "ladder", record)
    if not decided(actor, kind, Verb.PROPOSE, thing):
        return False
    beside = decided(actor, kind, CHANGE, thing) or record.owner_person_id is not None
    return climbs(actor, record) or coaches(actor, record) or beside


def leads_asked(actor: Actor, record: Plan) -> bool:
    """Whether the actor leads the unit that a plan asks, or one above it."""
    found = access.viewer_of(actor).facts
    units = record.requests.values_list("unit_id", flat=True)
    return any(str(unit) in found.leads | found.leads_above for unit in units)


def asked(actor: Actor, record: LadderRound) -> bool:
    return inside(actor, record.unit_id)


def removes(actor: Actor, record: Measure) -> bool:
    """Whether the actor takes a typed value away: they read it first, and may change its measure.

    A measure belongs to whom it is about.
    """
    owners = frozenset({str(record.person_id)} if record.person_id else ())
    thing = replace(facts(actor, "typed", record), owners=owners)
    return sees_figures(actor, record) and decided(actor, Kind.MEASURE, CHANGE, thing)


TYPED = {"measure_id": "typed", "measure": "typed", "value_id": "typed_value"}
RESOURCE, SKILL, HINDRANCE = (Row("ladder", part=p) for p in ("resource", "skill", "hindrance"))
MEETING = Row("ladder", part="coaching", shown=meet)
ROUND = Row("ladder_round", ids={"round_id": "ladder_round"})

PARTS: dict[str, Row] = {
    "ladder_help.resource": RESOURCE,
    "ladder_help.settle_resource": Row("ladder", CHANGE, part="resource"),
    "ladder_help.remove_resource": Row("ladder", CHANGE, part="resource"),
    "ladder_help.skill": SKILL,
    "ladder_help.assess": Row("ladder", part="skill", more=assesses),
    "ladder_help.hindrance": HINDRANCE,
    "ladder_help.remove_hindrance": Row("ladder", CHANGE, part="hindrance"),
    "ladder_help.book": Row("ladder", more=books),
    "ladder_help.coaching": MEETING,
    "ladder_help.note": MEETING,
    "ladder_help.move": MEETING,
    "ladder_help.cancel": MEETING,
    "ladder_help.calendar": MEETING,
    "ladder_rounds.show": ROUND,
    "ladder_rounds.say": Row("ladder_round", more=asked, ids=ROUND.ids),
    "ladder_rounds.end": Row("ladder_round", CHANGE, ids=ROUND.ids),
    "signals.show": Row("goal", part="signal"),
    "signals.decide": Row("goal", CHANGE, part="signal"),
    "signals.remove": Row("goal", CHANGE, part="signal"),
    "goal_uses.show": Row("plan", part="method"),
    "goal_uses.end": Row("plan", CHANGE, part="method"),
    "typed_values.show": Row("typed", part="typed_value", more=sees_figures, ids=TYPED),
    "typed_values.correct": Row("typed", CHANGE, part="typed_value", ids=TYPED),
    "typed_values.remove": Row("typed", part="typed_value", more=removes, ids=TYPED),
    "plan_voices.uninvite": Row("plan", CHANGE, part="participant"),
    "plan_voices.suggestion": Row("plan", part="suggestion"),
    "plan_voices.answer_suggestion": Row("plan", CHANGE, part="suggestion"),
    "plan_voices.show_request": Row("plan", part="request"),
    "plan_voices.answer_request": Row("plan", part="request", more=leads_asked),
    "plan_voices.withdraw": Row("plan", CHANGE, part="request"),
}
PAGES: dict[str, Row] = {
    "coaching": MEETING,
    "coaching_ics": MEETING,
    "ladder_round": ROUND,
    "signal": Row("goal", part="signal"),
    "measure_values": Row("typed", more=sees_figures, ids=TYPED),
}
