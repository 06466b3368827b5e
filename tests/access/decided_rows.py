"""A row for every route to what is said, asked and decided in meetings, reviews, plans and pay."""

from tests.access.between_rows import OWN_POST, about, leads_it, one_of, reads_post
from tests.access.body_rows import IN_UNIT, OWNED, in_charge, sets
from tests.access.expecting import (
    CHANGE,
    CREATE,
    SEE,
    Row,
    answers_alone,
    decided,
    facts,
    kind_of,
    sees_figures,
)
from tests.access.nouns import ANYBODY, IMPORTS, SETTINGS_CHANGED
from tests.access.together_rows import is_in
from trigpoint.core.people.kinds import Kind
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.store.models import (
    Briefing,
    CheckIn,
    Goal,
    Incentive,
    Measure,
    Meeting,
    Person,
    Plan,
    Post,
    Realignment,
    Unit,
)


def sees_goal(actor: Actor, record: Goal) -> bool:
    return decided(actor, kind_of("goal", record), SEE, facts(actor, "goal", record))


def sees_above(actor: Actor, record: Plan) -> bool:
    """Whether the actor reads a plan and the one that it serves."""
    both = (record, record.above) if record.above else (record,)
    seen = all(decided(actor, kind_of("plan", p), SEE, facts(actor, "plan", p)) for p in both)
    return seen and record.above is not None


def reads_check_ins(actor: Actor, goal: Goal) -> bool:
    kind = Kind.CHECK_IN_OF_PERSON if goal.owner_person_id else Kind.CHECK_IN
    return decided(actor, kind, SEE, facts(actor, "goal", goal))


def reads_check_in(actor: Actor, record: CheckIn) -> bool:
    return sees_goal(actor, record.goal) and reads_check_ins(actor, record.goal)


def decides(actor: Actor, record: Unit) -> bool:
    """Whether the actor may change a goal of a unit: what a review decides is a step of one."""
    return decided(actor, Kind.GOAL, CHANGE, facts(actor, "unit", record))


def reads_briefing(actor: Actor, record: Briefing) -> bool:
    """Whether the actor sees the unit, what is said of every goal on the page, and every figure."""
    goals = Goal.objects.filter(public_id__in=record.body["goals"])
    seen = decided(actor, Kind.UNIT, SEE, facts(actor, "unit", record.unit))
    said = all(reads_check_ins(actor, goal) for goal in goals)
    measures = Measure.objects.filter(public_id__in=record.body["measures"])
    return seen and said and all(sees_figures(actor, measure) for measure in measures)


def takes_part(actor: Actor, record: Meeting) -> bool:
    return one_of(actor, *record.attendances.values_list("person", flat=True))


def of_pay(actor: Actor, record: Incentive) -> bool:
    return decided(actor, Kind.FIGURE_OF_PERSON, SEE, about(actor, record.person_id))


def sets_pay(actor: Actor, record: Incentive) -> bool:
    return pays(actor, record.person)


def pays(actor: Actor, record: Person) -> bool:
    """Whether the actor sets incentives for a person: who reads their figures, not they."""
    reads = decided(actor, Kind.FIGURE_OF_PERSON, SEE, about(actor, record.pk))
    return reads and not one_of(actor, record.pk)


def has_papers(actor: Actor, record: Person) -> bool:
    return decided(actor, Kind.REVIEW_PAPER, CREATE, about(actor, record.pk))


def is_asked(actor: Actor, record: Realignment) -> bool:
    return one_of(actor, *record.voices.values_list("person", flat=True))


def changes_goal(actor: Actor, record: Post) -> bool:
    """Whether the actor may plan an experiment for the goal that a post is about."""
    goal = record.goal
    return decided(actor, kind_of("goal", goal), CHANGE, facts(actor, "goal", goal))


def is_here(actor: Actor, _record: object) -> bool:
    return access.viewer_of(actor).facts.is_member


BRIEFING = Row("briefing", seen=reads_briefing)
CHECK_IN = Row("check_in", seen=reads_check_in)
INCENTIVE = Row("incentive", seen=of_pay)
SIDE_BY_SIDE = Row("plan", seen=sees_above)
MUTED = Row("goal", seen=in_charge, body={"about": "goal"})
ALONE, HERE = Row(more=answers_alone), Row(more=is_here)
EDITION = Row("plan", part="edition")
OF_MEASURE = Row("measure", body={"measure": "measure"})

DECIDED: dict[str, Row] = {
    "audit.mute": MUTED,
    "briefings.freeze": Row("unit", more=decides),
    "briefings.show": BRIEFING,
    "review_papers.ask": Row("person", more=has_papers, body={"person": "person"}),
    "pay.state_purpose": SETTINGS_CHANGED,
    "pay.withdraw_purpose": SETTINGS_CHANGED,
    "pay.add": Row("person", more=pays, body={"person": "person"}),
    "pay.incentive": INCENTIVE,
    "pay.retire": Row("incentive", seen=of_pay, more=sets_pay),
    "ladder_help.propose": OF_MEASURE,
    "ladder_help.chance": OF_MEASURE,
    "ladders.use_goal": Row("ladder", CHANGE, part="goal", shown=sees_goal, body={"goal": "goal"}),
    "meetings.call": Row("unit", more=sets(Kind.PLAN), body=IN_UNIT, refused=True),
    "meetings.propose": Row("meeting", more=takes_part),
    "meetings.speak": Row("meeting", part="motion", more=takes_part),
    "meetings.settle": Row("meeting", CHANGE, part="motion"),
    "plans.beside": SIDE_BY_SIDE,
    "plan_editions.difference": EDITION,
    "plan_editions.heard": EDITION,
    "mentors.say": ALONE,
    "knowledge.write": Row("goal", body={"goal": "goal"}),
    "knowledge.solve": OWN_POST,
    "adoption.say": HERE,
    "thanks.of_month": ANYBODY,
    "thanks.say": Row("person", part="goal", shown=sees_goal, body={"to": "person"}),
    "needs.talked": CHECK_IN,
    "realignments.begin": HERE,
    "realignments.answer": Row(
        "realignment", seen=is_in, part="voice", more=is_asked, body={"voice": "voice"}
    ),
    "reviews.decide": Row("unit", body={"goal": "goal"}),
    "tickets.sight": ANYBODY,
}
DECIDED_PAGES: dict[str, Row] = {
    "audit_mute": MUTED,
    "announcement_talk": Row("goal", CHANGE, part="announcement", body={"unit": "unit"}),
    "briefing": BRIEFING,
    "briefing_pdf": BRIEFING,
    "ladder_chance": OF_MEASURE,
    "map_begin": Row("unit", more=sets(Kind.PLAN), body=OWNED | {"period": "period"}, refused=True),
    "plan_above": SIDE_BY_SIDE,
    "plan_revoke": Row("plan", CHANGE, part="share", body={"share": "share"}),
    "post_try": Row(
        "post",
        seen=reads_post,
        part="goal",
        shown=sees_goal,
        more=changes_goal,
        body={"goal": "goal"},
    ),
    "thanks_month": ANYBODY,
    "help_talked": CHECK_IN,
    "decision_rights_answer": Row(
        "unit", part="widening", more=leads_it, body={"widening": "widening"}
    ),
    "connection_new": IMPORTS,
    "measure_new": HERE,
}
