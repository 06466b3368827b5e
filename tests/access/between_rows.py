"""A row for every route to what is between people, and who is let in by name."""

from tests.access.between import TWO
from tests.access.expecting import CHANGE, SEE, Row, decided, facts, kind_of, sees_plans
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Field, Kind
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.store import chart
from trigpoint.store.models import (
    Dispute,
    Feedback,
    Goal,
    Need,
    Pattern,
    Person,
    Post,
    TalkLine,
    Thanks,
    Unit,
)

MEET = {*(frozenset(two) for two in TWO.values()), frozenset({"Tuan Nguyen", "Rui Matos"})}
"""Who meets alone: leads and their people, and whoever coaches with whom they coach."""


def one_of(actor: Actor, *people: int) -> bool:
    return actor.person is not None and actor.person.pk in people


def about(actor: Actor, person: int) -> Thing:
    return chart.thing_of_holder(access.viewer_of(actor).chart, actor.organisation, None, person)


def reads_words(actor: Actor, goal: Goal) -> bool:
    """Whether the actor reads what is said openly of a goal."""
    said = access.decision(actor, SEE, kind_of("goal", goal), facts(actor, "goal", goal))
    return bool(said) and Field.WORDS not in said.hidden


def meet_alone(actor: Actor, record: Person) -> bool:
    return actor.person is not None and frozenset({actor.person.name, record.name}) in MEET


def of_feedback(actor: Actor, record: Feedback) -> bool:
    return one_of(actor, record.by_id, record.to_id)


def gives(actor: Actor, record: Feedback) -> bool:
    return one_of(actor, record.by_id)


def replies(actor: Actor, record: Feedback) -> bool:
    return of_feedback(actor, record) and record.given_at is not None


def reads_line(actor: Actor, record: TalkLine) -> bool:
    return one_of(actor, record.by_id) or (record.shared and one_of(actor, record.other_id))


def wrote(actor: Actor, record: TalkLine | Post) -> bool:
    return one_of(actor, record.by_id)


def of_need(actor: Actor, record: Need) -> bool:
    return one_of(actor, record.person_id, record.leader_id)


def is_asked(actor: Actor, record: Need) -> bool:
    return one_of(actor, record.leader_id)


def reads_post(actor: Actor, record: Post) -> bool:
    return one_of(actor, record.by_id) or reads_words(actor, record.goal)


def reads_thanks(actor: Actor, record: Thanks) -> bool:
    seen = decided(actor, Kind.PERSON, SEE, about(actor, record.to_id))
    told = record.public and seen and reads_words(actor, record.goal)
    return one_of(actor, record.by_id, record.to_id) or told


def is_thanked(actor: Actor, record: Thanks) -> bool:
    return one_of(actor, record.to_id)


def reads_dispute(actor: Actor, record: Dispute) -> bool:
    return decided(actor, Kind.DISPUTE, SEE, about(actor, record.person_id))


def answers_dispute(actor: Actor, record: Dispute) -> bool:
    may = decided(actor, Kind.DISPUTE, CHANGE, about(actor, record.person_id))
    return may and not one_of(actor, record.person_id)


def reads_pattern(actor: Actor, record: Pattern) -> bool:
    """Whether the actor reads what tickets show: of others once they have answered."""
    figures = decided(actor, Kind.FIGURE_OF_PERSON, SEE, about(actor, record.person_id))
    return one_of(actor, record.person_id) or (record.answered_at is not None and figures)


def is_about(actor: Actor, record: Pattern) -> bool:
    return one_of(actor, record.person_id)


def was_told(actor: Actor, record: Goal) -> bool:
    return record.announcements.filter(receipts__person=actor.person).exists()


def leads_it(actor: Actor, record: Unit) -> bool:
    return decided(actor, Kind.PLAN, CHANGE, facts(actor, "unit", record))


FEEDBACK = Row("feedback", seen=of_feedback)
LINE = Row("line", seen=reads_line)
POST = Row("post", seen=reads_post)
OWN_POST = Row("post", seen=reads_post, more=wrote)
THANKS = Row("thanks", seen=reads_thanks)
PATTERN = Row("pattern", seen=reads_pattern)
ANNOUNCED = Row("goal", part="announcement")
RIGHT = Row("unit", part="right", more=leads_it)

BETWEEN: dict[str, Row] = {
    "feedback.show": FEEDBACK,
    "feedback.answer": Row("feedback", seen=of_feedback, more=gives),
    "feedback.decline": Row("feedback", seen=of_feedback, more=gives),
    "feedback.stop": FEEDBACK,
    "feedback.reply": Row("feedback", seen=of_feedback, more=replies),
    "talks.show": Row("person", seen=meet_alone),
    "talks.write": Row("person", seen=meet_alone),
    "talks.keep": LINE,
    "talks.share": Row("line", seen=reads_line, more=wrote),
    "talks.remove": Row("line", seen=reads_line, more=wrote),
    "needs.show": Row("need", seen=of_need),
    "needs.answer": Row("need", seen=of_need, more=is_asked),
    "knowledge.show": POST,
    "knowledge.edit": OWN_POST,
    "knowledge.remove": OWN_POST,
    "knowledge.answer": POST,
    "thanks.choose": Row("thanks", seen=reads_thanks, more=is_thanked),
    "disputes.show": Row("dispute", seen=reads_dispute),
    "disputes.answer": Row("dispute", seen=reads_dispute, more=answers_dispute),
    "patterns.show": PATTERN,
    "patterns.answer": Row("pattern", seen=reads_pattern, more=is_about),
    "announcements.show": ANNOUNCED,
    "announcements.read": Row("goal", part="announcement", more=was_told),
    "announcements.record_talk": Row("goal", CHANGE, part="announcement", names_ana=True),
    "decision_rights.add": Row("unit", more=leads_it),
    "decision_rights.edit": RIGHT,
    "decision_rights.retire": RIGHT,
    "decision_rights.widen": Row("unit", part="right", more=sees_plans),
    "decision_rights.answer": Row("unit", part="widening", more=leads_it),
}
BETWEEN_PAGES: dict[str, Row] = {
    "feedback": FEEDBACK,
    "one_on_one": Row("person", seen=meet_alone),
    "talk_line": LINE,
    "need": Row("need", seen=of_need),
    "post": POST,
    "post_solved": OWN_POST,
    "thanked": THANKS,
    "pattern": PATTERN,
    "announcement": ANNOUNCED,
    "announcement_read": Row("goal", part="announcement", more=was_told),
}
