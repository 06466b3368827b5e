"""The door to ladders and what belongs to them: `access` for ladders."""

from __future__ import annotations

import datetime
from typing import TypeVar

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.store import chart
from trigpoint.store.models import Coaching, Criterion, Ladder, LadderRound, Rung, Unit
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import records

R = TypeVar("R", bound=Recorded)
PRIVATE = {Ladder.State.DRAFT, Ladder.State.DECLINED}
HOLDERS = ("owner_unit", "owner_person", "coach", "goal", "above")


def kind_of(record: Ladder) -> Kind:
    """Return under which kind the policy knows a ladder."""
    if record.owner_person_id is None:
        return Kind.LADDER
    return Kind.LADDER_IN_PRIVATE if record.state in PRIVATE else Kind.LADDER_OF_PERSON


def thing_of(actor: Actor, record: Ladder) -> Thing:
    """Return the facts of a ladder that decide; it is shared with the coach."""
    coach = frozenset({str(record.coach_id)}) if record.coach_id else frozenset()
    return chart.thing_of_holder(
        access.viewer_of(actor).chart,
        actor.organisation,
        record.owner_unit_id,
        record.owner_person_id,
        recipients=coach,
    )


def may(actor: Actor, record: Ladder, verb: Verb) -> bool:
    """Whether the policy lets the actor do this with a ladder."""
    return bool(access.decision(actor, verb, kind_of(record), thing_of(actor, record)))


def verbs(actor: Actor, record: Ladder) -> frozenset[str]:
    """Return what the actor may do with a ladder, for the buttons of its page."""
    thing, kind = thing_of(actor, record), kind_of(record)
    return frozenset(verb.value for verb in Verb if access.decision(actor, verb, kind, thing))


def who_can_see(actor: Actor, record: Ladder) -> list[Text]:
    """Return, sentence by sentence, who may see a ladder."""
    return access.told(actor, kind_of(record))


def all_seen(actor: Actor, at: datetime.datetime | None = None) -> list[Ladder]:
    """Return the ladders that the actor may see, in the order in which they were made.

    As they stood `at` an earlier moment, those that the actor may see now and as they were then:
    what somebody has stepped off since is private in the past too.
    """
    found = Ladder.objects.filter(organisation=actor.organisation, retired=False)
    rows = found.select_related(*HOLDERS).order_by("pk")
    now = [record for record in rows if may(actor, record, Verb.SEE)]
    if at is None:
        return now
    keys = {record.pk for record in now}
    then = [each for each in records(Ladder, actor.organisation, at) if each.pk in keys]
    return [record for record in then if may(actor, record, Verb.SEE)]


def ladder(actor: Actor, public_id: str, verb: Verb) -> Ladder:
    """Return a ladder for a verb.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    found = Ladder.objects.select_related(*HOLDERS).filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    )
    record = found.first()
    if record is None or not may(actor, record, Verb.SEE):
        raise NotThere
    if not may(actor, record, verb):
        raise NotAllowed(_("A ladder belongs to whoever climbs it. You can propose, and coach."))
    return record


def part(actor: Actor, model: type[R], public_id: str, verb: Verb, way: str = "ladder") -> R:
    """Return a part of a ladder for a verb on the ladder; `way` leads from the part to it.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    record, held = access.part(actor, model, public_id, way)
    if not isinstance(held, Ladder):
        raise NotThere
    ladder(actor, held.public_id, verb)
    return record


def rung(actor: Actor, public_id: str, verb: Verb) -> Rung:
    """Return a step of a ladder for a verb; raises like `part`."""
    return part(actor, Rung, public_id, verb)


def criterion(actor: Actor, public_id: str, verb: Verb) -> Criterion:
    """Return what counts for a step, for a verb; raises like `part`."""
    return part(actor, Criterion, public_id, verb, "rung__ladder")


def coaching(actor: Actor, public_id: str, verb: Verb) -> Coaching:
    """Return a coaching meeting for one of the two; for anybody else it is not there."""
    found = Coaching.objects.select_related("ladder__owner_person", "coach").filter(
        organisation=actor.organisation, public_id=public_id, retired=False, ladder__retired=False
    )
    record = found.first()
    if record is None or not may_meet(actor, record, verb):
        raise NotThere
    return record


def may_meet(actor: Actor, record: Coaching, verb: Verb) -> bool:
    """Whether the policy lets the actor do this with a meeting: it belongs to those who meet."""
    owners = frozenset({*climbers(actor, record.ladder), str(record.coach_id)})
    thing = Thing(str(record.organisation_id), owners=owners)
    return bool(access.decision(actor, verb, Kind.COACHING, thing))


def climbers(actor: Actor, ladder: Ladder) -> frozenset[str]:
    """Return the keys of whoever climbs: the person, or the people of the unit."""
    if ladder.owner_person_id:
        return frozenset({str(ladder.owner_person_id)})
    drawn, unit = access.viewer_of(actor).chart, str(ladder.owner_unit_id)
    return drawn.everyone(unit) if unit in drawn.kinds else frozenset()


def meets(actor: Actor, ladder: Ladder) -> bool:
    """Whether the actor coaches on a ladder or is among those who climb it."""
    if actor.person is None or ladder.coach_id is None:
        return False
    return ladder.coach_id == actor.person.pk or str(actor.person.pk) in climbers(actor, ladder)


def round_(actor: Actor, public_id: str, verb: Verb) -> LadderRound:
    """Return a round of a unit for a verb; raises like `ladder`."""
    found = LadderRound.objects.select_related("unit").filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    )
    record = found.first()
    if record is None or not may_in_unit(actor, record.unit_id, Verb.SEE):
        raise NotThere
    if not may_in_unit(actor, record.unit_id, verb):
        raise NotAllowed(_("Whoever leads this unit opens and ends its rounds."))
    return record


def may_in_unit(actor: Actor, unit: int, verb: Verb) -> bool:
    """Whether the actor may do this with ladders of a unit."""
    drawn = access.viewer_of(actor).chart
    thing = chart.thing_of_holder(drawn, actor.organisation, unit, None)
    return bool(access.decision(actor, verb, Kind.LADDER, thing))


def units_led(actor: Actor) -> list[Unit]:
    """Return the units whose ladders the actor may begin, by name."""
    known = access.visible_ids(actor, "unit")
    found = Unit.objects.filter(pk__in=known).order_by("name")
    return [unit for unit in found if may_in_unit(actor, unit.pk, Verb.CREATE)]
