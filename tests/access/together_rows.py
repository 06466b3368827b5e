"""A row for every route to what people plan and learn together."""

from tests.access.between_rows import leads_it, one_of
from tests.access.expecting import SEE, Row, decided, facts
from trigpoint.core.people.kinds import Kind
from trigpoint.services.actor import Actor
from trigpoint.store.models import MentorPair, MentorWord, PulseRound, Realignment, Unit


def said_it(actor: Actor, record: MentorWord) -> bool:
    return one_of(actor, record.person_id)


def learns(actor: Actor, record: MentorPair) -> bool:
    return one_of(actor, record.wish.person_id)


def agreed(actor: Actor, record: MentorPair) -> bool:
    both = one_of(actor, record.wish.person_id, record.mentor_id)
    return both and record.state == MentorPair.State.RUNNING


def is_offered(actor: Actor, record: MentorPair) -> bool:
    return learns(actor, record) and record.state == MentorPair.State.OFFERED


def tries(actor: Actor, record: Realignment) -> bool:
    return one_of(actor, record.made_by_id or 0)


def is_in(actor: Actor, record: Realignment) -> bool:
    """Whether the actor tries a change or is asked about it: nobody else reads it meanwhile."""
    asked = record.voices.values_list("person_id", flat=True)
    return tries(actor, record) or one_of(actor, *asked)


def has_seat(actor: Actor, record: PulseRound) -> bool:
    return record.seats.filter(person=actor.person).exists()


def reads_pulse(actor: Actor, record: PulseRound) -> bool:
    unit: Unit = record.unit
    seen = decided(actor, Kind.UNIT, SEE, facts(actor, "unit", unit))
    return seen or has_seat(actor, record)


STEP = {"step_id": "adoption_step"}
STEP_LED = Row("unit", part="adoption_step", more=leads_it, ids=STEP)
PAIR = Row("pair", seen=agreed)
TRIED = Row("realignment", seen=is_in)
OWN_TRY = Row("realignment", seen=is_in, more=tries)
ROUND = {"round_id": "pulse"}
PULSE = Row("pulse", seen=reads_pulse, ids=ROUND)

TOGETHER: dict[str, Row] = {
    "adoption.finish": STEP_LED,
    "adoption.remove": STEP_LED,
    "adoption.answer": Row("unit", part="resistance", more=leads_it),
    "mentors.take_back": Row("word", seen=said_it),
    "mentors.answer_offer": Row("pair", seen=is_offered),
    "mentors.pair": PAIR,
    "mentors.close": Row("pair", seen=agreed, more=learns),
    "realignments.show": TRIED,
    "realignments.edit": OWN_TRY,
    "realignments.set_changes": OWN_TRY,
    "realignments.ask": OWN_TRY,
    "realignments.commit": OWN_TRY,
    "realignments.undo": OWN_TRY,
    "realignments.discard": OWN_TRY,
    "pulses.show": PULSE,
    "pulses.answer": Row("pulse", seen=has_seat, ids=ROUND),
    "pulses.results": PULSE,
}
TOGETHER_PAGES: dict[str, Row] = {
    "mentor_word": Row("word", seen=said_it),
    "mentor_pair": PAIR,
    "realignment": TRIED,
    "realignment_add": TRIED,
    "realignment_unit": TRIED,
    "pulse": PULSE,
}
TOGETHER_FORMS: dict[str, Row] = {"pulse": Row("pulse", seen=has_seat, ids=ROUND)}
"""Pages to which others send a form than read them."""
