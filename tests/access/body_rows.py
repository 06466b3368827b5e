"""A row for every route whose thing stands in its body, and of acts that need no more than it."""

from collections.abc import Callable

from tests.access.expecting import CHANGE, CREATE, Row, checks_in, decided, facts, kind_of
from tests.access.nouns import GOAL_CHANGED, PLAN_CHANGED
from tests.access.together_rows import TRIED
from trigpoint.core.people.kinds import Kind
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.store.models import Goal, Mute, Unit


def sets(kind: Kind) -> Callable[[Actor, Unit], bool]:
    """Return whether an actor may set something of a kind for a unit."""
    return lambda actor, record: decided(actor, kind, CREATE, facts(actor, "unit", record))


def uses(actor: Actor, record: Goal) -> bool:
    """Whether the actor may write the plan of whoever holds a goal."""
    kind = Kind.PLAN_OF_PERSON if record.owner_person_id else Kind.PLAN
    return decided(actor, kind, CHANGE, facts(actor, "goal", record))


def mends(actor: Actor, record: Mute) -> bool:
    """Whether the actor can do something about what is muted."""
    return in_charge(actor, Goal.objects.get(public_id=record.about))


def in_charge(actor: Actor, goal: Goal) -> bool:
    """Whether the actor can do something about a goal: they hold it, or lead who does."""
    found = access.viewer_of(actor).facts
    thing = facts(actor, "goal", goal)
    led = bool(thing.answerable & (found.leads | found.leads_above))
    return led or decided(actor, kind_of("goal", goal), CHANGE, thing)


IN_UNIT = {"unit": "unit"}
OWNED = {"owner": "unit"}
MUTED = Row("goal", part="mute", shown=mends)

BODIES: dict[str, Row] = {
    "pulses.begin": Row("unit", more=sets(Kind.GOAL), body=IN_UNIT),
    "ladder_rounds.begin": Row("unit", more=sets(Kind.LADDER), body=IN_UNIT),
    "adoption.add": Row("unit", more=sets(Kind.PLAN), body=IN_UNIT),
    "goals.add": Row("unit", more=sets(Kind.GOAL), body=OWNED, refused=True),
    "plans.add": Row("unit", more=sets(Kind.PLAN), body=OWNED, refused=True),
    "maps.begin": Row("unit", more=sets(Kind.PLAN), body=OWNED, refused=True),
    "ladders.add": Row("unit", more=sets(Kind.LADDER), body=OWNED, refused=True),
    "signals.log": Row("goal", body={"questions": "goal"}, refused=True),
    "announcements.announce": GOAL_CHANGED,
    "announcements.announce_plan": PLAN_CHANGED,
    "needs.ask": Row("goal", more=checks_in, body={"leader": "person"}),
    "feedback.give": Row("goal", names_ana=True),
    "feedback.ask": Row("goal", names_ana=True),
    "goal_uses.use": Row("goal", more=uses),
    "audit.unmute": MUTED,
}
BODY_PAGES: dict[str, Row] = {
    "audit_unmute": MUTED,
    "realignment_act": TRIED,
}
