"""One row for every route: what it is about, and what the policy has to allow for it.

A row names the kind of thing in the address, the verb on it, and what else decides. A route that
has no row fails the matrix.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.access.things import Things
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import ladder_access
from trigpoint.services.plans import plan_access
from trigpoint.store import chart
from trigpoint.store.models import Goal, Ladder, Measure, Meeting, Plan, Unit

SEE, CREATE, CHANGE, RETIRE = Verb.SEE, Verb.CREATE, Verb.CHANGE, Verb.RETIRE
OK, FORBIDDEN, NOT_THERE = "ok", "forbidden", "not there"


@dataclass(frozen=True)
class Row:
    """What a route asks of the policy.

    `first` is asked before anything else is looked at: (kind, verb) on the organisation. `thing`
    is the kind in the address and `verb` what is done to it. `part` is what the second id of the
    address names. `more` decides on a thing that is seen, where the table has a kind for that.
    """

    thing: str = ""
    verb: Verb = SEE
    part: str = ""
    first: tuple[Kind, Verb] | None = None
    more: Callable[[Actor, object], bool] | None = None
    names_ana: bool = False


def decided(actor: Actor, kind: Kind, verb: Verb, thing: Thing) -> bool:
    return bool(access.decision(actor, verb, kind, thing))


def home(actor: Actor) -> Thing:
    return Thing(str(actor.organisation.pk))


SEEN_IS_ALLOWED = {"token", "view", "run", "job", "login", "connection", "sync"}
"""What only those see who may do everything with it."""
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
    if isinstance(record, Measure) and record.person_id:
        return Kind.FIGURE_OF_PERSON
    return Kind.SETTINGS if thing in OF_ALL else Kind[thing.upper()]


def facts(actor: Actor, thing: str, record) -> Thing:
    """Return the facts that decide, from the record."""
    unit = person = None
    if thing in {"goal", "plan", "map", "ladder"}:
        unit, person = record.owner_unit_id, record.owner_person_id
    elif thing == "proposal":
        return access.proposal_thing(actor, record)
    elif thing == "measure":
        unit, person = record.unit_id, record.person_id
    elif thing == "meeting":
        unit = record.unit_id
    elif thing == "unit":
        unit = record.pk
    elif thing == "person":
        person = record.pk
    found = chart.on(actor.organisation, actor.today)
    return chart.thing_of_holder(found, actor.organisation, unit, person)


def own(actor: Actor, record) -> bool:
    return actor.user is not None and record.user_id == actor.user.pk


def sees(row: Row, actor: Actor, record) -> bool:
    """Whether the thing in the address exists for the actor."""
    if record is None or record.organisation_id != actor.organisation.pk:
        return False
    if row.thing in OF_ALL:
        return True
    if row.thing == "view":
        return own(actor, record)
    if row.thing == "login":
        return True
    if row.thing == "token":
        owners = frozenset({str(record.user.person_id)})
        thing = Thing(str(record.organisation_id), owners=owners)
        return own(actor, record) or (
            row.verb is RETIRE and decided(actor, Kind.TOKEN, RETIRE, thing)
        )
    if row.thing in {"run", "connection", "sync"}:
        return decided(actor, Kind.SOURCE, CREATE, home(actor))
    if row.thing == "job":
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
        if row.names_ana:  # the body does, and elsewhere there is no Ana
            return NOT_THERE
        record = things.records.get((row.thing, whose)) if whose == "elsewhere" else None
    if not sees(row, actor, record):
        return NOT_THERE
    if row.part and things.records.get((row.part, whose)) is None:
        return NOT_THERE
    if row.more is not None:
        return OK if row.more(actor, record) else FORBIDDEN
    if row.verb is SEE or row.thing in {
        "token",
        "view",
        "run",
        "job",
        "login",
        "connection",
        "sync",
    }:
        return OK
    kind = Kind.MEASURE if row.thing == "measure" else kind_of(row.thing, record)
    thing = facts(actor, row.thing, record)
    if row.thing == "measure" and record.person_id:  # it belongs to whom it is about
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


GOAL, GOAL_CHANGED = Row("goal"), Row("goal", CHANGE)
PLAN, PLAN_CHANGED = Row("plan"), Row("plan", CHANGE)
ANYBODY = Row()
ACCOUNTS = Row(first=(Kind.ACCOUNT_TIE, CREATE))
IMPORTS = Row(first=(Kind.SOURCE, CREATE))
RUN = Row("run")
CONNECTION = Row("connection")
WHOLE = Row(first=(Kind.FIGURE_OF_ORGANISATION, SEE))
PEOPLE_ADDED = Row(first=(Kind.PERSON, CREATE))
SETTINGS_CHANGED = Row(first=(Kind.SETTINGS, CHANGE))


def part(name: str) -> dict[str, Row]:
    """Return the rows of a noun under a goal: the part is read with the goal, changed with it."""
    return {"read": Row("goal", part=name), "write": Row("goal", CHANGE, part=name)}


LINK, TARGET, STEP, SHARE, DRIVE = map(part, ("link", "target", "step", "co_owner", "drive"))
TRAINING = part("training")


def plan_part(name: str) -> dict[str, Row]:
    """Return the rows of a noun under a plan: the part is read with it, changed with it."""
    return {"read": Row("plan", part=name), "write": Row("plan", CHANGE, part=name)}


VALUE, BEHAVIOUR, METHOD, OBSTACLE, LINK_OF_PLAN = map(
    plan_part, ("value", "behaviour", "method", "obstacle", "share")
)
MAP, MAP_CHANGED = Row("map"), Row("map", CHANGE)


def map_part(name: str) -> dict[str, Row]:
    """Return the rows of a noun under a map: the part is read with it, changed with it."""
    return {"read": Row("map", part=name), "write": Row("map", CHANGE, part=name)}


PERSPECTIVE, THEME, OBJECTIVE, STAGE, PAIN = map(
    map_part, ("perspective", "theme", "objective", "stage", "pain")
)
MAPS: dict[str, Row] = {
    "maps.find": ANYBODY,
    "maps.show": MAP,
    "maps.arrange": MAP_CHANGED,
    "maps.add_perspective": MAP_CHANGED,
    "maps.perspective": PERSPECTIVE["read"],
    "maps.edit_perspective": PERSPECTIVE["write"],
    "maps.remove_perspective": PERSPECTIVE["write"],
    "maps.add_theme": MAP_CHANGED,
    "maps.theme": THEME["read"],
    "maps.edit_theme": THEME["write"],
    "maps.remove_theme": THEME["write"],
    "maps.add_objective": MAP_CHANGED,
    "maps.objective": OBJECTIVE["read"],
    "maps.move_objective": OBJECTIVE["write"],
    "maps.remove_objective": OBJECTIVE["write"],
    "maps.undo": MAP_CHANGED,
    "maps.proposed": OBJECTIVE["read"],
    "maps.voices": OBJECTIVE["read"],
    "map_journeys.journey": MAP,
    "map_journeys.add_stage": MAP_CHANGED,
    "map_journeys.stage": STAGE["read"],
    "map_journeys.edit_stage": STAGE["write"],
    "map_journeys.remove_stage": STAGE["write"],
    "map_journeys.add_pain": STAGE["write"],
    "map_journeys.pain": PAIN["read"],
    "map_journeys.edit_pain": PAIN["write"],
    "map_journeys.remove_pain": PAIN["write"],
}
PLANS: dict[str, Row] = {
    "plans.find": ANYBODY,
    "plans.show": PLAN,
    "plans.edit": PLAN_CHANGED,
    "plans.retire": Row("plan", RETIRE),
    "plans.review": PLAN_CHANGED,
    "plans.skip": PLAN_CHANGED,
    "plans.rank": PLAN_CHANGED,
    "announcements.of_plan": PLAN,
    "plans.take_over": PLAN_CHANGED,
    "plan_parts.all_values": PLAN,
    "plan_parts.add_value": PLAN_CHANGED,
    "plan_parts.value": VALUE["read"],
    "plan_parts.edit_value": VALUE["write"],
    "plan_parts.remove_value": VALUE["write"],
    "plan_parts.add_behaviour": VALUE["write"],
    "plan_parts.behaviour": BEHAVIOUR["read"],
    "plan_parts.edit_behaviour": BEHAVIOUR["write"],
    "plan_parts.remove_behaviour": BEHAVIOUR["write"],
    "plan_parts.all_methods": PLAN,
    "plan_parts.add_method": PLAN_CHANGED,
    "plan_parts.method": METHOD["read"],
    "plan_parts.tie_method": METHOD["write"],
    "plan_parts.remove_method": METHOD["write"],
    "plan_parts.all_obstacles": PLAN,
    "plan_parts.add_obstacle": PLAN_CHANGED,
    "plan_parts.obstacle": OBSTACLE["read"],
    "plan_parts.edit_obstacle": OBSTACLE["write"],
    "plan_parts.sign_has_come": OBSTACLE["write"],
    "plan_parts.it_is_over": OBSTACLE["write"],
    "plan_parts.remove_obstacle": OBSTACLE["write"],
    "plan_voices.taking_part": PLAN,
    "plan_voices.invite": Row("plan", CHANGE, names_ana=True),
    "plan_voices.invite_area": PLAN_CHANGED,
    "plan_voices.all_suggestions": PLAN,
    "plan_voices.suggest": Row("plan", Verb.PROPOSE),
    "plan_voices.all_requests": PLAN,
    "plan_voices.ask": PLAN_CHANGED,
    "plan_voices.writing": PLAN,
    "plan_voices.write_here": PLAN_CHANGED,
    "plan_editions.all_editions": PLAN,
    "plan_editions.publish": PLAN_CHANGED,
    "plan_editions.answer": Row("plan", more=answers_alone),
    "plan_editions.remind": PLAN_CHANGED,
    "plan_editions.all_shares": PLAN_CHANGED,
    "plan_editions.share": PLAN_CHANGED,
    "plan_editions.show_share": LINK_OF_PLAN["write"],
    "plan_editions.revoke": LINK_OF_PLAN["write"],
    "templates.all_templates": ANYBODY,
}
RUNG = {"read": Row("ladder", part="rung"), "write": Row("ladder", CHANGE, part="rung")}
COUNTS = {
    "read": Row("ladder", part="criterion"),
    "write": Row("ladder", CHANGE, part="criterion"),
}
LADDERS: dict[str, Row] = {
    "ladders.index": ANYBODY,
    "ladder_rounds.index": ANYBODY,
    "ladders.show": Row("ladder"),
    "ladders.edit": Row("ladder", CHANGE),
    "ladders.retire": Row("ladder", RETIRE),
    "ladders.stand": Row("ladder"),
    "ladders.begin": Row("ladder", CHANGE),
    "ladders.decline": Row("ladder", CHANGE),
    "ladders.end": Row("ladder", CHANGE),
    "ladders.leave": Row("ladder", CHANGE),
    "ladders.add_rung": Row("ladder", CHANGE),
    "ladders.rung": RUNG["read"],
    "ladders.edit_rung": RUNG["write"],
    "ladders.remove_rung": RUNG["write"],
    "ladders.add_criterion": RUNG["write"],
    "ladders.criterion": COUNTS["read"],
    "ladders.edit_criterion": COUNTS["write"],
    "ladders.remove_criterion": COUNTS["write"],
    "ladders.attend": COUNTS["write"],
    "ladder_help.rules": RUNG["read"],
    "ladder_help.add_resource": RUNG["write"],
    "ladder_help.add_hindrance": Row("ladder", CHANGE),
    "ladder_help.add_skill": Row("ladder", CHANGE),
}
API: dict[str, Row] = {
    **LADDERS,
    "people.goals_of": Row("person"),
    "goals.share_aspiration": GOAL_CHANGED,
    "goal_uses.of_goal": GOAL,
    "between.show": ANYBODY,
    "meetings.index": ANYBODY,
    "meetings.show": Row("meeting"),
    "meetings.edit": Row("meeting", CHANGE),
    "meetings.invite": Row("meeting", CHANGE, names_ana=True),
    "meetings.close": Row("meeting", CHANGE),
    **PLANS,
    **MAPS,
    "me.who": ANYBODY,
    "me.choose": ANYBODY,
    "home.show": ANYBODY,
    "pyramid.show": ANYBODY,
    "evidence.show": ANYBODY,
    "inbox.mine": ANYBODY,
    "inbox.changes": ANYBODY,
    "delivery.show": Row(more=answers_alone),
    "delivery.choose": Row(more=answers_alone),
    "delivery.switch": Row(more=answers_alone),
    "delivery.letters": Row(more=answers_alone),
    "delivery.bounced": PEOPLE_ADDED,
    "organisation.show": ANYBODY,
    "organisation.edit": SETTINGS_CHANGED,
    "organisation.periods": ANYBODY,
    "organisation.add_period": SETTINGS_CHANGED,
    "organisation.directions": ANYBODY,
    "organisation.set_direction": SETTINGS_CHANGED,
    "organisation.period": Row("period"),
    "organisation.edit_period": Row("period", CHANGE, first=(Kind.SETTINGS, CHANGE)),
    "organisation.retire_period": Row("period", CHANGE),
    "organisation.direction": Row("direction"),
    "organisation.reword": Row("direction", CHANGE),
    "units.units": ANYBODY,
    "units.show": Row("unit"),
    "reviews.show": Row("unit"),
    "units.edit": Row("unit", CHANGE),
    "units.end": Row("unit", RETIRE),
    "units.add": Row(first=(Kind.UNIT, CREATE)),
    "people.everybody": ANYBODY,
    "people.add": PEOPLE_ADDED,
    "people.show": Row("person"),
    "people.edit": Row("person", CHANGE),
    "people.membership": Row("person", part="membership"),
    "people.change_place": Row("person", RETIRE, part="membership"),
    "people.place": Row("person", CHANGE, first=(Kind.PERSON, CREATE)),
    "people.give_login": Row("person", CHANGE, first=(Kind.PERSON, CREATE)),
    "goals.find": ANYBODY,
    "announcements.of_goal": GOAL,
    "goals_file.export": ANYBODY,
    "goals_file.plan": ANYBODY,
    "goals.show": GOAL,
    "goals.edit": GOAL_CHANGED,
    "goals.line_of_sight": GOAL,
    "goals.history": GOAL,
    "goals.explain": GOAL,
    "contributions.contributions": GOAL,
    "contributions.link": GOAL_CHANGED,
    "contributions.show": LINK["read"],
    "contributions.edit": LINK["write"],
    "contributions.unlink": LINK["write"],
    "drives.of_goal": GOAL,
    "effects.show": GOAL,
    "trainings.of_goal": GOAL,
    "signals.everything": ANYBODY,
    "signals.rising_reasons": ANYBODY,
    "plan_reports.show": Row("plan"),
    "plan_reports.choose": PLAN_CHANGED,
    "trainings.plan": GOAL_CHANGED,
    "trainings.show": TRAINING["read"],
    "trainings.edit": TRAINING["write"],
    "trainings.remove": TRAINING["write"],
    "trainings.attend": TRAINING["write"],
    "trainings.effect": TRAINING["read"],
    "benchmarks.of_measure": Row("measure"),
    "benchmarks.enter": Row("measure", CHANGE),
    "benchmarks.take": Row("measure", CHANGE),
    "drives.add": GOAL_CHANGED,
    "drives.show": DRIVE["read"],
    "drives.edit": DRIVE["write"],
    "drives.remove": DRIVE["write"],
    "targets.all_of_goal": GOAL,
    "targets.add": GOAL_CHANGED,
    "targets.show": TARGET["read"],
    "targets.edit": TARGET["write"],
    "targets.remove": TARGET["write"],
    "targets.mark_done": TARGET["write"],
    "work_on_goals.all_steps": GOAL,
    "work_on_goals.add_step": GOAL_CHANGED,
    "work_on_goals.step": STEP["read"],
    "work_on_goals.edit_step": STEP["write"],
    "work_on_goals.remove_step": STEP["write"],
    "work_on_goals.finish_step": STEP["write"],
    "work_on_goals.all_co_owners": GOAL,
    "work_on_goals.share": GOAL_CHANGED,
    "work_on_goals.co_owner": SHARE["read"],
    "work_on_goals.change_part": SHARE["write"],
    "work_on_goals.stop_sharing": SHARE["write"],
    "voices.newest": GOAL,
    "voices.check_in": Row("goal", more=checks_in),
    "voices.heard": GOAL,
    "voices.hurdles": GOAL,
    "voices.rhythm": GOAL_CHANGED,
    "needs.of_goal": GOAL,
    "thanks.of_goal": GOAL,
    "thanks.show": ANYBODY,
    "thanks.prefer": Row(more=answers_alone),
    "feedback.of_goal": GOAL,
    "feedback.mine": Row(more=answers_alone),
    "needs.asked": ANYBODY,
    "needs.leaders": ANYBODY,
    "needs.who_needs_help": ANYBODY,
    "voices.answer": GOAL,
    "voices.ask": Row("goal", CHANGE, names_ana=True),
    "cascade.tree": ANYBODY,
    "cascade.under": GOAL,
    "cascade.not_aligned": ANYBODY,
    "audit.show": ANYBODY,
    "audit.rules": ANYBODY,
    "audit.muted": ANYBODY,
    "realignments.index": ANYBODY,
    "scorecards.show": ANYBODY,
    "pay.show": ANYBODY,
    "decision_rights.of_unit": Row("unit", more=sees_plans),
    "proposals.waiting": ANYBODY,
    "proposals.mine": ANYBODY,
    "proposals.show": Row("proposal"),
    "proposals.accept": Row("proposal", CHANGE),
    "proposals.decline": Row("proposal", CHANGE),
    "proposals.counter": Row("proposal", CHANGE),
    "proposals.read": Row("proposal", CHANGE),
    "proposals.withdraw": Row("proposal", RETIRE),
    "proposals.seen": Row("proposal", RETIRE),
    "proposals.of_goal": GOAL,
    "proposals.ask": Row("goal", Verb.PROPOSE),
    "proposals.propose_change": Row("goal", Verb.PROPOSE),
    "proposals.adopt": Row("goal", more=adopts),
    "proposals.ledger": GOAL,
    "splits.preview": Row("goal", Verb.PROPOSE),
    "splits.ask": Row("goal", Verb.PROPOSE),
    "tickets.moved": Row("direction"),
    "glance.show": WHOLE,
    "measures.all_kpis": ANYBODY,
    "measures.all_measures": ANYBODY,
    "measures.add": Row(more=sets_up),
    "measures.preview": Row(more=sets_up),
    "measures.show": Row("measure"),
    "comparisons.show": Row("measure"),
    "measures.dispute": Row("measure", more=disputes),
    "measures.edit": Row("measure", CHANGE),
    "measures.retire": Row("measure", RETIRE),
    "disputes.all_disputes": ANYBODY,
    "accounts.all_accounts": ACCOUNTS,
    "accounts.tie": ACCOUNTS,
    "accounts.untie": ACCOUNTS,
    "accounts.add_people": ACCOUNTS,
    "accounts.tie_queues": ACCOUNTS,
    "accounts.add_units": ACCOUNTS,
    "accounts.all_queues": Row(first=(Kind.MEASURE, SEE)),
    "imports.runs": IMPORTS,
    "imports.show": RUN,
    "imports.problems": RUN,
    "imports.approve": RUN,
    "imports.undo": RUN,
    "connections.connectors": IMPORTS,
    "connections.all_connections": IMPORTS,
    "connections.add": IMPORTS,
    "connections.show": CONNECTION,
    "connections.edit": CONNECTION,
    "connections.remove": CONNECTION,
    "connections.pause": CONNECTION,
    "connections.resume": CONNECTION,
    "connections.all_syncs": CONNECTION,
    "connections.start": CONNECTION,
    "connections.sync": Row("sync"),
    "jobs.jobs": ANYBODY,
    "jobs.show": Row("job"),
    "tokens.mine": ANYBODY,
    "tokens.make": ANYBODY,
    "tokens.show": Row("token"),
    "tokens.revoke": Row("token", RETIRE),
}

WEB: dict[str, Row] = {
    "person_goals": Row("person"),
    "aspiration_share": GOAL_CHANGED,
    "goal_use": GOAL,
    "meetings": ANYBODY,
    "meeting": Row("meeting"),
    "meeting_act": Row("meeting"),
    "plan": PLAN,
    "plan_answer": Row("plan", more=answers_alone),
    "plan_rank": PLAN_CHANGED,
    "plan_skip": PLAN_CHANGED,
    "plan_writers": PLAN,
    "plan_versions": PLAN,
    "plan_present": PLAN,
    "plan_print": PLAN,
    "plan_pdf": PLAN,
    "plan_png": PLAN,
    "home": ANYBODY,
    "inbox": ANYBODY,
    "help": ANYBODY,
    "thanks": ANYBODY,
    "thanks_prefer": Row(more=answers_alone),
    "feedbacks": Row(more=answers_alone),
    "goal_feedback": GOAL,
    "goals": ANYBODY,
    "announcement_new": GOAL_CHANGED,
    "goals_file": ANYBODY,
    "goals_yaml": ANYBODY,
    "goals_csv": ANYBODY,
    "goal": GOAL,
    "goal_history": GOAL,
    "goal_effect": GOAL,
    "goal_check_in": Row("goal", more=checks_in),
    "goal_answer": GOAL,
    "goal_view_drop": Row("view"),
    "goal_sheet": GOAL,
    "map": ANYBODY,
    "map_act": MAP_CHANGED,
    "map_present": MAP,
    "map_versions": MAP,
    "map_svg": MAP,
    "map_png": MAP,
    "map_pdf": MAP,
    "v2mom": ANYBODY,
    "cascade": ANYBODY,
    "ladders": ANYBODY,
    "ladder": Row("ladder"),
    "ladder_edit": Row("ladder", CHANGE),
    "ladder_stand": Row("ladder"),
    "ladder_act": Row("ladder"),
    "rung_new": Row("ladder", CHANGE),
    "ladder_propose": Row("ladder", CHANGE),
    "rung": RUNG["write"],
    "criterion": COUNTS["write"],
    "pyramid": ANYBODY,
    "pyramid_svg": ANYBODY,
    "pyramid_png": ANYBODY,
    "glance": WHOLE,
    "measures": ANYBODY,
    "measure": Row("measure"),
    "measure_compare": Row("measure"),
    "measure_benchmarks": Row("measure"),
    "goal_trainings": GOAL,
    "measure_dispute": Row("measure", more=disputes),
    "goal_carry": GOAL,
    "changes": ANYBODY,
    "cascade_steps": ANYBODY,
    "pyramid_steps": ANYBODY,
    "plan_announce": PLAN_CHANGED,
    "map_steps": ANYBODY,
    "signals": ANYBODY,
    "plan_report": Row("plan"),
    "proposals": ANYBODY,
    "proposal_new": GOAL,
    "proposal": Row("proposal"),
    "proposal_answer": Row("proposal"),
    "cascade_rows": ANYBODY,
    "cascade_not_aligned": ANYBODY,
    "audit": ANYBODY,
    "audit_rules": ANYBODY,
    "audit_brief": ANYBODY,
    "ticket_sight": ANYBODY,
    "pay": ANYBODY,
    "realignments": ANYBODY,
    "scorecard": ANYBODY,
    "people": ANYBODY,
    "unit": Row("unit"),
    "review": Row("unit"),
    "person": Row("person"),
    "settings": ANYBODY,
    "reads": ANYBODY,
    "delivery": Row(more=answers_alone),
    "delivery_switch": Row(more=answers_alone),
    "accounts": ACCOUNTS,
    "imports": IMPORTS,
    "import_run": RUN,
    "import_approve": RUN,
    "import_undo": RUN,
    "import_problems": RUN,
    "connections": IMPORTS,
    "connection": CONNECTION,
    "connection_act": CONNECTION,
    "commands": ANYBODY,
}

TRAIL, LOG_INS = Row(first=(Kind.TRAIL, SEE)), Row(first=(Kind.PERSON, CREATE))

API |= {
    "people.move": Row("person", RETIRE, part="membership"),
    "privacy.mine": ANYBODY,
    "privacy.counts": Row(first=(Kind.ACCESS_LOG, SEE)),
    "privacy.take_along": Row("person", Verb.EXPORT),
    "privacy.erase": Row("person", RETIRE),
    "organisation.retire_direction": Row("direction", CHANGE),
    "logins.all_logins": LOG_INS,
    "logins.show": Row("login", first=(Kind.PERSON, CREATE)),
    "logins.set_rights": Row("login", first=(Kind.PERSON, CREATE)),
    "logins.set_password": Row("login", first=(Kind.PERSON, CREATE)),
    "history.entries": TRAIL,
    "history.verification": TRAIL,
    "history.head": Row(first=(Kind.TRAIL, Verb.EXPORT)),
    "history.all_rules": ANYBODY,
    "schedules.bring": IMPORTS,
}
WEB |= {
    "person_data": Row("person", Verb.EXPORT),
    "directions": ANYBODY,
    "periods": ANYBODY,
    "tokens": ANYBODY,
    "logins": LOG_INS,
    "hours": IMPORTS,
    "rules": ANYBODY,
    "trail": TRAIL,
    "trail_head": Row(first=(Kind.TRAIL, Verb.EXPORT)),
    "disputes": ANYBODY,
}

ELSEWHERE: dict[str, str] = {
    "audit.mute": "what is muted stands in the body (tests/services/test_audit)",
    "audit.unmute": "needs a mute (tests/services/test_audit)",
    "audit_mute": "what is muted stands in the body (tests/services/test_audit)",
    "audit_unmute": "needs a mute (tests/services/test_audit)",
    "goal_uses.use": "whose plan it is stands in the body (tests/services/test_goal_uses)",
    "benchmarks.show": "needs a benchmark (tests/services/test_benchmarks)",
    "benchmarks.remove": "needs a benchmark (tests/services/test_benchmarks)",
    "signals.log": "the goals stand in the body (tests/services/test_signals)",
    "signals.show": "needs a signal (tests/services/test_signals)",
    "signals.decide": "needs a signal (tests/services/test_signals)",
    "signals.remove": "needs a signal (tests/services/test_signals)",
    "goal_uses.show": "needs a use (tests/services/test_goal_uses)",
    "goal_uses.end": "needs a use (tests/services/test_goal_uses)",
    "announcements.announce_plan": "what it explains stands in the body (test_announcements)",
    "announcements.announce": "what it explains stands in the body (test_announcements)",
    "announcements.show": "of a goal that is seen (test_announcements)",
    "announcements.read": "of a goal that is seen (test_announcements)",
    "announcements.record_talk": "of a goal that is seen (test_announcements)",
    "announcement": "of a goal that is seen (test_announcements)",
    "announcement_read": "of a goal that is seen (test_announcements)",
    "announcement_talk": "of a goal that is seen (test_announcements)",
    "goals_file.apply": "its goals stand in the body (tests/services/test_goals_file)",
    "goals_file.undo": "one's own entry of the history (tests/services/test_goals_file)",
    "goals_file_undo": "one's own entry of the history (tests/services/test_goals_file)",
    "ladder_rounds.begin": "the unit stands in the body (tests/services/test_ladder_rounds)",
    "ladder_rounds.show": "by the ladders of the unit (tests/services/test_ladder_rounds)",
    "ladder_rounds.say": "by who is asked (tests/services/test_ladder_rounds)",
    "ladder_rounds.end": "by who leads the unit (tests/services/test_ladder_rounds)",
    "ladder_round": "by the ladders of the unit (tests/services/test_ladder_rounds)",
    "ladder_rounds": "lists what may be seen; which unit is asked stands in the form",
    "ladder_help.propose": "the measure stands in the body (tests/services/test_ladder_help)",
    "ladder_help.chance": "the measure stands in the body (tests/services/test_ladder_help)",
    "ladder_help.resource": "needs a resource (tests/services/test_ladder_help)",
    "ladder_help.settle_resource": "needs a resource (tests/services/test_ladder_help)",
    "ladder_help.remove_resource": "needs a resource (tests/services/test_ladder_help)",
    "ladder_help.skill": "needs a skill (tests/services/test_ladder_help)",
    "ladder_help.assess": "by who speaks (tests/services/test_ladder_help)",
    "ladder_help.hindrance": "needs a hindrance (tests/services/test_ladder_help)",
    "ladder_help.remove_hindrance": "needs a hindrance (tests/services/test_ladder_help)",
    "ladder_help.book": "by one of the two (tests/services/test_ladder_help)",
    "ladder_help.coaching": "by one of the two (tests/services/test_ladder_help)",
    "ladder_help.note": "by one of the two (tests/services/test_ladder_help)",
    "ladder_help.cancel": "by one of the two (tests/services/test_ladder_help)",
    "ladder_help.calendar": "by one of the two (tests/services/test_ladder_help)",
    "coaching": "by one of the two (tests/services/test_ladder_help)",
    "coaching_ics": "by one of the two (tests/services/test_ladder_help)",
    "ladder_chance": "the measure stands in the query (tests/web/test_ladders)",
    "ladder_new": "a form; whose ladder it is stands in it",
    "ladders.add": "whose ladder it is stands in the body (tests/services/test_ladders)",
    "ladders.use_goal": "which goal it is stands in the body (tests/services/test_ladders)",
    "meeting_new": "a form; whose goals are to be set stands in it",
    "meetings.call": "the unit stands in the body (tests/services/test_meetings)",
    "meetings.propose": "by who takes part (tests/services/test_meetings)",
    "meetings.speak": "by who takes part (tests/services/test_meetings)",
    "meetings.settle": "by whose goal comes of it (tests/services/test_meetings)",
    "maps.begin": "whose map it is stands in the body (tests/services/test_maps)",
    "map_begin": "whose map it is stands in the form (tests/services/test_maps)",
    "plan_new": "a form; whose plan it is stands in it",
    "plan_above": "needs two plans, one above the other (tests/services/test_v2mom)",
    "plan_revoke": "which link it is stands in the form (tests/web/test_shared)",
    "shared": "opened by its secret, without a log-in (tests/web/test_shared)",
    "mail_off": "opened by its secret, without a log-in (tests/channels/test_mail)",
    "shared_pdf": "opened by its secret, without a log-in (tests/web/test_shared)",
    "shared_png": "opened by its secret, without a log-in (tests/web/test_shared)",
    "plans.add": "whose plan it is stands in the body (tests/services)",
    "plans.beside": "needs two plans, one above the other (tests/services/test_v2mom)",
    "templates.template": "the templates are everybody's",
    "plan_voices.uninvite": "needs an invitation (tests/services/test_v2mom)",
    "plan_voices.suggestion": "needs a suggestion (tests/services/test_v2mom)",
    "plan_voices.answer_suggestion": "needs a suggestion (tests/services/test_v2mom)",
    "plan_voices.show_request": "needs a request (tests/services/test_v2mom)",
    "plan_voices.answer_request": "by whose unit is asked (tests/services/test_v2mom)",
    "plan_voices.withdraw": "needs a request (tests/services/test_v2mom)",
    "plan_editions.difference": "needs an edition (tests/services/test_v2mom)",
    "plan_editions.heard": "needs an edition (tests/services/test_v2mom)",
    "plan_editions.say_unnamed": "needs an edition (tests/services/test_v2mom)",
    "feedback.give": "who else may see the goal decides too (tests/services/test_feedback)",
    "feedback.ask": "who else may see the goal decides too (tests/services/test_feedback)",
    "feedback.show": "by the two between whom it is (tests/services/test_feedback)",
    "feedback.answer": "by who is asked (tests/services/test_feedback)",
    "feedback.decline": "by who is asked (tests/services/test_feedback)",
    "feedback.reply": "by the two between whom it is (tests/services/test_feedback)",
    "feedback": "by the two between whom it is (tests/services/test_feedback)",
    "thanks.say": "whom one thanks and for what stands in the body (tests/services/test_thanks)",
    "thanks.choose": "by its receiver (tests/services/test_thanks)",
    "thanked": "by its receiver (tests/services/test_thanks)",
    "needs.ask": "whom one may ask stands in the body (tests/services/test_needs)",
    "needs.show": "by who asked and who is asked (tests/services/test_needs)",
    "needs.answer": "by who is asked (tests/services/test_needs)",
    "needs.talked": "needs a check-in that wants help (tests/services/test_help)",
    "help_talked": "needs a check-in that wants help (tests/services/test_help)",
    "need": "by who asked and who is asked (tests/services/test_needs)",
    "realignments.begin": "everybody may try (tests/services/test_realign)",
    **dict.fromkeys(
        [
            "realignment",
            "realignment_add",
            "realignment_act",
            "realignments.show",
            "realignments.edit",
            "realignments.set_changes",
            "realignments.ask",
            "realignments.answer",
            "realignments.commit",
            "realignments.undo",
            "realignments.discard",
        ],
        "by who made it and who is asked (tests/services/test_realign)",
    ),
    **dict.fromkeys(
        ["pay.state_purpose", "pay.withdraw_purpose", "pay.add", "pay.incentive", "pay.retire"],
        "by whom it is about, once a purpose is stated (tests/services/test_incentives)",
    ),
    "reviews.decide": "by whose goal stands in the body (tests/services/test_reviews)",
    "decision_rights": "a page of what decision_rights.of_unit gives",
    **dict.fromkeys(
        [
            "decision_rights_answer",
            "decision_rights.add",
            "decision_rights.edit",
            "decision_rights.widen",
            "decision_rights.answer",
        ],
        "by whose unit it is (tests/services/test_decision_rights)",
    ),
    "inbox.answer": "waits in the asking person's own list (tests/services/test_inbox)",
    "inbox_answer": "waits in the asking person's own list (tests/services/test_inbox)",
    "goals.add": "whose goal it is stands in the body (tests/services)",
    "connection_new": "a form; only administrators are given it (tests/web/test_connections)",
    "imports.start": "takes a file (tests/api)",
    "imports.guessed": "takes a file (tests/api)",
    "disputes.show": "by whose figure it is about (tests/services/test_disputes)",
    "disputes.answer": "by whose figure it is about (tests/services/test_disputes)",
    "what_if.preview": "its goals stand in the body (tests/services)",
    "glance.keep": "needs published figures (tests/services/test_glance)",
    "tickets.sight": "the number stands in the query (tests/services/test_ticket_sight)",
    "measures.kpi": "the catalogue is everybody's",
    "measures.figures": "the scope stands in the query (tests/services)",
    "measures.export": "needs published figures (tests/api)",
    "measures.tickets": "needs published figures (tests/services)",
    "measure_tickets_csv": "needs published figures (tests/services)",
    "jobs.try_again": "a job that is not dead is not there to be tried again",
    "job_retry": "a job that is not dead is not there to be tried again",
    "jobs": "a page of settings, by what it lists",
    "goal_new": "a form; whose goal it is stands in it",
    "goal_views": "a form of the asking user's own",
    "measure_new": "a form; its scope stands in it",
    "import_draft": "a file that the asking administrator has just sent",
    "live": "says nothing of anybody",
    "ready": "says nothing of anybody",
    "gallery": "samples without data, while developing",
}
"""Routes that the matrix cannot ask, with the reason."""
